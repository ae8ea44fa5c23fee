import { EVERYTHING, type Query } from './query.ts';

/** More than this in an address is no search that somebody typed. */
const LONGEST = 200;

/**
 * What the address asks of a source: `<source>.q` is the search, `<source>.sort` a field, with `-` before it for the largest first,
 * and `<source>.is.<field>` a value of a filter. Null when another page is in the address than the one that asks.
 */
export function readAddress(path: string, source: string): Query | null {
  if (location.pathname !== path) return null;
  const filters: Record<string, string[]> = Object.create(null);
  let search = '';
  let sort: Query['sort'] = null;
  const prefix = `${source}.is.`;
  for (const [name, given] of new URLSearchParams(location.search)) {
    const value = given.slice(0, LONGEST);
    if (name === `${source}.q`) search = value;
    else if (name === `${source}.sort`) sort = sortOf(value);
    else if (name.startsWith(prefix) && value) (filters[name.slice(prefix.length)] ??= []).push(value);
  }
  const query = { search, sort, filters };
  return sameQuery(query, EVERYTHING) ? EVERYTHING : query;
}

/** Writes it there, so that reloading, coming back and handing on the address keep it; everything else in it stays. */
export function writeAddress(path: string, source: string, { search, sort, filters }: Query): void {
  if (location.pathname !== path) return;
  const params = new URLSearchParams(location.search);
  const own = [`${source}.q`, `${source}.sort`];
  for (const name of [...params.keys()]) if (own.includes(name) || name.startsWith(`${source}.is.`)) params.delete(name);
  if (search.trim()) params.set(`${source}.q`, search.slice(0, LONGEST));
  if (sort) params.set(`${source}.sort`, (sort.down ? '-' : '') + sort.field);
  for (const [field, values] of Object.entries(filters)) for (const value of values) params.append(`${source}.is.${field}`, value);
  const text = params.toString();
  // An address that says the same in other words is left as it is.
  if (text !== new URLSearchParams(location.search).toString()) history.replaceState(history.state, '', path + (text ? `?${text}` : '') + location.hash);
}

export function sameQuery(a: Query, b: Query): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain({ search, sort, filters }: Query): unknown {
  return [search.trim(), sort && [sort.field, sort.down], Object.entries(filters).filter(([, values]) => values.length > 0).sort(([a], [b]) => (a < b ? -1 : 1))];
}

function sortOf(value: string): Query['sort'] {
  const down = value.startsWith('-');
  const field = down ? value.slice(1) : value;
  return field ? { field, down } : null;
}
