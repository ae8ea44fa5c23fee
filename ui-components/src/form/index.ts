import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { isShown } from '../app/actions.ts';
import { fillText } from '../core/expr.ts';
import type { Action, Node } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import type { Drawer } from '../nodes/index.ts';
import './form.ts';
import './lone-field.ts';
import './settings.ts';
import type { Asked } from './open.ts';

/** What this script, which is loaded with the first of them, can draw. */
export const drawers: Record<string, Drawer> = {
  form: inline,
  field: (node, context) => html`<u-lone-field .node=${node} .context=${context}></u-lone-field>`,
  'form-layer': inLayer as unknown as Drawer,
};

function inline(node: Node, context: Context) {
  if (node['settings']) return settings(typeof node['settings'] === 'string' ? node['settings'] : context.prefix ? context.prefix.slice(0, -1) : context.page.plugin, node, context);
  const action = context.action(node['action'] as string);
  if (!action || !isShown(action, context.scope)) return nothing;
  const own = adjusted(action, node);
  return html`<u-form .action=${own} .context=${context} .scope=${context.scope} .submitLabel=${said(node, 'submit', context)} .hint=${said(node, 'hint', context)}></u-form>`;
}

function inLayer({ action, scope, target, close }: Asked, context: Context) {
  return html`<u-form .action=${action} .context=${context} .scope=${scope} .target=${target} .close=${close}></u-form>`;
}

function settings(plugin: string | null, node: Node, context: Context) {
  if (plugin === null) return nothing;
  const adjust = (action: Action) => adjusted(action, node);
  return html`${keyed(plugin, html`<u-settings .plugin=${plugin} .context=${context} .adjust=${adjust} .submitLabel=${said(node, 'submit', context)}></u-settings>`)}`;
}

/** The action with what this form changes of it. */
function adjusted(action: Action, node: Node): Action {
  const fields = { ...action.fields, ...(node['fields'] as Action['fields']) };
  for (const [name, value] of Object.entries((node['initial'] as object | undefined) ?? {})) fields[name] = { ...fields[name], initial: value };
  const { groups = action.groups, order = action.order } = node as { groups?: Action['groups']; order?: Action['order'] };
  return { ...action, fields, groups, order };
}

function said(node: Node, name: string, context: Context): string | undefined {
  return node[name] ? fillText(node[name], context.scope) : undefined;
}
