import { go } from '../app/router.ts';
import { toast } from '../app/toasts.ts';
import { call, reason } from '../core/http.ts';
import type { Plugin } from '../core/model.ts';
import type { PageStore } from '../live/store.ts';
import type { MenuEntry } from '../ui/menu.ts';
import { confirm } from '../ui/confirm.ts';
import { pluginName } from '../nodes/plugin-text.ts';
import { openOffer } from './install.ts';
import { detailHref, isLibrary, isRefused, pageOf, previousOf, shortVersion, stateOf } from './state.ts';
import { t } from './texts.ts';
import { updateOf } from './updates.ts';

export type Verb = 'enable' | 'disable' | 'restart' | 'rollback';

const PASSING = { enable: 'starting', restart: 'starting', rollback: 'installing', disable: 'stopping' };

/** A list of plugins: where it is kept, and under which name. */
export interface Shown {
  store: PageStore;
  source: string;
  /** Where the catalogue's newer versions of them are; null where nobody asks for them. */
  updates: string | null;
}

const href = (id: string, more = '') => `/api/plugins/${encodeURIComponent(id)}${more}`;

/** Does it: at once on the screen, then on the server; what fails says why and leads to the log. */
export async function control(shown: Shown, plugin: Plugin, verb: Verb): Promise<void> {
  const revert = shown.store.optimistic(shown.source, plugin.id, { state: PASSING[verb], detail: null });
  const name = pluginName(plugin);
  try {
    await call('POST', href(plugin.id, `/${verb}`));
    toast(t(`plugin.done.${verb}`, { name }), { action: verb === 'disable' ? { label: t('undo'), run: () => void control(shown, plugin, 'enable') } : undefined });
    await shown.store.refresh(shown.source);
  } catch (failure) {
    fail(failure, plugin);
  } finally {
    revert();
  }
}

/** Asks with the consequences, then removes; the jar is kept, so ten seconds long it comes back with one press. */
export async function uninstall(shown: Shown, plugin: Plugin): Promise<void> {
  const name = pluginName(plugin);
  const stops = await whatStops(plugin.id);
  const sure = await confirm({ heading: t('plugin.remove.title', { name }), text: `${t('plugin.remove.text')} ${stops}`, submit: t('plugin.remove'), tone: 'danger' });
  if (!sure) return;
  const revert = shown.store.optimistic(shown.source, plugin.id, { state: 'stopping', detail: null });
  try {
    await call('DELETE', href(plugin.id));
    toast(t('plugin.done.remove', { name }), { action: { label: t('undo'), run: () => void restore(shown, plugin.id, name) } });
    await shown.store.refresh(shown.source);
  } catch (failure) {
    fail(failure, plugin);
  } finally {
    revert();
  }
}

/** Brings a removed jar back. */
export async function restore(shown: Shown, id: string, name: string): Promise<boolean> {
  try {
    await call('POST', href(id, '/restore'));
    toast(t('plugin.restored', { name }), { tone: 'success' });
    await shown.store.refresh(shown.source);
    return true;
  } catch (failure) {
    toast(reason(failure), { tone: 'danger' });
    return false;
  }
}

function fail(failure: unknown, plugin: Plugin): void {
  const there = location.pathname === detailHref(plugin.id);
  toast(reason(failure), { tone: 'danger', ...(there ? {} : { action: { label: t('plugin.details'), run: () => void go(`${detailHref(plugin.id)}?tab=logs`) } }) });
}

/** Says which flows stop with a plugin; empty when none does. */
async function whatStops(plugin: string): Promise<string> {
  try {
    const { items } = (await call('GET', href(plugin, '/dependents'))).body as { items: { name: string }[] };
    return items.length === 0 ? '' : `${t('review.breaks', { count: items.length })}: ${items.map(({ name }) => name).join(', ')}`;
  } catch {
    // The question must not depend on it.
    return '';
  }
}

/** The one thing that helps most in a bad state. */
export function helpful(plugin: Plugin): Verb | 'uninstall' | null {
  if (isRefused(plugin)) return 'uninstall';
  const state = stateOf(plugin);
  if (isLibrary(plugin)) return null;
  if (state === 'quarantined') return previousOf(plugin) !== null ? 'rollback' : 'restart';
  return state === 'failed' ? 'restart' : state === 'disabled' ? 'enable' : null;
}

/** Everything that can be done with a plugin. */
export function entries(shown: Shown, plugin: Plugin): MenuEntry[] {
  const state = stateOf(plugin);
  const on = !['disabled', 'stopped', 'quarantined'].includes(state);
  const act = (verb: Verb, icon: string): MenuEntry => ({ label: t(`plugin.${verb}`), icon, run: () => void control(shown, plugin, verb) });
  const to = pageOf(plugin);
  const fixed = isLibrary(plugin) || isRefused(plugin) || state === 'waiting';
  const update = updateOf(shown, plugin.id);
  return [
    ...(to && plugin.state === 'live' ? [{ label: t('plugin.page'), icon: 'arrow-up-right', run: () => void go(to) }] : []),
    ...(update ? [{ label: t('offer.update.to', { version: shortVersion(update.version) }), icon: 'arrow-up', run: () => openOffer(update, () => void shown.store.refresh(shown.source)) }] : []),
    ...(fixed ? [] : on ? [act('restart', 'rotate-cw'), act('disable', 'power-off')] : [act('enable', 'power')]),
    ...(previousOf(plugin) !== null && !fixed ? [act('rollback', 'history')] : []),
    ...(plugin['source'] === 'shipped' ? [] : ['divider' as const, { label: t('plugin.remove'), icon: 'trash-2', danger: true, run: () => void uninstall(shown, plugin) }]),
  ];
}
