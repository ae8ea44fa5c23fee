import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Cell } from '../core/cell.ts';
import type { Row } from '../core/model.ts';
import type { Context } from './context.ts';
import { readAddress, sameQuery, writeAddress } from './query-address.ts';

export interface Sort {
  field: string;
  down: boolean;
}

/** What the person has asked to see of a source. */
export interface Query {
  readonly search: string;
  /** The values that a field may have; a field without any is not filtered. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly sort: Sort | null;
}

export const EVERYTHING: Query = { search: '', filters: {}, sort: null };

/** One source of one page as the person asked for it, and how many rows of it are shown. */
export interface Asked {
  /** The page that shows the source, and the source. */
  readonly path: string;
  readonly source: string;
  readonly query: Cell<Query>;
  /** Set by what draws the rows, so that the filters beside it can say it; null while nothing does. */
  readonly found: Cell<number | null>;
}

const all = new Map<string, Asked>();

/**
 * The one place for search, filters and sort of a source: the table, the gallery, the list or the tree that draws it and the
 * `filters` beside it share it. It outlives the page, so that whoever comes back from a row finds what they had asked for.
 */
export function askedOf(context: Context, source: string): Asked {
  const key = `${context.page.path} ${source}`;
  let asked = all.get(key);
  if (!asked) all.set(key, (asked = make(context.page.path, source)));
  return asked;
}

function make(path: string, source: string): Asked {
  const asked: Asked = { path, source, query: new Cell(EVERYTHING), found: new Cell<number | null>(null) };
  asked.query.subscribe((query) => writeAddress(path, source, query));
  return asked;
}

/** Keeps an element with the query of the source that it draws: it is drawn again with every change. */
export class Follower implements ReactiveController {
  private stop: (() => void) | null = null;
  private current: Asked | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly find: () => Asked,
  ) {
    host.addController(this);
  }

  get asked(): Asked {
    return (this.current ??= this.find());
  }

  hostUpdate(): void {
    const found = this.find();
    if (this.stop && found === this.current) return;
    this.stop?.();
    this.current = found;
    // Who arrives with an address finds what it says; who comes back without, what was asked for before.
    this.arrive(found, false);
    this.stop = found.query.subscribe(() => this.host.requestUpdate());
  }

  hostConnected(): void {
    addEventListener('popstate', this.moved);
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.moved);
    this.stop?.();
    this.stop = null;
    if (this.current) this.current.found.value = null;
  }

  private readonly moved = (): void => {
    if (this.current) this.arrive(this.current, true);
  };

  private arrive({ path, source, query }: Asked, always: boolean): void {
    const given = readAddress(path, source);
    if (given && (always || given !== EVERYTHING) && !sameQuery(given, query.value)) query.value = given;
    else writeAddress(path, source, query.value);
  }
}

export function ask(asked: Asked, change: Partial<Query>): void {
  asked.query.update((query) => ({ ...query, ...change }));
}

/** Chooses exactly these values of a field; none means all. */
export function filterBy(asked: Asked, field: string, values: readonly string[]): void {
  const { [field]: _, ...others } = asked.query.value.filters;
  ask(asked, { filters: values.length > 0 ? { ...others, [field]: values } : others });
}

/** Takes a value of a field in or out. */
export function toggleFilter(asked: Asked, field: string, value: string): void {
  const now = asked.query.value.filters[field] ?? [];
  filterBy(asked, field, now.includes(value) ? now.filter((one) => one !== value) : [...now, value]);
}

/** Shows everything again; the order stays. */
export function clearQuery(asked: Asked): void {
  ask(asked, { search: '', filters: {} });
}

export function isNarrowed(query: Query): boolean {
  return query.search.trim() !== '' || Object.keys(query.filters).length > 0;
}

/** The rows that fit search and filters. `words` is what of a row can be searched. */
export function matching(rows: readonly Row[], query: Query, words: (row: Row) => readonly unknown[]): readonly Row[] {
  const found = filtered(rows, query.filters);
  const wanted = query.search.trim().toLowerCase();
  return wanted === '' ? found : found.filter((row) => words(row).some((word) => String(word ?? '').toLowerCase().includes(wanted)));
}

/** The values of a field and how many of the rows that the other filters leave have each, in the order they first appear. */
export function choices(rows: readonly Row[], field: string, filters: Query['filters'] = {}): [value: string, count: number][] {
  const { [field]: _, ...others } = filters;
  const counts = new Map<string, number>(rows.map((row) => [valueAt(row, field), 0]));
  for (const row of filtered(rows, others)) counts.set(valueAt(row, field), counts.get(valueAt(row, field))! + 1);
  counts.delete('');
  return [...counts];
}

function filtered(rows: readonly Row[], filters: Query['filters']): readonly Row[] {
  const asked = Object.entries(filters);
  return asked.length === 0 ? rows : rows.filter((row) => asked.every(([field, values]) => values.includes(valueAt(row, field))));
}

/** A field by its path, as the text that filters compare. */
function valueAt(row: Row, field: string): string {
  return String(field.split('.').reduce<any>((at, part) => at?.[part], row) ?? '');
}
