import { isShown, start } from '../app/actions.ts';
import { openInbox } from '../app/inbox.ts';
import { recent } from '../app/recent.ts';
import { go } from '../app/router.ts';
import { logOut, prefer, shell, toggleSidebar, trayOpen, view } from '../app/state.ts';
import { call } from '../core/http.ts';
import { languageName, t } from '../core/i18n.ts';
import type { Command, Row, SettingsPlace } from '../core/model.ts';
import { pageContext } from '../nodes/context.ts';
import { arrangeSidebar } from './arrange.ts';
import { openKeys } from './keys-sheet.ts';

export interface Entry {
  group: string;
  label: string;
  icon: string;
  detail?: string;
  /** Further words that find it, such as its id, which is Latin in every language. */
  words: string;
  run: () => void;
}

/** What can be reached from here: what was visited last, what can be done, where one can go, and the settings. */
export function entries(): Entry[] {
  const { nav, commands, places } = shell.value;
  return [...visited(), ...pageActions(), ...commands.map(command), ...nav.map((entry) => ({
    group: t('palette.go'), label: entry.label, icon: entry.icon, words: `${entry.id} ${entry.to}`, run: () => void go(entry.to),
  })), ...own(), ...places.map(place)];
}

/** The installed plugins, for those who may see them; each says what it is, since its page is called the same. */
export async function plugins(): Promise<Entry[]> {
  try {
    const { items } = (await call('GET', '/api/plugins')).body as { items: Row[] };
    return items.map((one) => ({
      group: t('palette.plugins'), label: String(one['name']), icon: 'puzzle', detail: t('palette.plugins'),
      words: `${one['id']} plugin ${t('palette.settings')}`, run: () => void go(`/plugins/${one['id']}`),
    }));
  } catch {
    // The palette is as useful without them; the page of the plugins says what is wrong.
    return [];
  }
}

function command(one: Command): Entry {
  return { group: t('palette.do'), label: one.label, icon: one.icon, words: one.id, run: () => void runCommand(one.to, one.action) };
}

function place(one: SettingsPlace): Entry {
  return { group: t('palette.settings'), label: one.label, icon: one.icon, words: one.id, run: () => void go(one.to) };
}

function visited(): Entry[] {
  return recent().map(({ to, label, icon }) => ({ group: t('palette.recent'), label, icon, words: to, run: () => void go(to) }));
}

function pageActions(): Entry[] {
  const current = view.value;
  if (current.kind !== 'page') return [];
  const context = pageContext(current.page, current.store);
  const known = new Set(shell.value.commands.filter((one) => one.to === current.path).map((one) => one.action));
  return (current.page.header_actions ?? [])
    .filter((name) => !known.has(name))
    .map((name) => context.action(name))
    .filter((action) => action !== null && isShown(action, context.scope))
    .map((action) => ({
      group: t('palette.here'), label: action!.label, icon: action!.icon ?? 'zap', words: action!.name,
      ...(action!.key ? { detail: action!.key } : {}), run: () => void start(action!, context, context.scope),
    }));
}

/** Goes to the page of a command and starts its action there. */
async function runCommand(to: string, action: string): Promise<void> {
  if (view.value.path !== to) await go(to);
  const current = view.value;
  if (current.kind !== 'page') return;
  const context = pageContext(current.page, current.store);
  const found = context.action(action);
  if (found) await start(found, context, context.scope);
}

function own(): Entry[] {
  const { theme, density, locale, locales } = shell.value;
  const group = t('palette.settings');
  const dark = theme === 'dark';
  const compact = density === 'compact';
  return [
    { group, label: t('tray.title'), icon: 'activity', words: 'tasks tray', run: () => (trayOpen.value = true) },
    { group, label: t('inbox.title'), icon: 'bell', words: 'notifications inbox', run: () => void openInbox() },
    { group, label: dark ? t('palette.light') : t('palette.dark'), icon: dark ? 'sun' : 'moon', words: 'theme', run: () => void prefer({ theme: dark ? 'light' : 'dark' }) },
    { group, label: compact ? t('palette.comfortable') : t('palette.compact'), icon: 'rows-3', words: 'density', run: () => void prefer({ density: compact ? 'comfortable' : 'compact' }) },
    ...locales.filter((tag) => tag !== locale).map((tag) => ({ group, label: languageName(tag), icon: 'languages', words: `language ${tag}`, run: () => void prefer({ locale: tag }) })),
    { group, label: t('arrange.sidebar.start'), icon: 'pin', words: 'arrange pins sidebar', run: () => void arrangeSidebar() },
    { group, label: t('keys.sidebar'), icon: 'panel-left', words: 'sidebar', detail: '[', run: toggleSidebar },
    { group, label: t('keys.title'), icon: 'keyboard', words: 'keys shortcuts', detail: '?', run: openKeys },
    { group, label: t('user.logout'), icon: 'log-out', words: 'logout', run: () => void logOut() },
  ];
}
