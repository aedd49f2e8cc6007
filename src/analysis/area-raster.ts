/**
 * A raster over the areas' bounding box that knows the answer for most points: in no area, or in one for certain. Cells that a border touches are undecided and
 * name the polygons to be asked. Everything is conservative: a cell is decided only when no edge comes near it.
 */
import { coversPoint, type AreaPart } from './area-part';

export interface AreaRaster {
  /** Cells a side. */
  cells: number;
  box: Box;
  /** By cell: -1 for no area, an area, or from -2 down a question. */
  codes: Int16Array;
  questions: readonly Question[];
}

/** What is to be asked in an undecided cell, in the order of the list of areas. */
export interface Question {
  /** Polygons whose border touches the cell. */
  parts: AreaPart[];
  /** The answer when none of them covers the point. */
  otherwise: number;
  /** An area behind the last of the polygons holds the whole cell: nothing after it matters. */
  closed: boolean;
}

const NONE = -1;
/** Codes of questions begin here and go down. */
const FIRST_QUESTION = -2;
/** Areas and questions must fit into 16 bits. */
const MAX_CODES = 32_000;
/** In cells: far more than the rounding of the positions in the raster (under 1e-12) and of the crossings (under 1e-7, see `markBorder`). */
const MARGIN = 1e-6;

/** Column and row of a position are the whole parts of (lon - west) * scaleX + 1 and (lat - south) * scaleY + 1: one empty cell frames the areas. */
export interface Box {
  west: number;
  south: number;
  scaleX: number;
  scaleY: number;
  /** Cells a side, the frame included. */
  side: number;
}

/** Each question once: what a cell's code becomes when another polygon is added to its question. */
function createQuestions(): {
  list: Question[];
  ask: (code: number, part: AreaPart) => number;
  close: (code: number, area: number) => number;
} {
  const list: Question[] = [];
  const known = new Map<string, number>();
  const numbers = new Map<AreaPart, number>();

  /** Most cells of a border have the code of the one before. */
  let last = { code: NaN, part: null as AreaPart | null, result: NONE };

  function intern(key: string, make: () => Question): number {
    let code = known.get(key);
    if (code === undefined) {
      code = FIRST_QUESTION - list.length;
      list.push(make());
      known.set(key, code);
    }
    return code;
  }
  const questionOf = (code: number): Question =>
    list[FIRST_QUESTION - code] ?? { parts: [], otherwise: NONE, closed: false };

  return {
    list,
    ask(code, part) {
      if (last.code === code && last.part === part) return last.result;
      const former = questionOf(code);
      if (code >= 0 || former.closed) return code;
      if (!numbers.has(part)) numbers.set(part, numbers.size);
      const result = intern(`${code}+${numbers.get(part)}`, () => ({ ...former, parts: [...former.parts, part] }));
      last = { code, part, result };
      return result;
    },
    close(code, area) {
      if (code >= 0) return code;
      if (code === NONE) return area;
      const former = questionOf(code);
      return former.closed ? code : intern(`${code}=${area}`, () => ({ ...former, otherwise: area, closed: true }));
    },
  };
}

/** The lower end of an edge, then the upper one, in cells. */
function inCells(
  { west, south, scaleX, scaleY }: Box,
  edges: Float64Array,
  edge: number,
): [number, number, number, number] {
  const low = edges[edge + 1] <= edges[edge + 3] ? edge : edge + 2;
  const high = 2 * edge + 2 - low;
  return [
    (edges[low] - west) * scaleX + 1,
    (edges[low + 1] - south) * scaleY + 1,
    (edges[high] - west) * scaleX + 1,
    (edges[high + 1] - south) * scaleY + 1,
  ];
}

const clamp = (value: number, side: number): number => Math.max(0, Math.min(side - 1, value));

/** Calls `touch` for every cell that an edge of the polygon comes near, some of them more than once. */
function markBorder(box: Box, edges: Float64Array, touch: (cell: number) => void): void {
  const { side } = box;
  for (let i = 0; i < edges.length; i += 4) {
    const [x1, y1, x2, y2] = inCells(box, edges, i);
    const [least, most] = [Math.min(x1, x2), Math.max(x1, x2)];
    // An edge that hardly rises is taken with its whole width: its slope would magnify rounding.
    const slope = y2 - y1 > 1e-3 ? (x2 - x1) / (y2 - y1) : NaN;
    const lastRow = clamp(Math.floor(y2 + MARGIN), side);
    for (let row = clamp(Math.floor(y1 - MARGIN), side); row <= lastRow; row++) {
      let [from, to] = [least, most];
      if (!Number.isNaN(slope)) {
        const below = x1 + slope * (Math.max(y1, row - MARGIN) - y1);
        const above = x1 + slope * (Math.min(y2, row + 1 + MARGIN) - y1);
        from = Math.max(least, Math.min(below, above));
        to = Math.min(most, Math.max(below, above));
      }
      const last = row * side + clamp(Math.floor(to + MARGIN), side);
      for (let cell = row * side + clamp(Math.floor(from - MARGIN), side); cell <= last; cell++) touch(cell);
    }
  }
}

