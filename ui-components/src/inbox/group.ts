import type { Notification } from '../app/inbox.ts';

/** Things of one sort that are told of together: the newest stands for all. */
export interface Group {
  key: string;
  newest: Notification;
  all: Notification[];
}

/** Puts together what has the same cause, in the order of the newest of each; what is read never hides what is not. */
export function grouped(items: readonly Notification[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of items) {
    const key = `${one.read} ${causeOf(one)}`;
    const group = groups.get(key);
    if (group) group.all.push(one);
    else groups.set(key, { key, newest: one, all: [one] });
  }
  return [...groups.values()];
}

function causeOf({ id, kind, data }: Notification): string {
  if (kind === 'task') return `task ${data['plugin']} ${data['action']}`;
  if (kind === 'delivery') return `delivery ${data['subscriber']}`;
  if (kind === 'compute') return `compute ${data['plugin']}`;
  return id;
}
