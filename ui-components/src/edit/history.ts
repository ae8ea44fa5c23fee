const MOST = 200;

/** What something was before and after; each state is a value that is never changed. */
export class History<T> {
  private before: T[] = [];
  private after: T[] = [];

  constructor(public now: T) {}

  get canUndo(): boolean {
    return this.before.length > 0;
  }

  get canRedo(): boolean {
    return this.after.length > 0;
  }

  change(next: T): void {
    this.before = [...this.before.slice(1 - MOST), this.now];
    this.after = [];
    this.now = next;
  }

  undo(): void {
    if (!this.canUndo) return;
    this.after.push(this.now);
    this.now = this.before.pop()!;
  }

  redo(): void {
    if (!this.canRedo) return;
    this.before.push(this.now);
    this.now = this.after.pop()!;
  }
}
