import { html, nothing, type TemplateResult } from 'lit';
import * as format from '../core/format.ts';
import { button } from '../ui/button.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import { stamp } from './play.ts';
import { forget, remember, remembered } from './position.ts';
import { t } from './texts.ts';

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const STEP = 5;
const LONG = 10;

export interface Track {
  src: string;
  label: string;
  lang?: string | undefined;
}

/** A part of the recording that is drawn on the bar, in seconds. */
export interface Segment {
  start: number;
  end: number;
  label: string;
  tone?: string | undefined;
}

/** Sound or film with controls of our own: the browser's differ from each other and cannot be told apart by name. */
export class MediaPlayer extends Element {
  static override properties = {
    src: {}, kind: {}, label: {}, poster: {}, tracks: { attribute: false }, segments: { attribute: false }, start: { type: Number }, barless: { type: Boolean },
    now: { state: true }, length: { state: true }, playing: { state: true }, waiting: { state: true }, problem: { state: true }, muted: { state: true }, volume: { state: true }, speed: { state: true }, caption: { state: true },
  };
  declare src: string | null;
  declare kind: string;
  declare label: string;
  declare poster: string | null;
  declare tracks: readonly Track[];
  declare segments: readonly Segment[];
  declare start: number | null;
  /** Whether the position is shown and chosen elsewhere. */
  declare barless: boolean;
  declare now: number;
  declare length: number;
  declare playing: boolean;
  declare waiting: boolean;
  declare problem: string | null;
  declare muted: boolean;
  declare volume: number;
  declare speed: number;
  declare caption: number;
  private shownTrack: TextTrack | null = null;

  constructor() {
    super();
    Object.assign(this, { kind: 'video', label: '', poster: null, tracks: [], segments: [], start: null, barless: false, now: 0, length: 0, playing: false, waiting: false, problem: null, muted: false, volume: 1, speed: 1, caption: -1 });
    const left = () => this.keepPlace();
    window.addEventListener('pagehide', left);
    this.until(() => window.removeEventListener('pagehide', left));
  }

  override disconnectedCallback(): void {
    this.keepPlace();
    this.media?.pause();
    super.disconnectedCallback();
  }

  get media(): HTMLMediaElement | null {
    return this.querySelector('video, audio');
  }

  /** Goes to a moment, in seconds. */
  seek(to: number): void {
    const { media } = this;
    if (!media || !Number.isFinite(media.duration)) return;
    media.currentTime = Math.min(Math.max(to, 0), media.duration);
    this.now = media.currentTime;
  }

