import { Cell } from '../core/cell.ts';

export type StreamEvent = 'hello' | 'plugin' | 'task' | 'event' | 'flow' | 'delivery' | 'page' | 'reset';
type Listener = (data: any) => void;

const KINDS: StreamEvent[] = ['hello', 'plugin', 'task', 'event', 'flow', 'delivery', 'page', 'reset'];
const RETRY_FIRST = 1000;
const RETRY_MOST = 15000;
/** How long an event is kept for a page whose snapshot was taken before it and arrives after it. */
const RECENT = 3000;

/**
 * The one event stream of the tab. It resumes after the last event seen: the browser does so by itself while the
 * connection only drops, and this class does so (by `last_event_id`) after an answer that ended it for good.
 */
export class Stream {
  readonly connected = new Cell(true);
  private readonly listeners = new Map<StreamEvent, Set<Listener>>();
  private source: EventSource | null = null;
  private lastId: string;
  private recent: { at: number; kind: StreamEvent; data: any }[] = [];
  private retry = RETRY_FIRST;
  private timer = 0;

  constructor(
    private readonly href: string,
    lastEventId: string | null | undefined,
  ) {
    this.lastId = lastEventId ?? '';
  }

  on(kind: StreamEvent, listener: Listener): () => void {
    const all = this.listeners.get(kind) ?? new Set();
    this.listeners.set(kind, all.add(listener));
    return () => all.delete(listener);
  }

  /** What came in the last moments, oldest first; for whoever starts to listen with a value from before. */
  replay(receive: (kind: StreamEvent, data: any) => void): void {
    const from = performance.now() - RECENT;
    for (const { at, kind, data } of this.recent) if (at >= from) receive(kind, data);
  }

  open(): void {
    clearTimeout(this.timer);
    const separator = this.href.includes('?') ? '&' : '?';
    const resume = this.lastId ? `${separator}last_event_id=${encodeURIComponent(this.lastId)}` : '';
    const source = new EventSource(this.href + resume);
    this.source = source;
    source.onopen = () => {
      this.retry = RETRY_FIRST;
      this.connected.value = true;
    };
    source.onerror = () => {
      this.connected.value = false;
      if (source.readyState === EventSource.CLOSED) this.reopen();
    };
    for (const kind of KINDS) source.addEventListener(kind, (event) => this.dispatch(kind, event as MessageEvent<string>));
  }

  close(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  private reopen(): void {
    this.source?.close();
    this.timer = window.setTimeout(() => this.open(), this.retry);
    this.retry = Math.min(this.retry * 2, RETRY_MOST);
  }

  private dispatch(kind: StreamEvent, event: MessageEvent<string>): void {
    if (event.lastEventId) this.lastId = event.lastEventId;
    const data: unknown = event.data ? JSON.parse(event.data) : {};
    const at = performance.now();
    if (this.recent[0] && this.recent[0].at < at - 2 * RECENT) this.recent = this.recent.filter((one) => one.at >= at - RECENT);
    this.recent.push({ at, kind, data });
    for (const listener of [...(this.listeners.get(kind) ?? [])]) listener(data);
  }
}
