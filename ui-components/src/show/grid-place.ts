import type { ReactiveControllerHost } from 'lit';

/**
 * Where the keyboard is in a grid of which only a part is drawn. Its cells carry `data-at`; one of them can be reached with Tab,
 * and arrows move on from there. A cell that is scrolled away with the focus in it leaves the focus to the grid itself.
 */
export class GridPlace {
  at = 0;
  private wanted = false;
  private inside = false;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly count: () => number,
    private readonly columns: () => number,
    private readonly reveal: (at: number) => void,
  ) {}

  /** The cell that a press or the focus has reached. */
  readonly follow = (event: FocusEvent): void => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-at]');
    this.inside = true;
    if (!cell || Number(cell.dataset['at']) === this.at) return;
    this.at = Number(cell.dataset['at']);
    this.host.requestUpdate();
  };

  /** Moves the focus to a cell, and the window to where it is seen. */
  go(at: number): void {
    this.at = Math.max(0, Math.min(this.count() - 1, at));
    this.wanted = true;
    this.reveal(this.at);
    this.host.requestUpdate();
  }

  /** The cell that the keyboard was at stands in another place now. */
  moved(at: number): void {
    if (at === this.at) return;
    this.wanted = this.host.querySelector(`[data-at="${this.at}"]`)?.contains(document.activeElement) ?? false;
    this.at = at;
  }

  /** Whether the key moves in the grid; then it has. */
  key(event: KeyboardEvent): boolean {
    const columns = this.columns();
    const last = this.count() - 1;
    const inRow = this.at % columns;
    const command = event.ctrlKey || event.metaKey;
    const targets: Record<string, number> = {
      ArrowRight: this.at + 1, ArrowLeft: this.at - 1, ArrowDown: this.at + columns > last && Math.floor(this.at / columns) < Math.floor(last / columns) ? last : this.at + columns, ArrowUp: this.at - columns,
      Home: command ? 0 : this.at - inRow, End: command ? last : Math.min(last, this.at - inRow + columns - 1), PageDown: Math.min(last, this.at + columns * 4), PageUp: Math.max(inRow, this.at - columns * 4),
    };
    const target = targets[event.key];
    if (target === undefined || event.altKey || (command && !/Home|End/.test(event.key))) return false;
    event.preventDefault();
    if (target >= 0 && target <= last) this.go(target);
    return true;
  }

  /** After each drawing: gives the focus to the cell that was asked for, or keeps it in the grid. */
  settle(): void {
    this.at = Math.max(0, Math.min(this.count() - 1, this.at));
    const cell = this.host.querySelector<HTMLElement>(`[data-at="${this.at}"]`);
    if (this.wanted && cell) {
      this.wanted = false;
      cell.focus({ preventScroll: true });
    } else if (this.inside && !this.host.contains(document.activeElement)) {
      this.inside = document.activeElement === document.body && !cell;
      if (this.inside) this.host.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
    }
  }
}
