/**
 * The entries whose text holds the letters of `query` in order, best first: a whole match before a word's start before
 * anything inside before scattered letters; equals keep their order.
 */
export function rank<T>(entries: readonly T[], query: string, text: (entry: T) => string): T[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [...entries];
  return entries
    .map((entry) => ({ entry, score: score(text(entry).toLowerCase(), wanted) }))
    .filter(({ score: points }) => points > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

function score(text: string, wanted: string): number {
  const at = text.indexOf(wanted);
  if (at === 0) return 4;
  if (at > 0) return /[\s/._-]/.test(text[at - 1]!) ? 3 : 2;
  let from = 0;
  for (const letter of wanted) {
    if (letter === ' ') continue;
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return 0;
  }
  return 1;
}
