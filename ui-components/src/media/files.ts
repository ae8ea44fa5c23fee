import { call, Problem, upload } from '../core/http.ts';
import { t } from './texts.ts';

/** As `GET /api/storages/{storage}/files` has it. */
export interface FileEntry {
  path: string;
  name: string;
  folder: boolean;
  size: number | null;
  modified: string;
  mime_type: string | null;
}

export interface Storage {
  name: string;
  usable_bytes: number | null;
  total_bytes: number | null;
  problem?: string;
}

export type Sort = 'name' | '-name' | 'size' | '-size' | 'modified' | '-modified';

/** A storage and a path in it: `media:/films` is `['media', '/films']`. */
export function parts(place: string): [storage: string, path: string] {
  const at = place.indexOf(':/');
  return at > 0 ? [place.slice(0, at), place.slice(at + 1)] : ['', '/'];
}

/** The path of what is called `name` in the folder `place`. */
export function within(place: string, name: string): string {
  return place.endsWith('/') ? place + name : `${place}/${name}`;
}

/** The folder that holds `place`; null for the root of a storage. */
export function above(place: string): string | null {
  const [storage, path] = parts(place);
  if (path === '/' || path === '') return null;
  return `${storage}:${path.slice(0, path.lastIndexOf('/')) || '/'}`;
}

export function nameOf(place: string): string {
  const [storage, path] = parts(place);
  return path.slice(path.lastIndexOf('/') + 1) || storage;
}

const at = (storage: string, what: string) => `/api/storages/${encodeURIComponent(storage)}/${what}`;

/** The address of a file's bytes. */
export function contentOf(place: string, download = false): string {
  const [storage, path] = parts(place);
  return `${at(storage, 'content')}?path=${encodeURIComponent(path)}${download ? '&download=1' : ''}`;
}

export async function storages(): Promise<Storage[]> {
  return (await call('GET', '/api/storages')).body.items;
}

export async function pageOf(place: string, query: { sort: Sort; search: string; folders: boolean; cursor?: string | null }, signal?: AbortSignal): Promise<{ items: FileEntry[]; next: string | null }> {
  const [storage, path] = parts(place);
  const asked = { path, sort: query.sort, search: query.search || null, kind: query.folders ? 'folder' : null, cursor: query.cursor ?? null, limit: 200 };
  return (await call('GET', at(storage, 'files'), asked, signal)).body;
}

export async function makeFolder(place: string): Promise<FileEntry> {
  const [storage, path] = parts(place);
  return (await call('POST', at(storage, 'folders'), { path })).body;
}

export async function move(from: string, to: string): Promise<FileEntry> {
  const [storage, path] = parts(from);
  const [other, target] = parts(to);
  if (storage !== other) throw new Problem(409, t('files.one-storage'));
  return (await call('POST', at(storage, 'move'), { from: path, to: target })).body;
}

/** Throws away; the returned function brings it back. */
export async function trash(place: string): Promise<() => Promise<void>> {
  const [storage, path] = parts(place);
  const { id } = (await call('POST', at(storage, 'trash'), { path })).body;
  return () => restore(storage, id);
}

/** What was thrown away, and where it was. */
export interface TrashedFile {
  id: string;
  path: string;
  name: string;
  folder: boolean;
  size: number | null;
  deleted: string;
}

export async function trashed(storage: string): Promise<TrashedFile[]> {
  return (await call('GET', at(storage, 'trash'))).body.items;
}

export async function restore(storage: string, id: string): Promise<void> {
  await call('POST', `${at(storage, 'trash')}/${encodeURIComponent(id)}/restore`);
}

/** Deletes for good what is in the trash. */
export async function purge(storage: string, id: string): Promise<void> {
  await call('DELETE', `${at(storage, 'trash')}/${encodeURIComponent(id)}`);
}

/** Sends a file to `place`, and tells how far it is from 0 to 1. */
export async function sendFile(place: string, file: Blob, progress: (part: number) => void, signal: AbortSignal): Promise<void> {
  await upload('PUT', contentOf(place), file, progress, signal);
}

const ICONS: [RegExp, string][] = [
  [/^image\//, 'file-image'], [/^video\//, 'file-video'], [/^audio\//, 'file-audio'], [/^text\/|pdf|epub/, 'file-text'], [/zip|tar|7z/, 'file-archive'], [/json|xml|html/, 'file-code'],
];

/** The drawing that stands for a file. */
export function iconOf(entry: FileEntry): string {
  if (entry.folder) return 'folder';
  return ICONS.find(([type]) => type.test(entry.mime_type ?? ''))?.[1] ?? 'file';
}

/** Whether a file is of one of the kinds: an extension such as `.srt`, or `image`, `audio`, `video`. */
export function fits(entry: FileEntry, kinds: readonly string[]): boolean {
  if (kinds.length === 0 || entry.folder) return true;
  const name = entry.name.toLowerCase();
  return kinds.some((kind) => (kind.startsWith('.') ? name.endsWith(kind.toLowerCase()) : (entry.mime_type ?? '').startsWith(`${kind}/`)));
}
