/** Towns and villages named on the built-in basemap. Positions rounded from Statistics Sweden's localities 2020 (CC0). */
import type { FeatureCollection, Point } from 'geojson';

export interface TownProperties {
  name: string;
  /** 1 is the largest; smaller places are named when the map is closer. */
  rank: number;
}

const TOWNS: [name: string, lon: number, lat: number, rank: number][] = [
  ['Jönköping', 14.161, 57.776, 1],
  ['Huskvarna', 14.302, 57.787, 2],
  ['Bankeryd', 14.116, 57.85, 2],
  ['Taberg', 14.08, 57.671, 2],
  ['Tenhult', 14.325, 57.707, 2],
  ['Gränna', 14.468, 58.021, 2],
  ['Barnarp', 14.176, 57.707, 3],
  ['Kaxholmen', 14.306, 57.853, 3],
  ['Bottnaryd', 13.827, 57.771, 3],
  ['Lekeryd', 14.415, 57.772, 3],
  ['Skärstad', 14.365, 57.89, 3],
  ['Eskilstuna', 16.5, 59.367, 1],
  ['Torshälla', 16.47, 59.42, 2],
  ['Hällbybrunn', 16.423, 59.392, 3],
  ['Ärla', 16.676, 59.285, 3],
  ['Kjulaås', 16.68, 59.388, 3],
  ['Hållsta', 16.454, 59.293, 3],
  ['Alberga', 16.114, 59.281, 3],
  ['Eksjö', 14.968, 57.661, 1],
  ['Mariannelund', 15.572, 57.612, 2],
  ['Ingatorp', 15.413, 57.638, 3],
  ['Hult', 15.134, 57.644, 3],
  ['Hjältevad', 15.344, 57.628, 3],
  ['Bruzaholm', 15.277, 57.641, 3],
];

export const TOWN_POINTS: FeatureCollection<Point, TownProperties> = {
  type: 'FeatureCollection',
  features: TOWNS.map(([name, lon, lat, rank]) => ({
    type: 'Feature',
    properties: { name, rank },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  })),
};
