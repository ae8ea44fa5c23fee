import { html } from 'lit';
import { layers, openLayer } from '../app/layers.ts';
import { view } from '../app/state.ts';
import { t } from '../core/i18n.ts';
import { shortcut } from '../ui/keys.ts';

/** The sheet of keys: the general ones and those of the actions of this page. */
export function openKeys(): void {
  if (layers.value.length > 0) return;
  const current = view.value;
  const actions = current.kind === 'page' ? Object.values(current.page.actions ?? {}).filter((action) => action.key) : [];
  const rows = (pairs: [string, string][]) => html`<dl class="keys">${pairs.map(([what, keys]) => html`<div><dt>${what}</dt><dd>${keys.split(' ').map((key) => html`<kbd>${key}</kbd>`)}</dd></div>`)}</dl>`;
  openLayer({
    kind: 'dialog',
    heading: t('keys.title'),
    body: () => html`<div class="dialog-body">
      <h3 class="overline">${t('keys.everywhere')}</h3>
      ${rows([
        [t('palette.open'), shortcut('K')],
        [t('keys.this'), '?'],
        [t('keys.search'), '/'],
        [t('keys.home'), 'g h'],
        [t('keys.tasks'), 'g t'],
        [t('keys.plugins'), 'g p'],
        [t('keys.sidebar'), '['],
        [t('close'), 'Esc'],
      ])}
      ${actions.length > 0 ? html`<h3 class="overline">${t('keys.page')}</h3>${rows(actions.map((action) => [action.label, action.key!]))}` : ''}
    </div>`,
  });
}
