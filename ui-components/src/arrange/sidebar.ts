import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { arrange, arranging, arrangement, type Arrangement } from '../app/pins.ts';
import { refreshSoon } from '../app/router.ts';
import { shell } from '../app/state.ts';
import { toast } from '../app/toasts.ts';
import { reason } from '../core/http.ts';
import type { NavEntry } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { merged } from './order.ts';
import { Sorting } from './sorting.ts';
import { t } from './texts.ts';

/** Stands in the sidebar while the person arranges it. Every change is kept at once. */
class ArrangeSidebar extends Element {
  static override properties = { all: { state: true }, said: { state: true } };
  declare all: Arrangement | null;
  /** What has just been moved, for those who do not see it. */
  declare said: string;
  private readonly sorting = new Sorting(this, {
    names: () => this.pinned.map((entry) => entry.id),
    show: (names) => this.change({ items: merged(this.all!.items, names) }),
    keep: (name) => this.keep(name),
  });

  constructor() {
    super();
    this.all = null;
    this.said = '';
    this.watch(shell);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    arrangement('sidebar').then((all) => (this.all = all), (failure) => {
      toast(reason(failure), { tone: 'danger' });
      arranging.value = null;
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.all) return nothing;
    const { pinned } = this;
    const others = this.entries.filter((entry) => !pinned.includes(entry));
    return html`<div class="arrange" @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.done()}>
      <div class="arrange-head"><h2 tabindex="-1">${t('arrange.sidebar')}</h2>${button({ label: t('arrange.done'), kind: 'primary', size: 'small', click: () => this.done() })}</div>
      <h3 class="nav-heading">${t('arrange.pinned')}</h3>
      ${pinned.length === 0 ? html`<p class="arrange-none">${t('arrange.pinned.none')}</p>` : nothing}
      <ul @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this.sorting.drop}>
        ${repeat(pinned, (entry) => entry.id, (entry, index) => this.pin(entry, index, pinned.length))}
      </ul>
      <h3 class="nav-heading">${t('arrange.others')}</h3>
      <ul>${repeat(others, (entry) => entry.id, (entry) => this.other(entry))}</ul>
      <p class="visually-hidden" role="status">${this.said}</p>
    </div>`;
  }

  protected override firstUpdated(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('h2')?.focus());
  }

  private get entries(): NavEntry[] {
    return shell.value.nav.filter((entry) => entry.section !== 'start');
  }

  private get pinned(): NavEntry[] {
    const items = this.all?.items ?? [];
    return this.entries.filter((entry) => items.includes(entry.id)).sort((a, b) => items.indexOf(a.id) - items.indexOf(b.id));
  }

  private pin(entry: NavEntry, index: number, count: number): TemplateResult {
    return html`<li class="arrange-row ${this.sorting.isDragged(entry.id) ? 'dragged' : ''}" draggable="true"
      @dragstart=${(event: DragEvent) => this.sorting.start(event, entry.id, entry.label)} @dragover=${(event: DragEvent) => this.sorting.over(event, entry.id)} @dragend=${this.sorting.end}>
      ${icon('grip-vertical', 'faint')}${icon(entry.icon)}<span class="label">${entry.label}</span>
      ${this.small('arrange.up', 'arrow-up', entry, () => this.move(entry, -1), index === 0)}
      ${this.small('arrange.down', 'arrow-down', entry, () => this.move(entry, 1), index === count - 1)}
      ${this.small('arrange.unpin', 'pin-off', entry, () => this.save({ items: this.all!.items.filter((name) => name !== entry.id) }))}
    </li>`;
  }

  private other(entry: NavEntry): TemplateResult {
    const { items, hidden } = this.all!;
    const off = hidden.includes(entry.id);
    const without = hidden.filter((name) => name !== entry.id);
    return html`<li class="arrange-row ${off ? 'off' : ''}">${icon(entry.icon)}<span class="label">${entry.label}</span>
      ${this.small('arrange.pin', 'pin', entry, () => this.save({ items: [...items, entry.id], hidden: without }))}
      ${off ? this.small('arrange.show', 'eye-off', entry, () => this.save({ hidden: without })) : this.small('arrange.hide', 'eye', entry, () => this.save({ hidden: [...hidden, entry.id] }))}
    </li>`;
  }

  private small(key: 'arrange.up' | 'arrange.down' | 'arrange.unpin' | 'arrange.pin' | 'arrange.show' | 'arrange.hide', glyph: string, entry: NavEntry, click: () => void, disabled = false): TemplateResult {
    return button({ label: t(key), icon: glyph, about: entry.label, kind: 'ghost', size: 'small', iconOnly: true, disabled, click });
  }

  private move(entry: NavEntry, by: number): void {
    const pressed = document.activeElement as HTMLElement | null;
    this.sorting.step(entry.id, by);
    // At an end the pressed button can go no further; the focus stays in the row.
    void this.updateComplete.then(() => pressed?.matches(':disabled') && pressed.closest('li')?.querySelector<HTMLElement>('button:not(:disabled)')?.focus());
  }

  private change(change: Partial<Arrangement>): void {
    this.all = { ...this.all!, ...change };
  }

  private keep(name: string): void {
    const { pinned } = this;
    const at = pinned.findIndex((entry) => entry.id === name);
    this.said = t('arrange.moved', { name: pinned[at]?.label ?? name, at: at + 1, count: pinned.length });
    void this.save({});
  }

  private async save(change: Partial<Arrangement>): Promise<void> {
    const before = this.all;
    this.change(change);
    try {
      await arrange('sidebar', this.all!);
    } catch (failure) {
      this.all = before;
      toast(reason(failure), { tone: 'danger' });
    }
    refreshSoon();
  }

  private done(): void {
    arranging.value = null;
    // The sidebar stands there again a moment later.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.sidebar .arrange-button')?.focus());
  }
}

define('u-arrange-sidebar', ArrangeSidebar);
