/** The whole `analyse` of a week, the one entry of the product, against the same result from Turf and plain loops. */
import { area as squareMetres } from '@turf/turf';
import { analyse } from '../../../src/analysis/analyse';
import type { Analysis } from '../../../src/analysis/types';
import { atMillion, compete, peer, type Outcome } from '../contest';
import { gridOfAll, newStudy, sliceOf, type Ground } from '../ground';
import { jumpOf, weekOf } from '../incidents';
import { cellNumbers } from '../peers/turf-week';
import { turfAnalysis, type TurfAnalysis } from '../peers/turf-analysis';

export const row = 'analysis';

function close(name: string, theirs: number, ours: number, relative = 1e-9): void {
  if (!(Math.abs(theirs - ours) <= relative * Math.max(1, Math.abs(ours))))
    throw new Error(`${name} is ${ours} or ${theirs}`);
}

function sameFigures(theirs: TurfAnalysis, ours: Analysis): void {
  const [one, other] = [theirs.figures.total, ours];
  close('the total', one.count, other.count);
  ours.areas.forEach((area, i) => {
    const their = theirs.figures.areas[i];
    close(`the count of area ${i}`, their.count, area.count);
    close(`the lower end for area ${i}`, their.expected?.low ?? -1, area.expected?.low ?? -1);
    close(`the upper end for area ${i}`, their.expected?.high ?? -1, area.expected?.high ?? -1);
    close(`the year before in area ${i}`, their.yearBefore?.count ?? -1, area.yearBefore?.count ?? -1);
    area.hotTimes.flat().forEach((share, hour) => close(`hour ${hour}`, theirs.hours[i][hour], share));
  });
}

function samePlaces(theirs: TurfAnalysis, { grid, hotspots, density }: Analysis): void {
  for (let cell = 0; cell < grid.z.length; cell++) {
    close(`the count of cell ${cell}`, theirs.counts[cell], grid.count[cell]);
    close(`z of cell ${cell}`, theirs.z[cell], grid.z[cell]);
    close(`q of cell ${cell}`, theirs.q[cell], grid.q[cell]);
  }
  const significant = hotspots.filter(({ kind }) => kind === 'significant');
  close('the number of hotspots', theirs.hotspots.length, significant.length);
  for (const hotspot of significant) {
    const key = [...hotspot.cells].sort((a, b) => a - b).join();
    const their = theirs.hotspots.find(({ cells }) => cells.join() === key);
    if (!their) throw new Error('the hotspots are of different cells');
    // Turf's union keeps the corner of every square, the product only where the outline turns: straight in degrees is not straight in metres.
    close('the area of a hotspot', their.squareMetres, squareMetres(hotspot.outline), 1e-4);
    hotspot.series.forEach((count, i) => close('the series of a hotspot', their.series[i], count));
    hotspot.hot.forEach((hot, i) => close('a period of a hotspot', Number(their.hot[i]), Number(hot)));
  }
  const rings = density.bands.map(({ shape }) => shape.coordinates.reduce((sum, part) => sum + part.length, 0));
  rings.forEach((count, i) => close(`the rings of band ${i}`, theirs.density[i], count, 0.02));
}

/** @throws Error that names the first number in which the two differ. */
export function mustBeSame(theirs: TurfAnalysis, ours: Analysis): void {
  sameFigures(theirs, ours);
  samePlaces(theirs, ours);
}

export function run(ground: Ground): Outcome[] {
  const { size, data, polygons } = ground;
  const table = ground.table();
  const study = newStudy(data);
  const far = newStudy(data);
  const grid = gridOfAll(ground);
  const numbers = cellNumbers(grid);
  const incidents = ground.features();
  const first = analyse(table, study, sliceOf(weekOf(0)));
  const asked = { levels: first.density.bands.map(({ from }) => from), bandwidth: first.density.bandwidth };

  const turf = (round: number): TurfAnalysis =>
    turfAnalysis({ incidents, areas: polygons, grid, numbers, period: weekOf(round), ...asked });

  function agrees(theirs: TurfAnalysis, ours: Analysis): string {
    mustBeSame(theirs, ours);
    return `${ours.total} incidents, ${ours.hotspots.length} hotspots`;
  }

  return [
    ...compete<Analysis>({
      row,
      title: 'analyse, the next week',
      size,
      ours: { name: 'analyse', run: (round) => analyse(table, study, sliceOf(weekOf(round))) },
      peers: [peer('Turf and plain loops', turf, agrees, atMillion(200))],
    }),
    ...compete<Analysis>({
      row,
      title: 'analyse, a week after a jump',
      size,
      ours: { name: 'analyse', run: (round) => analyse(table, far, sliceOf(jumpOf(round))) },
      peers: [peer('Turf and plain loops', turf, () => undefined)],
    }),
  ];
}
