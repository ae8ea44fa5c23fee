/**
 * Holds the one event stream for all tabs of a browser: over HTTP/1.1 a browser has six connections to a server, and a stream in
 * each tab would use them up.
 */
import { Backlog } from './backlog.ts';
import { Feed } from './feed.ts';
import { GONE_AFTER, type Message, type ToTab, type ToWorker } from './protocol.ts';

const KEPT = 500;
/** Events that come close together are told in one message: each message costs a tab more than an event in it. */
const GATHER = 20;
const AT_ONCE = 200;
/** A page that was made within this time may have missed what came since. */
const FRESH = 10_000;

interface Tab {
  port: MessagePort;
  /** What it has been told. */
  position: number;
  resting: boolean;
  heard: number;
}

const tabs = new Set<Tab>();
const backlog = new Backlog(KEPT);
let feed: Feed | null = null;
let connected = true;
let hello: unknown = null;
let gathering: ReturnType<typeof setTimeout> | undefined;
let gathered = 0;

(globalThis as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const port = event.ports[0]!;
  const tab: Tab = { port, position: backlog.end, resting: false, heard: Date.now() };
  port.onmessage = ({ data }: MessageEvent<ToWorker>) => answer(tab, data);
};

setInterval(() => {
  for (const tab of tabs) if (Date.now() - tab.heard > GONE_AFTER) drop(tab);
}, GONE_AFTER / 3);

function answer(tab: Tab, message: ToWorker): void {
  tab.heard = Date.now();
  switch (message.do) {
    case 'open':
      join(tab, message);
      break;
    case 'rest':
      tab.resting = true;
      break;
    case 'wake':
      tab.resting = false;
      feed?.hurry();
      // One that was taken for gone begins anew.
      if (!tabs.has(tab)) tabs.add(tab);
      catchUp(tab);
      break;
    case 'here':
      break;
    case 'close':
      drop(tab);
  }
}

function join(tab: Tab, { href, last, fresh }: Extract<ToWorker, { do: 'open' }>): void {
  tabs.add(tab);
  tab.position = backlog.end;
  if (!feed) {
    feed = new Feed(href, last, receive, (now) => {
      connected = now;
      for (const one of tabs) send(one, { connected });
    });
    feed.open();
    return;
  }
  feed.hurry();
  send(tab, { connected });
  if (hello) send(tab, { told: [{ kind: 'hello', data: hello, id: '' }] });
  const missed = last === backlog.lastId ? [] : (backlog.after(last) ?? (fresh ? backlog.newer(Date.now() - FRESH) : null));
  tell(tab, missed);
}

function receive(kind: string, data: unknown, id: string): void {
  if (kind === 'hello') hello = data;
  backlog.add({ kind, data, id, at: Date.now() });
  gathering ??= setTimeout(pass, GATHER);
  if (++gathered >= AT_ONCE) pass();
}

function pass(): void {
  clearTimeout(gathering);
  gathering = undefined;
  gathered = 0;
  for (const tab of tabs) if (!tab.resting) catchUp(tab);
}

function catchUp(tab: Tab): void {
  tell(tab, backlog.since(tab.position));
}

/** Tells a tab what it missed; when that is forgotten, to fetch everything again. */
function tell(tab: Tab, missed: readonly Message[] | null): void {
  tab.position = backlog.end;
  if (missed === null) send(tab, { told: [{ kind: 'reset', data: {}, id: backlog.lastId }] });
  else if (missed.length > 0) send(tab, { told: missed.map(({ kind, data, id }) => ({ kind, data, id })) });
}

function send(tab: Tab, message: ToTab): void {
  tab.port.postMessage(message);
}

function drop(tab: Tab): void {
  tabs.delete(tab);
  if (tabs.size > 0) return;
  feed?.close();
  feed = null;
  connected = true;
}
