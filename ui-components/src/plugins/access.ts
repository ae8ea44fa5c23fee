import { html, nothing, type TemplateResult } from 'lit';
import type { Access } from './data.ts';
import { t } from './texts.ts';

const KINDS = ['events', 'actions', 'storages', 'hosts'] as const;

/** What a plugin declares that it uses of others, by kind; that it declares nothing is told as plainly. */
export function accessOf(access: Access | null): TemplateResult {
  if (!access) return html`<p class="small">${t('access.undeclared')}</p>`;
  const used = KINDS.filter((kind) => access[kind].length > 0);
  return used.length === 0
    ? html`<p class="small">${t('access.none')}</p>`
    : html`<ul class="review-list">${used.map((kind) => html`<li>${t(`access.${kind}`)} ${access[kind].map((one, index) => html`${index > 0 ? ', ' : nothing}${one === '*' ? t('access.all') : html`<code>${one}</code>`}`)}</li>`)}</ul>`;
}