  toggle(): void {
    const { media } = this;
    if (!media) return;
    if (media.paused) void media.play().catch(() => this.failed());
    else media.pause();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('src')) return;
    this.problem = this.src === null ? t('player.no-source') : null;
    this.now = 0;
    this.length = 0;
  }

  protected override render(): TemplateResult {
    const audio = this.kind === 'audio';
    return html`<section class="player ${audio ? 'audio' : 'video'} ${this.playing ? 'playing' : ''}" aria-label=${this.label} @keydown=${this.key}>
      <div class="player-stage">${audio ? html`<audio preload="metadata" .src=${this.src ?? ''}>${this.trackElements()}</audio>${icon('audio-lines')}` : html`<video preload="metadata" playsinline .src=${this.src ?? ''} poster=${this.poster ?? nothing} @click=${() => this.toggle()}>${this.trackElements()}</video>`}
        ${this.waiting && !this.problem ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}
        ${this.problem ? html`<p class="player-problem" role="alert">${icon('circle-alert')}<span>${this.problem}</span></p>` : nothing}</div>
      ${this.barless ? nothing : this.bar()}${this.controls(audio)}</section>`;
  }

  protected override firstUpdated(): void {
    const media = this.media!;
    const on = (names: string, act: () => void) => names.split(' ').forEach((name) => media.addEventListener(name, act));
    on('timeupdate seeked', () => (this.now = media.currentTime));
    on('loadedmetadata durationchange', () => (this.length = Number.isFinite(media.duration) ? media.duration : 0));
    on('loadedmetadata', () => this.begin(media));
    on('play', () => (this.playing = true));
    on('pause', () => ((this.playing = false), this.keepPlace()));
    on('ended', () => (this.src ? forget(this.src) : undefined));
    on('waiting', () => (this.waiting = true));
    on('playing canplay', () => (this.waiting = false));
    on('volumechange', () => ((this.muted = media.muted), (this.volume = media.volume)));
    on('ratechange', () => (this.speed = media.playbackRate));
    media.addEventListener('error', () => this.failed());
  }

  private trackElements(): unknown {
    return this.tracks.map(({ src, label, lang }) => html`<track kind="captions" src=${src} label=${label} srclang=${lang ?? nothing} />`);
  }

  private begin(media: HTMLMediaElement): void {
    const from = this.start ?? (this.src ? remembered(this.src) : null);
    if (from && from < media.duration - 1) media.currentTime = from;
  }

  private keepPlace(): void {
    const { media } = this;
    if (media && this.src && this.start === null && media.currentTime > LONG && !media.ended) remember(this.src, media.currentTime);
  }

  private failed(): void {
    const code = this.media?.error?.code;
    this.waiting = false;
    if (this.src !== null) this.problem = t(code === 2 ? 'player.network' : code === 3 ? 'player.broken' : 'player.unknown');
  }

  private bar(): TemplateResult {
    const { now, length } = this;
    const at = (seconds: number) => `${length > 0 ? (Math.min(seconds, length) / length) * 100 : 0}%`;
    const here = this.segments.find(({ start, end }) => now >= start && now < end);
    return html`<div class="player-bar" ${vars({ '--at': at(now) })}>
      <span class="player-segments" aria-hidden="true">${this.segments.map((one) => html`<span class="player-segment ${one.tone ?? 'info'}" title=${one.label} ${vars({ '--from': at(one.start), '--to': at(one.end) })}></span>`)}</span>
      <input type="range" min="0" max=${Math.max(length, 0.001)} step="any" .value=${String(now)} ?disabled=${length === 0} aria-label=${t('player.position')} aria-valuetext=${t('player.at', { now: stamp(now), length: stamp(length) }) + (here ? `, ${here.label}` : '')}
        @input=${(event: Event) => this.seek(Number((event.target as HTMLInputElement).value))} /></div>
      ${here ? html`<p class="player-here small muted">${here.label}</p>` : nothing}`;
  }

  private controls(audio: boolean): TemplateResult {
    const small = { iconOnly: true, kind: 'ghost', size: 'small' } as const;
    const media = this.media;
    const canFloat = !audio && document.pictureInPictureEnabled;
    return html`<div class="player-controls">
      ${button({ label: t(this.playing ? 'player.pause' : 'player.play'), icon: this.playing ? 'pause' : 'play', ...small, keys: 'K', disabled: this.src === null, click: () => this.toggle() })}
      ${button({ label: t('player.back', { count: LONG }), icon: 'rotate-ccw', ...small, keys: 'J', click: () => this.seek(this.now - LONG) })}
      ${button({ label: t('player.forward', { count: LONG }), icon: 'rotate-cw', ...small, keys: 'L', click: () => this.seek(this.now + LONG) })}
      <span class="player-time">${stamp(this.now)} <span class="muted">/ ${this.length > 0 ? stamp(this.length) : format.DASH}</span></span>
      <span class="spacer"></span>
      ${button({ label: t(this.muted ? 'player.unmute' : 'player.mute'), icon: this.muted ? 'volume-x' : 'volume-2', ...small, keys: 'M', click: () => media && (media.muted = !media.muted) })}
      <input class="player-volume" type="range" min="0" max="1" step="0.05" aria-label=${t('player.volume')} .value=${String(this.muted ? 0 : this.volume)} @input=${(event: Event) => this.loud(Number((event.target as HTMLInputElement).value))} />
      ${menu(html`<button slot="trigger" type="button" class="button ghost small" aria-label=${`${t('player.speed')}: ${this.speed}×`}><span>${this.speed}×</span></button>`, SPEEDS.map((speed) => ({ label: `${speed}×`, checked: this.speed === speed, run: () => this.media && (this.media.playbackRate = speed) })))}
      ${this.tracks.length > 0 ? menu(html`<button slot="trigger" type="button" class="button ghost small icon-only" aria-label=${t('player.captions')}>${icon('captions')}</button>`, [{ label: t('player.captions.off'), checked: this.caption < 0, run: () => this.show(-1) }, ...this.tracks.map(({ label }, index) => ({ label, checked: this.caption === index, run: () => this.show(index) }))]) : nothing}
      ${canFloat ? button({ label: t('player.float'), icon: 'external-link', ...small, click: () => void this.float() }) : nothing}
      ${audio ? nothing : button({ label: t('player.full'), icon: 'maximize', ...small, keys: 'F', click: () => void this.full() })}</div>`;
  }

  private loud(volume: number): void {
    const { media } = this;
    if (media) [media.volume, media.muted] = [volume, volume === 0];
  }

  private show(index: number): void {
    this.caption = index;
    const all = this.media?.textTracks;
    if (this.shownTrack) this.shownTrack.mode = 'disabled';
    this.shownTrack = all?.[index] ?? null;
    if (this.shownTrack) this.shownTrack.mode = 'showing';
  }

  private async float(): Promise<void> {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await (this.media as HTMLVideoElement).requestPictureInPicture().catch(() => undefined);
  }

  private async full(): Promise<void> {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await this.querySelector('.player')?.requestFullscreen().catch(() => undefined);
  }

  private readonly key = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pressing = target.closest('button, wa-dropdown') !== null;
    const slider = target instanceof HTMLInputElement;
    const acts: Record<string, () => void> = {
      k: () => this.toggle(), j: () => this.seek(this.now - LONG), l: () => this.seek(this.now + LONG), m: () => this.media && (this.media.muted = !this.media.muted), f: () => void this.full(),
      ...(pressing ? {} : { ' ': () => this.toggle() }),
      ...(slider && target.classList.contains('player-volume') || pressing ? {} : { ArrowLeft: () => this.seek(this.now - STEP), ArrowRight: () => this.seek(this.now + STEP), Home: () => this.seek(0), End: () => this.seek(this.length) }),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
}

define('u-media-player', MediaPlayer);
