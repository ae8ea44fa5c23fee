/** Where somebody was in a recording, in this browser. */
const KEY = 'dalbox.positions';
/** The oldest are forgotten. */
const MOST = 100;

function all(): [string, number][] {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(known) ? (known as [string, number][]) : [];
  } catch {
    // Blocked storage, or something else's: then nothing is remembered.
    return [];
  }
}

function keep(positions: [string, number][]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(positions.slice(-MOST)));
  } catch {
    // A full or blocked storage only costs the position.
  }
}

export function remembered(src: string): number | null {
  return all().find(([known]) => known === src)?.[1] ?? null;
}

export function remember(src: string, seconds: number): void {
  keep([...all().filter(([known]) => known !== src), [src, Math.floor(seconds)]]);
}

export function forget(src: string): void {
  keep(all().filter(([known]) => known !== src));
}
