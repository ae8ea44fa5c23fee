import { html, type TemplateResult } from 'lit';
import { openLayer } from '../app/layers.ts';
import { reason } from '../core/http.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { t } from './texts.ts';

/** Asks who somebody is, with the known names as suggestions; the dialog stays while `act` fails. */
export function askPerson(heading: string, value: string, names: readonly string[], act: (name: string) => Promise<void>): void {
  const close = openLayer({ kind: 'dialog', heading, body: (shut) => html`<u-ask-person .value=${value} .names=${names} .shut=${shut} .act=${async (name: string) => (await act(name), close())}></u-ask-person>` });
}

class AskPerson extends Element {
  static override properties = { problem: { state: true }, busy: { state: true } };
  declare problem: string | null;
  declare busy: boolean;
  value = '';
  names: readonly string[] = [];
  shut!: () => void;
  act!: (name: string) => Promise<void>;

  constructor() {
    super();
    this.problem = null;
    this.busy = false;
  }

  protected override render(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => void this.submit(event)}><div class="dialog-body"><div class="field ${this.problem ? 'invalid' : ''}"><label for="person">${t('faces.name')}</label>
      <div class="input-box"><input id="person" type="text" list="persons" maxlength="200" autocomplete="off" dir="auto" required .value=${this.value} aria-invalid=${String(this.problem !== null)} aria-describedby="person-problem" /></div>
      <p class="error" id="person-problem" role="alert">${this.problem ?? ''}</p><datalist id="persons">${this.names.map((name) => html`<option value=${name}></option>`)}</datalist></div></div>
      <footer class="dialog-foot">${button({ label: t('cancel'), click: this.shut })}${button({ label: t('faces.rename'), kind: 'primary', submit: true, busy: this.busy })}</footer></form>`;
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = this.querySelector('input')!.value.trim();
    if (!name || this.busy) return;
    this.busy = true;
    try {
      await this.act(name);
    } catch (failure) {
      this.problem = reason(failure);
    }
    this.busy = false;
  }
}

define('u-ask-person', AskPerson);
