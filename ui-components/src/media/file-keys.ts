import { hasCommandKey } from '../ui/keys.ts';
import type { FileEntry } from './files.ts';

const TYPED_MS = 900;

/** What a list of files can be told by keyboard. */
export interface FileList {
  readonly shown: readonly FileEntry[];
  readonly active: FileEntry | undefined;
  /** How many stand beside each other. */
  readonly columns: number;
  goTo(entry: FileEntry | undefined, extend: boolean): void;
  open(entry: FileEntry): void;
  up(): void;
  toggle(entry: FileEntry): void;
  selectAll(): void;
  clear(): boolean;
  rename(entry: FileEntry): void;
  throwAwayChosen(): void;
}

/** The keys of file managers: arrows, Home and End, letters, Enter, Backspace, space, F2, Delete. */
export class FileKeys {
  private typed = '';
  private until = 0;

  constructor(private readonly list: FileList) {}

  press(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    if (this.moved(event) || this.done(event) || this.letter(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private moved(event: KeyboardEvent): boolean {
    const { shown, active, columns } = this.list;
    const at = active ? shown.indexOf(active) : -1;
    const page = columns * 8;
    const steps: Record<string, number> = { ArrowDown: columns, ArrowUp: -columns, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity, ...(columns > 1 ? { ArrowRight: 1, ArrowLeft: -1 } : {}) };
    const step = steps[event.key];
    if (step === undefined || event.altKey || hasCommandKey(event)) return false;
    this.list.goTo(shown[Math.min(Math.max(at + step, 0), shown.length - 1)], event.shiftKey);
    return true;
  }

  private done(event: KeyboardEvent): boolean {
    const { list } = this;
    if (hasCommandKey(event) && event.key.toLowerCase() === 'a') return list.selectAll(), true;
    if (event.key === 'Backspace' || (event.altKey && event.key === 'ArrowUp')) return list.up(), true;
    if (event.key === 'Escape') return list.clear();
    if (!list.active) return false;
    if (event.key === 'Enter') return list.open(list.active), true;
    if (event.key === ' ') return list.toggle(list.active), true;
    if (event.key === 'F2') return list.rename(list.active), true;
    if (event.key === 'Delete') return list.throwAwayChosen(), true;
    return false;
  }

  /** Goes to the next whose name begins with what is typed. */
  private letter(event: KeyboardEvent): boolean {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.key === ' ') return false;
    const now = performance.now();
    this.typed = (now < this.until ? this.typed : '') + event.key.toLowerCase();
    this.until = now + TYPED_MS;
    const { shown, active } = this.list;
    const from = (active ? shown.indexOf(active) : 0) + (this.typed.length === 1 ? 1 : 0);
    const found = [...shown.slice(from), ...shown.slice(0, from)].find((entry) => entry.name.toLowerCase().startsWith(this.typed));
    if (found) this.list.goTo(found, false);
    return true;
  }
}
