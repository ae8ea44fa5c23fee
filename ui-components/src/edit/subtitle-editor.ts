import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { localAddress } from '../core/address.ts';
import { fill, fillText } from '../core/expr.ts';
import * as format from '../core/format.ts';
import type { Node } from '../core/model.ts';
import type { MediaPlayer } from '../media/media-player.ts';
import { moreMenu } from '../nodes/action-buttons.ts';
import type { Context } from '../nodes/context.ts';
import { laterScript } from '../nodes/later.ts';
import { failed, onlyRows, skeleton } from '../nodes/states.ts';
import { VirtualRows } from '../nodes/virtual.ts';
import { button } from '../ui/button.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { hasCommandKey } from '../ui/keys.ts';
import { askShift } from './ask-shift.ts';
import { added, cuesOf, faultsOf, merged, secondsOf, shifted, sorted, speedOf, split, stampOf, type Cue, type Fault } from './cues.ts';
import { History } from './history.ts';
import { Saving } from './saving.ts';
import { t } from './texts.ts';

/** The height of a cue, beside each other and on a phone. */
const ROW = 104;
const ROW_ON_PHONE = 164;
const phone = matchMedia('(max-width: 640px)');

/** Cues with their times, beside what they belong to. What is saved is the whole list. */
class SubtitleEditor extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, now: { state: true } };
  declare node: Node;
  declare context: Context;
  /** Where the player is, in seconds. */
  declare now: number;
  private readonly saving = new Saving(this);
  private readonly virtual = new VirtualRows(this, () => this.querySelector('.cues'));
  private history: History<readonly Cue[]> | null = null;
  private rows: unknown = null;
  private given: readonly Cue[] = [];
  private made = 0;
  private wanted: { at: number; field: string } | null = null;

  constructor() {
    super();
    this.now = -1;
    this.addEventListener('timeupdate', (event) => (this.now = (event.target as HTMLMediaElement).currentTime), { capture: true });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void laterScript('media')?.();
  }

  get dirty(): boolean {
    return this.history !== null && this.history.now !== this.given;
  }

  takeTheirs(): void {
    this.begin();
    this.requestUpdate();
  }

  keepMine(): void {
    this.rows = this.context.store.items(this.source);
    this.given = cuesOf(onlyRows(this.context.store.items(this.source)));
  }

  private get source(): string {
    return this.context.sourceName(this.node['source'] as string);
  }

  private get editable(): boolean {
    return this.context.action(this.node['action'] as string) !== null;
  }

  private begin(): void {
    const rows = this.context.store.items(this.source);
    this.rows = rows;
    this.given = cuesOf(onlyRows(rows));
    this.history = new History(this.given);
    this.saving.begin();
  }

  protected override willUpdate(): void {
    const { store } = this.context;
    const rows = store.items(this.source);
    if (store.status(this.source) !== 'ready' || rows === this.rows) return;
    if (!this.dirty) this.begin();
    else if (!this.saving.busy) {
      this.rows = rows;
      this.saving.conflict = JSON.stringify(cuesOf(onlyRows(rows))) !== JSON.stringify(this.given);
    }
  }

  protected override render(): TemplateResult {
    const { store } = this.context;
    if (!this.history) return store.status(this.source) === 'failed' ? failed(this.context, this.source) : skeleton(5);
    const cues = this.history.now;
    const faults = faultsOf(cues);
    const label = fillText(this.node.label, this.context.scope);
    const src = localAddress(fill(this.node['src'], this.context.scope));
    const kind = this.node['kind'] ?? (/\.(mp3|m4a|aac|flac|ogg|opus|wav|mka)$/i.test(src ?? '') ? 'audio' : 'video');
    return html`<section class="subtitle-editor" aria-label=${label} @keydown=${this.press}>
      ${src === null ? nothing : html`<u-media-player class="subtitle-player" .src=${src} .kind=${kind} .label=${label} .start=${0}></u-media-player>${this.onScreen(cues)}`}
      ${this.tools(cues, faults.size)}${this.saving.notes()}
      ${cues.length === 0 ? html`<div class="empty compact">${icon('captions')}<p class="empty-title">${t('cues.none')}</p>${this.editable ? button({ label: t('cues.add'), icon: 'plus', click: () => this.add(-1) }) : nothing}</div>` : this.list(cues, faults)}</section>`;
  }

  private onScreen(cues: readonly Cue[]): TemplateResult {
    const shown = cues.filter(({ start, end }) => this.now >= start && this.now < end);
    return html`<p class="subtitle-now" dir="auto" aria-hidden="true">${shown.map(({ text }) => text).join('\n')}</p>`;
  }

  private tools(cues: readonly Cue[], faults: number): TemplateResult {
    const small = { iconOnly: true, kind: 'ghost', size: 'small' } as const;
    return html`<div class="toolbar"><span class="muted small" role="status">${t('cues.count', { count: cues.length })}${faults > 0 ? ` · ${t('cues.faults', { count: faults })}` : ''}${this.dirty ? ` · ${t('edit.dirty')}` : ''}</span><span class="spacer"></span>
      ${this.editable ? html`${button({ label: t('undo'), icon: 'undo-2', ...small, disabled: !this.history!.canUndo, click: () => this.step('undo') })}${button({ label: t('edit.redo'), icon: 'redo-2', ...small, disabled: !this.history!.canRedo, click: () => this.step('redo') })}
      ${button({ label: t('cues.shift.all'), icon: 'timer', ...small, disabled: cues.length === 0, click: () => this.shift(0) })}
      ${button({ label: t('edit.save'), icon: 'save', kind: 'primary', size: 'small', disabled: !this.dirty, busy: this.saving.busy, click: () => void this.save() })}` : html`<span class="muted small">${t('code.read-only')}</span>`}</div>`;
  }

  private list(cues: readonly Cue[], faults: ReadonlyMap<string, Fault>): TemplateResult {
    const size = phone.matches ? ROW_ON_PHONE : ROW;
    const { start, end, before, after } = this.virtual.range(cues.length, size, false);
    return html`<ol class="cues" aria-label=${t('cues')} ${vars({ '--before': `${before}px`, '--after': `${Math.max(0, after)}px`, '--cue': `${size}px` })}>
      ${repeat(cues.slice(start, end), ({ id }) => id, (cue, at) => this.row(cue, start + at, cues.length, faults.get(cue.id)))}</ol>`;
  }

  private row(cue: Cue, at: number, count: number, fault: Fault | undefined): TemplateResult {
    const number = at + 1;
    const playing = this.now >= cue.start && this.now < cue.end;
    return html`<li class="cue ${playing ? 'playing' : ''}" data-at=${at} aria-setsize=${count} aria-posinset=${number} aria-current=${playing ? 'true' : nothing}>
      <button type="button" class="cue-number" aria-label=${t('cues.play', { number })} data-tip=${t('cues.play', { number })} @click=${() => this.play(cue)}>${number}</button>
      <span class="cue-times">${this.time(cue, at, 'start')}${this.time(cue, at, 'end')}</span>
      <textarea class="cue-text" data-field="text" dir="auto" rows="2" aria-label=${t('cues.text', { number })} .value=${cue.text} ?readonly=${!this.editable} @change=${(event: Event) => this.change(at, { text: (event.target as HTMLTextAreaElement).value })}></textarea>
      <span class="cue-side">${this.editable ? moreMenu([
        { label: t('cues.split'), icon: 'scissors', run: () => this.split(at) }, { label: t('cues.merge'), icon: 'link', disabled: number === count, run: () => this.edit((all) => merged(all, at), at) },
        { label: t('cues.add.after'), icon: 'plus', run: () => this.add(at) }, { label: t('cues.shift.from'), icon: 'timer', run: () => this.shift(at) },
        ...(this.player ? [{ label: t('cues.start.here'), icon: 'step-forward', run: () => this.change(at, { start: this.now }) }, { label: t('cues.end.here'), icon: 'step-forward', run: () => this.change(at, { end: this.now }) }] : []),
        'divider', { label: t('cues.remove'), icon: 'trash-2', danger: true, run: () => this.edit((all) => all.filter((_, other) => other !== at), Math.max(0, at - 1)) }], t('cues.cue', { number })) : nothing}</span>
      <span class="cue-note small ${fault ? 'tone-text-warning' : 'muted'}">${fault ? html`${icon('triangle-alert')}${t(`cues.fault.${fault}`)}` : t('cues.speed', { speed: Number.isFinite(speedOf(cue)) ? format.number(Math.round(speedOf(cue))) : format.DASH })}</span></li>`;
  }

  private time(cue: Cue, at: number, field: 'start' | 'end'): TemplateResult {
    return html`<input class="cue-time" data-field=${field} type="text" inputmode="decimal" autocomplete="off" spellcheck="false" aria-label=${t(`cues.${field}`, { number: at + 1 })} .value=${stampOf(cue[field])} ?readonly=${!this.editable}
      @change=${(event: Event) => this.retime(event.target as HTMLInputElement, at, field)} />`;
  }

  private retime(input: HTMLInputElement, at: number, field: 'start' | 'end'): void {
    const seconds = secondsOf(input.value);
    input.value = stampOf(seconds ?? this.history!.now[at]![field]);
    if (seconds !== null) this.change(at, { [field]: seconds });
  }

  private change(at: number, fields: Partial<Cue>): void {
    this.edit((all) => {
      const next = all.map((cue, other) => (other === at ? { ...cue, ...fields } : cue));
      return 'text' in fields ? next : sorted(next);
    });
  }

  private edit(act: (all: readonly Cue[]) => readonly Cue[], focus: number | null = null): void {
    const next = act(this.history!.now);
    if (JSON.stringify(next) !== JSON.stringify(this.history!.now)) this.history!.change(next);
    if (focus !== null) this.wanted = { at: focus, field: 'text' };
    this.requestUpdate();
  }

  private add(at: number): void {
    this.edit((all) => added(all, at, this.newId()), at + 1);
  }

  private split(at: number): void {
    const box = this.querySelector<HTMLTextAreaElement>(`[data-at="${at}"] textarea`);
    this.edit((all) => split(all, at, box?.selectionStart ?? 0, this.newId()), at + 1);
  }

  private shift(from: number): void {
    askShift(t(from === 0 ? 'cues.shift.all' : 'cues.shift.from'), (seconds) => this.edit((all) => shifted(all, from, seconds)));
  }

  private newId(): string {
    const taken = new Set(this.history!.now.map(({ id }) => id));
    do this.made++; while (taken.has(`new-${this.made}`));
    return `new-${this.made}`;
  }

  private step(way: 'undo' | 'redo'): void {
    this.history![way]();
    this.requestUpdate();
  }

  private get player(): MediaPlayer | null {
    return this.querySelector<MediaPlayer>('u-media-player');
  }

  private play({ start }: Cue): void {
    const { player } = this;
    if (!player?.media) return;
    player.seek(start);
    if (player.media.paused) player.toggle();
  }

  private readonly press = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('.cue');
    const at = row ? Number(row.dataset['at']) : -1;
    const acts: [boolean, () => void][] = [
      [hasCommandKey(event) && event.key.toLowerCase() === 's', () => (target.blur(), void this.save())],
      [at >= 0 && event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp'), () => this.goTo(at + (event.key === 'ArrowDown' ? 1 : -1), target.dataset['field'] ?? 'text')],
      [at >= 0 && hasCommandKey(event) && event.shiftKey && event.key === 'Enter', () => (target.blur(), this.add(at))],
      [at >= 0 && hasCommandKey(event) && !event.shiftKey && event.key === 'Enter', () => this.play(this.history!.now[at]!)],
      [hasCommandKey(event) && event.key.toLowerCase() === 'z' && this.settled(target), () => this.step(event.shiftKey ? 'redo' : 'undo')],
    ];
    const act = acts.find(([fits]) => fits)?.[1];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  /** Whether nothing has been typed that the browser itself could take back. */
  private settled(target: HTMLElement): boolean {
    const row = target.closest<HTMLElement>('.cue');
    const cue = row ? this.history?.now[Number(row.dataset['at'])] : undefined;
    const field = target.dataset['field'];
    if (!cue || !field) return true;
    return (target as HTMLInputElement).value === (field === 'text' ? cue.text : stampOf(cue[field as 'start']));
  }

  private goTo(at: number, field: string): void {
    if (at < 0 || at >= this.history!.now.length) return;
    this.virtual.reveal(at);
    this.wanted = { at, field };
    this.requestUpdate();
  }

  protected override updated(): void {
    if (!this.wanted) return;
    const { at, field } = this.wanted;
    const input = this.querySelector<HTMLElement>(`[data-at="${at}"] [data-field="${field}"]`);
    if (!input) return;
    this.wanted = null;
    input.focus();
  }

  private async save(): Promise<void> {
    // What was typed last is taken over when the field is left; that happens before this.
    await this.updateComplete;
    if (!this.dirty || !this.editable) return;
    const sent = this.history!.now;
    if (!(await this.saving.save({ [String(this.node['field'] ?? 'cues')]: sent.map((cue) => ({ ...cue })) }))) return;
    this.given = sent;
    await this.context.store.refresh(this.source);
    if (!this.dirty) this.begin();
    this.requestUpdate();
  }
}

define('u-subtitle-editor', SubtitleEditor);
