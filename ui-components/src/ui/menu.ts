import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import { registerIconLibrary } from '@awesome.me/webawesome/dist/webawesome.js';
import { html, nothing, type TemplateResult } from 'lit';
import { define, Element } from './element.ts';
import { icon, SPRITE } from './icon.ts';

for (const library of ['default', 'system']) {
  registerIconLibrary(library, { resolver: (name: string) => `${SPRITE}#${name}`, spriteSheet: true } as any);
}

export interface MenuItem {
  label: string;
  icon?: string | null | undefined;
  detail?: string | undefined;
  danger?: boolean;
  disabled?: boolean;
  /** Given for items of which some are on. */
  checked?: boolean;
  run: () => void;
}

export type MenuEntry = MenuItem | 'divider' | { heading: string };

/** A button that opens a menu; behaviour, placement and keys are Web Awesome's dropdown. */
export class Menu extends Element {
  static override properties = { entries: { attribute: false }, trigger: { attribute: false }, placement: {} };
  declare entries: MenuEntry[];
  declare trigger: TemplateResult;
  declare placement: string;

  constructor() {
    super();
    this.entries = [];
    this.trigger = html``;
    this.placement = 'bottom-end';
  }

  protected override render(): TemplateResult {
    return html`<wa-dropdown placement=${this.placement} distance="4" size="s" @wa-select=${this.select}>${this.trigger}${this.entries.map((entry, index) => this.entry(entry, index))}</wa-dropdown>`;
  }

  private entry(entry: MenuEntry, index: number): TemplateResult {
    if (entry === 'divider') return html`<div class="menu-divider" role="separator"></div>`;
    if ('heading' in entry) return html`<div class="menu-heading" role="presentation">${entry.heading}</div>`;
    return html`<wa-dropdown-item
      value=${String(index)}
      variant=${entry.danger ? 'danger' : 'default'}
      type=${entry.checked === undefined ? 'normal' : 'checkbox'}
      .checked=${entry.checked ?? false}
      ?disabled=${entry.disabled ?? false}
    >${entry.icon ? html`<span slot="icon">${icon(entry.icon)}</span>` : nothing}${entry.label}${entry.detail ? html`<span slot="details" class="menu-detail">${entry.detail}</span>` : nothing}</wa-dropdown-item>`;
  }

  private select(event: Event): void {
    const item = (event as CustomEvent<{ item: { value: string } }>).detail.item;
    const entry = this.entries[Number(item.value)];
    if (entry && entry !== 'divider' && 'run' in entry) entry.run();
    // The model decides what is checked; the item must not keep what it toggled itself.
    this.requestUpdate();
  }
}

define('u-menu', Menu);

/** A menu behind a trigger button; the trigger must be one `button`. */
export function menu(trigger: TemplateResult, entries: MenuEntry[], placement = 'bottom-end'): TemplateResult {
  return html`<u-menu .trigger=${trigger} .entries=${entries} placement=${placement}></u-menu>`;
}
