import { html } from 'lit';
import type { Target } from '../app/actions.ts';
import { openLayer } from '../app/layers.ts';
import { fillText, type Scope } from '../core/expr.ts';
import type { Action, Page } from '../core/model.ts';
import type { PageStore } from '../live/store.ts';
import { pageContext, withRow, type Context } from '../nodes/context.ts';
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

const ASKED = 'dalbox.asked';

/** The session has ended under a form in a layer: it is opened again, with its draft, once the person has logged in. */
export function keepAsked(action: Action, context: Context, target: Target | undefined): void {
  const row = target ? { source: target.source, key: String(target.row[context.store.key(target.source)]) } : null;
  try {
    sessionStorage.setItem(ASKED, JSON.stringify({ path: context.page.path, action: action.name, row }));
  } catch {
    // Then the person opens it; its draft is a thing of its own.
  }
}

/** The form was sent or closed after all. */
export function forgetAsked(): void {
  try {
    sessionStorage.removeItem(ASKED);
  } catch {
    // See keepAsked.
  }
}

/** Opens the form that {@link keepAsked} has kept for this page, once. */
export function resumeAsked(page: Page, store: PageStore): void {
  let kept: { path: string; action: string; row: { source: string; key: string } | null } | null = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(ASKED) ?? 'null');
    forgetAsked();
  } catch {
    // Nothing was kept.
  }
  if (kept?.path !== page.path) return;
  const context = pageContext(page, store);
  const action = context.action(kept.action);
  const { row } = kept;
  const found = row ? store.items(row.source).find((one) => String(one[store.key(row.source)]) === row.key) : undefined;
  if (!action?.schema || (row && !found)) return;
  openForm(action, context, found ? withRow(context, found).scope : context.scope, found && row ? { source: row.source, row: found } : undefined);
}
