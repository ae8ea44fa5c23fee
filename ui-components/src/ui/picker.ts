import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../core/i18n.ts';
import { rank } from '../shell/rank.ts';
import { define, Element } from './element.ts';
import { icon } from './icon.ts';
import { isComposing } from './keys.ts';

export interface Option {
  value: string;
  label: string;
  /** One muted line below. */
  about?: string | null | undefined;
  /** Short, at the end, such as a type. */
  detail?: string | undefined;
  group: string;
  /** Drawn before the group's name. */
  mark?: TemplateResult | undefined;
  /** Its name is what people read, not an identifier. */
  plain?: boolean;
}

let count = 0;

/** A button that opens a list to search in. On a phone the list is a sheet. */
class Picker extends Element {
  static override properties = {
    options: { attribute: false }, value: {}, label: {}, placeholder: {}, chosen: { attribute: false }, invalid: { type: Boolean }, look: {}, loading: { type: Boolean }, free: { type: Boolean }, fieldId: {}, described: {},
    query: { state: true }, at: { state: true }, open: { state: true },
  };
  declare options: readonly Option[];
  declare value: string;
  declare label: string;
  declare placeholder: string;
  /** How the chosen one is shown on the button; its label else. */
  declare chosen: TemplateResult | null;
  declare invalid: boolean;
  declare look: string;
  declare loading: boolean;
  /** Whether what was typed may be taken although the list does not have it. */
  declare free: boolean;
  declare fieldId: string | undefined;
  declare described: string | undefined;
  declare query: string;
  declare at: number;
  declare open: boolean;
  choose: (value: string) => void = () => {};
  private readonly base = `picker-${++count}`;

  constructor() {
    super();
    this.options = [];
    this.value = '';
    this.chosen = null;
    this.look = '';
    this.free = false;
    this.query = '';
    this.at = 0;
    this.open = false;
  }

  protected override render(): TemplateResult {
    const current = this.options.find((one) => one.value === this.value);
    const shown = this.chosen ?? (current ? html`<span class="picker-label">${current.label}</span>` : this.value ? html`<span class="picker-label">${this.value}</span>` : html`<span class="picker-none">${this.placeholder}</span>`);
    return html`<button type="button" class="picker ${this.look} ${this.invalid ? 'invalid' : ''}" id=${this.fieldId || nothing} aria-describedby=${this.described || nothing} aria-haspopup="dialog" aria-expanded=${String(this.open)}
        @click=${this.show}><span class="visually-hidden">${this.label}: </span>${shown}${icon('chevrons-up-down', 'picker-chevron')}</button>
      <div class="picker-panel" popover="auto" role="dialog" aria-label=${this.label} @toggle=${this.toggled}>${this.open ? this.panel() : nothing}</div>`;
  }

