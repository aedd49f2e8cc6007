/**
 * SWEREF 99 TM (EPSG:3006), the national map projection of Sweden: transverse Mercator on GRS 80, central meridian 15° E, scale 0.9996,
 * false easting 500 km. Distances, cells and bandwidths are metres in it; cells align with the grid of Statistics Sweden.
 * WGS 84 and SWEREF 99 are taken as one datum, as GeoJSON from Swedish sources and PostGIS do (they differ by some decimetres).
 */
import proj4 from 'proj4';

const EPSG_3006 = '+proj=utm +zone=33 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';

// Made once: parsing the definition costs more than a thousand conversions.
const converter = proj4('EPSG:4326', EPSG_3006);

/** @param lon, lat degrees WGS 84. @returns [east, north] in metres. */
export function toSweref(lon: number, lat: number): [number, number] {
  const [east, north] = converter.forward([lon, lat]);
  return [east, north];
}

/** @param east, north metres. @returns [lon, lat] in degrees WGS 84. */
export function toWgs84(east: number, north: number): [number, number] {
  const [lon, lat] = converter.inverse([east, north]);
  return [lon, lat];
}

/** Side in metres of the blocks in which `createBlockInverse` interpolates. */
const BLOCK = 1000;

/**
 * A faster `toWgs84` for drawing many points close to each other: exact at the corners of blocks of 1 km, bilinear between them.
 * Off by less than 5 cm in Sweden (a quarter of the block squared times tan(latitude) over the earth's radius), which contours do not show.
 */
export function createBlockInverse(): typeof toWgs84 {
  const corners = new Map<number, [number, number]>();

  function corner(column: number, row: number): [number, number] {
    const key = row * 100_000 + column;
    let found = corners.get(key);
    if (!found) {
      found = toWgs84(column * BLOCK, row * BLOCK);
      corners.set(key, found);
    }
    return found;
  }

  return (east, north) => {
    const column = Math.floor(east / BLOCK);
    const row = Math.floor(north / BLOCK);
    const u = east / BLOCK - column;
    const v = north / BLOCK - row;
    const [west1, south1] = corner(column, row);
    const [east1, south2] = corner(column + 1, row);
    const [west2, north1] = corner(column, row + 1);
    const [east2, north2] = corner(column + 1, row + 1);
    return [
      (1 - v) * ((1 - u) * west1 + u * east1) + v * ((1 - u) * west2 + u * east2),
      (1 - v) * ((1 - u) * south1 + u * south2) + v * ((1 - u) * north1 + u * north2),
    ];
  };
}
