import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Node } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import type { Drawer } from '../nodes/index.ts';
import { brief } from './brief.ts';
import './catalogue.ts';
import './detail.ts';
import './list.ts';

/** What this script, which is loaded with the first of them, can draw. */
export const drawers: Record<string, Drawer> = {
  'plugin-list': (node, context) => {
    const source = rows(node, context);
    return node['limit'] ? brief(context, source, node['limit'] as number) : html`<u-plugin-list .node=${node} .context=${context} .source=${source} .updates=${updates(node, context)}></u-plugin-list>`;
  },
  'plugin-detail': (node, context) => {
    const source = rows(node, context);
    const id = (node['plugin'] as string | undefined) ?? context.page.params?.['id'] ?? '';
    return html`${keyed(id, html`<u-plugin-detail .plugin=${id} .context=${context} .source=${source} .updates=${updates(node, context)}></u-plugin-detail>`)}`;
  },
  'plugin-catalogue': (_, context) => html`<u-plugin-catalogue .context=${context}></u-plugin-catalogue>`,
};

function rows(node: Node, context: Context): string {
  const source = context.sourceName((node['source'] as string) ?? 'core.plugins');
  context.store.ensure(source, { href: '/api/plugins', key: 'id', live: 'plugin' });
  return source;
}

function updates(node: Node, context: Context): string {
  const source = context.sourceName((node['updates'] as string) ?? 'core.updates');
  context.store.ensure(source, { href: '/api/catalogue?updates=true', key: 'id', live: 'catalogue' });
  return source;
}
