import { html, type TemplateResult } from 'lit';
import { prefer, shell } from '../app/state.ts';
import { languageName, t } from '../core/i18n.ts';
import { draws } from '../nodes/index.ts';

type Choice = [label: string, on: boolean, run: () => void];

/** Language, theme and density as rows of choices; `chosen` is called before a choice takes effect. */
export function lookChoices(chosen: () => void = () => {}): TemplateResult {
  const { theme, density, locale, locales } = shell.value;
  const row = (heading: string, options: Choice[]) => html`<div class="choice-row"><span>${heading}</span>
    <div class="segmented" role="group" aria-label=${heading}>${options.map(([label, on, run]) => html`<button type="button" aria-pressed=${String(on)} @click=${() => {
      chosen();
      run();
    }}>${label}</button>`)}</div></div>`;
  return html`
    ${row(t('user.language'), locales.map((tag): Choice => [languageName(tag), tag === locale, () => void prefer({ locale: tag })]))}
    ${row(t('user.theme'), (['auto', 'light', 'dark'] as const).map((one): Choice => [t(`theme.${one}`), one === theme, () => void prefer({ theme: one })]))}
    ${row(t('user.density'), (['comfortable', 'compact'] as const).map((one): Choice => [t(`density.${one}`), one === density, () => void prefer({ density: one })]))}`;
}

draws('preferences', () => html`<div class="panel-list preferences">${lookChoices()}</div>`);
