import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { fillText } from '../core/expr.ts';
import * as format from '../core/format.ts';
import type { Drawer } from '../nodes/index.ts';
import { markdown } from './markdown-blocks.ts';

/** A script of its own: only this component needs what reads Markdown. */
export const drawers: Record<string, Drawer> = {
  markdown: (node, context) => {
    const text = fillText(node['text'], context.scope);
    if (text === '' || text === format.DASH) return nothing;
    return html`<div class="markdown">${guard([text, context.level], () => markdown(text, context.level))}</div>`;
  },
};
