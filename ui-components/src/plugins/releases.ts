import { html, nothing, type TemplateResult } from 'lit';
import { call, reason } from '../core/http.ts';
import type { PageStore } from '../live/store.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { Note, Offer } from './data.ts';
import { openOffer } from './install.ts';
import { news } from './news.ts';
import { isAdmin, shortVersion } from './state.ts';
import { t } from './texts.ts';

interface Release {
  version: string;
  source: string;
  size: number | null;
  hash: string | null;
  fault: string | null;
}

/** All versions of a plugin of the catalogue and what was new in them; asked for when somebody opens it. */
class PluginReleases extends Element {
  static override properties = { offer: { attribute: false }, store: { attribute: false }, versions: { state: true }, notes: { state: true }, problem: { state: true } };
  declare offer: Offer;
  declare store: PageStore;
  declare versions: readonly Release[] | null;
  declare notes: readonly Note[];
  declare problem: string | null;
  private shown = '';

  constructor() {
    super();
    this.versions = null;
    this.notes = [];
    this.problem = null;
  }

  protected override render(): TemplateResult {
    return html`<details class="details" @toggle=${(event: ToggleEvent) => (event.target as HTMLDetailsElement).open && void this.load()}>
      <summary>${icon('chevron-right')}<span>${t('offer.versions')}</span></summary>
      ${this.problem ? html`<p class="small tone-text-danger" role="alert">${this.problem}</p>` : nothing}
      ${this.versions ? html`${news(this.notes)}<ul class="offer-versions">${this.versions.map((release) => this.release(release))}</ul>` : nothing}</details>`;
  }

  private release(release: Release): TemplateResult {
    const { version, source, fault } = release;
    const same = version === this.offer.installed;
    return html`<li><span>${shortVersion(version)}</span> <span class="muted small">${source}</span>
      ${fault ? html`<p class="muted small" lang="en">${fault}</p>` : same ? html`<span class="badge tone-success">${t('install.done')}</span>` : isAdmin() ? button({ label: t('offer.install'), size: 'small', kind: 'ghost', about: `${this.offer.name} ${shortVersion(version)}`, click: () => openOffer({ ...this.offer, ...release, changelog: [] }, () => void this.store.refresh('core.catalogue')) }) : nothing}</li>`;
  }

  private async load(): Promise<void> {
    const { id, version, installed } = this.offer;
    const key = `${id} ${version} ${installed}`;
    if (key === this.shown && !this.problem) return;
    this.shown = key;
    try {
      const { body } = await call('GET', `/api/catalogue/${encodeURIComponent(id)}`);
      this.versions = body.versions;
      this.notes = body.changelog;
      this.problem = null;
    } catch (failure) {
      this.problem = reason(failure);
    }
  }
}

define('u-plugin-releases', PluginReleases);
