/** A hand is not quite still. */
const STILL_PX = 6;
let pressed = false;
addEventListener('pointerdown', () => (pressed = true), { capture: true, passive: true });
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => (pressed = false), { capture: true, passive: true });

/** Runs now, or after the press that is going on: what appears meanwhile would move the button away under the pointer. */
export function whenReleased(run: () => void): void {
  if (pressed) addEventListener('pointerup', () => setTimeout(run), { once: true, capture: true });
  else run();
}

/**
 * What is left because a button is pressed may become longer or shorter, and the button moves away under the pointer: no click comes
 * then. A press that ends where it began is one all the same.
 */
export function press(event: PointerEvent): void {
  const button = (event.target as HTMLElement).closest('button');
  if (!button) return;
  const done = new AbortController();
  button.addEventListener('click', () => done.abort(), { signal: done.signal });
  const end = (up: PointerEvent) => {
    const near = Math.hypot(up.clientX - event.clientX, up.clientY - event.clientY) < STILL_PX;
    // The click, if there is one, comes before this.
    if (near) setTimeout(() => !done.signal.aborted && button.isConnected && (done.abort(), button.click()));
    else done.abort();
  };
  addEventListener('pointerup', end, { signal: done.signal, capture: true, once: true });
}
