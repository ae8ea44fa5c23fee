import { html } from 'lit';
import type { Drawer } from '../nodes/index.ts';
import './boxes.ts';
import './waveform.ts';

/** What this script, which is loaded with the first of them, can draw. */
export const drawers: Record<string, Drawer> = {
  boxes: (node, context) => html`<u-boxes .node=${node} .context=${context}></u-boxes>`,
  waveform: (node, context) => html`<u-waveform .node=${node} .context=${context}></u-waveform>`,
};
