import { Cell } from '../core/cell.ts';
import { Feed, type StreamEvent } from './feed.ts';
import { HERE_EVERY, type ToTab, type ToWorker } from './protocol.ts';

export type { StreamEvent } from './feed.ts';
type Listener = (data: any) => void;

/** The address of the script that holds the stream for all tabs. */
declare const __WORKER__: string;

/** How long an event is kept for a page whose snapshot was taken before it and arrives after it. */
const RECENT = 3000;
/** A tab that is hidden for longer than a glance elsewhere is told nothing until it shows. */
const REST_AFTER = 3000;

/**
 * The events of the server, as this tab hears them: from the one stream that all tabs share, or from one of its own where the
 * browser cannot share (decision "one-stream-for-all-tabs").
 */
export class Stream {
  readonly connected = new Cell(true);
  private readonly listeners = new Map<StreamEvent, Set<Listener>>();
  private lastId: string;
  private recent: { at: number; kind: StreamEvent; data: any }[] = [];
  private port: MessagePort | null = null;
  private feed: Feed | null = null;
  private rest = 0;

  /** `owner` keeps streams of different people apart: what one may hear is not for the other. */
  constructor(
    private readonly href: string,
    lastEventId: string | null | undefined,
    private readonly owner: string,
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
    this.port = this.share();
    if (this.port) this.tell({ do: 'open', href: this.href, last: this.lastId, fresh: true });
    else this.listenAlone();
    setInterval(() => this.tell({ do: 'here' }), HERE_EVERY);
    addEventListener('pagehide', () => this.leave());
    addEventListener('pageshow', (event) => event.persisted && this.comeBack());
    document.addEventListener('visibilitychange', () => this.seen(document.visibilityState === 'visible'));
  }

  /** Tries at once to connect again, when it is waiting to do so. */
  hurry(): void {
    this.tell({ do: 'wake' });
    this.feed?.hurry();
  }

  private share(): MessagePort | null {
    // Not on phones, and nowhere else the shared one is missing, is there more than a tab or two to serve.
    if (typeof SharedWorker !== 'function') return null;
    try {
      const { port } = new SharedWorker(ownScript(__WORKER__), { name: `dalbox ${this.owner}`, type: 'module' });
      port.onmessage = ({ data }: MessageEvent<ToTab>) => {
        if ('connected' in data) this.connected.value = data.connected;
        else for (const { kind, data: row, id } of data.told) this.dispatch(kind as StreamEvent, row, id);
      };
      return port;
    } catch (failure) {
      console.warn('The stream cannot be shared between tabs', failure);
      return null;
    }
  }

  private listenAlone(): void {
    this.feed ??= new Feed(this.href, this.lastId, (kind, data, id) => this.dispatch(kind, data, id), (connected) => (this.connected.value = connected));
    this.feed.open();
  }

  private seen(visible: boolean): void {
    clearTimeout(this.rest);
    if (visible) this.hurry();
    else this.rest = window.setTimeout(() => this.tell({ do: 'rest' }), REST_AFTER);
  }

  private leave(): void {
    this.tell({ do: 'close' });
    this.feed?.close();
  }

  /** The browser brings back a page that it kept: everything on it may be old. */
  private comeBack(): void {
    if (this.feed) this.listenAlone();
    else this.tell({ do: 'open', href: this.href, last: this.lastId, fresh: false });
  }

  private tell(message: ToWorker): void {
    this.port?.postMessage(message);
  }

  private dispatch(kind: StreamEvent, data: any, id: string): void {
    if (id) this.lastId = id;
    const at = performance.now();
    if (this.recent[0] && this.recent[0].at < at - 2 * RECENT) this.recent = this.recent.filter((one) => one.at >= at - RECENT);
    this.recent.push({ at, kind, data });
    for (const listener of [...(this.listeners.get(kind) ?? [])]) listener(data);
  }
}

interface Policies {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL: (url: string) => string };
}

/** The browser starts only scripts that a policy of ours vouches for; this one vouches for a single address. */
function ownScript(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  const rules = { createScriptURL: (url: string) => {
    if (url !== address) throw new TypeError(`${url} is no script of ours`);
    return url;
  } };
  return trustedTypes ? trustedTypes.createPolicy('dalbox', rules).createScriptURL(address) : address;
}
