import { call, reason } from '../core/http.ts';
import type { Stream } from '../live/stream.ts';
import { bounds, fits, NO_QUERY, type CloudEvent, type EventQuery } from './data.ts';

const PAGE = 60;
/** At most five changes a second reach the screen. */
const FLUSH_EVERY = 200;
/** While new events come in, no more than this many rows are kept; older ones are fetched again when asked for. */
const KEEP = 400;
/** So many that wait are kept; beyond that only their number is. */
const WAITING = 500;

/**
 * The events of a query, newest first: pages of the server, and on top what the stream brings. New ones are shown at once
 * while `takes` says so, else they wait.
 */
export class EventFeed {
  items: readonly CloudEvent[] = [];
  waiting: readonly CloudEvent[] = [];
  /** How many wait; those beyond {@link WAITING} are only counted. */
  waitingCount = 0;
  query: EventQuery = NO_QUERY;
  status: 'loading' | 'ready' | 'failed' = 'loading';
  problem: string | null = null;
  next: unknown = null;
  searchedTo: string | null = null;
  /** Whether the last page was cut short because the search looks only so far at once. */
  short = false;
  busy = false;
  /** The ids that came in last, for their entrance. */
  fresh: ReadonlySet<string> = new Set();
  private pending: CloudEvent[] = [];
  private timer = 0;
  private flushed = 0;
  private asked: AbortController | null = null;
  private readonly stop: () => void;

  constructor(
    stream: Stream | null,
    private readonly takes: () => boolean,
    private readonly changed: () => void,
  ) {
    const stops = stream ? [stream.on('event', (event: CloudEvent) => this.receive(event)), stream.on('reset', () => void this.load(this.query))] : [];
    this.stop = () => stops.forEach((one) => one());
  }

  async load(query: EventQuery): Promise<void> {
    this.query = query;
    this.asked?.abort();
    const mine = (this.asked = new AbortController());
    this.busy = true;
    this.pending = [];
    this.changed();
    try {
      const page = await this.fetch(null, mine.signal);
      this.items = page.items;
      this.waiting = [];
      this.waitingCount = 0;
      this.fresh = new Set();
      this.status = 'ready';
      this.problem = null;
    } catch (failure) {
      if (mine.signal.aborted) return;
      this.status = 'failed';
      this.problem = reason(failure);
    }
    this.busy = false;
    this.changed();
  }

  async more(): Promise<void> {
    if (this.next == null || this.busy) return;
    const { signal } = (this.asked = new AbortController());
    this.busy = true;
    this.problem = null;
    this.changed();
    try {
      const { items } = await this.fetch(this.next, signal);
      const known = new Set(this.items.map(({ id }) => id));
      this.items = [...this.items, ...items.filter(({ id }) => !known.has(id))];
    } catch (failure) {
      if (signal.aborted) return;
      this.problem = reason(failure);
    }
    this.busy = false;
    this.changed();
  }

  /** Shows what waits. */
  async take(): Promise<void> {
    if (this.waitingCount > this.waiting.length) return this.load(this.query);
    const { waiting } = this;
    this.waiting = [];
    this.waitingCount = 0;
    this.show(waiting);
    this.changed();
  }

  close(): void {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.stop();
  }

  private async fetch(cursor: unknown, signal: AbortSignal): Promise<{ items: CloudEvent[] }> {
    const { time, ...query } = this.query;
    const words = Object.fromEntries(Object.entries(query).filter(([, value]) => value.trim() !== ''));
    const { body } = await call('GET', '/api/events', { ...words, ...bounds(time), limit: PAGE, cursor }, signal);
    this.next = body.next ?? null;
    this.searchedTo = body.searched_to ?? null;
    this.short = this.next !== null && body.items.length < PAGE;
    return body;
  }

  private receive(event: CloudEvent): void {
    if (this.status !== 'ready' || !fits(event, this.query)) return;
    this.pending.push(event);
    this.timer ||= window.setTimeout(() => this.flush(), Math.max(0, FLUSH_EVERY - (performance.now() - this.flushed)));
  }

  private flush(): void {
    this.timer = 0;
    this.flushed = performance.now();
    const known = new Set([...this.items.slice(0, KEEP), ...this.waiting].map(({ id }) => id));
    const fresh = this.pending.filter(({ id }) => !known.has(id) && known.add(id)).reverse();
    this.pending = [];
    if (fresh.length === 0) return;
    if (this.takes() && this.waitingCount === 0) this.show(fresh);
    else {
      this.waitingCount += fresh.length;
      this.waiting = [...fresh, ...this.waiting].slice(0, WAITING);
    }
    this.changed();
  }

  private show(fresh: readonly CloudEvent[]): void {
    this.fresh = new Set(fresh.map(({ id }) => id));
    const all = [...fresh, ...this.items];
    this.items = all.slice(0, Math.max(KEEP, Math.min(this.items.length, 2 * KEEP)));
    const last = this.items.at(-1);
    if (this.items.length < all.length && last?.sequence !== undefined) this.next = last.sequence;
  }
}
