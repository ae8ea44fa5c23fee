import { Cell } from '../core/cell.ts';
import { call, reason } from '../core/http.ts';
import { t } from '../core/i18n.ts';
import type { NavEntry, Page, Row } from '../core/model.ts';
import { refreshSoon } from './router.ts';
import { shell } from './state.ts';
import { toast } from './toasts.ts';

/** Where things are put: pages in the sidebar, cards on the home page. */
export type Place = 'sidebar' | 'home';

const HREFS: Record<Place, string> = { sidebar: '/api/me/pins', home: '/api/me/home' };

/** The place that the person is arranging now. */
export const arranging = new Cell<Place | null>(null);

/** The name by which a page is pinned; null for one that cannot be: home, and pages that stand for many. */
export function pinName(page: Page): string | null {
  if (page.template === 'dashboard' || Object.keys(page.params ?? {}).length > 0) return null;
  return `${page.plugin ?? 'core'}/${page.id}`;
}

export function isPinned(name: string): boolean {
  return shell.value.nav.some((entry) => entry.id === name && entry.pinned);
}

/** Puts a page into the sidebar or a card on the home page, or takes it away: at once on the screen, then on the server. */
export async function put(place: Place, name: string, label: string, shown: boolean): Promise<void> {
  const before = shell.value;
  if (place === 'sidebar') shell.value = { ...before, nav: before.nav.map((entry) => (entry.id === name ? pinnedAs(entry, shown) : entry)) };
  try {
    await call(shown ? 'PUT' : 'DELETE', `${HREFS[place]}/${name.split('/').map(encodeURIComponent).join('/')}`);
    toast(t(`pin.${place}.${shown ? 'on' : 'off'}`, { name: label }), { action: { label: t('undo'), run: () => void put(place, name, label, !shown) } });
  } catch (failure) {
    shell.value = before;
    toast(reason(failure), { tone: 'danger' });
  }
  refreshSoon();
}

function pinnedAs(entry: NavEntry, pinned: boolean): NavEntry {
  return { ...entry, pinned, order: pinned ? Number.MAX_SAFE_INTEGER : entry.order, section: pinned ? 'pinned' : entry.section === 'pinned' ? 'tools' : entry.section };
}

export interface Arrangement {
  items: string[];
  hidden: string[];
}

export async function arrangement(place: Place): Promise<Arrangement> {
  const { items, hidden } = (await call('GET', HREFS[place])).body as Row;
  return { items, hidden };
}

export async function arrange(place: Place, next: Arrangement): Promise<void> {
  await call('PUT', HREFS[place], next);
}
