/**
 * Splits a name for a middle ellipsis: the head may be cut by the browser, the tail is always shown. The tail keeps the
 * extension and a few characters before it, so that `…E01.2160p.mkv` and `…E02.2160p.mkv` can be told apart.
 */
export function splitName(name: string, keep = 12): [head: string, tail: string] {
  const characters = [...name];
  if (characters.length <= keep + 4) return [name, ''];
  const dot = characters.lastIndexOf('.');
  const extension = dot > 0 && characters.length - dot <= 10 ? characters.length - dot : 0;
  const tail = Math.max(keep, Math.min(extension + 6, keep + 6));
  return [characters.slice(0, -tail).join(''), characters.slice(-tail).join('')];
}

/** Shortens to `length` characters, cutting in the middle. */
export function middle(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  const room = Math.max(2, length - 1);
  const tail = Math.ceil(room / 2);
  return characters.slice(0, room - tail).join('') + '…' + characters.slice(-tail).join('');
}
