/** Whether a file is of a kind that an `accept` names: `.srt`, `image/png` or `image/*`. */
export function accepts(accept: string, file: Pick<File, 'name' | 'type'>): boolean {
  const name = file.name.toLowerCase();
  const type = file.type.toLowerCase();
  const kinds = accept.toLowerCase().split(',').map((kind) => kind.trim()).filter(Boolean);
  return kinds.length === 0 || kinds.some((kind) => (kind.startsWith('.') ? name.endsWith(kind) : kind.endsWith('/*') ? type.startsWith(kind.slice(0, -1)) : type === kind));
}
