import { html, nothing, type TemplateResult } from 'lit';
import { perform, type Target } from '../app/actions.ts';
import { dropDraft, guard, loadDraft, saveDraft } from '../app/drafts.ts';
import { toast } from '../app/toasts.ts';
import { fillText, type Scope } from '../core/expr.ts';
import { Problem, reason } from '../core/http.ts';
import type { Action, Row } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { isComposing } from '../ui/keys.ts';
import { layout } from './layout.ts';
import { forgetAsked, keepAsked } from './open.ts';
import { press, whenReleased } from './press.ts';
import { FormState, type Subject } from './state.ts';
import { focusField, summary } from './summary.ts';
import { t } from './texts.ts';

/** An answer that comes sooner shows nothing. */
const SLOW_MS = 200;
/** After this the person is told that they need not wait. */
const VERY_SLOW_MS = 4000;
let forms = 0;
/** A form made from a JSON Schema. In a dialog it has a foot with the buttons; inline they stand below it. */
export class Form extends Element {
  static override properties = {
    action: { attribute: false }, context: { attribute: false }, scope: { attribute: false }, submitLabel: { attribute: false }, hint: { attribute: false }, notice: { attribute: false }, slow: { state: true },
  };
  declare action: Action;
  declare context: Context;
  declare scope: Scope;
  declare submitLabel: string | undefined;
  /** A sentence above the fields. */
  declare hint: string | undefined;
  /** Shown above the fields, such as that somebody else has changed the same. */
  declare notice: TemplateResult | undefined;
  declare slow: 0 | 1 | 2;
  target: Target | undefined;
  /** Sends the values in place of the action. */
  send: ((values: Row) => Promise<void>) | undefined;
  /** Values to edit, in place of defaults, and the names of the secrets that are set. */
  start: Row | undefined;
  secrets: ReadonlySet<string> | undefined;
  /** Tells the draft from those of the same form about something else. */
  about = '';
  /** Set in a dialog or drawer; called after success and by Cancel. */
  close: (() => void) | null = null;
  private readonly base = `form-${++forms}`;
  private state!: FormState;
  private dirty = false;
  private busy = false;
  private restored = false;
  private overwritten: Row | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(guard(() => this.dirty && !this.close));
    const usesSources = Object.values(this.action.fields ?? {}).some(({ options }) => options);
    if (usesSources) this.until(this.context.store.subscribe(() => this.requestUpdate()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.close) forgetAsked();
  }

  protected override willUpdate(): void {
    if (!this.hasUpdated) this.begin();
    else this.follow();
  }

  /** The page is drawn anew with every change of its data, and sometimes with another version of the plugin. */
  private follow(): void {
    const { state, subject } = this;
    if (subject.action.schema === state.subject.action.schema) {
      state.subject = subject;
      return;
    }
    this.state = this.makeState();
    if (this.dirty) this.state.values = state.values;
  }

  private get subject(): Subject {
    const { action, context, scope, start, secrets } = this;
    return { action, context, scope, start, secrets };
  }

  private makeState(): FormState {
    return new FormState(this.subject, this.base, () => this.changed(), () => this.requestUpdate(), (run) => {
      void this.updateComplete.then(() => setTimeout(run));
    });
  }

  /** The layer has looked for its first field before this script was there. */
  protected override firstUpdated(): void {
    if (this.close && !this.contains(document.activeElement)) this.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }

  protected override render(): TemplateResult {
    const { state } = this;
    const label = this.submitLabel ?? fillText(this.action.label, this.scope);
    const fields = layout(state);
    const wrong = Object.keys(state.errors).length + state.rest.length;
    return html`<form class="form ${this.close ? 'in-layer' : ''}" novalidate data-action=${this.action.name} aria-label=${fillText(this.action.label, this.scope)} @submit=${this.submit} @keydown=${this.key} @focusout=${this.left}>
      <div class=${this.close ? 'dialog-body form-fields' : 'form-fields'}>
        ${this.hint ? html`<p class="form-hint">${this.hint}</p>` : nothing}${this.notice ?? nothing}
        ${this.overwritten ? note('undo-2', t('form.over'), t('undo'), () => this.goBack()) : this.restored ? note('history', t('form.draft'), t('form.draft.drop'), () => this.startOver()) : nothing}
        ${state.tried && (state.rest.length > 0 || state.errors[''] !== undefined || wrong > 1) ? summary(state, (pointer) => focusField(this, state.id(pointer))) : nothing}
        ${fields}
      </div>
      <div class=${this.close ? 'dialog-foot' : 'button-row'} @pointerdown=${press}>
        ${this.slow === 2 ? html`<p class="form-slow" role="status">${t('form.slow')}</p>` : nothing}
        ${this.close ? button({ label: this.busy ? t('close') : t('cancel'), click: this.close }) : nothing}
        ${button({ label, icon: this.close ? null : this.action.icon, kind: this.action.tone === 'danger' ? 'danger' : 'primary', submit: true, busy: this.slow > 0, disabled: this.busy })}
      </div>
    </form>`;
  }

