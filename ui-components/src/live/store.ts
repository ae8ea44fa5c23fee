import { call, Problem } from '../core/http.ts';
import type { Node, Page, Row, Source } from '../core/model.ts';
import type { Scope } from '../core/expr.ts';
import { applyPatches, matches } from './patch.ts';
import { Poll } from './poll.ts';
import type { Stream } from './stream.ts';

/** At most five changes a second reach the screen from one source. */
const FLUSH_EVERY = 200;
const REFETCH_EVERY = 1000;
/** So many pages of a list are fetched at once at most. */
const MOST_PAGES = 200;
/** The events of the stream that are one row of a list. */
const ROWS = ['task', 'plugin', 'event', 'flow', 'delivery'] as const;

export type Status = 'idle' | 'loading' | 'ready' | 'failed';

interface Entry {
  source: Source;
  /** The address with what the person asks for; the source's own until then. */
  href: string;
  value: any;
  status: Status;
  problem: string | null;
  next: string | null;
  pending: Map<string, Row>;
  overlay: Map<string, Row>;
  shown: readonly Row[] | null;
  flushed: number;
  fetched: number;
  timer: number;
  poll: Poll | null;
  loading: Promise<void> | null;
}

/**
 * The data of one shown page: its named sources, patched by the stream. Observers are told after a change; the
 * changes of a source are gathered, so that they come at most every {@link FLUSH_EVERY} milliseconds.
 */
export class PageStore {
  private readonly entries = new Map<string, Entry>();
  private readonly observers = new Set<() => void>();
  private readonly stops: (() => void)[] = [];
  private readonly plugin: string | null;
  private closed = false;

  constructor(
    page: Page,
    stream: Stream | null,
  ) {
    this.plugin = page.plugin;
    for (const [name, source] of Object.entries(declared(page))) this.add(name, source, page.snapshot?.[name]);
    for (const [name, value] of Object.entries(page.snapshot ?? {})) if (!this.entries.has(name)) this.add(name, { href: '' }, value);
    // Only now: sources of one address share an answer, so all of them must be known.
    for (const [name, entry] of this.entries) if (entry.status === 'idle' && !entry.source.lazy) void this.fetch(name);
    if (stream) this.listen(stream);
  }

  subscribe(observer: () => void): () => void {
    this.observers.add(observer);
    return () => this.observers.delete(observer);
  }

  /** Makes sure that a source of this name exists; the one of the page wins. */
  ensure(name: string, source: Source): void {
    if (this.entries.has(name)) return;
    this.add(name, source, undefined);
    if (!source.lazy) void this.fetch(name);
  }

  status(name: string): Status {
    return this.entries.get(name)?.status ?? 'idle';
  }

  problem(name: string): string | null {
    return this.entries.get(name)?.problem ?? null;
  }

  key(name: string): string {
    return this.entries.get(name)?.source.key ?? 'id';
  }

  hasMore(name: string): boolean {
    return this.entries.get(name)?.next != null;
  }

  /** What expressions see: the object, or the rows of a list. Starts a lazy source, and keeps one that is polled going. */
  value(name: string): unknown {
    const entry = this.entries.get(name);
    if (!entry) return null;
    if (entry.status === 'idle' && entry.source.lazy) void this.fetch(name);
    entry.poll?.look();
    return isList(entry.value) ? this.rows(entry) : (entry.value ?? null);
  }

  items(name: string): readonly Row[] {
    const value = this.value(name);
    return Array.isArray(value) ? value : [];
  }

  /** All sources by name; with a prefix only those below it, bare. A source is looked at when its name is read. */
  scope(prefix = ''): Scope {
    const scope = Object.create(null) as Scope;
    for (const name of this.entries.keys()) {
      if (name.startsWith(prefix)) Object.defineProperty(scope, name.slice(prefix.length), { enumerable: true, get: () => this.value(name) });
    }
    return scope;
  }

  /** Shows `fields` on a row before the server has said so; the returned function takes them back. */
  optimistic(name: string, id: string, fields: Row): () => void {
    const entry = this.entries.get(name);
    if (!entry) return () => {};
    const mine = { ...entry.overlay.get(id), ...fields };
    entry.overlay.set(id, mine);
    this.changed(entry);
    return () => {
      // What was shown early since then is for others to take back.
      if (entry.overlay.get(id) !== mine) return;
      entry.overlay.delete(id);
      this.changed(entry);
    };
  }

