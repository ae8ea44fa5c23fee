import { html, nothing, type TemplateResult } from 'lit';
import { perform, type Target } from '../app/actions.ts';
import { dropDraft, guard, loadDraft, saveDraft } from '../app/drafts.ts';
import { fill, fillText, type Scope } from '../core/expr.ts';
import { Problem, reason } from '../core/http.ts';
import { t } from '../core/i18n.ts';
import type { Action, FieldSpec, Row, Schema } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { isComposing } from '../ui/keys.ts';
import { field } from './field.ts';
import { fromServer, validate, type Errors } from './validate.ts';

let forms = 0;

/** A form made from an action's JSON Schema. In a dialog it has a foot with the buttons; inline they stand below it. */
export class Form extends Element {
  static override properties = { action: { attribute: false }, context: { attribute: false }, scope: { attribute: false } };
  declare action: Action;
  declare context: Context;
  declare scope: Scope;
  target: Target | undefined;
  submitLabel: string | undefined;
  /** Set in a dialog or drawer; called after success and by Cancel. */
  close: (() => void) | null = null;
  private readonly base = `form-${++forms}`;
  private values: Row = {};
  private readonly modes: Record<string, string> = {};
  private errors: Errors = {};
  private rest: string[] = [];
  private dirty = false;
  private tried = false;
  private busy = false;
  private restored = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(guard(() => this.dirty && !this.close));
  }

  protected override willUpdate(): void {
    if (!this.hasUpdated) this.begin();
  }

  /** The layer has looked for its first field before this script was there. */
  protected override firstUpdated(): void {
    if (this.close && !this.contains(document.activeElement)) this.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }

  protected override render(): TemplateResult {
    const names = this.names();
    const advanced = names.filter((name) => this.spec(name).group === 'advanced');
    const plain = names.filter((name) => !advanced.includes(name));
    const label = this.submitLabel ?? fillText(this.action.label, this.scope);
    const wrong = Object.keys(this.errors).length + this.rest.length;
    const openAdvanced = advanced.some((name) => this.errors[name]);
    return html`<form class="form ${this.close ? 'in-layer' : ''}" novalidate data-action=${this.action.name} aria-label=${fillText(this.action.label, this.scope)} @submit=${this.submit} @keydown=${this.key}>
      <div class=${this.close ? 'dialog-body form-fields' : 'form-fields'}>
        ${this.restored ? html`<p class="draft-note" role="status">${icon('history')}<span>${t('form.draft')}</span>
          <button type="button" class="link plain" @click=${this.startOver}>${t('form.draft.drop')}</button></p>` : nothing}
        ${this.tried && (this.rest.length > 0 || wrong > 1) ? this.summary(wrong) : nothing}
        ${plain.map((name) => this.field(name))}
        ${advanced.length > 0 ? html`<details class="details advanced" ?open=${openAdvanced}><summary>${icon('chevron-right')}<span>${t('form.advanced')}</span></summary>
          <div class="form-fields">${advanced.map((name) => this.field(name))}</div></details>` : nothing}
      </div>
      <div class=${this.close ? 'dialog-foot' : 'button-row'}>
        ${this.close ? button({ label: t('cancel'), click: this.close }) : nothing}
        ${button({ label, icon: this.close ? null : this.action.icon, kind: this.action.tone === 'danger' ? 'danger' : 'primary', submit: true, busy: this.busy, disabled: this.busy })}
      </div>
    </form>`;
  }

  /** Whether closing now would lose nothing that matters: what was typed is kept as a draft anyway. */
  get isDirty(): boolean {
    return this.dirty;
  }

  private get schema(): Schema {
    return this.action.schema ?? {};
  }

  private get draftId(): string {
    return `${this.context.page.path}#${this.action.name}${this.target ? `:${this.target.row[this.context.store.key(this.target.source)]}` : ''}`;
  }

  private names(): string[] {
    const given = this.action.args ?? {};
    return Object.keys(this.schema.properties ?? {})
      .filter((name) => !(name in given) && !this.spec(name).hidden)
      .map((name, index) => ({ name, order: this.spec(name).order ?? index * 10 }))
      .sort((a, b) => a.order - b.order)
      .map(({ name }) => name);
  }

  private spec(name: string): FieldSpec {
    return this.action.fields?.[name] ?? {};
  }

  private begin(): void {
    this.values = this.initial();
    const draft = loadDraft(this.draftId);
    if (!draft) return;
    this.values = { ...this.values, ...draft };
    this.restored = true;
    this.dirty = true;
  }

  private initial(): Row {
    const values: Row = {};
    for (const [name, schema] of Object.entries(this.schema.properties ?? {})) {
      const initial = fill(this.spec(name).initial, this.scope) ?? schema.default;
      if (initial !== undefined && initial !== null) values[name] = initial;
    }
    return values;
  }

  private field(name: string): TemplateResult {
    const spec = this.spec(name);
    return field({
      id: `${this.base}-${name}`,
      name,
      schema: this.schema.properties![name]!,
      spec: { ...spec, ...(spec.label ? { label: fillText(spec.label, this.scope) } : {}), ...(spec.hint ? { hint: fillText(spec.hint, this.scope) } : {}) },
      required: this.schema.required?.includes(name) ?? false,
      value: this.values[name],
      error: this.errors[name],
      mode: this.modes[name],
      change: (value) => this.change(name, value),
      setMode: (mode) => {
        this.modes[name] = mode;
        this.requestUpdate();
      },
    });
  }

  private change(name: string, value: unknown): void {
    this.values = { ...this.values, [name]: value };
    this.dirty = true;
    if (this.tried && this.errors[name]) this.errors = { ...validate(this.schema, this.body()) };
    const secret = (key: string) => this.schema.properties?.[key]?.format === 'password';
    saveDraft(this.draftId, Object.fromEntries(Object.entries(this.values).filter(([key]) => !secret(key))));
    this.requestUpdate();
  }

  private summary(count: number): TemplateResult {
    const label = (name: string) => this.spec(name).label ?? this.schema.properties?.[name]?.title ?? name;
    return html`<div class="alert tone-danger" role="alert" tabindex="-1">${icon('circle-alert')}<div class="alert-text">
      <strong>${count === 1 ? t('form.invalid') : t('form.invalid.many', { count })}</strong>
      <ul class="places">${this.rest.map((text) => html`<li>${text}</li>`)}
        ${Object.entries(this.errors).map(([name, text]) => html`<li><a class="error-link" href=${`#${this.base}-${name}`} @click=${(event: Event) => this.jump(event, name)}>${label(name)}</a>: ${text}</li>`)}</ul>
    </div></div>`;
  }

  private jump(event: Event, name: string): void {
    event.preventDefault();
    this.focusField(name);
  }

  private focusField(name: string): void {
    const input = this.querySelector<HTMLElement>(`#${CSS.escape(`${this.base}-${name}`)}`);
    input?.closest('details')?.setAttribute('open', '');
    input?.focus();
  }

  private body(): Row {
    const given = this.action.args ?? {};
    const all = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fill(value, this.scope)]));
    for (const [name, value] of Object.entries(this.values)) if (value !== undefined && value !== '') all[name] = value;
    return all as Row;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.tried = true;
    this.rest = [];
    // A text area of lines is read when it loses the focus; Enter in another field does not take the focus away.
    (document.activeElement as HTMLElement | null)?.dispatchEvent(new Event('change', { bubbles: true }));
    this.errors = validate(this.schema, this.body());
    if (Object.keys(this.errors).length > 0) return this.showErrors();
    this.busy = true;
    this.requestUpdate();
    try {
      await perform(this.action, this.context, this.scope, this.body(), this.target);
      this.done();
    } catch (failure) {
      this.fail(failure);
    } finally {
      this.busy = false;
      this.requestUpdate();
    }
  }

  private done(): void {
    dropDraft(this.draftId);
    this.dirty = false;
    this.restored = false;
    this.tried = false;
    this.values = this.initial();
    this.close?.();
  }

  private fail(failure: unknown): void {
    if (failure instanceof Problem && failure.errors.length > 0) {
      const { fields, rest } = fromServer(this.schema, failure.errors);
      this.errors = fields;
      this.rest = rest;
    } else this.rest = [reason(failure)];
    this.showErrors();
  }

  private showErrors(): void {
    this.requestUpdate();
    const [first] = this.names().filter((name) => this.errors[name]);
    void this.updateComplete.then(() => (first ? this.focusField(first) : this.querySelector<HTMLElement>('.alert')?.focus()));
  }

  private startOver(): void {
    dropDraft(this.draftId);
    this.values = this.initial();
    this.restored = false;
    this.dirty = false;
    this.errors = {};
    this.requestUpdate();
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Enter' && isComposing(event)) event.preventDefault();
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) this.querySelector('form')?.requestSubmit();
  }
}

define('u-form', Form);
