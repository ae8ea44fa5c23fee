/** What a tab tells the worker that holds the stream. */
export type ToWorker =
  /** Begins; `fresh` when the page was made a moment ago by the server, `last` is where it stands. */
  | { do: 'open'; href: string; last: string; fresh: boolean }
  /** Nobody sees the tab: it needs nothing until it shows again. */
  | { do: 'rest' }
  | { do: 'wake' }
  /** Still there. */
  | { do: 'here' }
  | { do: 'close' };

/** An event of the stream. */
export interface Message {
  kind: string;
  data: unknown;
  id: string;
}

/** What the worker tells a tab. */
export type ToTab = { told: readonly Message[] } | { connected: boolean };

/** A tab says so often that it is there; one that is silent for long is gone, or frozen, and says so when it comes back. */
export const HERE_EVERY = 20_000;
export const GONE_AFTER = 180_000;
