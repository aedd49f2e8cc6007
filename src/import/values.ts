/** How values and headings of a file are compared: without case, marks over letters, punctuation and repeated blanks. */

/** `  Källare/Förråd ` becomes `kallare forrad`. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}?]+/gu, ' ')
    .trim();
}

/** A cell shortened for a sentence: what stands in a file may be long, and a reason is one line. */
export function quoted(cell: string): string {
  const oneLine = cell.trim().replace(/\s+/g, ' ');
  return oneLine.length > 40 ? `${oneLine.slice(0, 39)}…` : oneLine;
}
