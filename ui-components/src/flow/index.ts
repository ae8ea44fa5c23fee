import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Drawer } from '../nodes/index.ts';
import './editor.ts';
import './list.ts';

/** What this script, which is loaded with the first of them, can draw. */
export const drawers: Record<string, Drawer> = {
  'flow-list': (node, context) => {
    const source = context.sourceName((node['source'] as string) ?? 'core.flows');
    context.store.ensure(source, { href: '/api/flows', key: 'id', live: 'flow' });
    return html`<u-flow-list .context=${context} .source=${source}></u-flow-list>`;
  },
  'flow-editor': (_, { page }) => {
    const id = page.params?.['id'] ?? null;
    return html`${keyed(id, html`<u-flow-editor .flowId=${id}></u-flow-editor>`)}`;
  },
};
