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
