import { html, nothing, type TemplateResult } from 'lit';
import { toast } from '../app/toasts.ts';
import { call, Problem, reason } from '../core/http.ts';
import * as format from '../core/format.ts';
import type { Row } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { isAdmin } from './state.ts';
import { t, type PluginText } from './texts.ts';

const EVERY = 5000;

interface Limit {
  name: 'weight' | 'bound';
  href: (id: string) => string;
  field: 'weight' | 'most';
  most: number;
}

const LIMITS: readonly Limit[] = [
  { name: 'weight', href: (id) => `/api/compute/owners/${id}`, field: 'weight', most: 100 },
  { name: 'bound', href: (id) => `/api/task-bounds/${id}`, field: 'most', most: 1000 },
];

/** What a plugin uses of the processor, and how much of it and how many tasks at once the owner grants. */
class PluginLimits extends Element {
  static override properties = { plugin: {}, use: { state: true }, drafts: { state: true }, wrong: { state: true } };
  declare plugin: string;
  declare use: Row | null;
  /** What is in force, and what is typed. */
  declare drafts: { weight: string; bound: string } | null;
  declare wrong: Partial<Record<Limit['name'], string>>;
  private kept = { weight: '1', bound: '' };
  private timer = 0;

  constructor() {
    super();
    this.use = this.drafts = null;
    this.wrong = {};
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.timer = window.setInterval(() => !document.hidden && void this.measure(), EVERY);
    this.until(() => clearInterval(this.timer));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { drafts, use } = this;
    if (!drafts) return nothing;
    return html`<section class="section"><h2 class="section-title">${t('detail.resources')}</h2>
      <dl class="facts"><div><dt>${t('detail.cpu')}</dt><dd>${format.duration(use?.['cpu_seconds'] ?? 0)}</dd></div>
        <div><dt>${t('detail.running')}</dt><dd>${format.number(use?.['running'] ?? 0)}</dd></div><div><dt>${t('detail.waiting')}</dt><dd>${format.number(use?.['waiting'] ?? 0)}</dd></div></dl>
      ${isAdmin() ? html`<div class="limits">${LIMITS.map((limit) => this.field(limit, drafts[limit.name]))}</div>` : nothing}</section>`;
  }

  private field(limit: Limit, value: string): TemplateResult {
    const { name, most } = limit;
    const id = `limit-${name}`;
    const wrong = this.wrong[name];
    return html`<form class="field ${wrong ? 'invalid' : ''}" novalidate @submit=${(event: Event) => (event.preventDefault(), void this.save(limit))}>
      <label for=${id}>${t(`detail.${name}`)}</label>
      <div class="install-line"><div class="input-box"><input id=${id} type="number" min="1" max=${most} step="1" inputmode="numeric" .value=${value} aria-describedby="${id}-hint" aria-invalid=${wrong ? 'true' : nothing}
        @input=${(event: InputEvent) => (this.drafts = { ...this.drafts!, [name]: (event.target as HTMLInputElement).value })} /></div>
        ${button({ label: t('detail.save'), submit: true, size: 'small', about: t(`detail.${name}`), disabled: value === this.kept[name] })}</div>
      <p id="${id}-hint" class=${wrong ? 'error' : 'hint'}>${wrong ?? t(`detail.${name}.hint` as PluginText)}</p></form>`;
  }

  private async measure(): Promise<void> {
    try {
      const { body } = await call('GET', '/api/compute');
      this.use = (body.owners as Row[] | undefined)?.find((one) => one['owner'] === this.plugin) ?? null;
    } catch {
      // The next look may succeed; the figures stay as they were.
    }
  }

  private async load(): Promise<void> {
    await this.measure();
    try {
      const { body } = await call('GET', '/api/task-bounds');
      const bound = (body.items as Row[] | undefined)?.find((one) => one['plugin'] === this.plugin)?.['most'];
      this.kept = { weight: String(this.use?.['weight'] ?? 1), bound: bound == null ? '' : String(bound) };
      this.drafts = { ...this.kept };
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }

  private async save({ name, href, field }: Limit): Promise<void> {
    const typed = this.drafts![name].trim();
    try {
      await call('PUT', href(encodeURIComponent(this.plugin)), { [field]: typed === '' ? null : Number(typed) });
      this.kept = { ...this.kept, [name]: typed };
      this.wrong = { ...this.wrong, [name]: undefined };
      toast(t('detail.saved'), { tone: 'success', ms: 2000 });
    } catch (failure) {
      const detail = failure instanceof Problem ? failure.errors[0]?.detail : undefined;
      this.wrong = { ...this.wrong, [name]: detail ?? reason(failure) };
    }
  }
}

define('u-plugin-limits', PluginLimits);