/**
 * Calls `fill` for the rows of cells (first and last) whose middles lie inside by the even-odd rule; those of them that no edge touches lie wholly inside.
 */
function eachInside(box: Box, edges: Float64Array, fill: (first: number, last: number) => void): void {
  const { side } = box;
  const crossings = Array.from({ length: side }, (): number[] => []);
  for (let i = 0; i < edges.length; i += 4) {
    const [x1, y1, x2, y2] = inCells(box, edges, i);
    for (let row = Math.ceil(y1 - 0.5); row + 0.5 < y2; row++) {
      crossings[row]?.push(x1 + ((row + 0.5 - y1) / (y2 - y1)) * (x2 - x1));
    }
  }
  crossings.forEach((list, row) => {
    if (list.length > 2) list.sort((a, b) => a - b);
    for (let i = 1; i < list.length; i += 2) {
      const [from, to] = list[i - 1] < list[i] ? [list[i - 1], list[i]] : [list[i], list[i - 1]];
      fill(row * side + clamp(Math.ceil(from - 0.5), side), row * side + clamp(Math.floor(to - 0.5), side));
    }
  });
}

/** @param parts all polygons in the order of their areas. @param cells cells a side. @returns null for areas without extent, or too many for one raster. */
export function createAreaRaster(parts: readonly AreaPart[], cells: number): AreaRaster | null {
  const west = parts.reduce((least, part) => Math.min(least, part.west), Infinity);
  const south = parts.reduce((least, part) => Math.min(least, part.south), Infinity);
  const east = parts.reduce((most, part) => Math.max(most, part.east), -Infinity);
  const north = parts.reduce((most, part) => Math.max(most, part.north), -Infinity);
  if (!(east > west && north > south)) return null;
  const side = cells + 2;
  const box: Box = { west, south, scaleX: cells / (east - west), scaleY: cells / (north - south), side };
  const codes = new Int16Array(side * side).fill(NONE);
  const touched = new Uint16Array(side * side);
  const { list, ask, close } = createQuestions();
  parts.forEach((part, i) => {
    const mark = i + 1;
    markBorder(box, part.edges, (cell) => {
      if (touched[cell] === mark) return;
      touched[cell] = mark;
      codes[cell] = ask(codes[cell], part);
    });
    eachInside(box, part.edges, (first, last) => {
      for (let cell = first; cell <= last; cell++) {
        if (touched[cell] !== mark) codes[cell] = codes[cell] === NONE ? part.area : close(codes[cell], part.area);
      }
    });
  });

  if (list.length + parts.length > MAX_CODES) return null;

  return { cells, box, codes, questions: list };
}

function answer({ parts, otherwise }: Question, lon: number, lat: number): number {
  for (const part of parts) if (coversPoint(part, lon, lat)) return part.area;
  return otherwise;
}

/**
 * Functions of the module and not of the raster: those of an object that is thrown away are compiled anew for the next one.
 * @param lon, lat degrees WGS 84. @returns for each point the first area in the list that covers it, or -1.
 */
export function assignByRaster(raster: AreaRaster, lon: ArrayLike<number>, lat: ArrayLike<number>): Int16Array {
  const { codes, questions } = raster;
  const { west, south, scaleX, scaleY, side } = raster.box;
  const size = lon.length;
  const result = new Int16Array(size);
  for (let i = 0; i < size; i++) {
    // Points outside fall into the frame (NaN too) without a branch, which would be guessed wrong too often.
    const column = Math.min(Math.max((lon[i] - west) * scaleX + 1, 0), side - 1) | 0;
    const row = Math.min(Math.max((lat[i] - south) * scaleY + 1, 0), side - 1) | 0;
    const code = codes[row * side + column];
    result[i] = code >= NONE ? code : answer(questions[FIRST_QUESTION - code], lon[i], lat[i]);
  }
  return result;
}
