import type { Shown } from './control.ts';
import type { Offer } from './data.ts';

/** The newer version of a plugin that the catalogue has; null when there is none. */
export function updateOf(shown: Shown, id: string): Offer | null {
  if (!shown.updates) return null;
  return (shown.store.items(shown.updates) as unknown as readonly Offer[]).find((offer) => offer.id === id) ?? null;
}
