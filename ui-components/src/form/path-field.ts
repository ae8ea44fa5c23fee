import { html, nothing, type TemplateResult } from 'lit';
import { toast } from '../app/toasts.ts';
import { call, reason } from '../core/http.ts';
import type { Row } from '../core/model.ts';
import { laterScript } from '../nodes/later.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { FieldOptions } from './field.ts';
import { t } from './texts.ts';

type Wanted = 'file' | 'folder' | 'media';

/** What the script of the file browser offers. */
interface Files {
  pickPath(options: { kind: Wanted; start?: string | null; heading?: string }): Promise<string | null>;
}

const SUGGEST_MS = 200;
/** More suggestions than these nobody reads. */
const MOST = 20;

/** A place in a storage: typed, with what is there as suggestions, or chosen in a dialog. */
class PathField extends Element {
  static override properties = { value: {}, wanted: {}, label: {}, name: {}, fieldId: {}, placeholder: {}, described: {}, invalid: { type: Boolean }, required: { type: Boolean }, suggested: { state: true } };
  declare value: string;
  declare wanted: Wanted;
  declare label: string;
  declare name: string;
  declare fieldId: string;
  declare placeholder: string;
  declare described: string | undefined;
  declare invalid: boolean;
  declare required: boolean;
  declare suggested: string[];
  change: (value: unknown) => void = () => {};
  private timer = 0;
  private asked = 0;

  constructor() {
    super();
    this.suggested = [];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override render(): TemplateResult {
    const browse = laterScript<Files>('media');
    return html`<div class="path"><div class="input-box">${icon(this.wanted === 'folder' ? 'folder' : 'file')}<input type="text" id=${this.fieldId} name=${this.name} list=${`${this.fieldId}-list`} autocomplete="off" autocapitalize="none" spellcheck="false"
        placeholder=${this.placeholder || 'media:/'} aria-required=${this.required ? 'true' : nothing} aria-invalid=${this.invalid ? 'true' : nothing} aria-describedby=${this.described ?? nothing} .value=${this.value}
        @focus=${() => this.suggestSoon()} @input=${(event: InputEvent) => this.typed((event.target as HTMLInputElement).value)} /></div>
      ${browse ? button({ label: t('form.browse'), icon: 'folder-open', iconOnly: true, about: this.label, click: () => void this.browse(browse) }) : nothing}
      <datalist id=${`${this.fieldId}-list`}>${this.suggested.map((path) => html`<option value=${path}></option>`)}</datalist></div>`;
  }

  private typed(text: string): void {
    this.change(text || undefined);
    this.suggestSoon(text);
  }

  private suggestSoon(text = this.value): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.suggest(text), SUGGEST_MS);
  }

  private async suggest(text: string): Promise<void> {
    const mine = ++this.asked;
    try {
      const found = await candidates(text, this.wanted);
      if (mine === this.asked) this.suggested = found;
    } catch {
      // Without suggestions the path is typed; whether it is one, the server says.
    }
  }

  private async browse(load: () => Promise<Files>): Promise<void> {
    try {
      const picked = await (await load()).pickPath({ kind: this.wanted, start: this.value || null, heading: this.label });
      if (picked !== null) this.change(picked);
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
    this.querySelector<HTMLElement>('input')?.focus();
  }
}

define('u-path', PathField);

/** Storages while none is named, then what is in the folder that has been typed so far. */
async function candidates(text: string, wanted: Wanted): Promise<string[]> {
  const [, storage, folder, begun] = /^([a-z][a-z0-9-]*):(\/(?:.*\/)?)([^/]*)$/.exec(text) ?? [];
  if (storage === undefined) {
    const rooms = (await call('GET', '/api/storages')).body.items as Row[];
    return rooms.map(({ name }) => `${name}:/`).filter((room) => room.startsWith(text));
  }
  const query = { path: folder!.replace(/(.)\/$/, '$1'), search: begun || null, kind: wanted === 'folder' ? 'folder' : null, limit: MOST };
  const files = (await call('GET', `/api/storages/${encodeURIComponent(storage)}/files`, query)).body.items as Row[];
  return files.map((file) => (file['folder'] ? `${file['path']}/` : String(file['path']))).slice(0, MOST);
}

export function pathInput(options: FieldOptions, described: string | undefined, format: string): TemplateResult {
  const wanted: Wanted = format === 'storage-folder' ? 'folder' : format === 'media' ? 'media' : 'file';
  return html`<u-path .fieldId=${options.id} .name=${options.name} .wanted=${wanted} .label=${options.spec.label ?? options.schema.title ?? options.name} .placeholder=${options.spec.placeholder ?? ''} .value=${String(options.value ?? '')}
    .required=${options.required} .invalid=${!!options.error} .described=${described} .change=${options.change}></u-path>`;
}
