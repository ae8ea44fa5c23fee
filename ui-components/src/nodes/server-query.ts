import type { PageStore } from '../live/store.ts';
import { EVERYTHING, type Query } from './query.ts';

/** Typing is waited for, so that not every letter is a request. */
const PAUSE = 250;

/**
 * The part of a query that the server answers: of a source with `page: server`, what its action has parameters for. `sort` is a
 * field, with `-` before it for the largest first; `search` is a text; a filter has the name of its field.
 */
export function serverParams(query: Query, asks: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  const search = query.search.trim();
  if (search && asks.includes('search')) params['search'] = search;
  if (query.sort && asks.includes('sort')) params['sort'] = (query.sort.down ? '-' : '') + query.sort.field;
  for (const [field, [value, ...more]] of Object.entries(query.filters)) {
    if (value !== undefined && more.length === 0 && asks.includes(field)) params[field] = value;
  }
  return params;
}

/** What of the query is left for the browser. */
export function browserQuery(query: Query, asks: readonly string[]): Query {
  if (asks.length === 0) return query;
  const filters = Object.fromEntries(Object.entries(query.filters).filter(([field, values]) => values.length !== 1 || !asks.includes(field)));
  return { search: asks.includes('search') ? EVERYTHING.search : query.search, sort: asks.includes('sort') ? null : query.sort, filters };
}

/** Brings what a person asks for to the server, once they pause. */
export class ServerQuery {
  private query: Query = EVERYTHING;
  private timer = 0;

  follow(store: PageStore, source: string, query: Query): void {
    if (query === this.query) return;
    const typing = query.search !== this.query.search;
    this.query = query;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void store.narrow(source, serverParams(query, store.asks(source))), typing ? PAUSE : 0);
  }

  close(): void {
    clearTimeout(this.timer);
  }
}
