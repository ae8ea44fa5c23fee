import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { openLayer } from '../app/layers.ts';
import { arrange, arranging, arrangement, type Arrangement } from '../app/pins.ts';
import { reloadPage } from '../app/router.ts';
import { toast } from '../app/toasts.ts';
import { reason } from '../core/http.ts';
import type { Node, Page } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { node } from '../nodes/index.ts';
import { pluginLabel } from '../nodes/plugin-text.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon, tile } from '../ui/icon.ts';
import { merged } from './order.ts';
import { Sorting } from './sorting.ts';
import { t } from './texts.ts';

/** The home page while the person arranges it: its cards with what moves and removes them. Every change is kept at once. */
class ArrangeHome extends Element {
  static override properties = { page: { attribute: false }, context: { attribute: false }, all: { state: true }, names: { state: true }, said: { state: true } };
  declare page: Page;
  declare context: Context;
  declare all: Arrangement | null;
  /** The cards in the order that is shown. */
  declare names: string[];
  declare said: string;
  private readonly sorting = new Sorting(this, {
    names: () => this.names,
    show: (names) => (this.names = names),
    keep: (name) => this.keep(name),
  });

  constructor() {
    super();
    this.all = null;
    this.names = [];
    this.said = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    arrangement('home').then((all) => (this.all = all), (failure) => this.fail(failure));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (arranging.value === 'home') arranging.value = null;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('page')) this.names = this.cards.map((card) => card.id!);
  }

  protected override render(): TemplateResult {
    const cards = new Map(this.cards.map((card) => [card.id, card]));
    const shown = this.names.map((name) => cards.get(name)).filter((card): card is Node => card !== undefined);
    return html`<div class="arrange-bar"><p tabindex="-1">${t('arrange.home')}</p>
        ${button({ label: t('arrange.reset'), icon: 'rotate-ccw', kind: 'ghost', click: () => void this.reset() })}
        ${button({ label: t('arrange.add'), icon: 'plus', click: () => this.add() })}
        ${button({ label: t('arrange.done'), kind: 'primary', click: () => (arranging.value = null) })}</div>
      <ul class="arrange-cards" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this.sorting.drop} @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && (arranging.value = null)}>
        ${repeat(shown, (card) => card.id, (card, index) => this.card(card, index, shown.length))}</ul>
      <p class="visually-hidden" role="status">${this.said}</p>`;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('.arrange-bar p')?.focus();
  }

  private get cards(): Node[] {
    return this.page.body.filter((one) => one.type === 'card');
  }

  private card(card: Node, index: number, count: number): TemplateResult {
    const name = card.id!;
    const title = card['title'] as string;
    const small = (label: string, glyph: string, click: () => void, disabled = false) => button({ label, icon: glyph, about: title, kind: 'ghost', size: 'small', iconOnly: true, disabled, click });
    return html`<li class="arrange-card size-${card['size'] ?? 'm'} ${this.sorting.isDragged(name) ? 'dragged' : ''}" draggable="true" aria-label=${title}
      @dragstart=${(event: DragEvent) => this.sorting.start(event, name, title)} @dragover=${(event: DragEvent) => this.sorting.over(event, name)} @dragend=${this.sorting.end}>
      <div class="arrange-tools">${icon('grip-vertical', 'faint')}
        ${small(t('arrange.earlier'), 'arrow-left', () => this.sorting.step(name, -1), index === 0)}
        ${small(t('arrange.later'), 'arrow-right', () => this.sorting.step(name, 1), index === count - 1)}
        ${small(t('arrange.remove'), 'x', () => void this.takeOff(name))}</div>
      <div class="arrange-inner" inert>${node(card, this.context)}</div></li>`;
  }

  private keep(name: string): void {
    const title = this.cards.find((card) => card.id === name)?.['title'] as string;
    this.said = t('arrange.moved', { name: title ?? name, at: this.names.indexOf(name) + 1, count: this.names.length });
    void this.save({ items: merged(this.all?.items ?? [], this.names) }, false);
  }

  private async takeOff(name: string): Promise<void> {
    const hidden = this.all?.hidden ?? [];
    this.names = this.names.filter((one) => one !== name);
    await this.save({ items: merged(this.all?.items ?? [], this.names), hidden: [...hidden, name] }, true);
  }

  private add(): void {
    const others = this.page.other_cards ?? [];
    const choose = (name: string, close: () => void) => {
      close();
      const hidden = (this.all?.hidden ?? []).filter((one) => one !== name);
      void this.save({ items: merged((this.all?.items ?? []).filter((one) => one !== name), [...this.names, name]), hidden }, true);
    };
    openLayer({
      kind: 'dialog',
      heading: t('arrange.add.title'),
      body: (close) => html`<div class="dialog-body">${others.length === 0 ? html`<p class="muted">${t('arrange.add.none')}</p>` : nothing}
        <ul class="arrange-choices">${others.map((card) => html`<li><button type="button" class="arrange-choice" @click=${() => choose(card.id, close)}>
          ${tile(card.plugin, card.icon)}<span><strong>${card.title}</strong><span class="muted small">${pluginLabel(card.plugin)}</span></span>${icon('plus', 'faint')}</button></li>`)}</ul></div>`,
    });
  }

  private async reset(): Promise<void> {
    const before = this.all;
    await this.save({ items: [], hidden: [] }, true);
    toast(t('arrange.reset.done'), { action: { label: t('undo'), run: () => before && void this.save(before, true) } });
  }

  /** Keeps the arrangement; with `reload` the page is asked for anew, since other cards stand on it then. */
  private async save(change: Partial<Arrangement>, reload: boolean): Promise<void> {
    const next = { ...(this.all ?? { items: [], hidden: [] }), ...change };
    try {
      await arrange('home', next);
      this.all = next;
      if (reload) await reloadPage();
    } catch (failure) {
      this.names = this.cards.map((card) => card.id!);
      this.fail(failure);
    }
  }

  private fail(failure: unknown): void {
    toast(reason(failure), { tone: 'danger' });
  }
}

define('u-arrange-home', ArrangeHome);
