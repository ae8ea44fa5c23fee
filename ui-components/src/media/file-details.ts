import { html, nothing, type TemplateResult } from 'lit';
import { openLayer } from '../app/layers.ts';
import * as format from '../core/format.ts';
import { reason } from '../core/http.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { above, contentOf, iconOf, type FileEntry } from './files.ts';
import './media-player.ts';
import { t } from './texts.ts';

/** More of a text is not needed to know what it is. */
const PREVIEW_BYTES = 64 << 10;

/** Shows what a file is, and what is in it as far as a browser can. */
export function openDetails(entry: FileEntry): void {
  openLayer({ kind: 'drawer', heading: entry.name, body: () => html`<div class="dialog-body file-details">${preview(entry)}
    <dl class="facts">
      <div class="pair"><dt>${t('files.kind')}</dt><dd>${entry.folder ? t('files.folder') : (entry.mime_type ?? format.DASH)}</dd></div>
      ${entry.folder ? nothing : html`<div class="pair"><dt>${t('files.size')}</dt><dd>${format.bytes(entry.size)}</dd></div>`}
      <div class="pair"><dt>${t('files.modified')}</dt><dd>${format.date(entry.modified)}</dd></div>
      <div class="pair"><dt>${t('files.place')}</dt><dd class="file-place">${above(entry.path) ?? entry.path}</dd></div>
    </dl></div>
    ${entry.folder ? nothing : html`<footer class="dialog-foot"><a class="button secondary" href=${contentOf(entry.path, true)} download=${entry.name}>${icon('download')}<span>${t('files.download')}</span></a></footer>`}` });
}

function preview(entry: FileEntry): TemplateResult {
  const type = entry.mime_type ?? '';
  const src = contentOf(entry.path);
  if (type.startsWith('image/')) return html`<a class="file-preview" href=${src} target="_blank" rel="noopener"><img src=${src} alt=${entry.name} /></a>`;
  if (/^(audio|video)\//.test(type)) return html`<u-media-player .src=${src} .kind=${type.slice(0, 5)} .label=${entry.name}></u-media-player>`;
  if (/^text\/|json|xml/.test(type)) return html`<u-text-preview .src=${src} .label=${entry.name} .size=${entry.size ?? 0}></u-text-preview>`;
  return html`<div class="file-preview plain">${icon(iconOf(entry))}</div>`;
}

/** The beginning of a text, never more of it. */
class TextPreview extends Element {
  static override properties = { src: {}, label: {}, size: { type: Number }, text: { state: true }, problem: { state: true } };
  declare src: string;
  declare label: string;
  declare size: number;
  declare text: string | null;
  declare problem: string | null;

  constructor() {
    super();
    this.text = null;
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      const response = await fetch(this.src, { headers: { range: `bytes=0-${PREVIEW_BYTES - 1}` } });
      if (!response.ok && response.status !== 416) throw new Error(String(response.status));
      this.text = response.status === 416 ? '' : await response.text();
    } catch (failure) {
      this.problem = reason(failure);
    }
  }

  protected override render(): TemplateResult {
    if (this.problem) return html`<p class="muted small">${t('files.preview.failed')}</p>`;
    if (this.text === null) return html`<div class="skeleton row"></div>`;
    return html`<pre class="file-preview text" tabindex="0" role="region" aria-label=${this.label} dir="auto">${this.text}</pre>
      ${this.size > PREVIEW_BYTES ? html`<p class="muted small">${t('files.preview.part', { size: format.bytes(PREVIEW_BYTES) })}</p>` : nothing}`;
  }
}

define('u-text-preview', TextPreview);
