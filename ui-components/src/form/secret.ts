import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import { common } from './controls.ts';
import type { FieldOptions } from './field.ts';
import { t } from './texts.ts';

/** A secret is only ever written. Where the server holds one, it stays unless it is replaced or taken away; `null` takes it away. */
export function secret(options: FieldOptions, described: string | undefined): TemplateResult {
  if (!options.isSet || options.mode?.startsWith('replace')) return input(options, described);
  const cleared = options.value === null;
  const replace = () => {
    options.change(undefined);
    options.setMode('replace');
    requestAnimationFrame(() => document.getElementById(options.id)?.focus());
  };
  return html`<div class="secret ${cleared ? 'cleared' : ''}"><span class="secret-dots">${cleared ? t('secret.cleared') : html`<span aria-hidden="true">••••••••</span><span class="visually-hidden">${t('secret.set')}</span>`}</span>
    ${cleared ? button({ label: t('undo'), icon: 'undo-2', size: 'small', kind: 'ghost', about: options.spec.label, click: () => options.change(undefined) })
      : html`<button type="button" id=${options.id} class="button secondary small" aria-label=${`${t('secret.replace')}: ${options.spec.label ?? options.name}`} @click=${replace}>${t('secret.replace')}</button>
        ${button({ label: t('secret.clear'), size: 'small', kind: 'ghost', about: options.spec.label, click: () => options.change(null) })}`}</div>`;
}

function input(options: FieldOptions, described: string | undefined): TemplateResult {
  const a = common(options, described);
  const mode = options.mode ?? '';
  const revealed = mode.endsWith('revealed');
  const other = revealed ? mode.replace('revealed', '') : `${mode}revealed`;
  const keep = () => {
    options.change(undefined);
    options.setMode('');
  };
  return html`<div class="secret-input"><div class="input-box"><input id=${a.id} name=${options.name} type=${revealed ? 'text' : 'password'} autocomplete="new-password" autocapitalize="none" spellcheck="false" placeholder=${a.placeholder} aria-required=${a.required}
    aria-invalid=${a.invalid} aria-describedby=${a.described} .value=${String(options.value ?? '')} @input=${(event: InputEvent) => options.change((event.target as HTMLInputElement).value || undefined)} />
    <button type="button" class="button ghost small icon-only" aria-label=${t('password.show')} aria-pressed=${String(revealed)} @click=${() => options.setMode(other)}>${icon(revealed ? 'eye-off' : 'eye')}</button></div>
    ${options.isSet ? button({ label: t('secret.keep'), size: 'small', kind: 'ghost', about: options.spec.label, click: keep }) : nothing}</div>`;
}
