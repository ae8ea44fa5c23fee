import { call } from '../core/http.ts';
import type { Row, Shell } from '../core/model.ts';
import type { Stream } from '../live/stream.ts';
import { shell } from './state.ts';
import { tasks } from './tasks.ts';

/** What belongs together comes within this; then one request is enough. */
const SETTLE = 700;
/** However much happens, badges are counted no more often. */
const EVERY = 3000;
/** A page without data of its own: only its shell is wanted. */
const LIGHT = '/settings';

let timer = 0;
let counted = 0;

/** Keeps the badges of the sidebar true while a page stays open. Progress alone changes none of them. */
export function startBadges(stream: Stream): void {
  stream.on('task', (task: Row) => {
    const known = tasks.value.find((one) => one.task_id === task['task_id']);
    if (task['removed'] || known?.state !== task['state']) soon();
  });
  stream.on('event', (event: Row) => String(event['source'] ?? '').startsWith('/module/') && soon());
  stream.on('delivery', soon);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && soon());
}

function soon(): void {
  timer ||= window.setTimeout(() => {
    timer = 0;
    // A tab that nobody sees counts when somebody does.
    if (document.visibilityState === 'visible') void count();
  }, Math.max(SETTLE, EVERY - (performance.now() - counted)));
}

async function count(): Promise<void> {
  counted = performance.now();
  try {
    const { nav } = (await call('GET', '/api/pages', { path: LIGHT })).body.shell as Shell;
    const badges = new Map(nav.map((entry) => [entry.id, entry.badge]));
    const { value } = shell;
    if (value.nav.every((entry) => !badges.has(entry.id) || badges.get(entry.id) === entry.badge)) return;
    shell.value = { ...value, nav: value.nav.map((entry) => ({ ...entry, badge: badges.has(entry.id) ? badges.get(entry.id)! : entry.badge })) };
  } catch (failure) {
    console.warn('The badges cannot be counted', failure);
  }
}
