import { html } from 'lit';
import { openLayer } from '../app/layers.ts';
import { t } from '../core/i18n.ts';
import type { Tone } from '../core/model.ts';
import { button } from './button.ts';

export interface Question {
  heading: string;
  text: string;
  /** What the yes does, in words. */
  submit: string;
  tone?: Tone;
}

/** Asks; answers false when it is closed in any other way than by the yes. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    let sure = false;
    const close = openLayer({
      kind: 'dialog',
      heading: question.heading,
      closed: () => resolve(sure),
      body: (shut) => html`<div class="dialog-body"><p class="dialog-text">${question.text}</p></div>
        <footer class="dialog-foot">
          ${button({ label: t('cancel'), kind: 'secondary', click: shut })}
          ${button({
            label: question.submit,
            kind: question.tone === 'danger' ? 'danger' : 'primary',
            click: () => {
              sure = true;
              close();
            },
          })}
        </footer>`,
    });
  });
}
