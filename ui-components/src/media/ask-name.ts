import { html } from 'lit';
import { openLayer } from '../app/layers.ts';
import { reason } from '../core/http.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { t } from './texts.ts';

interface Question {
  heading: string;
  submit: string;
  value: string;
  /** Does it; what it throws is said at the field. */
  act: (name: string) => Promise<void>;
}

/** Asks for a name and does something with it; the dialog stays while that fails. */
export function askName(question: Question): void {
  const close = openLayer({ kind: 'dialog', heading: question.heading, body: (shut) => html`<u-ask-name .question=${question} .shut=${shut} .done=${() => close()}></u-ask-name>` });
}

class AskName extends Element {
  static override properties = { question: { attribute: false }, problem: { state: true }, busy: { state: true } };
  declare question: Question;
  declare problem: string | null;
  declare busy: boolean;
  shut!: () => void;
  done!: () => void;

  constructor() {
    super();
    this.problem = null;
    this.busy = false;
  }

  protected override firstUpdated(): void {
    const input = this.querySelector('input')!;
    const dot = input.value.lastIndexOf('.');
    // The extension is rarely what is to be changed.
    requestAnimationFrame(() => (input.focus(), input.setSelectionRange(0, dot > 0 ? dot : input.value.length)));
  }

  protected override render(): unknown {
    const { question, problem } = this;
    return html`<form @submit=${(event: SubmitEvent) => void this.submit(event)}><div class="dialog-body"><div class="field ${problem ? 'invalid' : ''}">
        <label for="ask-name">${t('files.name')}</label>
        <div class="input-box"><input id="ask-name" name="name" type="text" autocomplete="off" spellcheck="false" dir="auto" required .value=${question.value} aria-invalid=${String(problem !== null)} aria-describedby="ask-name-problem" /></div>
        <p class="error" id="ask-name-problem" role="alert">${problem ?? ''}</p></div></div>
      <footer class="dialog-foot">${button({ label: t('cancel'), click: this.shut })}${button({ label: question.submit, kind: 'primary', submit: true, busy: this.busy })}</footer></form>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = this.querySelector('input')!.value.trim();
    if (!name || this.busy) return;
    if (name.includes('/') || name === '.' || name === '..') {
      this.problem = t('files.name.wrong');
      return;
    }
    this.busy = true;
    try {
      await this.question.act(name);
      this.done();
    } catch (failure) {
      this.problem = reason(failure);
    }
    this.busy = false;
  }
}

define('u-ask-name', AskName);
