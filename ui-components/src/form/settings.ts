import { html, nothing, type TemplateResult } from 'lit';
import { toast } from '../app/toasts.ts';
import { call, Problem, reason } from '../core/http.ts';
import type { Action, Row, Schema } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { Form } from './form.ts';
import { t } from './texts.ts';

interface Settings {
  schema: Schema;
  values: Row;
  /** The names of the secrets that are set. */
  secrets: string[];
  version: string | null;
}

/**
 * The settings of a plugin. Secrets come back only as “set”: they are replaced or removed, never shown. Who saves what somebody
 * else has changed meanwhile is asked which of both counts.
 */
class SettingsForm extends Element {
  static override properties = {
    plugin: {}, context: { attribute: false }, adjust: { attribute: false }, submitLabel: { attribute: false }, settings: { state: true }, theirs: { state: true }, problem: { state: true },
  };
  declare plugin: string;
  declare context: Context;
  declare adjust: ((action: Action) => Action) | undefined;
  declare submitLabel: string | undefined;
  declare settings: Settings | null;
  /** What somebody else has saved while this was being filled in, and what was about to be sent. */
  declare theirs: { settings: Settings; mine: Row } | null;
  declare problem: { status: number; text: string } | null;
  private made: { schema: Schema; secrets: readonly string[]; action: Action } | null = null;

  constructor() {
    super();
    this.settings = this.theirs = this.problem = null;
  }

  protected override firstUpdated(): void {
    void this.load();
  }

  protected override render(): TemplateResult {
    if (this.problem) return this.failed(this.problem);
    if (!this.settings) return html`<div class="skeleton-list form-loading" aria-busy="true">${[1, 2, 3].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    const { schema, values, secrets } = this.settings;
    // The same object as long as it says the same: another one would be another form.
    if (this.made?.schema !== schema || this.made.secrets !== secrets) this.made = { schema, secrets, action: this.action(schema, secrets) };
    if (Object.keys(schema.properties ?? {}).length === 0) return this.failed({ status: 404, text: '' });
    return html`<u-form .action=${this.made.action} .context=${this.context} .scope=${this.context.scope} .start=${values} .secrets=${new Set(secrets)} .about=${this.plugin} .submitLabel=${this.submitLabel}
      .send=${(body: Row) => this.save(body)} .notice=${this.theirs ? this.conflict(this.theirs) : undefined}></u-form>`;
  }

  private action(schema: Schema, secrets: readonly string[]): Action {
    // A secret that is set stays when it is not given.
    const required = schema.required?.filter((name) => !secrets.includes(name));
    const action: Action = { name: 'settings', label: t('settings.save'), method: 'PUT', href: this.href, schema: { ...schema, required }, form: 'inline' };
    return this.adjust?.(action) ?? action;
  }

  private get href(): string {
    return `/api/plugins/${encodeURIComponent(this.plugin)}/settings`;
  }

  private get form(): Form | null {
    return this.querySelector<Form>('u-form');
  }

  private async fetch(): Promise<Settings> {
    const { body, version } = await call('GET', this.href);
    return { schema: body.schema, values: body.values, secrets: body.secrets ?? [], version };
  }

  private async load(): Promise<void> {
    this.problem = null;
    try {
      this.settings = await this.fetch();
    } catch (failure) {
      this.problem = { status: failure instanceof Problem ? failure.status : 0, text: reason(failure) };
    }
  }

  private async save(values: Row): Promise<void> {
    const { body, version } = await this.put(values, this.settings!.version);
    this.settings = { ...this.settings!, values: body.values, secrets: body.secrets ?? [], version };
    this.theirs = null;
    toast(t('settings.saved'), { tone: 'success' });
    // The form begins anew with what was saved.
    await this.updateComplete;
  }

  private async put(values: Row, version: string | null) {
    try {
      return await call('PUT', this.href, values, undefined, version);
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status !== 412) throw failure;
      this.theirs = { settings: await this.fetch(), mine: values };
      throw new Problem(412, t('settings.changed'));
    }
  }

  private conflict({ settings, mine }: NonNullable<SettingsForm['theirs']>): TemplateResult {
    const { properties = {} } = settings.schema;
    const different = Object.keys(properties).filter((name) => name in mine && JSON.stringify(mine[name]) !== JSON.stringify(settings.values[name]) && properties[name]!.format !== 'password');
    const names = different.map((name) => properties[name]!.title ?? name).join(', ');
    return html`<div class="alert tone-warning" role="alert" tabindex="-1">${icon('git-fork')}<div class="alert-text"><strong>${t('settings.changed')}</strong><span>${names ? t('settings.changed.hint', { names }) : t('settings.changed.same')}</span>
      <div class="button-row">${button({ label: t('settings.theirs'), size: 'small', click: () => void this.takeTheirs(settings) })}${button({ label: t('settings.mine'), size: 'small', click: () => this.keepMine(settings) })}</div></div></div>`;
  }

  private async takeTheirs(settings: Settings): Promise<void> {
    this.settings = settings;
    this.theirs = null;
    await this.updateComplete;
    this.form?.reset();
  }

  private keepMine(settings: Settings): void {
    this.settings = { ...this.settings!, version: settings.version };
    this.theirs = null;
    this.querySelector('form')?.requestSubmit();
  }

  private failed({ status, text }: { status: number; text: string }): TemplateResult {
    const hint = status === 404 ? t('settings.none.hint') : status === 403 ? t('settings.denied') : text;
    return html`<div class="empty compact">${icon(status === 404 ? 'settings-2' : status === 403 ? 'lock' : 'cloud-off')}<p class="empty-title">${status === 404 ? t('settings.none') : t('page.failed')}</p><p class="empty-hint">${hint}</p>
      ${status === 404 || status === 403 ? nothing : button({ label: t('retry'), icon: 'rotate-cw', click: () => void this.load() })}</div>`;
  }
}

define('u-settings', SettingsForm);
