/** The list with one entry moved to where another stands. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  next.splice(Math.max(0, Math.min(to, next.length)), 0, one!);
  return next;
}

/**
 * All names in the order that was chosen for the visible ones. A name that is not visible, since its plugin is away, stays behind the
 * one that it stood behind.
 */
export function merged(all: readonly string[], visible: readonly string[]): string[] {
  const result = [...visible];
  all.forEach((name, index) => {
    if (result.includes(name)) return;
    const before = all.slice(0, index).findLast((one) => result.includes(one));
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, name);
  });
  return result;
}
