import { html, type TemplateResult } from 'lit';
import { prefer, setSingleKeys, shell, singleKeys } from '../app/state.ts';
import { languageName, t } from '../core/i18n.ts';
import { draws } from '../nodes/index.ts';
import { button } from '../ui/button.ts';
import { arrangeSidebar } from './arrange.ts';
import { openKeys } from './keys-sheet.ts';

type Choice = [label: string, on: boolean, run: () => void];

/** Language, theme and density as rows of choices; `chosen` is called before a choice takes effect. */
export function lookChoices(chosen: () => void = () => {}): TemplateResult {
  const { theme, density, locale, locales } = shell.value;
  const row = (heading: string, options: Choice[]) => choiceRow(heading, options, chosen);
  return html`
    ${row(t('user.language'), locales.map((tag): Choice => [languageName(tag), tag === locale, () => void prefer({ locale: tag })]))}
    ${row(t('user.theme'), (['auto', 'light', 'dark'] as const).map((one): Choice => [t(`theme.${one}`), one === theme, () => void prefer({ theme: one })]))}
    ${row(t('user.density'), (['comfortable', 'compact'] as const).map((one): Choice => [t(`density.${one}`), one === density, () => void prefer({ density: one })]))}`;
}

function choiceRow(heading: string, options: Choice[], chosen: () => void = () => {}): TemplateResult {
  return html`<div class="choice-row"><span>${heading}</span>
    <div class="segmented" role="group" aria-label=${heading}>${options.map(([label, on, run]) => html`<button type="button" aria-pressed=${String(on)} @click=${() => {
      chosen();
      run();
    }}>${label}</button>`)}</div></div>`;
}

draws('preferences', () => html`<div class="panel-list preferences">${lookChoices()}
  ${choiceRow(t('keys.single'), [true, false].map((on): Choice => [t(on ? 'keys.on' : 'keys.off'), singleKeys.value === on, () => setSingleKeys(on)]))}
  <div class="choice-row"><span>${t('keys.title')}</span>${button({ label: t('keys.open'), icon: 'keyboard', size: 'small', click: openKeys })}</div>
  <div class="choice-row"><span>${t('nav.main')}</span>${button({ label: t('arrange.sidebar.start'), icon: 'pin', size: 'small', click: () => void arrangeSidebar() })}</div></div>`);
