import { html, nothing, type TemplateResult } from 'lit';
import { toast } from '../app/toasts.ts';
import { reason } from '../core/http.ts';
import { define, Element } from './element.ts';
import { icon } from './icon.ts';

/** What a person does to a menu before it opens. */
const SIGNS = ['pointerenter', 'pointerdown', 'focusin', 'keydown'] as const;
let parts: Promise<unknown> | null = null;

/** Loads what menus are made of, once. */
export async function loadMenus(): Promise<void> {
  parts ??= import('./menu-parts.ts');
  try {
    await parts;
  } catch (failure) {
    parts = null;
    toast(reason(failure), { tone: 'danger' });
  }
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
export type Entries = readonly MenuEntry[] | (() => readonly MenuEntry[]);

/**
 * A button that opens a menu; behaviour, placement and keys are Web Awesome's dropdown. Its entries are drawn when somebody comes
 * near: a table has a menu in every row.
 */
export class Menu extends Element {
  static override properties = { entries: { attribute: false }, trigger: { attribute: false }, placement: {}, near: { state: true } };
  declare near: boolean;
  /** What it offers; a function is asked when somebody comes near. */
  declare entries: Entries;
  declare trigger: TemplateResult;
  declare placement: string;

  constructor() {
    super();
    this.entries = [];
    this.trigger = html``;
    this.placement = 'bottom-end';
    this.near = false;
    for (const sign of SIGNS) this.addEventListener(sign, () => this.approach(), { once: true });
    this.addEventListener('click', (event) => void this.firstClick(event), { capture: true });
  }

  protected override render(): TemplateResult {
    return html`<wa-dropdown placement=${this.placement} distance="4" size="s" @wa-select=${this.select}>${this.trigger}${this.near ? this.listed().map((entry, index) => this.entry(entry, index)) : nothing}</wa-dropdown>`;
  }

  protected override updated(): void {
    const trigger = this.querySelector('[slot="trigger"]');
    // The dropdown says so itself, once it is there.
    if (!trigger || trigger.hasAttribute('aria-haspopup')) return;
    trigger.setAttribute('aria-haspopup', 'menu');
    trigger.setAttribute('aria-expanded', 'false');
  }

  private listed(): readonly MenuEntry[] {
    return typeof this.entries === 'function' ? this.entries() : this.entries;
  }

  private approach(): void {
    this.near = true;
    void loadMenus();
  }

  /** A click that comes before the dropdown is there opens it when it is. */
  private async firstClick(event: Event): Promise<void> {
    if (customElements.get('wa-dropdown')) return;
    event.stopPropagation();
    this.approach();
    await Promise.all([loadMenus(), this.updateComplete]);
    const dropdown = this.querySelector('wa-dropdown');
    if (dropdown) (dropdown as unknown as { open: boolean }).open = true;
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
    const entry = this.listed()[Number(item.value)];
    if (entry && entry !== 'divider' && 'run' in entry) entry.run();
    // The model decides what is checked; the item must not keep what it toggled itself.
    this.requestUpdate();
  }
}

define('u-menu', Menu);

/** A menu behind a trigger button; the trigger must be one `button`. */
export function menu(trigger: TemplateResult, entries: Entries, placement = 'bottom-end'): TemplateResult {
  return html`<u-menu .trigger=${trigger} .entries=${entries} placement=${placement}></u-menu>`;
}
