/** Which basemap the municipality chose, for every map that is made from now on; the installation's own where it chose none. */

let chosen: string | null = null;

/** @param value as the settings hold it: `plain`, an address, or null. */
export function chooseBasemap(value: string | null): void {
  chosen = value;
}

/** The setting to read with `basemapSetting`. */
export function chosenBasemap(): string | undefined {
  return chosen ?? import.meta.env.VITE_BASEMAP;
}
