/** The little that the bench uses of its peers: the type checker must be content on a fresh clone, where they are not installed. */

declare module 'flatbush' {
  export default class Flatbush {
    constructor(size: number);
    add(minX: number, minY: number, maxX: number, maxY: number): number;
    finish(): void;
    search(minX: number, minY: number, maxX: number, maxY: number): number[];
  }
}

declare module 'which-polygon' {
  import type { FeatureCollection, Polygon } from 'geojson';
  export default function whichPolygon<P>(
    areas: FeatureCollection<Polygon, P>,
  ): (position: [number, number]) => P | null;
}

declare module 'h3-js' {
  export function latLngToCell(lat: number, lon: number, resolution: number): string;
  export function cellToLatLng(cell: string): [number, number];
  export function gridDisk(cell: string, rings: number): string[];
}

declare module 'd3-hexbin' {
  interface Bin<T> extends Array<T> {
    x: number;
    y: number;
  }
  interface Hexbin<T> {
    (points: ArrayLike<T>): Bin<T>[];
    x(value: (point: T) => number): Hexbin<T>;
    y(value: (point: T) => number): Hexbin<T>;
    radius(value: number): Hexbin<T>;
  }
  export function hexbin<T>(): Hexbin<T>;
}

declare module 'supercluster' {
  import type { Feature, Point } from 'geojson';
  export default class Supercluster {
    constructor(options: { radius: number; maxZoom: number });
    load(points: Feature<Point>[]): this;
    getClusters(box: [number, number, number, number], zoom: number): Feature<Point, { point_count?: number }>[];
  }
}

declare module 'crossfilter2' {
  interface Grouping<K, V> {
    key: K;
    value: V;
  }
  interface Group<K, V> {
    all(): readonly Grouping<K, V>[];
  }
  interface GroupAll<T> {
    reduce<V>(add: (sum: V, record: T) => V, remove: (sum: V, record: T) => V, initial: () => V): { value(): V };
  }
  interface Dimension<K> {
    filterRange(range: [K, K]): this;
    group(): Group<K, number>;
  }
  interface Crossfilter<T> {
    dimension<K>(value: (record: T) => K): Dimension<K>;
    groupAll(): GroupAll<T>;
  }
  export default function crossfilter<T>(records: T[]): Crossfilter<T>;
}

declare module 'apache-arrow' {
  export interface Column {
    toArray(): ArrayLike<number>;
  }
  export interface Table {
    numRows: number;
    getChild(name: string): Column | null;
  }
  export function tableFromArrays(columns: Record<string, Int32Array | Int16Array | Uint16Array>): Table;
}

declare module '@duckdb/duckdb-wasm/blocking' {
  import type { Table } from 'apache-arrow';
  export interface Connection {
    query(text: string): Table;
    prepare(text: string): { query(...values: number[]): Table };
    insertArrowTable(table: Table, options: { name: string }): void;
  }
  interface Database {
    instantiate(): Promise<unknown>;
    connect(): Connection;
  }
  interface Bundle {
    mainModule: string;
    mainWorker: string;
  }
  export const NODE_RUNTIME: unknown;
  export const VoidLogger: new () => object;
  export function createDuckDB(
    bundles: { mvp: Bundle; eh: Bundle },
    logger: object,
    runtime: unknown,
  ): Promise<Database>;
}
