/** A source that keeps failing is asked ever more rarely, up to this many times its interval. */
const RAREST = 16;

/**
 * Asks again every so often, but only while the tab is shown and somebody looks at the answer. It sleeps otherwise, and asks
 * at once when it is looked at again and an answer is overdue.
 */
export class Poll {
  private looked = true;
  private asleep = false;
  private failures = 0;
  private timer = 0;
  private due = 0;
  private closed = false;

  /** `ask` says whether it got an answer; it is never called again before it has ended. */
  constructor(
    private readonly interval: number,
    private readonly ask: () => Promise<boolean>,
  ) {
    document.addEventListener('visibilitychange', this.wake);
    this.plan();
  }

  /** Tells that the answer is being drawn. What is not drawn again after an answer is not asked for any more. */
  look(): void {
    this.looked = true;
    this.wake();
  }

  close(): void {
    document.removeEventListener('visibilitychange', this.wake);
    clearTimeout(this.timer);
    this.closed = true;
  }

  private readonly wake = (): void => {
    if (!this.asleep || !this.looked || this.closed || document.visibilityState !== 'visible') return;
    this.asleep = false;
    this.start(this.due - performance.now());
  };

  private plan(): void {
    const delay = this.interval * Math.min(2 ** this.failures, RAREST);
    this.due = performance.now() + delay;
    this.start(delay);
  }

  private start(delay: number): void {
    this.timer = window.setTimeout(() => void this.tick(), Math.max(0, delay));
  }

  private async tick(): Promise<void> {
    if (!this.looked || document.visibilityState !== 'visible') {
      this.asleep = true;
      return;
    }
    this.looked = false;
    this.failures = (await this.ask()) ? 0 : this.failures + 1;
    if (!this.closed) this.plan();
  }
}
