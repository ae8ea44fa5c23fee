import { html, nothing, type TemplateResult } from 'lit';
import { holds } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Node } from '../core/model.ts';
import { icon } from '../ui/icon.ts';
import type { Context } from './context.ts';

export type Drawer = (node: Node, context: Context) => TemplateResult | typeof nothing;

const drawers = new Map<string, Drawer>();
const phone = matchMedia('(max-width: 640px)');

/** Says how a type of node is drawn. */
export function draws(type: string, drawer: Drawer): void {
  drawers.set(type, drawer);
}

/** Draws nodes in order; what their conditions hide is left out. */
export function nodes(body: readonly Node[] | undefined, context: Context): unknown {
  return (body ?? []).map((one) => node(one, context));
}

export function node(one: Node, context: Context): TemplateResult | typeof nothing {
  if (!holds(one.when, context.scope)) return nothing;
  if (one.screen && (one.screen === 'phone') !== phone.matches) return nothing;
  const drawer = drawers.get(one.type);
  if (drawer) return drawer(one, context);
  const { fallback } = one;
  if (fallback === 'drop') return nothing;
  if (fallback && typeof fallback === 'object') return node(fallback as Node, context);
  return html`<div class="alert tone-warning">${icon('puzzle')}<div class="alert-text"><span>${t('unknown.node', { type: one.type })}</span></div></div>`;
}
