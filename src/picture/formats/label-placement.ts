/** Labels of a drawn map, placed one after another where nothing lies yet; the most important first. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export interface Placement {
  /** Keeps others away from the box. */
  take(box: Box): void;
  /** Takes and gives back the first of the boxes that is free and inside the frame; null when none is. */
  first(candidates: readonly Box[]): Box | null;
}

/** @param width, height of the frame in drawing units. */
export function createPlacement(width: number, height: number): Placement {
  const taken: Box[] = [];
  return {
    take: (box) => void taken.push(box),
    first(candidates) {
      const free = candidates.find(
        (box) =>
          box.x >= 2 &&
          box.y >= 2 &&
          box.x + box.width <= width - 2 &&
          box.y + box.height <= height - 2 &&
          !taken.some((other) => overlap(box, other)),
      );
      if (free) taken.push(free);
      return free ?? null;
    },
  };
}

/** Width of a text, roughly: no fonts can be measured here, and the page may be printed with another than it was seen in. */
export function textWidth(text: string, size: number): number {
  return text.length * size * 0.56;
}
