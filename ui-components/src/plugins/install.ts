import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { openLayer } from '../app/layers.ts';
import { toast } from '../app/toasts.ts';
import { call, Problem, reason, upload } from '../core/http.ts';
import type { Tone } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { confirm } from '../ui/confirm.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { name } from '../ui/name.ts';
import { progressBar } from '../ui/progress.ts';
import type { Offer, Preview, Signer } from './data.ts';
import { news } from './news.ts';
import { review } from './review.ts';
import { isOfSignature, strangerOf } from './signature.ts';
import { inWords, shortVersion } from './state.ts';
import { t, type PluginText } from './texts.ts';

type Step = 'uploading' | 'fetching' | 'ready' | 'installing' | 'done' | 'failed';

/** A jar on its way from the person to the box. */
interface Item {
  key: number;
  name: string;
  step: Step;
  part: number;
  preview: Preview | null;
  /** Where it comes from the catalogue. */
  offer: Offer | null;
  problem: TemplateResult | string | null;
  again: (() => void) | null;
  /** Looks at the jar once more, as after its signer is trusted. */
  renew: (() => void) | null;
}

const CHANGES: Record<Preview['change'], Tone> = { install: 'info', update: 'info', downgrade: 'warning', none: 'neutral', refused: 'danger' };
let last = 0;

/** Opens what looks at jars before they are installed; without files it asks for an address first. */
export function openInstall(files: readonly File[], done: () => void): void {
  open(t('install.title'), files, null, done);
}

/** Opens the same for a plugin of the catalogue. */
export function openOffer(offer: Offer, done: () => void): void {
  open(t(offer.installed ? 'offer.update.title' : 'offer.install.title', { name: offer.name }), [], offer, done);
}

function open(heading: string, files: readonly File[], offer: Offer | null, done: () => void): void {
  let element: Install | null = null;
  const close = openLayer({
    kind: 'dialog',
    heading,
    mayClose: () => !element?.busy,
    closed: () => element?.abort(),
    body: (shut) => html`<u-install .files=${files} .offer=${offer} .close=${shut} .done=${() => (close(), done())} .ready=${(one: Install) => (element = one)}></u-install>`,
  });
}

class Install extends Element {
  static override properties = { items: { state: true }, address: { state: true }, wrong: { state: true } };
  declare items: readonly Item[];
  declare address: string;
  declare wrong: TemplateResult | string | null;
  files: readonly File[] = [];
  offer: Offer | null = null;
  close: () => void = () => {};
  done: () => void = () => {};
  ready: (self: Install) => void = () => {};
  private readonly stop = new AbortController();

  constructor() {
    super();
    this.items = [];
    this.address = '';
    this.wrong = null;
  }

  get busy(): boolean {
    return this.items.some((item) => item.step === 'installing');
  }

  abort(): void {
    this.stop.abort();
  }

  protected override firstUpdated(): void {
    this.ready(this);
    for (const file of this.files) void this.look(file);
    if (this.offer) void this.order(this.offer);
  }

  protected override render(): TemplateResult {
    const asks = this.files.length === 0 && !this.offer;
    return html`<div class="dialog-body install">
        ${asks ? this.ask() : nothing}
        <ul class="install-items" aria-live="polite">${repeat(this.items, (item) => item.key, (item) => this.item(item))}</ul>
      </div>
      <footer class="dialog-foot">${this.foot()}</footer>`;
  }

  private ask(): TemplateResult {
    const busy = this.items.some((item) => item.step === 'fetching');
    return html`<form class="install-address" novalidate @submit=${(event: Event) => (event.preventDefault(), void this.fetch())}>
      <div class="field ${this.wrong ? 'invalid' : ''}"><label for="install-address">${t('install.address')}</label>
        <div class="install-line"><div class="input-box">${icon('link')}<input id="install-address" type="url" autofocus inputmode="url" autocomplete="off" spellcheck="false" placeholder="https://" .value=${this.address}
          aria-invalid=${this.wrong ? 'true' : nothing} aria-describedby="install-hint" @input=${(event: InputEvent) => ((this.address = (event.target as HTMLInputElement).value), (this.wrong = null))} /></div>
        ${button({ label: t('install.fetch'), submit: true, busy, disabled: busy || this.address.trim() === '' })}</div>
        <p class=${this.wrong ? 'error' : 'hint'} id="install-hint" role=${this.wrong ? 'alert' : nothing}>${this.wrong ? html`${icon('circle-alert')}<span>${this.wrong}</span>` : t('install.address.hint')}</p></div>
    </form>`;
  }

