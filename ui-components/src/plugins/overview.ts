import { html, nothing, type TemplateResult } from 'lit';
import { webAddress } from '../core/address.ts';
import * as format from '../core/format.ts';
import type { Plugin } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import { accessOf } from './access.ts';
import type { Detail } from './data.ts';
import { signatureOf } from './signature.ts';
import { isAdmin, isLibrary, previousOf, shortVersion } from './state.ts';
import { t } from './texts.ts';

/** Where a plugin comes from, what it uses, and what was done with it. */
export function overview(plugin: Plugin, detail: Detail, rollback: () => void): TemplateResult {
  const previous = previousOf(plugin);
  const homepage = webAddress(plugin['homepage']);
  return html`<section class="section"><h2 class="section-title">${t('detail.about')}</h2><dl class="facts">
      ${fact(t('detail.version'), plugin.version)}
      ${previous !== null ? fact(t('detail.previous'), html`${shortVersion(previous)} ${isAdmin() && !isLibrary(plugin) ? button({ label: t('plugin.rollback.short'), icon: 'history', size: 'small', about: shortVersion(previous), click: rollback }) : nothing}`) : nothing}
      ${fact(t('detail.author'), plugin['author'])}
      ${homepage ? fact(t('detail.homepage'), html`<a class="link" href=${homepage.href} rel="noopener noreferrer" target=${homepage.outside ? '_blank' : nothing}>${homepage.href.replace(/^https?:\/\//, '')}${homepage.outside ? icon('external-link') : nothing}</a>`) : nothing}
      ${fact(t('detail.source'), t(plugin['source'] === 'shipped' ? 'detail.source.shipped' : 'detail.source.dropped'))}
      ${fact(t('detail.file'), plugin['file'])}
      ${fact(t('detail.size'), detail.size ? format.bytes(detail.size) : null)}
      ${fact(t('detail.installed'), detail.installed ? html`<time title=${format.date(detail.installed)}>${format.relative(detail.installed)}</time>` : null)}
      ${fact(t('detail.id'), html`<code>${plugin.id}</code>`)}
      ${detail.hash ? html`<div class="wide"><dt>${t('detail.hash')}</dt><dd><code>${detail.hash}</code></dd></div>` : nothing}
      ${detail.signature ? html`<div class="wide"><dt>${t('detail.signature')}</dt><dd>${signatureOf(detail.signature)}</dd></div>` : nothing}
    </dl></section>
    ${isLibrary(plugin) ? nothing : html`<section class="section"><h2 class="section-title">${t('access.title')}</h2>${accessOf(detail.access ?? null)}<p class="muted small">${t('access.honest')}</p></section>`}
    ${isLibrary(plugin) ? nothing : html`<u-plugin-limits .plugin=${plugin.id}></u-plugin-limits>`}
    <section class="section"><h2 class="section-title">${t('detail.history')}</h2>${detail.history.length === 0 ? html`<p class="muted small">${t('detail.history.none')}</p>` : history(detail)}</section>`;
}

function fact(label: string, value: unknown): TemplateResult | typeof nothing {
  return value ? html`<div><dt>${label}</dt><dd>${value}</dd></div>` : nothing;
}

/** What happened, as the server keeps it, and the text that says so. */
const TOLD = new Map([
  ['start', 'history.start'], ['update to', 'history.update'], ['roll back to', 'history.rollback'], ['install', 'history.install'],
  ['approve', 'history.approve'], ['trust', 'history.trust'], ['uninstall', 'history.uninstall'], ['restore', 'history.restore'], ['contract of', 'history.contract'],
] as const);

function told(what: string): string {
  const [, verb = what, of = ''] = /^(start|update to|roll back to|install|approve|trust|restore|contract of) (.+)$/.exec(what) ?? [];
  const key = TOLD.get(verb as Parameters<typeof TOLD.get>[0]);
  return key ? t(key, { what: /^\d/.test(of) ? shortVersion(of) : of }) : what;
}

function history({ history }: Detail): TemplateResult {
  return html`<ol class="plugin-history">${history.map((one) => html`<li><time class="muted small" title=${format.date(one.time)}>${format.relative(one.time)}</time><div><p>${told(one.what)}${one.who === 'host' ? nothing : html` <span class="muted small">· ${one.who}</span>`}</p>
    ${/^(live|taken|done|asked)$/.test(one.outcome) ? nothing : html`<p class="muted small">${one.outcome}</p>`}</div></li>`)}</ol>`;
}
