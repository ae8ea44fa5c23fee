import { html, type TemplateResult } from 'lit';
import { icon } from '../ui/icon.ts';
import type { Detail, Wire } from './data.ts';
import { t } from './texts.ts';

/** The bundles that a bundle uses, and those that use it. */
export function wiring(detail: Detail): TemplateResult {
  return html`${wires(t('wiring.uses'), detail.uses, t('wiring.uses.none'))}${wires(t('wiring.users'), detail.users, t('wiring.users.none'))}`;
}

function wires(heading: string, all: readonly Wire[], none: string): TemplateResult {
  return html`<section class="section"><h2 class="section-title with-count">${heading}${all.length > 0 ? html`<span class="count">${all.length}</span>` : ''}</h2>
    ${all.length === 0 ? html`<p class="muted small">${none}</p>` : html`<ul class="panel-list">${all.map((wire) => html`<li><details class="details wire"><summary>${icon('chevron-right')}<code>${wire.bundle}</code><span class="plugin-version">${wire.version}</span></summary>
      <ul class="wire-what">${wire.what.map((one) => html`<li><code>${one}</code></li>`)}</ul></details></li>`)}</ul>`}</section>`;
}