  protected override updated(): void {
    this.querySelector('.picker-list [aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  private panel(): TemplateResult {
    const found = this.found();
    let group = '';
    return html`<div class="picker-search">${icon('search')}<input type="text" role="combobox" aria-expanded="true" aria-controls=${`${this.base}-list`} aria-autocomplete="list" autocomplete="off" autocapitalize="none"
        spellcheck="false" aria-label=${this.label} aria-activedescendant=${found.length > 0 ? `${this.base}-${this.at}` : nothing} placeholder=${this.placeholder}
        .value=${this.query} @input=${(event: InputEvent) => ((this.query = (event.target as HTMLInputElement).value), (this.at = 0))} @keydown=${(event: KeyboardEvent) => this.key(event, found)} /></div>
      <div class="picker-list" id=${`${this.base}-list`} role="listbox" aria-label=${this.label} tabindex="-1">${found.map((one, index) => {
        const heading = one.group !== group ? (group = one.group) : null;
        return html`${heading ? html`<div class="picker-group" role="presentation">${one.mark ?? nothing}<span>${heading}</span></div>` : nothing}
          <div class="picker-option" role="option" id=${`${this.base}-${index}`} aria-selected=${String(index === this.at)} @pointermove=${() => (this.at = index)} @click=${() => this.take(one)}>
            <span class="picker-text"><span class="picker-name ${one.plain ? 'plain' : ''}">${one.label}${one.value === this.value ? icon('check', 'picker-tick') : nothing}</span>${one.about ? html`<span class="picker-about">${one.about}</span>` : nothing}</span>
            ${one.detail ? html`<span class="picker-detail">${one.detail}</span>` : nothing}</div>`;
      })}</div>
      ${found.length === 0 ? html`<p class="picker-empty" role="status">${this.loading ? t('loading') : t('picker.none')}</p>` : nothing}`;
  }

  private found(): Option[] {
    const found = rank(this.options, this.query, (one) => `${one.label} ${one.value} ${one.group} ${one.about ?? ''}`);
    const typed = this.query.trim();
    if (!this.free || !typed || found.some((one) => one.value === typed)) return found;
    return [...found, { value: typed, label: t('picker.use', { text: typed }), group: '', plain: true }];
  }

  private show(): void {
    const panel = this.querySelector<HTMLElement>('.picker-panel')!;
    this.query = '';
    this.at = Math.max(0, this.options.findIndex((one) => one.value === this.value));
    panel.showPopover();
  }

  private toggled(event: Event): void {
    this.open = (event as ToggleEvent).newState === 'open';
    if (!this.open) return;
    void this.updateComplete.then(() => {
      this.place();
      this.querySelector<HTMLElement>('.picker-search input')?.focus();
    });
  }

  /** Below the button, or above it where there is more room. */
  private place(): void {
    const around = this.querySelector('.picker')!.getBoundingClientRect();
    const panel = this.querySelector<HTMLElement>('.picker-panel')!;
    const below = innerHeight - around.bottom - 16;
    const above = around.top - 16;
    const up = below < Math.min(280, panel.scrollHeight) && above > below;
    const width = Math.max(around.width, 340);
    panel.style.setProperty('--left', `${Math.max(8, Math.min(around.left, innerWidth - width - 8))}px`);
    panel.style.setProperty('--width', `${width}px`);
    panel.style.setProperty('--top', up ? 'auto' : `${around.bottom + 4}px`);
    panel.style.setProperty('--bottom', up ? `${innerHeight - around.top + 4}px` : 'auto');
    panel.style.setProperty('--most', `${Math.max(160, up ? above : below)}px`);
  }

  private key(event: KeyboardEvent, found: Option[]): void {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step && found.length > 0) this.at = Math.abs(step) === 1 ? (this.at + step + found.length) % found.length : Math.max(0, Math.min(found.length - 1, this.at + step));
    else if (event.key === 'Enter' && found[this.at]) this.take(found[this.at]!);
    else if (event.key === 'Tab') return this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private take(one: Option): void {
    this.close();
    this.choose(one.value);
  }

  private close(): void {
    this.querySelector<HTMLElement>('.picker-panel')?.hidePopover();
    this.querySelector<HTMLElement>('.picker')?.focus();
  }
}

define('u-picker', Picker);

export interface PickerOptions {
  label: string;
  placeholder: string;
  options: readonly Option[];
  value: string;
  chosen?: TemplateResult | null;
  invalid?: boolean;
  look?: string;
  loading?: boolean;
  free?: boolean;
  id?: string;
  described?: string | undefined;
  choose: (value: string) => void;
}

export function picker(options: PickerOptions): TemplateResult {
  return html`<u-picker .options=${options.options} .value=${options.value} .label=${options.label} .placeholder=${options.placeholder} .chosen=${options.chosen ?? null}
    .invalid=${options.invalid ?? false} .look=${options.look ?? ''} .loading=${options.loading ?? false} .free=${options.free ?? false} .fieldId=${options.id} .described=${options.described} .choose=${options.choose}></u-picker>`;
}
