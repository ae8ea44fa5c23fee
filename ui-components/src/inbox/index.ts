import { html } from 'lit';
import { openLayer } from '../app/layers.ts';
import type { Drawer } from '../nodes/index.ts';
import { kinds } from './kinds.ts';
import './list.ts';
import { t } from './texts.ts';

/** What happened while the person was away; loaded when it is first looked at. */
export const drawers: Record<string, Drawer> = { 'notification-kinds': kinds };

export function open(): void {
  openLayer({ kind: 'drawer', heading: t('inbox.title'), body: (close) => html`<u-inbox .close=${close}></u-inbox>` });
}
