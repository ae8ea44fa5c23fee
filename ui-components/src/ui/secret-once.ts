import { html } from 'lit';
import { openLayer } from '../app/layers.ts';
import { t } from '../core/i18n.ts';
import { button } from './button.ts';
import { copyButton } from './copy.ts';

/** Shows what the server tells only once; it is gone with the dialog. */
export function showSecret(heading: string, secret: string): void {
  openLayer({
    kind: 'dialog',
    heading,
    body: (close) => html`<div class="dialog-body secret-once"><p>${t('secret.once')}</p>
        <div class="secret-row"><code tabindex="0">${secret}</code>${copyButton(t('copy'), () => secret)}</div></div>
      <div class="dialog-foot">${button({ label: t('secret.kept'), kind: 'primary', click: close })}</div>`,
  });
}
