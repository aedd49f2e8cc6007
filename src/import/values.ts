/** How values and headings of a file are compared: without case, marks over letters, punctuation and repeated blanks. */

/** The same few values stand in thousands of rows; more different ones than this are forgotten together. */
const KEPT = 5000;
const folded = new Map<string, string>();

/** `  Källare/Förråd ` becomes `kallare forrad`. */
export function fold(text: string): string {
  let known = folded.get(text);
  if (known === undefined) {
    known = text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}?]+/gu, ' ')
      .trim();
    if (folded.size >= KEPT) folded.clear();
    folded.set(text, known);
  }
  return known;
}

/** All cells of a row as one text; empty ones at its end do not count, since programs differ in writing them. */
export function rowText(cells: readonly string[]): string {
  let end = cells.length;
  while (end > 0 && (cells[end - 1] ?? '').trim() === '') end--;
  return cells
    .slice(0, end)
    .map((cell) => cell.trim())
    .join('\u001f');
}

/** A cell shortened for a sentence: what stands in a file may be long, and a reason is one line. */
export function quoted(cell: string): string {
  const oneLine = cell.trim().replace(/\s+/g, ' ');
  return oneLine.length > 40 ? `${oneLine.slice(0, 39)}…` : oneLine;
}
