import { html, type TemplateResult } from 'lit';
import { icon } from '../ui/icon.ts';
import { problemList } from './problems.ts';
import type { Session } from './session.ts';
import { ft, type FlowKey } from './texts.ts';

/** How often, how many at once, how many a minute. */
export function advanced(session: Session): TemplateResult {
  const { retry, concurrency, order, rate } = session.draft;
  const wrong = ['/retry', '/concurrency', '/order', '/rate'].some((one) => session.at(one).length > 0);
  const serial = order === 'strict';
  return html`<details class="details flow-advanced" ?open=${wrong}><summary>${icon('chevron-right')}<span>${ft('advanced')}</span></summary><div class="flow-advanced-fields">
    ${input(session, 'attempts', '/retry/attempts', String(retry.attempts), (text) => session.change({ retry: { ...retry, attempts: whole(text) } }), true)}
    ${input(session, 'backoff', '/retry/backoff', retry.backoff, (backoff) => session.change({ retry: { ...retry, backoff } }))}
    ${input(session, 'longest', '/retry/longest', retry.longest, (longest) => session.change({ retry: { ...retry, longest } }))}
    ${input(session, 'max_age', '/retry/max_age', retry.max_age, (max_age) => session.change({ retry: { ...retry, max_age } }))}
    <div class="field"><label for="flow-order">${ft('adv.order')}</label><div class="input-box"><select id="flow-order" @change=${(event: Event) => {
      const strict = (event.target as HTMLSelectElement).value === 'strict';
      session.change({ order: strict ? 'strict' : 'none', concurrency: strict ? 1 : Math.max(2, concurrency) });
    }}><option value="strict" ?selected=${serial}>${ft('adv.order.strict')}</option><option value="none" ?selected=${!serial}>${ft('adv.order.none')}</option></select>${icon('chevron-down', 'chevron')}</div>${problemList(session.at('/order'), 'order-problems', null)}</div>
    ${serial ? '' : input(session, 'concurrency', '/concurrency', String(concurrency), (text) => session.change({ concurrency: whole(text) }), true)}
    ${problemList(session.at('/retry').filter(({ pointer }) => pointer === '/retry'), 'retry-problems', null)}
    ${input(session, 'rate', '/rate', String(rate.per_minute), (text) => session.change({ rate: { per_minute: whole(text) } }), true)}
  </div></details>`;
}

function input(session: Session, name: string, pointer: string, value: string, change: (text: string) => void, number = false): TemplateResult {
  const problems = session.at(pointer);
  const id = `flow-${name}`;
  return html`<div class="field ${problems.length > 0 ? 'invalid' : ''}"><label for=${id}>${ft(`adv.${name}` as FlowKey)}</label><div class="input-box"><input id=${id} type=${number ? 'number' : 'text'} min="1" spellcheck="false" autocomplete="off"
    aria-describedby=${`${id}-hint`} aria-invalid=${String(problems.length > 0)} .value=${value} @change=${(event: Event) => change((event.target as HTMLInputElement).value.trim())} /></div><p class="hint" id=${`${id}-hint`}>${ft(`adv.${name}.hint` as FlowKey)}</p>${problemList(problems, `${id}-problems`, ({ suggestion }) => change(suggestion!))}</div>`;
}

function whole(text: string): number {
  const value = Math.round(Number(text));
  return Number.isFinite(value) ? value : 0;
}
