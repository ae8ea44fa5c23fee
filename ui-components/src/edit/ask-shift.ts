import { html } from 'lit';
import { openLayer } from '../app/layers.ts';
import { button } from '../ui/button.ts';
import { t } from './texts.ts';

/** Asks by how many seconds times are moved; negative ones move them towards the beginning. */
export function askShift(heading: string, act: (seconds: number) => void): void {
  const close = openLayer({ kind: 'dialog', heading, body: (shut) => html`<form @submit=${(event: SubmitEvent) => {
    event.preventDefault();
    const seconds = (event.target as HTMLFormElement).querySelector('input')!.valueAsNumber;
    close();
    if (Number.isFinite(seconds) && seconds !== 0) act(seconds);
  }}><div class="dialog-body"><div class="field"><label for="shift-by">${t('cues.shift.by')}</label><div class="input-box"><input id="shift-by" type="number" step="any" min="-86400" max="86400" required value="0.5" aria-describedby="shift-hint" /></div><p class="hint" id="shift-hint">${t('cues.shift.hint')}</p></div></div>
    <footer class="dialog-foot">${button({ label: t('cancel'), click: shut })}${button({ label: heading, kind: 'primary', submit: true })}</footer></form>` });
}
