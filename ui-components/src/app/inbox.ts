import { Cell } from '../core/cell.ts';
import { call, reason } from '../core/http.ts';
import type { Row } from '../core/model.ts';
import { withStyle } from '../core/style.ts';
import type { Stream } from '../live/stream.ts';
import { toast } from './toasts.ts';

/** Something that needs attention, as the server knows it; the words are made here. */
export interface Notification {
  id: string;
  kind: string;
  what: string;
  time: string | null;
  data: Row;
  read: boolean;
}

export interface Inbox {
  items: readonly Notification[];
  muted: readonly string[];
}

const HREF = '/api/me/notifications';
/** Events that the server tells of in its notifications. */
const TELLING = new Set(['core.task.failed', 'core.delivery.dead', 'core.flow.cut', 'core.plugin.changed', 'core.compute.abandoned', 'core.compute.out-of-memory']);
const TROUBLE = new Set(['failed', 'quarantined', 'waiting']);
/** Many things fail together; they are asked for once. */
const SETTLE = 400;

export const inbox = new Cell<Inbox>({ items: [], muted: [] });
let timer = 0;

/** Follows what happens; the first answer is asked for when the page has been drawn. */
export function startInbox(stream: Stream): void {
  const look = () => {
    timer ||= window.setTimeout(() => {
      timer = 0;
      void load();
    }, SETTLE);
  };
  stream.on('event', (event: Row) => TELLING.has(event['type']) && look());
  stream.on('plugin', (plugin: Row) => (TROUBLE.has(plugin['state']) || ['unapproved', 'untrusted'].includes(plugin['fault']) || inbox.value.items.some((one) => one.kind === 'plugin' && one.data['plugin'] === plugin['id'])) && look());
  stream.on('page', ({ plugin }: Row) => plugin === null && look());
  stream.on('reset', look);
  look();
}

export function unread(): number {
  return inbox.value.items.filter((one) => !one.read).length;
}

/** Marks what is named read, or everything: at once on the screen. */
export async function markRead(ids?: readonly string[]): Promise<void> {
  await change({ items: inbox.value.items.map((one) => (!ids || ids.includes(one.id) ? { ...one, read: true } : one)) }, 'POST', 'read', ids ? { ids } : {});
}

export async function dismissAll(ids: readonly string[]): Promise<void> {
  await change({ items: inbox.value.items.filter((one) => !ids.includes(one.id)) }, 'POST', 'dismiss', { ids });
}

export async function mute(kinds: readonly string[]): Promise<void> {
  await change({ muted: kinds }, 'PUT', 'muted', { kinds });
}

/** Loads what shows the notifications, and opens it. */
export async function openInbox(): Promise<void> {
  try {
    (await withStyle('inbox', import('../inbox/index.ts'))).open();
  } catch (failure) {
    toast(reason(failure), { tone: 'danger' });
  }
}

async function change(early: Partial<Inbox>, method: string, path: string, body: Row): Promise<void> {
  const before = inbox.value;
  inbox.value = { ...before, ...early };
  try {
    await call(method, `${HREF}/${path}`, body);
  } catch (failure) {
    inbox.value = before;
    toast(reason(failure), { tone: 'danger' });
  }
}

async function load(): Promise<void> {
  try {
    const { items, muted } = (await call('GET', HREF)).body as Inbox;
    inbox.value = { items: items ?? [], muted: muted ?? [] };
  } catch (failure) {
    console.warn('The notifications cannot be listed', failure);
  }
}
