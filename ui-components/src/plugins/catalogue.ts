import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { shell } from '../app/state.ts';
import { webAddress } from '../core/address.ts';
import * as format from '../core/format.ts';
import type { Context } from '../nodes/context.ts';
import { searchBox } from '../nodes/search-box.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon, tile } from '../ui/icon.ts';
import type { Offer } from './data.ts';
import { openInstall, openOffer } from './install.ts';
import './releases.ts';
import { openSources } from './sources.ts';
import { detailHref, isAdmin, shortVersion } from './state.ts';
import { t } from './texts.ts';

const SOURCE = 'core.catalogue';
/** A search goes to the server once the person rests this long. */
const REST = 200;

/** What the sources offer: found, looked at, installed and updated. */
class PluginCatalogue extends Element {
  static override properties = { context: { attribute: false }, search: { state: true } };
  declare context: Context;
  declare search: string;
  private timer = 0;

  constructor() {
    super();
    this.search = '';
    this.watch(shell);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.context.store.ensure(SOURCE, { href: '/api/catalogue', key: 'id', live: 'catalogue' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    // The next time it is opened its search is empty.
    if (this.search) void this.context.store.narrow(SOURCE, {});
  }

  protected override render(): TemplateResult {
    const { store } = this.context;
    const status = store.status(SOURCE);
    if (status === 'failed') {
      return html`<div class="empty">${icon('cloud-off')}<p class="empty-title">${t('catalogue.failed')}</p><p class="empty-hint">${store.problem(SOURCE)}</p>
        ${button({ label: t('retry'), icon: 'rotate-cw', size: 'small', click: () => void store.fetch(SOURCE) })}</div>`;
    }
    if (status !== 'ready') return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    const offers = store.items(SOURCE) as unknown as readonly Offer[];
    if (offers.length === 0 && !this.search) return this.empty();
    return html`<div class="stack">
      <div class="toolbar">${searchBox(t('catalogue.search'), this.search, (value) => this.find(value))}<span class="spacer"></span>
        ${isAdmin() ? button({ label: t('sources.title'), icon: 'rss', click: () => openSources() }) : nothing}</div>
      ${offers.length === 0 ? html`<div class="empty compact" role="status">${icon('search')}<p class="empty-title">${t('plugin.none')}</p></div>`
        : html`<section><h2 class="visually-hidden">${t('catalogue.heading')}</h2><ul class="panel-list">${repeat(offers, (offer) => offer.id, (offer) => this.row(offer))}</ul></section>`}
      ${store.hasMore(SOURCE) ? button({ label: t('catalogue.more'), className: 'catalogue-more', click: () => void store.more(SOURCE) }) : nothing}
    </div>`;
  }

  private empty(): TemplateResult {
    return html`<div class="empty tall">${icon('store')}<p class="empty-title">${t('catalogue.empty')}</p><p class="empty-hint">${t(isAdmin() ? 'catalogue.empty.hint' : 'catalogue.empty.ask')}</p>
      ${isAdmin() ? html`<div class="button-row">${button({ label: t('sources.add'), icon: 'plus', kind: 'primary', click: () => openSources() })}${button({ label: t('plugin.from'), icon: 'link', click: () => openInstall([], () => {}) })}</div>` : nothing}</div>`;
  }

  private row(offer: Offer): TemplateResult {
    const homepage = webAddress(offer.homepage);
    const facts = [offer.source, offer.size === null ? null : format.bytes(offer.size), offer.license].filter(Boolean).join(' · ');
    return html`<li class="offer-row" data-offer=${offer.id}>${tile(offer.id, 'package')}
      <div class="plugin-text">
        <div class="plugin-line"><h3>${offer.installed ? html`<a class="plugin-name link-plain" href=${detailHref(offer.id)}>${offer.name}</a>` : html`<span class="plugin-name">${offer.name}</span>`}</h3>
          <span class="plugin-version" title=${offer.version}>${shortVersion(offer.version)}</span>${badge(offer)}</div>
        ${offer.description ? html`<p class="plugin-about">${offer.description}</p>` : nothing}
        <p class="muted small">${facts}${homepage?.outside ? html` · <a class="link" href=${homepage.href} rel="noopener noreferrer" target="_blank" aria-label=${`${t('detail.homepage')}: ${offer.name}`}>${t('detail.homepage')}${icon('external-link')}</a>` : nothing}</p>
        ${offer.fault ? html`<p class="plugin-why tone-text-danger">${t('offer.faulty')}</p><p class="muted small" lang="en">${offer.fault}</p>` : nothing}
        <u-plugin-releases .offer=${offer} .store=${this.context.store}></u-plugin-releases>
      </div>
      <div class="plugin-actions">${this.press(offer)}</div></li>`;
  }

  private press(offer: Offer): TemplateResult | typeof nothing {
    if (!isAdmin() || offer.fault || (offer.installed && !offer.update)) return nothing;
    const label = t(offer.update ? 'offer.update' : 'offer.install');
    return button({ label, icon: offer.update ? 'arrow-up' : 'download', size: 'small', about: offer.name, click: () => openOffer(offer, () => void this.context.store.refresh(SOURCE)) });
  }

  private find(value: string): void {
    this.search = value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.context.store.narrow(SOURCE, value.trim() ? { q: value.trim() } : {}), REST);
  }
}

define('u-plugin-catalogue', PluginCatalogue);

function badge({ installed, update }: Offer): TemplateResult | typeof nothing {
  if (!installed) return nothing;
  return update ? html`<span class="badge tone-info">${t('offer.available.since', { version: shortVersion(installed) })}</span>` : html`<span class="badge tone-success">${t('offer.installed', { version: shortVersion(installed) })}</span>`;
}