  /** The parameters by which the server searches, sorts and filters a source. */
  asks(name: string): readonly string[] {
    const source = this.entries.get(name)?.source;
    return source?.page === 'server' ? (source.asks ?? []) : [];
  }

  /** Asks the server for a part of a source, or for another order; what is shown stays until the answer is there. */
  async narrow(name: string, params: Record<string, string>): Promise<void> {
    const entry = this.entries.get(name);
    if (!entry) return;
    const query = new URLSearchParams(params).toString();
    const href = entry.source.href + (query && (entry.source.href.includes('?') ? '&' : '?') + query);
    if (href === entry.href) return;
    entry.href = href;
    // The cursor belongs to the question before.
    entry.next = null;
    await this.refresh(name);
  }

  /** Asks for a source, and with it for all others of the same address. */
  async fetch(name: string): Promise<void> {
    const entry = this.entries.get(name);
    if (!entry?.source.href || this.closed) return;
    if (entry.loading) return entry.loading;
    const { href } = entry;
    const same = [...this.entries.values()].filter((other) => other.href === href && !other.loading);
    const loading = this.load(href, same).finally(() => same.forEach((one) => (one.loading = null)));
    for (const one of same) {
      one.loading = loading;
      // What has failed says so until there is an answer.
      if (one.status === 'idle') one.status = 'loading';
    }
    return loading;
  }

  /** Asks for a source again; an answer that is on its way already may be from before a change. */
  async refresh(name: string): Promise<void> {
    await this.entries.get(name)?.loading?.catch(() => {});
    await this.fetch(name);
  }

  /** The next page of a list with a cursor. */
  async more(name: string): Promise<void> {
    const entry = this.entries.get(name);
    if (!entry || entry.next == null || entry.loading) return;
    const { href, next: cursor } = entry;
    entry.loading = call('GET', href, { cursor })
      .then(({ body }) => {
        if (href !== entry.href) return;
        const key = entry.source.key ?? 'id';
        const known = new Set(entry.value.items.map((row: Row) => String(row[key])));
        const fresh = body.items.filter((row: Row) => !known.has(String(row[key])));
        entry.value = { ...entry.value, items: [...entry.value.items, ...fresh] };
        entry.next = body.next ?? null;
        this.changed(entry);
      })
      .finally(() => (entry.loading = null));
    return entry.loading;
  }

  /** All further pages of a list with a cursor, up to a number that a browser can hold. */
  async everything(name: string): Promise<void> {
    for (let page = 0; page < MOST_PAGES && this.hasMore(name); page++) {
      await this.entries.get(name)?.loading?.catch(() => {});
      await this.more(name);
    }
  }

  async refetchAll(): Promise<void> {
    await Promise.all([...this.entries.keys()].map((name) => this.fetch(name)));
  }

  close(): void {
    this.closed = true;
    for (const stop of this.stops) stop();
    for (const entry of this.entries.values()) {
      clearTimeout(entry.timer);
      entry.poll?.close();
    }
    this.observers.clear();
  }

  private add(name: string, source: Source, value: unknown): void {
    const entry: Entry = {
      source, href: source.href, value: undefined, status: 'idle', problem: null, next: null, pending: new Map(), overlay: new Map(),
      shown: null, flushed: 0, fetched: 0, timer: 0, poll: null, loading: null,
    };
    this.entries.set(name, entry);
    if (value !== undefined && value !== null) this.accept(entry, value);
    if (source.every) entry.poll = new Poll(source.every * 1000, () => this.fetch(name).then(() => entry.problem === null));
  }

  private listen(stream: Stream): void {
    for (const kind of ROWS) {
      this.stops.push(stream.on(kind, (row: Row) => this.receive(kind, row)));
    }
    this.stops.push(stream.on('catalogue', () => this.catalogued()));
    this.stops.push(stream.on('reset', () => void this.refetchAll()));
    stream.replay((kind, row: Row) => {
      if ((ROWS as readonly string[]).includes(kind)) this.receive(kind, row);
      else if (kind === 'catalogue') this.catalogued();
    });
  }

