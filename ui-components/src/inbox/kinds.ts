import { html, type TemplateResult } from 'lit';
import { inbox, mute } from '../app/inbox.ts';
import { define, Element } from '../ui/element.ts';
import { t } from './texts.ts';

const KINDS = ['task', 'delivery', 'flow', 'plugin', 'compute'] as const;

/** Which kinds the person wants to be told of. */
class Kinds extends Element {
  constructor() {
    super();
    this.watch(inbox);
  }

  protected override render(): TemplateResult {
    const { muted } = inbox.value;
    return html`<div class="panel-list preferences">${KINDS.map((kind) => html`<label class="choice-row"><span>${t(`kind.${kind}`)}</span>
      <input type="checkbox" .checked=${!muted.includes(kind)} @change=${(event: Event) => this.change(kind, (event.target as HTMLInputElement).checked)} /></label>`)}</div>`;
  }

  private change(kind: string, wanted: boolean): void {
    const others = inbox.value.muted.filter((one) => one !== kind);
    void mute(wanted ? others : [...others, kind]);
  }
}

define('u-notification-kinds', Kinds);

export function kinds(): TemplateResult {
  return html`<u-notification-kinds></u-notification-kinds>`;
}
