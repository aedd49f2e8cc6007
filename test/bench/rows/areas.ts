/** Which area covers each incident: PostGIS `ST_Covers` in the browser. */
import { createAreaLookup } from '../../../src/analysis/area-lookup';
import { atMillion, compete, peer, slow, type Outcome } from '../contest';
import type { Ground } from '../ground';
import { flatbushAreas } from '../peers/flatbush-areas';
import { loopAreas, tagAreas } from '../peers/turf-areas';
import { whichPolygonAreas } from '../peers/which-polygon-areas';

function same(theirs: Int16Array, ours: Int16Array): undefined {
  const wrong = ours.findIndex((area, i) => area !== theirs[i]);
  if (wrong >= 0) throw new Error(`incident ${wrong} lies in area ${ours[wrong]} or in ${theirs[wrong]}`);
}

export const row = 'areas';

export function run({ size, data, polygons, features }: Ground): Outcome[] {
  const points = features();
  const [tagged, indexed] = [atMillion(250), atMillion(25)];
  return compete<Int16Array>({
    row,
    title: 'area of each point, index included',
    size,
    ours: { name: 'columns', run: () => createAreaLookup(data.areas).assignAreas(data.lon, data.lat) },
    peers: [
      slow(peer('Turf tag', () => tagAreas(points, polygons), same, tagged)),
      slow(peer('Turf, point in polygon in a loop', () => loopAreas(points, polygons), same)),
      peer('flatbush + Turf', () => flatbushAreas(points, polygons), same, indexed),
      peer('which-polygon', () => whichPolygonAreas(points, polygons), same, indexed),
    ],
  });
}
