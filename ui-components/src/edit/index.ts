import { html } from 'lit';
import type { Drawer } from '../nodes/index.ts';
import './code-editor.ts';
import './face-gallery.ts';
import './subtitle-editor.ts';

/** What this script, which is loaded with the first of them, can draw. */
export const drawers: Record<string, Drawer> = {
  'code-editor': (node, context) => html`<u-code-editor .node=${node} .context=${context}></u-code-editor>`,
  'face-gallery': (node, context) => html`<u-face-gallery .node=${node} .context=${context}></u-face-gallery>`,
  'subtitle-editor': (node, context) => html`<u-subtitle-editor .node=${node} .context=${context}></u-subtitle-editor>`,
};
