import { html, nothing, type TemplateResult } from 'lit';
import { toast } from '../app/toasts.ts';
import { call, Problem, reason } from '../core/http.ts';
import { t as core } from '../core/i18n.ts';
import type { FieldError } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import type { EventType, Hook } from './data.ts';
import { t } from './texts.ts';
import { eventTypes } from './types.ts';

/** Makes or changes a web hook. */
class HookForm extends Element {
  static override properties = { direction: {}, hook: { attribute: false }, types: { state: true }, errors: { state: true }, busy: { state: true } };
  declare direction: 'in' | 'out';
  declare hook: Hook | null;
  declare types: readonly EventType[] | null;
  declare errors: readonly FieldError[];
  declare busy: boolean;
  shut: () => void = () => {};
  done: (hook: Hook) => void = () => {};

  constructor() {
    super();
    this.types = null;
    this.errors = [];
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void eventTypes().then((types) => (this.types = types), () => (this.types = []));
  }

  protected override render(): TemplateResult {
    const { hook, direction } = this;
    const types = (this.types ?? []).filter((type) => direction === 'out' || type.outside);
    return html`<form class="hook-form" novalidate @submit=${(event: SubmitEvent) => void this.submit(event)}><div class="dialog-body">
        ${this.field('name', t('hooks.name'), t('hooks.name.hint'), html`<input class="input" id="hook-name" name="name" required maxlength="80" autocomplete="off" .value=${hook?.name ?? ''} />`)}
        ${this.field('type', t('hooks.type'), types.length === 0 && this.types ? t('hooks.type.none') : t(`hooks.type.${direction}`), html`<select class="input" id="hook-type" name="type" ?disabled=${hook !== null}>${types.map((type) => html`<option value=${type.name} ?selected=${type.name === hook?.type}>${type.name}</option>`)}</select>`)}
        ${direction === 'out' ? html`
          ${this.field('url', t('hooks.url'), t('hooks.url.hint'), html`<input class="input" id="hook-url" name="url" type="url" required autocomplete="off" .value=${hook?.url ?? ''} />`)}
          <label class="check-line"><input type="checkbox" name="allow_private" .checked=${hook?.allow_private ?? false} /><span>${t('hooks.private')}</span></label><p class="hint">${t('hooks.private.hint')}</p>` : nothing}
        ${this.errors.filter((error) => !['/name', '/type', '/url'].includes(error.pointer)).map((error) => html`<p class="field-error" role="alert">${error.detail}</p>`)}
      </div>
      <footer class="dialog-foot">${button({ label: core('cancel'), click: this.shut })}${button({ label: hook ? t('hooks.save') : t('hooks.create'), kind: 'primary', submit: true, busy: this.busy })}</footer></form>`;
  }

  private field(name: string, label: string, hint: string, input: TemplateResult): TemplateResult {
    const error = this.errors.find(({ pointer }) => pointer === `/${name}`);
    return html`<div class="field"><label for=${`hook-${name}`}>${label}</label>${input}<p class="hint">${hint}</p>${error ? html`<p class="field-error" role="alert">${error.detail}</p>` : nothing}</div>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const { hook, direction } = this;
    const body: Record<string, unknown> = { direction, name: given.get('name'), type: hook?.type ?? given.get('type'), enabled: hook?.enabled ?? true };
    if (direction === 'out') Object.assign(body, { url: given.get('url'), allow_private: given.get('allow_private') === 'on' });
    else if (hook?.max_bytes) body['max_bytes'] = hook.max_bytes;
    this.busy = true;
    try {
      const answer = hook ? await call('PUT', `/api/hooks/${hook.id}`, body) : await call('POST', '/api/hooks', body);
      toast(t(hook ? 'hooks.saved' : 'hooks.made', { name: String(body['name']) }), { tone: 'success' });
      this.shut();
      this.done(answer.body);
    } catch (failure) {
      const errors = failure instanceof Problem ? failure.errors : [];
      this.errors = errors.length > 0 ? errors : [{ pointer: '', detail: reason(failure) }];
    } finally {
      this.busy = false;
    }
  }
}

define('u-hook-form', HookForm);
