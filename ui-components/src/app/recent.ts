import type { View } from './state.ts';
import { shell, view } from './state.ts';

/** A page that was visited, as the palette offers it. */
export interface Visit {
  to: string;
  label: string;
  icon: string;
}

const MOST = 6;

/** Remembers on this device which pages the person visits. */
export function startRecent(): void {
  view.subscribe(remember);
  remember(view.value);
}

/** The pages visited last, newest first, without the one that is shown. */
export function recent(): Visit[] {
  return read().filter(({ to }) => to !== view.value.path).slice(0, MOST - 1);
}

function remember(current: View): void {
  if (current.kind !== 'page' || current.path === '/' || current.page.title.includes('${')) return;
  const { path: to, page } = current;
  const others = read().filter((one) => one.to !== to);
  localStorage.setItem(key(), JSON.stringify([{ to, label: page.title, icon: page.icon ?? 'file' }, ...others].slice(0, MOST)));
}

function read(): Visit[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key()) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.to === 'string' && typeof one.label === 'string' && typeof one.icon === 'string') : [];
  } catch {
    return [];
  }
}

/** Titles are in the person's language, and people share browsers. */
function key(): string {
  return `dalbox.recent.${shell.value.user?.id ?? ''}.${shell.value.locale}`;
}
