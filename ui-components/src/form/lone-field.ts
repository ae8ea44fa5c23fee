import { html, nothing } from 'lit';
import { isShown, perform } from '../app/actions.ts';
import { fill, fillText } from '../core/expr.ts';
import { Problem, reason } from '../core/http.ts';
import type { Action, Node, Row } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { isComposing } from '../ui/keys.ts';
import { draw } from './draw.ts';
import { below } from './pointer.ts';
import { FormState } from './state.ts';
import { t } from './texts.ts';

/** Somebody who steps a number up is not done with the first step. */
const SETTLE_MS = 400;
/** So long it says that the value is kept. */
const KEPT_MS = 2500;
let fields = 0;

/**
 * One parameter of an action, sent when it is changed: a setting that stands on a page by itself. What is typed is sent when the
 * field is left or Enter is pressed. It follows its source, but not while somebody is in it.
 */
export class LoneField extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, status: { state: true } };
  declare node: Node;
  declare context: Context;
  declare status: 'busy' | 'kept' | null;
  private readonly base = `lone-${++fields}`;
  private state: FormState | null = null;
  /** The value of the source that is shown, or was when somebody began to change it. */
  private known: unknown;
  private dirty = false;
  private timer = 0;

  constructor() {
    super();
    this.status = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override render(): unknown {
    const action = this.context.action(this.node['action'] as string);
    if (!action || !isShown(action, this.context.scope)) return nothing;
    const state = this.follow(action);
    const name = this.parameter(action);
    const schema = state.schema.properties?.[name];
    if (!schema) return nothing;
    return html`<div class="lone-field" @change=${this.changed} @keydown=${this.key} @focusout=${this.left}>
      ${draw(state, below('', name), schema, false, this.node.label ? fillText(this.node.label, this.context.scope) : undefined)}
      <span class="lone-status small" role="status">${this.status === 'busy' ? html`<span class="spinner" aria-hidden="true"></span><span class="visually-hidden">${t('field.busy')}</span>`
        : this.status === 'kept' ? html`${icon('check')}${t('field.kept')}` : nothing}</span>
    </div>`;
  }

  private follow(action: Action): FormState {
    const value = fill(this.node['value'], this.context.scope);
    const own = { ...action, fields: { ...action.fields, [this.parameter(action)]: { ...action.fields?.[this.parameter(action)], ...this.spec } } };
    const subject = { action: own, context: this.context, scope: this.context.scope, start: { [this.parameter(action)]: value } as Row };
    if (!this.state) this.state = new FormState(subject, this.base, () => this.touched(), () => this.requestUpdate(), (run) => void this.updateComplete.then(() => setTimeout(run)));
    else if (!this.dirty && !this.contains(document.activeElement) && value !== this.known) this.state.begin(subject);
    else this.state.subject = subject;
    this.known = value;
    return this.state;
  }

  private get spec(): object {
    return this.node['hint'] ? { hint: this.node['hint'] as string } : {};
  }

  private parameter(action: Action): string {
    return (this.node['name'] as string | undefined) ?? Object.keys(action.schema?.properties ?? {}).find((name) => !Object.hasOwn(action.args ?? {}, name)) ?? '';
  }

  private touched(): void {
    this.dirty = true;
    this.status = null;
    this.requestUpdate();
    // Whoever types is not done yet; what is pressed is meant.
    if (!this.querySelector('input:not([type="checkbox"], [type="radio"]):focus, textarea:focus')) this.sendSoon();
  }

  private sendSoon(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), SETTLE_MS);
  }

  private readonly changed = (): void => {
    if (this.dirty) this.sendSoon();
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isComposing(event) || (event.target as HTMLElement).localName !== 'input') return;
    event.preventDefault();
    (event.target as HTMLElement).dispatchEvent(new Event('change', { bubbles: true }));
    void this.send();
  };

  private readonly left = (): void => {
    if (this.dirty) this.sendSoon();
  };

  private async send(): Promise<void> {
    clearTimeout(this.timer);
    const action = this.context.action(this.node['action'] as string);
    if (!action || !this.dirty || this.status === 'busy') return;
    const state = this.state!;
    state.errors = state.judge();
    state.rest = [];
    this.requestUpdate();
    if (Object.keys(state.errors).length > 0) return;
    this.status = 'busy';
    this.dirty = false;
    try {
      await perform(action, this.context, this.context.scope, state.body());
      this.status = 'kept';
      setTimeout(() => (this.status = this.status === 'kept' ? null : this.status), KEPT_MS);
    } catch (failure) {
      this.status = null;
      this.refused(failure, below('', this.parameter(action)));
    }
    // What was changed meanwhile goes after it.
    if (this.dirty) this.sendSoon();
  }

  /** There is one field: whatever is wrong is said at it, and what was typed stays. */
  private refused(failure: unknown, pointer: string): void {
    const detail = failure instanceof Problem ? failure.errors[0]?.detail : undefined;
    this.dirty = true;
    this.state!.accuse([{ pointer, detail: detail ?? reason(failure) }]);
    this.requestUpdate();
  }
}

define('u-lone-field', LoneField);
