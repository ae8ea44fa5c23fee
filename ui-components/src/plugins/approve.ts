import { html, type TemplateResult } from 'lit';
import { openLayer } from '../app/layers.ts';
import { toast } from '../app/toasts.ts';
import { call, reason } from '../core/http.ts';
import type { Plugin } from '../core/model.ts';
import { pluginName } from '../nodes/plugin-text.ts';
import { button } from '../ui/button.ts';
import type { Shown } from './control.ts';
import type { Preview } from './data.ts';
import { review } from './review.ts';
import { shortVersion } from './state.ts';
import { t } from './texts.ts';

/** Whether a jar of the plugins folder waits until an administrator approves it. */
export function waits(plugin: Plugin): boolean {
  return plugin['fault'] === 'unapproved';
}

/** Shows what the jar that waits would change, and lets it run after a yes. */
export async function openApproval(shown: Shown, plugin: Plugin): Promise<void> {
  const href = `/api/plugins/${encodeURIComponent(plugin.id)}`;
  let preview: Preview;
  try {
    preview = (await call('GET', `${href}/waiting`)).body as Preview;
  } catch (failure) {
    return void toast(reason(failure), { tone: 'danger' });
  }
  const name = pluginName(plugin);
  const approve = async () => {
    close();
    try {
      await call('POST', `${href}/approve`, { hash: preview.hash });
      toast(t('approve.done', { name, version: shortVersion(preview.version) }), { tone: 'success' });
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
    await shown.store.refresh(shown.source);
  };
  const close = openLayer({ kind: 'dialog', heading: t('approve.title', { name }), body: (shut) => body(preview, shut, approve) });
}

function body(preview: Preview, shut: () => void, approve: () => Promise<void>): TemplateResult {
  const { running, version } = preview;
  return html`<div class="dialog-body install">
      <p class="dialog-text">${t('approve.text')}</p>
      <p class="muted small">${running ? t('review.version', { from: shortVersion(running), to: shortVersion(version) }) : t('review.new', { version: shortVersion(version) })}</p>
      ${review(preview, false)}
      <p class="muted small approve-hash">SHA-256 <code>${preview.hash}</code></p></div>
    <footer class="dialog-foot">${button({ label: t('cancel'), click: shut })}${button({ label: t('approve.submit'), kind: preview.flows.length > 0 || preview.change === 'refused' ? 'danger' : 'primary', click: () => void approve() })}</footer>`;
}
