/**
 * Gives the rows in the window the elements of those that left it: making an element costs far more than filling it again. A row
 * that stays keeps its element, so that a press that began on one does not end on another.
 */
export class Slots {
  private taken = new Map<string, number>();
  private next = 0;

  /** The slot of each row, in order. The slot of `held`, where the focus is, goes with its row and is not filled again. */
  assign(ids: readonly string[], held: string | null): number[] {
    const names = distinct(ids);
    const wanted = new Set(names);
    // Filled again in their order, so that after a jump no element has to move.
    const free: number[] = [];
    for (const [id, slot] of this.taken) if (!wanted.has(id) && id !== held) free.push(slot);
    // Where rows stay, from the last: the first to leave at one end is the last to come at the other, and no other element moves.
    if (free.length < this.taken.size) free.reverse();
    let used = 0;
    const taken = new Map<string, number>();
    for (const name of names) taken.set(name, this.taken.get(name) ?? free[used++] ?? this.next++);
    this.taken = taken;
    return [...taken.values()];
  }
}

/** Data may name two rows alike, or name none: both are shown. */
function distinct(ids: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return ids.map((id) => {
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    return before === 0 ? id : `${id} ${before}`;
  });
}
