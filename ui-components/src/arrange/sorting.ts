import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { moved } from './order.ts';

/**
 * A list that is put in order by dragging (the browser's own drag and drop) while others do it by buttons: those whose fingers or
 * readers cannot drag. The list follows while something is dragged; leaving it elsewhere puts it back.
 */
export class Sorting implements ReactiveController {
  private dragged: string | null = null;
  private before: readonly string[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly list: { names: () => readonly string[]; show: (names: string[]) => void; keep: (name: string) => void },
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.dragged = null;
  }

  isDragged(name: string): boolean {
    return this.dragged === name;
  }

  readonly start = (event: DragEvent, name: string, label: string): void => {
    this.dragged = name;
    this.before = this.list.names();
    event.dataTransfer!.effectAllowed = 'move';
    event.dataTransfer!.setData('text/plain', label);
    this.host.requestUpdate();
  };

  readonly over = (event: DragEvent, name: string): void => {
    if (this.dragged === null) return;
    event.preventDefault();
    event.dataTransfer!.dropEffect = 'move';
    if (name === this.dragged) return;
    const names = this.list.names();
    this.list.show(moved(names, names.indexOf(this.dragged), names.indexOf(name)));
  };

  readonly drop = (event: DragEvent): void => {
    if (this.dragged === null) return;
    event.preventDefault();
    const name = this.dragged;
    this.dragged = null;
    this.list.keep(name);
  };

  /** Follows every drag; after a drop there is nothing left to undo. */
  readonly end = (): void => {
    if (this.dragged === null) return;
    this.dragged = null;
    this.list.show([...this.before]);
  };

  step(name: string, by: number): void {
    const names = this.list.names();
    const at = names.indexOf(name);
    if (at + by < 0 || at + by >= names.length) return;
    this.list.show(moved(names, at, at + by));
    this.list.keep(name);
  }
}
