import { html, type TemplateResult } from 'lit';
import { icon } from '../ui/icon.ts';
import type { Pointer } from './pointer.ts';
import { summaryLabel, type FormState } from './state.ts';
import { t } from './texts.ts';

/** What is wrong, all in one place, each with a way to its field. */
export function summary(state: FormState, jump: (pointer: Pointer) => void): TemplateResult {
  const { rest, errors } = state;
  const order = [...state.shown.keys()];
  const all = Object.entries(errors).filter(([pointer]) => pointer !== '').sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const whole = errors[''] === undefined ? rest : [...rest, errors['']];
  const count = whole.length + all.length;
  const go = (pointer: Pointer) => (event: Event) => {
    event.preventDefault();
    jump(pointer);
  };
  return html`<div class="alert tone-danger" role="alert" tabindex="-1">${icon('circle-alert')}<div class="alert-text">
    <strong>${count === 1 ? t('form.invalid') : t('form.invalid.many', { count })}</strong>
    <ul class="places">${whole.map((text) => html`<li>${text}</li>`)}
      ${all.map(([pointer, text]) => html`<li><a class="error-link" href=${`#${state.id(pointer)}`} @click=${go(pointer)}>${summaryLabel(state, pointer)}</a>: ${text}</li>`)}</ul>
  </div></div>`;
}
