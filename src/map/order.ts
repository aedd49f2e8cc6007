/**
 * The one list of our layers, lowest first. Everything that we draw lies above the basemap. A layer that is not in the list cannot be drawn:
 * two lists that must agree would not agree for long.
 */
export const LAYER_ORDER = [
  'areas-fill',
  'areas-pattern',
  'density-fill',
  'cells-fill',
  'cells-line',
  'boundary-line',
  'areas-line',
  'area-outline-casing',
  'area-outline-line',
  'gone-outline-line',
  'hotspot-outline-casing',
  'hotspot-outline-line',
  'effect-fill',
  'effect-line',
  'effect-ring-line',
  'places-dot',
  'incidents-cluster',
  'incidents-point',
  'incidents-chosen',
  'pair-line',
  'pair-ring',
  'places-name',
  'areas-sign',
  // Above the names: what lies higher is placed first, and names give way to it.
  'incidents-count',
  'hotspot-number',
  'pair-label',
  'effect-label',
] as const;

export type LayerName = (typeof LAYER_ORDER)[number];

/** The id of a layer on the map. Throws when the list has no such name. */
export function layerId(name: string): string {
  if (!(LAYER_ORDER as readonly string[]).includes(name)) {
    throw new Error(
      `The map has no layer called "${name}": add it to LAYER_ORDER in src/map/order.ts where it should lie.`,
    );
  }
  return `lagesbild-${name}`;
}

/**
 * @param id a layer about to be added.
 * @param present ids on the map now.
 * @returns the id of the lowest present layer that must lie above it; undefined when it goes on top.
 */
export function layerAbove(id: string, present: ReadonlySet<string>): string | undefined {
  const ids = LAYER_ORDER.map(layerId);
  const at = ids.indexOf(id);
  if (at < 0) throw new Error(`"${id}" is not an id made by layerId().`);
  return ids.slice(at + 1).find((other) => present.has(other));
}
