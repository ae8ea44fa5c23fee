import type { Row } from '../core/model.ts';
import { pluginLabel } from '../nodes/plugin-text.ts';
import type { Group } from './group.ts';
import { t } from './texts.ts';

/** A group in words: what happened, why, and where to look. */
export interface Words {
  icon: string;
  title: string;
  detail: string;
  to: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

export function words({ newest: { kind, what, data }, all: { length: count } }: Group): Words {
  const plugin = pluginLabel(text(data['plugin']));
  switch (kind) {
    case 'task':
      return count > 1
        ? { icon: 'circle-x', title: t('inbox.tasks', { count, plugin }), detail: text(data['error']), to: '/tasks' }
        : { icon: 'circle-x', title: t('inbox.task', { title: text(data['title']) || `${plugin} · ${text(data['action'])}` }), detail: text(data['error']), to: `/tasks/${encodeURIComponent(text(data['task_id']))}` };
    case 'delivery':
      return { icon: 'mail-x', title: t(count > 1 ? 'inbox.deliveries' : 'inbox.delivery', { count, type: text(data['type']) }), detail: text(data['error']), to: '/deliveries' };
    case 'flow':
      return what === 'core.flow.cut'
        ? { icon: 'workflow', title: t('inbox.cut', { name: text(data['name']) }), detail: text(data['reason']), to: `/flows/${encodeURIComponent(text(data['flow']))}` }
        : { icon: 'workflow', title: t('inbox.broken', { plugin, count: broken(data).length }), detail: broken(data).join(', '), to: '/flows' };
    case 'plugin':
      return { icon: 'puzzle', title: t(what === 'quarantined' ? 'inbox.quarantined' : what === 'waiting' ? 'inbox.waiting' : 'inbox.failed', { name: pluginLabel(text(data['plugin'])) }), detail: text(data['detail']), to: `/plugins/${encodeURIComponent(text(data['plugin']))}` };
    default:
      return { icon: 'cpu', title: t(what === 'core.compute.abandoned' ? 'inbox.abandoned' : 'inbox.memory', { plugin }), detail: text(data['work']), to: '/compute' };
  }
}

function broken(data: Row): string[] {
  const flows: unknown = data['flows_broken'];
  return Array.isArray(flows) ? flows.map((flow: Row) => text(flow['name'])) : [];
}
