/** What the map of a screen is handed, and what it says. */
import type { MultiPolygon } from 'geojson';
import type { Snippet } from 'svelte';
import type { DensityBand } from '../analysis/types';
import type { Drawing } from './area-drawing';
import type { Padding } from './create-map';
import type { Tone } from './palette';
import type {
  Bounds,
  MapArea,
  MapCamera,
  MapCell,
  MapEffect,
  MapGone,
  MapHotspot,
  MapIncident,
  MapPair,
  MapPlace,
  MapPoint,
} from './shapes';

export interface MapViewProps {
  /** Accessible name of the map. */
  label: string;
  /** Where to begin: a centre and zoom win over bounds. */
  center?: MapPoint | null;
  zoom?: number;
  /** Fitted again whenever it becomes another object. */
  bounds?: Bounds | null;
  /** Pixels kept free around what is fitted. */
  padding?: Padding;
  boundary?: MultiPolygon | null;
  areas?: MapArea[] | null;
  selectedArea?: string | null;
  density?: DensityBand[] | null;
  cells?: MapCell[] | null;
  hotspots?: MapHotspot[] | null;
  gone?: MapGone[] | null;
  incidents?: MapIncident[] | null;
  chosenIncident?: string | null;
  /** What may be the same as what is chosen. */
  pairs?: MapPair[] | null;
  effect?: MapEffect[] | null;
  places?: MapPlace[] | null;
  pin?: MapPoint | null;
  /** Something is drawn by hand; the tools for it are fetched when this is first set. */
  drawing?: Drawing | null;
  /** The map flies there whenever it becomes another object. */
  focus?: (MapPoint & { zoom?: number }) | null;
  /** Key of what the layers show. */
  slice?: string;
  /** Called with the key in the very frame in which the map shows it: what is changed then is seen together with the map. */
  ondrawn?: (slice: string) => void;
  /** The map is late: what it shows has no name until it is drawn. */
  onlost?: () => void;
  /** When set, a click or a drag of the pin picks a place. */
  onpick?: (at: MapPoint) => void;
  onareaclick?: (id: string) => void;
  onhotspotclick?: (number: number) => void;
  onincidentclick?: (id: string) => void;
  /** The person has moved the map. */
  oncamera?: (camera: MapCamera) => void;
  /** The ground is light or dark: for a legend in the same colours. */
  ontone?: (tone: Tone) => void;
  /** There is no WebGL here: the map stays away. */
  onunsupported?: () => void;
  /** Shown in place of the map where there is no WebGL. */
  unsupported?: Snippet;
}