  private item(item: Item): TemplateResult {
    const { preview } = item;
    return html`<li class="install-item"><div class="install-head">${icon(preview?.kind === 'library' ? 'library' : 'package')}
        <div class="install-name"><h3>${preview ? preview.name : name(item.name)}</h3>
          ${preview ? html`<span class="muted small">${preview.running && preview.change !== 'none' ? t('review.version', { from: shortVersion(preview.running), to: shortVersion(preview.version) }) : t('review.new', { version: shortVersion(preview.version) })}</span>` : nothing}</div>
        ${this.badge(item)}</div>
      ${item.offer ? news(item.offer.changelog) : nothing}
      ${item.step === 'uploading' ? (item.part < 1 ? progressBar({ value: item.part * 100, label: t('install.uploading') }) : progressBar({ value: null, label: t('install.checking') })) : nothing}
      ${item.step === 'fetching' ? progressBar({ value: null, label: t('install.fetching', { name: item.name }) }) : nothing}
      ${item.problem ? html`<p class="review-note tone-danger" role="alert">${icon('circle-x')}<span>${item.problem}</span></p>` : nothing}
      ${item.problem && item.again ? button({ label: t('install.retry'), size: 'small', icon: 'rotate-cw', about: item.name, click: item.again }) : nothing}
      ${preview && item.step === 'ready' ? html`${review(preview, this.unlocked && !isOfSignature(preview.fault))}${this.trust(item, preview)}` : nothing}</li>`;
  }

  /** A jar that only its signer keeps out can be let in here. */
  private trust(item: Item, preview: Preview): TemplateResult | typeof nothing {
    const stranger = preview.fault === 'untrusted' ? strangerOf(preview.signature) : null;
    return stranger ? html`<div>${button({ label: t('trust.submit'), icon: 'shield-check', size: 'small', about: stranger.name, click: () => void this.trusting(item, preview.id, stranger) })}</div>` : nothing;
  }

