import { html, nothing, type TemplateResult } from 'lit';
import { locale } from '../core/i18n.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import { nextRuns, parseCron } from './cron.ts';
import { inWords } from './cron-words.ts';
import { t } from './texts.ts';

const PRESETS = ['*/15 * * * *', '0 * * * *', '0 3 * * *', '0 3 * * 1-5', '0 3 * * 0', '0 3 1 * *'];

/** A cron expression, with what it means in words and when it would run next. */
class CronField extends Element {
  static override properties = { value: {}, fieldId: {}, name: {}, described: {}, invalid: { type: Boolean }, required: { type: Boolean } };
  declare value: string;
  declare fieldId: string;
  declare name: string;
  declare described: string | undefined;
  declare invalid: boolean;
  declare required: boolean;
  change: (value: unknown) => void = () => {};

  protected override render(): TemplateResult {
    const cron = parseCron(this.value);
    const words = `${this.fieldId}-words`;
    const presets = PRESETS.map((text) => ({ label: inWords(parseCron(text)!), detail: text, run: () => this.change(text) }));
    return html`<div class="cron"><div class="input-box mono">${icon('calendar-clock')}<input type="text" id=${this.fieldId} name=${this.name} autocomplete="off" autocapitalize="none" spellcheck="false" placeholder="0 3 * * *"
        aria-describedby=${[cron ? words : '', this.described ?? ''].filter(Boolean).join(' ') || nothing} aria-invalid=${this.invalid ? 'true' : nothing} aria-required=${this.required ? 'true' : nothing}
        .value=${this.value} @input=${(event: InputEvent) => this.change((event.target as HTMLInputElement).value || undefined)} /></div>
      ${menu(html`<button slot="trigger" type="button" class="button secondary icon-only" aria-label=${t('cron.presets')} data-tip=${t('cron.presets')}>${icon('alarm-clock')}</button>`, [{ heading: t('cron.presets') }, ...presets])}</div>
      ${cron ? html`<div class="cron-words" id=${words}><p>${inWords(cron)}</p>${this.next(cron)}</div>` : nothing}`;
  }

  private next(cron: NonNullable<ReturnType<typeof parseCron>>): TemplateResult {
    const runs = nextRuns(cron, new Date(), 3);
    if (runs.length === 0) return html`<p class="cron-never">${icon('triangle-alert')}${t('cron.never')}</p>`;
    const show = new Intl.DateTimeFormat(locale(), { weekday: 'short', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    return html`<p class="muted">${t('cron.next')} ${runs.map((run) => show.format(run)).join(' · ')}</p>`;
  }
}

define('u-cron', CronField);