  private get draftId(): string {
    const key = this.target ? `:${this.target.row[this.context.store.key(this.target.source)]}` : this.about ? `:${this.about}` : '';
    return `${this.context.page.path}#${this.action.name}${key}`;
  }

  private begin(): void {
    this.slow = 0;
    this.state = this.makeState();
    const draft = loadDraft(this.draftId);
    if (!draft) return;
    this.state.restore(draft);
    this.restored = true;
    this.dirty = true;
  }

  private changed(): void {
    this.dirty = true;
    this.overwritten = null;
    saveDraft(this.draftId, this.state.draft());
    this.requestUpdate();
  }

  private startOver(): void {
    const before = this.state.values;
    this.reset();
    this.overwritten = before;
  }

  private goBack(): void {
    this.state.values = this.overwritten!;
    this.restored = true;
    this.changed();
  }

  /** Begins anew with the values that are there from the start. */
  reset(): void {
    dropDraft(this.draftId);
    this.state.begin(this.subject);
    this.restored = false;
    this.dirty = false;
    this.overwritten = null;
    this.requestUpdate();
  }

  private left(event: FocusEvent): void {
    const field = (event.target as HTMLElement).closest<HTMLElement>('[data-pointer]');
    const pointer = field?.dataset['pointer'];
    if (pointer === undefined || field!.contains(event.relatedTarget as Node | null) || this.busy) return;
    whenReleased(() => this.isConnected && this.state.leave(pointer));
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const { state } = this;
    state.tried = true;
    state.rest = [];
    // What is read when a field is left, such as a chip: Enter in another field does not take the focus away.
    (document.activeElement as HTMLElement | null)?.dispatchEvent(new Event('change', { bubbles: true }));
    state.errors = state.judge();
    if (Object.keys(state.errors).length > 0) return this.showErrors();
    this.busy = true;
    const timers = [setTimeout(() => (this.slow = 1), SLOW_MS), setTimeout(() => (this.slow = 2), VERY_SLOW_MS)];
    this.requestUpdate();
    try {
      const values = state.body();
      await (this.send ? this.send(values) : perform(this.action, this.context, this.scope, values, this.target));
      this.done();
    } catch (failure) {
      this.fail(failure);
    } finally {
      timers.forEach(clearTimeout);
      this.busy = false;
      this.slow = 0;
      this.requestUpdate();
    }
  }

  private done(): void {
    this.reset();
    if (this.isConnected) this.close?.();
  }

  private fail(failure: unknown): void {
    // Whoever has left is told where they are now; what they typed is kept.
    if (!this.isConnected) return void toast(reason(failure), { tone: 'danger' });
    if (failure instanceof Problem && failure.status === 401) return void (this.close && keepAsked(this.action, this.context, this.target));
    if (failure instanceof Problem && failure.errors.length > 0) this.state.accuse(failure.errors);
    // Whoever sends has told of a change by others already.
    else this.state.rest = failure instanceof Problem && failure.status === 412 && this.notice ? [] : [reason(failure)];
    this.showErrors();
  }

  private showErrors(): void {
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const [first] = [...this.state.shown.keys()].filter((pointer) => this.state.errors[pointer] !== undefined);
      if (first !== undefined) focusField(this, this.state.id(first));
      else this.querySelector<HTMLElement>('.alert')?.focus();
    });
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    if (isComposing(event)) event.preventDefault();
    else if (event.metaKey || event.ctrlKey) this.querySelector('form')?.requestSubmit();
  }
}

/** What has happened to the values, and the way back. */
function note(name: string, text: string, way: string, run: () => void): TemplateResult {
  return html`<p class="draft-note" role="status">${icon(name)}<span>${text}</span><button type="button" class="link plain" @click=${run}>${way}</button></p>`;
}

define('u-form', Form);