  private async trusting(item: Item, id: string, { name, fingerprint }: Signer): Promise<void> {
    if (!(await confirm({ heading: t('trust.title', { name }), text: `${t('trust.text', { name })} SHA-256 ${fingerprint}`, submit: t('trust.submit') }))) return;
    try {
      await call('POST', `/api/plugins/${encodeURIComponent(id)}/trust`, { fingerprint });
      toast(t('trust.done', { name }), { tone: 'success' });
      item.renew?.();
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }

  private badge({ step, preview }: Item): TemplateResult {
    if (step === 'done') return html`<span class="badge tone-success">${t('install.done')}</span>`;
    if (step === 'failed') return html`<span class="badge tone-danger">${t('install.failed')}</span>`;
    if (step === 'installing') return html`<span class="badge tone-info">${t('install.installing')}</span>`;
    if (!preview) return html`<span class="muted small">${t(step === 'fetching' ? 'install.checking' : 'install.uploading')}</span>`;
    const same = preview.change === 'update' && preview.running === preview.version;
    return html`<span class="badge tone-${same ? 'warning' : CHANGES[preview.change]}">${t(same ? 'install.change.same' : (`install.change.${preview.change}` as PluginText))}</span>`;
  }

  private foot(): unknown {
    const chosen = this.chosen;
    const over = this.items.length > 0 && this.items.every((item) => ['done', 'failed'].includes(item.step) || item.preview?.change === 'none');
    if (over || (this.items.length > 0 && chosen.length === 0 && !this.items.some((item) => ['uploading', 'fetching', 'installing'].includes(item.step)))) {
      return button({ label: t('install.close'), click: this.close });
    }
    return html`${button({ label: t('cancel'), click: this.close, disabled: this.busy })}
      ${button({ label: this.label(chosen), kind: chosen.some(breaks) ? 'danger' : 'primary', busy: this.busy, disabled: chosen.length === 0 || this.busy || this.items.some((item) => ['uploading', 'fetching'].includes(item.step)), click: () => void this.install() })}`;
  }

  private label(chosen: readonly Item[]): string {
    if (chosen.length !== 1) return chosen.length === 0 ? t('plugin.add') : t('install.submit.many', { count: chosen.length });
    const { name, version, change } = chosen[0]!.preview!;
    if (change === 'refused') return t('install.submit.anyway');
    return t(change === 'update' ? 'install.submit.update' : change === 'downgrade' ? 'install.submit.downgrade' : 'install.submit', { name, version: shortVersion(version) });
  }

  /** Whether a library comes along, which may be what another jar lacks. */
  private get unlocked(): boolean {
    return this.items.some((item) => item.preview?.kind === 'library' && item.preview.change !== 'none');
  }

  private get chosen(): Item[] {
    return this.items.filter(({ step, preview }) => step === 'ready' && preview && preview.change !== 'none' && (preview.change !== 'refused' || (this.unlocked && !isOfSignature(preview.fault))));
  }

  private add(name: string, step: Step): Item {
    const item: Item = { key: ++last, name, step, part: 0, preview: null, offer: null, problem: null, again: null, renew: null };
    this.items = [...this.items, item];
    return item;
  }

  private change(item: Item, fields: Partial<Item>): void {
    Object.assign(item, fields);
    this.items = [...this.items];
  }

  private async look(file: File, before?: Item): Promise<void> {
    const item = before ?? this.add(file.name, 'uploading');
    if (!/\.jar$/i.test(file.name)) {
      this.change(item, { step: 'failed', problem: t('install.notjar') });
      return;
    }
    this.change(item, { step: 'uploading', part: 0, problem: null });
    try {
      const form = new FormData();
      form.append('file', file);
      const { body } = await upload('POST', '/api/plugins/preview', form, (part) => this.change(item, { part }), this.stop.signal);
      this.change(item, { step: 'ready', preview: body, renew: () => void this.look(file, item) });
    } catch (failure) {
      this.change(item, { step: 'failed', problem: words(failure), again: () => void this.look(file, item) });
    }
  }

  private async fetch(url = this.address.trim(), before?: Item): Promise<void> {
    const item = before ?? this.add(url, 'fetching');
    this.change(item, { step: 'fetching' });
    this.wrong = null;
    try {
      const { body } = await call('POST', '/api/plugins/preview', { url }, this.stop.signal);
      this.change(item, { step: 'ready', preview: body, renew: () => void this.fetch(url, item) });
    } catch (failure) {
      this.items = this.items.filter((one) => one !== item);
      if (!this.stop.signal.aborted) this.wrong = words(failure);
    }
  }

  private async order(offer: Offer, before?: Item): Promise<void> {
    const item = before ?? this.add(offer.name, 'fetching');
    this.change(item, { step: 'fetching', offer, problem: null });
    try {
      const { body } = await call('POST', `${hrefOf(offer)}/preview`, { version: offer.version }, this.stop.signal);
      this.change(item, { step: 'ready', preview: body });
    } catch (failure) {
      if (!this.stop.signal.aborted) this.change(item, { step: 'failed', problem: words(failure), again: () => void this.order(offer, item) });
    }
  }

  /** Libraries first: the others may need them. */
  private async install(): Promise<void> {
    const chosen = this.chosen.sort((a, b) => Number(b.preview!.kind === 'library') - Number(a.preview!.kind === 'library'));
    for (const item of chosen) {
      this.change(item, { step: 'installing' });
      try {
        const { hash } = item.preview!;
        if (item.offer) await call('POST', `${hrefOf(item.offer)}/install`, { version: item.offer.version, hash });
        else await call('POST', '/api/plugins', { hash });
        this.change(item, { step: 'done' });
      } catch (failure) {
        this.change(item, { step: 'failed', problem: words(failure) });
      }
    }
    if (this.items.some((item) => item.step === 'failed')) return;
    const names = chosen.map((item) => item.preview!.name).join(', ');
    toast(`${t('install.done')}: ${names}`, { tone: 'success' });
    this.done();
  }
}

define('u-install', Install);

function hrefOf({ id }: Offer): string {
  return `/api/catalogue/${encodeURIComponent(id)}`;
}

function breaks({ preview }: Item): boolean {
  return preview !== null && (preview.change === 'refused' || preview.flows.length > 0);
}

function words(failure: unknown): TemplateResult | string {
  const more = failure instanceof Problem ? failure.errors.map((error) => error.detail).filter((detail) => !failure.message.includes(detail)) : [];
  return inWords(failure instanceof Problem ? failure.errors[0]?.fault : null, [reason(failure), ...more].join(' '));
}