  private receive(kind: string, row: Row): void {
    for (const [name, entry] of this.entries) {
      if (entry.source.live === kind) this.queue(entry, row);
      else if (entry.source.live === 'refetch' && !entry.timer && this.concerns(kind, row)) this.refetchSoon(name, entry);
    }
  }

  /** The event tells of no row, only that the catalogue is another by now. */
  private catalogued(): void {
    for (const [name, entry] of this.entries) {
      if (entry.source.live === 'catalogue' && !entry.timer) this.refetchSoon(name, entry);
    }
  }

  private concerns(kind: string, row: Row): boolean {
    const plugin = kind === 'plugin' ? row['id'] : kind === 'event' ? String(row['source'] ?? '').replace('/module/', '') : row['plugin'];
    return this.plugin === null || plugin === this.plugin;
  }

  private queue(entry: Entry, row: Row): void {
    const { key = 'id', filter } = entry.source;
    if (!row['removed'] && !matches(row, filter)) return;
    const id = String(row[key]);
    const before = entry.pending.get(id);
    entry.pending.set(id, before ? { ...before, ...row } : row);
    if (!entry.timer) this.soon(entry, FLUSH_EVERY - (performance.now() - entry.flushed), () => this.flush(entry));
  }

  private flush(entry: Entry): void {
    entry.flushed = performance.now();
    if (!isList(entry.value)) entry.value = { items: [] };
    for (const id of entry.pending.keys()) entry.overlay.delete(id);
    const items = applyPatches(entry.value.items, entry.pending, entry.source.key ?? 'id', entry.source.live !== 'plugin');
    entry.pending = new Map();
    entry.value = { ...entry.value, items };
    if (entry.status !== 'loading') entry.status = 'ready';
    this.changed(entry);
  }

  private refetchSoon(name: string, entry: Entry): void {
    this.soon(entry, REFETCH_EVERY - (performance.now() - entry.fetched), () => void this.fetch(name));
  }

  private soon(entry: Entry, delay: number, work: () => void): void {
    entry.timer = window.setTimeout(() => {
      entry.timer = 0;
      work();
    }, Math.max(0, delay));
  }

  private async load(href: string, entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) entry.fetched = performance.now();
    try {
      const { body } = await call('GET', href);
      if (!this.closed) for (const entry of entries) this.accept(entry, part(body, entry.source.field));
    } catch (failure) {
      for (const entry of entries) {
        entry.problem = failure instanceof Problem ? failure.message : String(failure);
        if (entry.status !== 'ready') entry.status = 'failed';
      }
    }
    this.changed(...entries);
  }

  private accept(entry: Entry, value: any): void {
    entry.value = Array.isArray(value) ? { items: value, next: null } : value;
    entry.next = isList(entry.value) ? (entry.value.next ?? null) : null;
    entry.status = 'ready';
    entry.problem = null;
    entry.shown = null;
  }

  private rows(entry: Entry): readonly Row[] {
    if (entry.shown) return entry.shown;
    const { key = 'id' } = entry.source;
    const items: readonly Row[] = entry.value.items;
    entry.shown = entry.overlay.size === 0 ? items : items.map((row) => {
      const fields = entry.overlay.get(String(row[key]));
      return fields ? { ...row, ...fields } : row;
    });
    return entry.shown;
  }

  private changed(...entries: readonly Entry[]): void {
    for (const entry of entries) entry.shown = null;
    for (const observer of [...this.observers]) observer();
  }
}

function isList(value: any): boolean {
  return Array.isArray(value?.items);
}

/** What a source takes of an answer: all of it, or the field it names. */
function part(body: any, field: string | null | undefined): any {
  return field ? (field.split('.').reduce((at, name) => at?.[name], body) ?? null) : body;
}

/** The sources of a page and of the cards on it; a card's are kept under `<plugin>.<name>`. */
function declared(page: Page): Record<string, Source> {
  const all: Record<string, Source> = { ...page.data };
  for (const node of page.body as Node[]) {
    if (node.type !== 'card' || !node['data']) continue;
    const prefix = `${node['plugin']}.`;
    for (const [name, source] of Object.entries(node['data'] as Record<string, Source>)) {
      all[name.startsWith(prefix) ? name : prefix + name] ??= source;
    }
  }
  return all;
}
