import { call } from '../core/http.ts';
import type { EventType } from './data.ts';

const FRESH = 5000;
let asked: { at: number; answer: Promise<EventType[]> } | null = null;

/** The catalogue of event types, by name; one answer serves all who ask within a moment. */
export function eventTypes(again = false): Promise<EventType[]> {
  if (again || !asked || performance.now() - asked.at > FRESH) {
    const answer = call('GET', '/api/events/types').then(({ body }) => [...(body.items as EventType[])].sort((a, b) => a.name.localeCompare(b.name)));
    const mine = (asked = { at: performance.now(), answer });
    answer.catch(() => asked === mine && (asked = null));
  }
  return asked.answer;
}
