/** One observable value. Observers are told after the change, once per change, in the order they came. */
export class Cell<T> {
  private readonly observers = new Set<(value: T) => void>();
  private current: T;

  constructor(initial: T) {
    this.current = initial;
  }

  get value(): T {
    return this.current;
  }

  set value(next: T) {
    if (Object.is(next, this.current)) return;
    this.current = next;
    for (const observer of [...this.observers]) observer(next);
  }

  update(change: (value: T) => T): void {
    this.value = change(this.current);
  }

  /** Calls `observer` after every change until the returned function is called. */
  subscribe(observer: (value: T) => void): () => void {
    this.observers.add(observer);
    return () => this.observers.delete(observer);
  }
}
