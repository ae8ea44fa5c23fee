import { html, nothing, type TemplateResult } from 'lit';
import { toast } from '../app/toasts.ts';
import { call, reason } from '../core/http.ts';
import type { Tone } from '../core/model.ts';
import { button } from '../ui/button.ts';
import type { Flow, FlowState } from './model.ts';
import { ft } from './texts.ts';

const TONES: Record<FlowState, Tone> = { on: 'success', off: 'neutral', waiting: 'info', broken: 'danger', cut: 'warning' };

/** How a flow stands: a dot and a word. */
export function stateMark({ state }: Flow): TemplateResult {
  return html`<span class="flow-state tone-${TONES[state] ?? 'neutral'}"><span class="dot" aria-hidden="true"></span><span>${ft(`state.${state}`)}</span></span>`;
}

/** Lets a flow that was cut go on, with what has gathered or without it. */
export function resume(flow: Flow, done: (flow: Flow) => void): TemplateResult | typeof nothing {
  const waiting = flow.counts?.waiting ?? 0;
  const go = async (skip: boolean) => {
    try {
      done((await call('POST', `/api/flows/${encodeURIComponent(flow.id)}/resume`, { skip })).body);
      toast(ft('resumed', { name: flow.name }));
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  };
  return html`<span class="flow-resume">${button({ label: ft('resume'), icon: 'play', size: 'small', about: flow.name, click: () => void go(false) })}
    ${waiting > 0 ? button({ label: ft('resume.skip', { count: waiting }), icon: 'skip-forward', kind: 'ghost', size: 'small', about: flow.name, click: () => void go(true) }) : nothing}</span>`;
}
