import { Cell } from '../core/cell.ts';
import { call, reason } from '../core/http.ts';
import type { Page, Shell } from '../core/model.ts';
import type { PageStore } from '../live/store.ts';
import type { Stream } from '../live/stream.ts';
import { toast } from './toasts.ts';

/** What the content area shows. */
export type View =
  | { kind: 'page'; path: string; page: Page; store: PageStore }
  | { kind: 'loading'; path: string }
  | { kind: 'failed'; path: string; status: number; detail: string };

/** The state that all parts of the shell share; set once by main before anything is drawn. */
export const shell = new Cell<Shell>(null as unknown as Shell);
export const view = new Cell<View>({ kind: 'loading', path: location.pathname });
export const online = new Cell(true);
export const trayOpen = new Cell(false);
/** True while a newer version of the shown page waits because a form on it is not sent yet. */
export const staleForm = new Cell(false);
const tablet = matchMedia('(max-width: 1023px)');
const SIDEBAR = 'dalbox.sidebar';
/** Whether the sidebar is narrow: as the person chose, else as the screen asks. */
export const collapsed = new Cell(sidebarChoice() ?? tablet.matches);

const SINGLE = 'dalbox.keys';
/** Whether one letter is a command. Those who speak to their computer, or whose hands slip, switch it off (WCAG 2.1.4), on this device. */
export const singleKeys = new Cell(localStorage.getItem(SINGLE) !== 'off');

export let stream: Stream | null = null;

export function setStream(next: Stream): void {
  stream = next;
}

tablet.addEventListener('change', () => (collapsed.value = sidebarChoice() ?? tablet.matches));

export function toggleSidebar(): void {
  collapsed.value = !collapsed.value;
  localStorage.setItem(SIDEBAR, collapsed.value ? 'collapsed' : 'open');
}

export function setSingleKeys(on: boolean): void {
  singleKeys.value = on;
  localStorage.setItem(SINGLE, on ? 'on' : 'off');
}

function sidebarChoice(): boolean | null {
  // On a tablet a wide sidebar is a choice of the moment, not one to remember from the desk.
  const stored = tablet.matches ? null : localStorage.getItem(SIDEBAR);
  return stored === null ? null : stored === 'collapsed';
}

/** Puts theme and density on the document, where the tokens read them. */
export function applyLook({ theme, density }: Pick<Shell, 'theme' | 'density'>): void {
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.dataset['density'] = density;
}

/** Changes one preference: at once on the screen, then on the server. A new language needs the page's texts anew. */
export async function prefer(change: Partial<Pick<Shell, 'locale' | 'theme' | 'density'>>): Promise<void> {
  const before = shell.value;
  shell.value = { ...before, ...change };
  applyLook(shell.value);
  try {
    const { locale, theme, density } = shell.value;
    await call('PUT', '/api/me/preferences', { locale, theme, density });
    if (change.locale) location.reload();
  } catch (failure) {
    shell.value = before;
    applyLook(before);
    toast(reason(failure), { tone: 'danger' });
  }
}

export async function logOut(): Promise<void> {
  try {
    await call('DELETE', '/api/session');
  } catch (failure) {
    toast(reason(failure), { tone: 'danger' });
    return;
  }
  location.assign('/login');
}
