/** The events of the stream; `ping` is only there to be missed. */
export const KINDS = ['hello', 'plugin', 'task', 'event', 'flow', 'delivery', 'catalogue', 'page', 'reset', 'ping'] as const;
export type StreamEvent = (typeof KINDS)[number];

const RETRY_FIRST = 1000;
const RETRY_MOST = 15000;
/** The server pings every 15 seconds; a connection without two of them is dead, whatever the system says. */
const SILENCE = 40000;
const WATCH = 5000;
/** A timer that is this late has slept. */
const SLEPT = 20000;

/**
 * One connection to the server's event stream that comes back by itself: after a loss, after an answer that ended it, after a
 * silence, and after the machine slept. It goes on after the last event seen.
 */
export class Feed {
  private source: EventSource | null = null;
  private retry = RETRY_FIRST;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  private heard = 0;
  private watched = 0;

  constructor(
    private readonly href: string,
    private lastId: string,
    private readonly receive: (kind: StreamEvent, data: unknown, id: string) => void,
    private readonly state: (connected: boolean) => void,
  ) {}

  open(): void {
    clearTimeout(this.timer);
    this.source?.close();
    const separator = this.href.includes('?') ? '&' : '?';
    const resume = this.lastId ? `${separator}last_event_id=${encodeURIComponent(this.lastId)}` : '';
    const source = new EventSource(this.href + resume);
    this.source = source;
    this.heard = Date.now();
    source.onopen = () => {
      this.retry = RETRY_FIRST;
      this.heard = Date.now();
      this.state(true);
    };
    source.onerror = () => {
      this.state(false);
      if (source.readyState === EventSource.CLOSED) this.reopen();
    };
    for (const kind of KINDS) source.addEventListener(kind, (event) => this.accept(kind, event as MessageEvent<string>));
    this.watched = Date.now();
    this.watch ??= setInterval(() => this.look(), WATCH);
  }

  close(): void {
    clearTimeout(this.timer);
    clearInterval(this.watch);
    this.watch = undefined;
    this.source?.close();
    this.source = null;
  }

  /** Tries at once when it is waiting for the next try. */
  hurry(): void {
    if (this.source?.readyState === EventSource.CLOSED) this.open();
  }

  private look(): void {
    const now = Date.now();
    const slept = now - this.watched > SLEPT;
    this.watched = now;
    if (this.source?.readyState === EventSource.CLOSED || (!slept && now - this.heard < SILENCE)) return;
    this.state(false);
    this.open();
  }

  private reopen(): void {
    clearTimeout(this.timer);
    // All tabs of all browsers lose a server that restarts at the same moment; they must not come back at the same one.
    this.timer = setTimeout(() => this.open(), this.retry * (0.75 + Math.random() / 2));
    this.retry = Math.min(this.retry * 2, RETRY_MOST);
  }

  private accept(kind: StreamEvent, event: MessageEvent<string>): void {
    this.heard = Date.now();
    if (event.lastEventId) this.lastId = event.lastEventId;
    if (kind !== 'ping') this.receive(kind, event.data ? JSON.parse(event.data) : {}, this.lastId);
  }
}
