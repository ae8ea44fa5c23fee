import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Drawer } from '../nodes/index.ts';
import './delivery-list.ts';
import { eventList } from './event-list.ts';
import './hook-list.ts';
import './trace.ts';

/** What this script, which is loaded with the first of them, can draw. */
export const drawers: Record<string, Drawer> = {
  'event-list': eventList,
  'delivery-list': () => html`<u-delivery-list></u-delivery-list>`,
  'hook-list': () => html`<u-hook-list></u-hook-list>`,
  trace: () => html`${keyed(location.search, html`<u-trace></u-trace>`)}`,
};
