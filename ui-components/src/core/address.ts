/** Schemes of addresses that are no storages, however they are written. */
const SCHEMES = new Set(['javascript', 'vbscript', 'data', 'blob', 'file', 'filesystem', 'about', 'http', 'https', 'ftp', 'ws', 'wss', 'mailto', 'tel']);
const STORAGE_PATH = /^([a-z][a-z0-9-]*):(\/[^]*)$/;
/** What browsers leave out or turn around in addresses, so that `/\t/host` would lead to another server. */
const TREACHEROUS = /[\\\u0000-\u001f\u007f]/;
const OUTSIDE = /^(https?:\/\/|mailto:)/i;

/**
 * The address on this server that `value` stands for: a path such as `/module/films/`, or a file in a storage such as
 * `media:/a b.jpg`, which becomes the address of its content. Null for everything else: other schemes, other hosts, no text.
 * Whatever comes from data and ends in a link or an image passes here.
 */
export function localAddress(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const [, storage, path] = STORAGE_PATH.exec(value) ?? [];
  if (storage && path) return SCHEMES.has(storage) ? null : `/api/storages/${storage}/content?path=${encodeURIComponent(path.toWellFormed())}`;
  return value.startsWith('/') && !value.startsWith('//') && !TREACHEROUS.test(value) ? value : null;
}

export interface Destination {
  href: string;
  /** Whether it leads away from this server. */
  outside: boolean;
}

/** Like {@link localAddress}, but also other web sites and mail: for texts in which the reader expects them. */
export function webAddress(value: unknown): Destination | null {
  const own = localAddress(value);
  if (own !== null) return { href: own, outside: false };
  if (typeof value !== 'string' || !OUTSIDE.test(value) || TREACHEROUS.test(value) || !URL.canParse(value)) return null;
  return { href: value, outside: true };
}
