import { html } from 'lit';
import type { Target } from '../app/actions.ts';
import { openLayer } from '../app/layers.ts';
import { fillText, type Scope } from '../core/expr.ts';
import type { Action } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { node } from '../nodes/index.ts';

/** What a form in a layer is told by whoever opens it; the `node` of the drawer `form-layer`. */
export interface Asked {
  type: 'form-layer';
  action: Action;
  scope: Scope;
  target: Target | undefined;
  close: () => void;
}

/**
 * Asks for an action's parameters in a dialog or a drawer. What is typed is kept as a draft when it is closed. The layer opens at
 * once, also while the script that draws forms is still on its way.
 */
export function openForm(action: Action, context: Context, scope: Scope, target?: Target): void {
  openLayer({
    kind: action.form === 'drawer' ? 'drawer' : 'dialog',
    heading: fillText(action.label, scope),
    body: (close) => html`${node({ type: 'form-layer', action, scope, target, close } satisfies Asked, context)}`,
  });
}

/** Goes to the form of this action that stands on the page; false when there is none. */
export function focusForm(name: string): boolean {
  const input = document.querySelector<HTMLElement>(`main form[data-action="${CSS.escape(name)}"] :is(input, textarea, select)`);
  input?.focus();
  input?.scrollIntoView({ block: 'center' });
  return input !== null;
}
