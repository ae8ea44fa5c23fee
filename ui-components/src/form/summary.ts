import { html, type TemplateResult } from 'lit';
import { icon } from '../ui/icon.ts';
import { summaryLabel } from './labels.ts';
import type { Pointer } from './pointer.ts';
import type { FormState } from './state.ts';
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

/** Goes to a field, and unfolds what it is inside of. */
export function focusField(form: HTMLElement, id: string): void {
  const find = () => form.querySelector<HTMLElement>(`#${CSS.escape(id)}`) ?? form.querySelector<HTMLElement>(`#${CSS.escape(id)}-kind`);
  for (let around = find()?.closest('details'); around; around = around.parentElement?.closest('details')) around.open = true;
  find()?.focus();
}
