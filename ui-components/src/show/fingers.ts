import type { Zoom } from './zoom.ts';

interface Point {
  x: number;
  y: number;
}

/** Fingers and the mouse on a picture: one moves it while it is enlarged, two change its size. */
export class Fingers {
  private readonly down = new Map<number, Point>();
  private pressed: Point | null = null;

  /** `lifted` is told how far a single finger went that has moved nothing. */
  constructor(private readonly zoom: Zoom, private readonly stage: () => DOMRect, private readonly lifted: (by: Point, event: PointerEvent) => void) {}

  readonly press = (event: PointerEvent): void => {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.down.set(event.pointerId, pointOf(event));
    this.pressed = this.down.size === 1 ? pointOf(event) : null;
  };

  readonly move = (event: PointerEvent): void => {
    const before = this.down.get(event.pointerId);
    if (!before) return;
    const now = pointOf(event);
    const [other] = [...this.down].filter(([id]) => id !== event.pointerId).map(([, finger]) => finger);
    if (other) this.zoom.by(apart(now, other) / Math.max(1, apart(before, other)), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, this.stage());
    else if (this.zoom.scale > 1) this.zoom.pan(now.x - before.x, now.y - before.y, this.stage());
    this.down.set(event.pointerId, now);
  };

  readonly lift = (event: PointerEvent): void => {
    this.down.delete(event.pointerId);
    const { pressed } = this;
    this.pressed = null;
    if (event.type === 'pointerup' && pressed) this.lifted({ x: event.clientX - pressed.x, y: event.clientY - pressed.y }, event);
  };
}

/** One notch of the wheel, as a factor. */
export function wheelFactor(event: WheelEvent): number {
  return Math.exp(-Math.max(-100, Math.min(100, event.deltaY)) / 300);
}

function pointOf({ clientX, clientY }: PointerEvent): Point {
  return { x: clientX, y: clientY };
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
