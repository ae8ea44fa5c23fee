import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { openLayer } from '../app/layers.ts';
import { toast } from '../app/toasts.ts';
import { call, reason } from '../core/http.ts';
import { button } from '../ui/button.ts';
import { confirm } from '../ui/confirm.ts';
import { define, Element } from '../ui/element.ts';
import { copyButton } from '../ui/copy.ts';
import { icon } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import type { Hook } from './data.ts';
import './hook-form.ts';
import { emptyBlock, failedBlock, moment, skeleton } from './parts.ts';
import { t } from './texts.ts';

/** The doors to other systems: what comes in, and what goes out. */
class HookList extends Element {
  static override properties = { items: { state: true }, problem: { state: true } };
  declare items: readonly Hook[] | null;
  declare problem: string | null;

  constructor() {
    super();
    this.items = null;
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.items = (await call('GET', '/api/hooks')).body.items;
      this.problem = null;
    } catch (failure) {
      this.problem = reason(failure);
    }
  }

  protected override render(): TemplateResult {
    if (this.problem) return failedBlock(t('hooks.failed'), this.problem, () => void this.load());
    if (!this.items) return skeleton();
    return html`${this.section('in')}${this.section('out')}`;
  }

  private section(direction: 'in' | 'out'): TemplateResult {
    const own = this.items!.filter((hook) => hook.direction === direction);
    const add = button({ label: t(`hooks.add.${direction}`), icon: 'plus', size: 'small', click: () => this.edit(direction, null) });
    return html`<section class="hook-section"><div class="section-head"><div><h2>${t(`hooks.${direction}`)}</h2><p class="muted small">${t(`hooks.${direction}.hint`)}</p></div>${add}</div>
      ${own.length === 0 ? emptyBlock('webhook', t(`hooks.empty.${direction}`), t(`hooks.empty.${direction}.hint`), nothing, true)
        : html`<ul class="panel-list">${repeat(own, (hook) => hook.id, (hook) => this.row(hook))}</ul>`}</section>`;
  }

  private row(hook: Hook): TemplateResult {
    const address = hook.direction === 'in' ? `${location.origin}/hooks/${hook.id}` : (hook.url ?? '');
    return html`<li class="hook-row">
      ${icon('webhook', 'faint')}
      <div class="hook-main"><span class="strong">${hook.name}</span> <code class="event-type">${hook.type}</code>
        <span class="muted small hook-address">${address}</span>
        <span class="muted small">${hook.last ? html`${hook.last['outcome'] ?? hook.last['state'] ?? ''} ${moment(hook.last['at'] ?? hook.last['time'])}${hook.last['error'] ? html` · <span class="tone-text-danger">${hook.last['error']}</span>` : nothing}` : t('hooks.never')}</span></div>
      <input type="checkbox" role="switch" class="switch" aria-label=${`${t('hooks.switch')}: ${hook.name}`} .checked=${hook.enabled} @change=${() => void this.toggle(hook)} />
      ${menu(html`<button slot="trigger" type="button" class="button ghost small icon-only" aria-label=${`${t('hooks.edit')}: ${hook.name}`}>${icon('ellipsis')}</button>`, [
        { label: t('hooks.edit'), icon: 'pencil', run: () => this.edit(hook.direction, hook) },
        { label: hook.direction === 'in' ? t('hooks.how') : t('hooks.how.verify'), icon: 'circle-help', run: () => this.how(hook, address) },
        { label: t('hooks.rotate'), icon: 'key-round', run: () => void this.rotate(hook) },
        ...(hook.direction === 'out' ? [{ label: t('hooks.letters'), icon: 'mail-x', run: () => location.assign(`/deliveries?subscriber=${encodeURIComponent(`hook/${hook.id}`)}`) }] : []),
        { label: t('hooks.delete'), icon: 'trash-2', run: () => void this.drop(hook) },
      ])}</li>`;
  }

  private edit(direction: 'in' | 'out', hook: Hook | null): void {
    openLayer({
      kind: 'drawer',
      heading: hook ? hook.name : t(`hooks.add.${direction}`),
      body: (close) => html`<u-hook-form .direction=${direction} .hook=${hook} .shut=${close} .done=${(made: Hook) => this.made(made)}></u-hook-form>`,
    });
  }

  private made(hook: Hook): void {
    void this.load();
    if (hook.secret) this.secret(hook, hook.secret);
  }

  private secret(hook: Hook, secret: string): void {
    openLayer({
      kind: 'dialog',
      heading: t('hooks.secret.title', { name: hook.name }),
      body: (close) => html`<div class="dialog-body"><p class="dialog-text">${t('hooks.secret.once')}</p><pre class="code" tabindex="0" role="region" aria-label=${t('hooks.secret')}>${secret}</pre></div>
        <footer class="dialog-foot">${copyButton(t('hooks.secret.copy'), () => secret)}${button({ label: t('hooks.secret.done'), kind: 'primary', click: close })}</footer>`,
    });
  }

  private how(hook: Hook, address: string): void {
    const bearer = `curl -X POST '${address}' -H 'Authorization: Bearer SECRET' -H 'Content-Type: application/json' -d '{"key": "value"}'`;
    openLayer({
      kind: 'dialog',
      heading: hook.direction === 'in' ? t('hooks.how') : t('hooks.how.verify'),
      body: (close) => html`<div class="dialog-body"><p class="dialog-text">${hook.direction === 'in' ? t('hooks.how.text') : t('hooks.how.out')}</p>
          ${hook.direction === 'in' ? html`<h3 class="overline">${t('hooks.how.bearer')}</h3><pre class="code" tabindex="0" role="region" aria-label=${t('hooks.how.bearer')}>${bearer}</pre>` : nothing}</div>
        <footer class="dialog-foot">${hook.direction === 'in' ? copyButton(t('hooks.how.copy'), () => bearer) : nothing}${button({ label: t('close'), kind: 'primary', click: close })}</footer>`,
    });
  }

  private async attempt(work: () => Promise<unknown>, said: string): Promise<void> {
    try {
      await work();
      if (said) toast(said, { tone: 'success' });
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
    await this.load();
  }

  private toggle(hook: Hook): Promise<void> {
    const { id, name, type, direction, max_bytes, url, allow_private } = hook;
    const body = direction === 'in' ? { direction, name, type, enabled: !hook.enabled, max_bytes } : { direction, name, type, enabled: !hook.enabled, url, allow_private };
    return this.attempt(() => call('PUT', `/api/hooks/${id}`, body), hook.enabled ? t('hooks.off', { name }) : t('hooks.on', { name }));
  }

  private async rotate(hook: Hook): Promise<void> {
    if (!(await confirm({ heading: t('hooks.rotate.title', { name: hook.name }), text: t('hooks.rotate.text'), submit: t('hooks.rotate'), tone: 'danger' }))) return;
    await this.attempt(async () => this.secret(hook, (await call('POST', `/api/hooks/${hook.id}/rotate`)).body.secret), '');
  }

  private async drop(hook: Hook): Promise<void> {
    const { name } = hook;
    if (!(await confirm({ heading: t('hooks.delete.title', { name }), text: t(`hooks.delete.${hook.direction}`), submit: t('hooks.delete'), tone: 'danger' }))) return;
    await this.attempt(() => call('DELETE', `/api/hooks/${hook.id}`), t('hooks.deleted', { name }));
  }
}

define('u-hook-list', HookList);
