/** An event of the stream as it came. */
export interface Told {
  kind: string;
  data: unknown;
  /** The stream's cursor after it. */
  id: string;
  /** When it came, in milliseconds. */
  at: number;
}

/** The newest events of a stream, so that whoever comes later, or was away, can be told them. */
export class Backlog {
  private told: Told[] = [];
  private first = 0;

  constructor(private readonly most: number) {}

  /** The position after everything so far. */
  get end(): number {
    return this.first + this.told.length;
  }

  add(told: Told): void {
    this.told.push(told);
    // Cutting off half at a time costs nothing on average.
    if (this.told.length <= 2 * this.most) return;
    const gone = this.told.length - this.most;
    this.told.splice(0, gone);
    this.first += gone;
  }

  /** What came after a position; null when some of it is forgotten. */
  since(position: number): readonly Told[] | null {
    return position < this.first ? null : this.told.slice(position - this.first);
  }

  /** What came after the event with this cursor; null when it is not known here. */
  after(id: string): readonly Told[] | null {
    const at = this.told.findLastIndex((one) => one.id === id);
    return at < 0 ? null : this.told.slice(at + 1);
  }

  /** What came since a time. */
  newer(time: number): readonly Told[] {
    return this.told.filter((one) => one.at >= time);
  }

  get lastId(): string {
    return this.told.at(-1)?.id ?? '';
  }
}
