import { html, type TemplateResult } from 'lit';
import { shell } from '../app/state.ts';
import { t } from './texts.ts';

declare const __LICENCES__: string;

/** Which Dalbox this is, and where to read on. */
export function about(): TemplateResult {
  const { product, version } = shell.value;
  return html`<div class="panel-list preferences">
    <div class="choice-row"><span>${product}</span><span class="muted">${t('about.version', { version })}</span></div>
    <div class="choice-row"><span>${t('about.licence')}</span><span class="muted">Apache License 2.0</span></div>
    <div class="choice-row"><span>${t('about.parts')}</span><a href=${__LICENCES__}>${t('about.parts.show')}</a></div>
    <div class="choice-row"><span>${t('about.api')}</span><a href="/api/openapi.json">/api/openapi.json</a></div>
  </div>`;
}
