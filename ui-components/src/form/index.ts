import { html, nothing } from 'lit';
import { isShown } from '../app/actions.ts';
import { fillText } from '../core/expr.ts';
import type { Node } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import type { Drawer } from '../nodes/index.ts';
import './form.ts';
import type { Asked } from './open.ts';

/** What this script, which is loaded with the first of them, can draw. */
export const drawers: Record<string, Drawer> = {
  form: inline,
  'form-layer': inLayer as unknown as Drawer,
};

function inline(node: Node, context: Context) {
  const action = context.action(node['action'] as string);
  if (!action || !isShown(action, context.scope)) return nothing;
  const own = { ...action, fields: { ...action.fields, ...(node['fields'] as object) } };
  return html`<u-form .action=${own} .context=${context} .scope=${context.scope} .submitLabel=${node['submit'] ? fillText(node['submit'], context.scope) : undefined}></u-form>`;
}

function inLayer({ action, scope, target, close }: Asked, context: Context) {
  return html`<u-form .action=${action} .context=${context} .scope=${scope} .target=${target} .close=${close}></u-form>`;
}
