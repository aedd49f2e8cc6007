/** The figures as tables in a terminal. */
import { arch, cpus, platform, release } from 'node:os';
import type { Outcome } from './contest';

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

export function readable(value: number): string {
  if (value >= 1000) return grouped.format(value);
  return Number(value.toPrecision(3)).toString();
}

export const ratioOf = (outcome: Outcome): string => `${readable(outcome.ratio)}x`;

const fate = ({ met }: Outcome): string => (met === null ? '' : met ? 'met' : 'NOT MET');

function goalOf({ goal, unit }: Outcome): string {
  if (goal === null) return '';
  return unit === 'bytes' ? `at most ${goal} bytes` : `${goal}x`;
}

/** Columns as wide as their widest cell; the ones named are flush right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], right: readonly number[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** One contest, printed when it is over. */
export function contestLines(outcomes: readonly Outcome[]): string {
  const [{ row, title, ours, unit }] = outcomes;
  const lines = outcomes.map(
    (each) =>
      `    ${each.peer.padEnd(44)} ${readable(each.theirs).padStart(9)} ${ratioOf(each).padStart(9)}` +
      `  ${[each.rounds < 5 ? `rounds: ${each.rounds}` : '', each.remark].filter((text) => text !== '').join('; ')}`,
  );
  return [`  ${row}: ${title}: ${readable(ours)} ${unit}`, ...lines.map((line) => line.trimEnd())].join('\n');
}

/** Every goal, with the ratio at each size. */
export function goalTable(outcomes: readonly Outcome[], sizes: readonly number[]): string {
  const judged = outcomes.filter((outcome) => outcome.goal !== null);
  const rows = judged.map((outcome) => {
    const at = (size: number): string => {
      const same = outcomes.find(
        (each) => each.size === size && each.title === outcome.title && each.peer === outcome.peer,
      );
      if (!same) return '';
      return same.unit === 'bytes' ? `${readable(same.ours)} bytes` : ratioOf(same);
    };
    return [
      outcome.title,
      outcome.peer,
      goalOf(outcome),
      `at ${grouped.format(outcome.size)}`,
      fate(outcome),
      ...sizes.map(at),
    ];
  });
  const head = ['work', 'against', 'goal', 'judged', '', ...sizes.map((size) => grouped.format(size))];
  return table(head, rows, [2, 3, ...sizes.map((_, i) => 5 + i)]);
}

/** The product's own time at each size, and how much it grew from 10,000 incidents (or the least that was run) to the most. */
export function growthTable(outcomes: readonly Outcome[], sizes: readonly number[]): string {
  const [first, last] = [sizes.find((size) => size >= 10_000) ?? sizes[0], sizes[sizes.length - 1]];
  // The extent of the incidents, and with it the number of nodes, differs a little from size to size.
  const nameOf = ({ title }: Outcome): string => title.replace(/ on \d+ x \d+ nodes/, '');
  const names = [...new Set(outcomes.filter(({ unit }) => unit === 'ms').map(nameOf))];
  const rows = names.map((name) => {
    const at = (size: number): number | null =>
      outcomes.find((each) => each.size === size && nameOf(each) === name)?.ours ?? null;
    const [before, after] = [at(first), at(last)];
    const grown = before === null || after === null ? '' : `${readable(after / before)}x`;
    return [name, ...sizes.map((size) => (at(size) === null ? '' : readable(at(size) ?? NaN))), grown];
  });
  const head = ['milliseconds', ...sizes.map((size) => grouped.format(size)), `for ${readable(last / first)}x as many`];
  return table(head, rows, [1, ...sizes.map((_, i) => 2 + i)]);
}

export function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} x ${cpu.model.trim()}, ${platform()} ${release()} ${arch()}, Node ${process.version}`;
}
