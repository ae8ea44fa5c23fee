/** What was typed into a form and not sent yet, kept for this tab. Secrets are never given to it. */

const PREFIX = 'dalbox.draft:';

export function loadDraft(id: string): Record<string, unknown> | null {
  try {
    const text = sessionStorage.getItem(PREFIX + id);
    return text ? (JSON.parse(text) as Record<string, unknown>) : null;
  } catch {
    // Storage may be blocked or hold something older; a form without a draft is the right answer.
    return null;
  }
}

export function saveDraft(id: string, values: Record<string, unknown>): void {
  try {
    sessionStorage.setItem(PREFIX + id, JSON.stringify(values));
  } catch {
    // A full or blocked storage only costs the draft.
  }
}

export function dropDraft(id: string): void {
  try {
    sessionStorage.removeItem(PREFIX + id);
  } catch {
    // See saveDraft.
  }
}

const guards = new Set<() => boolean>();

/** Tells that a form is shown; `dirty` answers whether it holds something unsent. */
export function guard(dirty: () => boolean): () => void {
  guards.add(dirty);
  return () => guards.delete(dirty);
}

export function anyDirty(): boolean {
  return [...guards].some((dirty) => dirty());
}

/** From now on nothing is asked before the page is left. */
export function releaseGuards(): void {
  guards.clear();
}
