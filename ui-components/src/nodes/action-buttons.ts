import { html, nothing, type TemplateResult } from 'lit';
import { isDisabled, isShown, start, type Target } from '../app/actions.ts';
import { fillText } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Action } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { menu, type MenuEntry } from '../ui/menu.ts';
import { icon } from '../ui/icon.ts';
import type { Context } from './context.ts';

/** The actions of a list of names that exist here and apply now. */
export function applicable(names: readonly string[] | undefined, context: Context): Action[] {
  return (names ?? []).map((name) => context.action(name)).filter((one): one is Action => one !== null && isShown(one, context.scope));
}

export function actionButton(action: Action, context: Context, kind?: 'primary' | 'secondary' | 'ghost'): TemplateResult {
  return button({
    label: fillText(action.label, context.scope),
    icon: action.icon,
    kind: action.tone === 'danger' && kind !== 'ghost' ? 'danger' : (kind ?? (action.primary ? 'primary' : 'secondary')),
    disabled: isDisabled(action, context.scope),
    click: () => void start(action, context, context.scope),
  });
}

export function actionButtons(names: readonly string[] | undefined, context: Context): TemplateResult | typeof nothing {
  const actions = applicable(names, context);
  return actions.length > 0 ? html`<div class="button-row">${actions.map((action) => actionButton(action, context))}</div>` : nothing;
}

export function actionEntries(actions: readonly Action[], context: Context, target?: Target): MenuEntry[] {
  return actions.map((action) => ({
    label: fillText(action.label, context.scope),
    icon: action.icon,
    danger: action.tone === 'danger',
    disabled: isDisabled(action, context.scope),
    run: () => void start(action, context, context.scope, target),
  }));
}

export function moreMenu(entries: MenuEntry[], about: string, tabStop = true): TemplateResult {
  return menu(html`<button slot="trigger" type="button" class="button ghost small icon-only" tabindex=${tabStop ? nothing : -1} aria-label=${`${t('more')}: ${about}`}>${icon('ellipsis-vertical')}</button>`, entries);
}
