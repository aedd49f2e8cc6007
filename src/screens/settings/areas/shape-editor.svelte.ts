/** One shape that is drawn: the tool at hand, the steps that can be undone, and what was wrong with the last one. */
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { cutAway, mergeShapes, splitShape } from '../../../import/areas/operations';
import { mendedShape } from '../../../import/areas/read';
import type { At } from '../../../import/areas/types';
import type { Drawing } from '../../../map/area-drawing';

/** `part` adds to the shape, `hole` takes away from it, `line` splits it. */
export type ShapeTool = 'look' | 'part' | 'hole' | 'edit' | 'line';
export type ShapeProblem = 'ringNothing' | 'holeNothing' | 'cutNothing' | 'refused_shape';

export class ShapeEditor {
  value = $state.raw<MultiPolygon | null>(null);
  tool = $state<ShapeTool>('look');
  problem = $state<ShapeProblem | null>(null);
  /** Where the problem is. */
  at = $state.raw<At | null>(null);
  neighbours = $state.raw<readonly MultiPolygon[]>([]);
  private past = $state.raw<readonly (MultiPolygon | null)[]>([]);
  private future = $state.raw<readonly (MultiPolygon | null)[]>([]);
  /** @param onsplit told of both sides when a line has split the shape. */
  constructor(
    private readonly onchange: (value: MultiPolygon | null) => void = () => undefined,
    private readonly onsplit: (halves: [MultiPolygon, MultiPolygon]) => void = () => undefined,
  ) {}

  get canUndo(): boolean {
    return this.past.length > 0;
  }
  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Begins with a shape, without steps to undo. */
  begin(value: MultiPolygon | null, neighbours: readonly MultiPolygon[] = []): void {
    this.value = value;
    this.neighbours = neighbours;
    this.past = [];
    this.future = [];
    this.tool = 'look';
    this.problem = null;
    this.at = null;
  }

  set(value: MultiPolygon | null): void {
    this.past = [...this.past, this.value].slice(-100);
    this.future = [];
    this.take(value);
  }

  undo(): void {
    const before = this.past.at(-1);
    if (before === undefined) return;
    this.future = [...this.future, this.value];
    this.past = this.past.slice(0, -1);
    this.take(before);
  }

  redo(): void {
    const after = this.future.at(-1);
    if (after === undefined) return;
    this.past = [...this.past, this.value];
    this.future = this.future.slice(0, -1);
    this.take(after);
  }

  choose(tool: ShapeTool): void {
    this.tool = this.tool === tool ? 'look' : tool;
    this.problem = null;
    this.at = null;
  }

  private take(value: MultiPolygon | null): void {
    this.value = value;
    this.problem = null;
    this.at = null;
    this.onchange(value);
  }

  private ring(points: Position[]): void {
    const drawn: Polygon = { type: 'Polygon', coordinates: [points] };
    if (this.tool === 'hole' && this.value) {
      const left = cutAway(this.value, drawn);
      if (left) this.set(left);
      else this.problem = 'holeNothing';
    } else {
      const whole = mergeShapes(this.value ? [this.value, drawn] : [drawn]);
      if (!whole) this.problem = 'ringNothing';
      else {
        this.set(whole);
        this.tool = 'edit';
      }
    }
  }

  /** Splits the shape along a line, drawn or typed. @returns whether it was split. */
  split(line: Position[]): boolean {
    const halves = this.value && splitShape(this.value, line);
    this.problem = halves ? null : 'cutNothing';
    if (halves) {
      this.tool = 'look';
      this.onsplit(halves);
    }
    return halves !== null;
  }

  private corners(shape: MultiPolygon): void {
    const mended = mendedShape(shape);
    if ('geometry' in mended) return this.set(mended.geometry);
    this.problem = 'refused_shape';
    this.at = mended.at;
    // The map still shows the shape as it was moved: draw the one that holds.
    this.value = this.value && { ...this.value };
  }

  /** What the map is to draw. */
  readonly drawing = $derived.by((): Drawing => ({
    tool: this.tool === 'part' || this.tool === 'hole' ? 'ring' : this.tool,
    shape: this.value,
    neighbours: this.neighbours,
    onring: (points) => this.ring(points),
    online: (line) => void this.split(line),
    onshape: (shape) => this.corners(shape),
  }));
}
