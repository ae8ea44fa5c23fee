import { hasCommandKey, isTyping } from '../ui/keys.ts';

/** What the keys of a table need of it. */
export interface Keyed {
  readonly count: number;
  readonly current: number;
  readonly selectable: boolean;
  /** Makes a row the one that the tab key comes to, and brings it into the window. */
  goTo(index: number): void;
  choose(index: number, range: boolean): void;
  chooseAll(): void;
  chooseNone(): boolean;
}

const PAGE = 10;
const CONTROLS = 'a[href], button:not([disabled]), input';

/**
 * The keys of a table whose rows can have the focus: arrows, Page, Home and End move, with Shift they choose; Enter opens, Space
 * chooses, Ctrl+A chooses all, Escape none; left and right walk through what can be pressed in the row, the menu key goes to its actions.
 */
export function tableKeys(event: KeyboardEvent, table: Keyed): void {
  const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
  if (!row || event.defaultPrevented || event.altKey || (isTyping(event) && event.target !== row && !(event.target as HTMLElement).matches('.check'))) return;
  if (hasCommandKey(event) ? command(event, table) : plain(event, row, table)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function command(event: KeyboardEvent, table: Keyed): boolean {
  if (event.key.toLowerCase() !== 'a' || !table.selectable) return false;
  table.chooseAll();
  return true;
}

function plain(event: KeyboardEvent, row: HTMLElement, table: Keyed): boolean {
  const to = target(event.key, table);
  if (to !== null) {
    if (event.shiftKey && table.selectable) table.choose(to, true);
    table.goTo(to);
    return true;
  }
  const own = event.target === row;
  switch (event.key) {
    case ' ':
      if (!own || !table.selectable) return false;
      table.choose(table.current, event.shiftKey);
      return true;
    case 'Enter':
      if (!own) return false;
      row.querySelector<HTMLElement>('.row-link')?.click();
      return true;
    case 'Escape':
      return table.chooseNone();
    case 'ArrowLeft':
    case 'ArrowRight':
      return walk(row, event.key === 'ArrowRight' ? 1 : -1);
    case 'ContextMenu':
      return press(row);
    default:
      return event.key === 'F10' && event.shiftKey && press(row);
  }
}

function target(key: string, { count, current }: Keyed): number | null {
  const to = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + PAGE, PageUp: current - PAGE, Home: 0, End: count - 1 }[key];
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to));
}

function walk(row: HTMLElement, by: number): boolean {
  const stops = [row, ...row.querySelectorAll<HTMLElement>(CONTROLS)];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.max(0, Math.min(stops.length - 1, at + by))]!.focus();
  return true;
}

/** A lone menu opens; else the first action has the focus. */
function press(row: HTMLElement): boolean {
  const action = row.querySelector<HTMLElement>(':is(.row-actions, .row-card-head) button');
  action?.focus();
  if (action?.matches('[slot="trigger"]')) action.click();
  return action !== null;
}
