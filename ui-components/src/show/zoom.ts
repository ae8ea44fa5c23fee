/** The largest a picture gets, as a multiple of the size that fits. */
export const LARGEST = 8;

/** How large a picture is drawn and how far it is moved, in pixels from the middle. */
export class Zoom {
  scale = 1;
  x = 0;
  y = 0;

  constructor(private readonly changed: () => void) {}

  fit(): void {
    this.scale = 1;
    this.x = this.y = 0;
    this.changed();
  }

  /** Larger or smaller; what is at `point` stays there. */
  by(factor: number, point?: { x: number; y: number }, stage?: DOMRect): void {
    const next = Math.max(1, Math.min(LARGEST, this.scale * factor));
    const ratio = next / this.scale;
    const from = point && stage ? { x: point.x - stage.x - stage.width / 2, y: point.y - stage.y - stage.height / 2 } : { x: 0, y: 0 };
    this.scale = next < 1.01 ? 1 : next;
    this.x = from.x - (from.x - this.x) * ratio;
    this.y = from.y - (from.y - this.y) * ratio;
    if (stage) this.keepIn(stage);
    if (this.scale === 1) this.x = this.y = 0;
    this.changed();
  }

  pan(x: number, y: number, stage: DOMRect): void {
    this.x += x;
    this.y += y;
    this.keepIn(stage);
    this.changed();
  }

  /** The picture cannot be pushed out of the window. */
  private keepIn(stage: DOMRect): void {
    const limit = (size: number) => (size * (this.scale - 1)) / 2;
    this.x = Math.max(-limit(stage.width), Math.min(limit(stage.width), this.x));
    this.y = Math.max(-limit(stage.height), Math.min(limit(stage.height), this.y));
  }
}
