import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Drawer } from '../nodes/index.ts';
import './detail.ts';

/** What this script, which is loaded with the first of them, can draw. */
export const drawers: Record<string, Drawer> = {
  'task-detail': (node, context) => {
    const id = (node['task'] as string | undefined) ?? context.page.params?.['id'] ?? '';
    return html`${keyed(id, html`<u-task-detail .task=${id} .context=${context}></u-task-detail>`)}`;
  },
};
