import { html, nothing, type TemplateResult } from 'lit';
import { openLayer } from '../app/layers.ts';
import { toast } from '../app/toasts.ts';
import { call, reason } from '../core/http.ts';
import type { Plugin } from '../core/model.ts';
import { pluginName } from '../nodes/plugin-text.ts';
import { button } from '../ui/button.ts';
import type { Shown } from './control.ts';
import type { Preview, Signer } from './data.ts';
import { review } from './review.ts';
import { strangerOf } from './signature.ts';
import { shortVersion } from './state.ts';
import { t } from './texts.ts';

/** Whether a jar of the plugins folder waits until an administrator approves it, or trusts its signer. */
export function waits(plugin: Plugin): boolean {
  return plugin['fault'] === 'unapproved' || plugin['fault'] === 'untrusted';
}

/** Shows what the jar that waits would change and who signed it, and lets it run after a yes. */
export async function openApproval(shown: Shown, plugin: Plugin): Promise<void> {
  const href = `/api/plugins/${encodeURIComponent(plugin.id)}`;
  let preview: Preview;
  try {
    preview = (await call('GET', `${href}/waiting`)).body as Preview;
  } catch (failure) {
    return void toast(reason(failure), { tone: 'danger' });
  }
  const name = pluginName(plugin);
  const stranger = plugin['fault'] === 'untrusted' ? strangerOf(preview.signature) : null;
  const approve = async () => {
    close();
    try {
      if (stranger) await call('POST', `${href}/trust`, { fingerprint: stranger.fingerprint });
      else await call('POST', `${href}/approve`, { hash: preview.hash });
      toast(stranger ? t('trust.done', { name: stranger.name }) : t('approve.done', { name, version: shortVersion(preview.version) }), { tone: 'success' });
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
    await shown.store.refresh(shown.source);
  };
  const close = openLayer({ kind: 'dialog', heading: stranger ? t('trust.title', { name: stranger.name }) : t('approve.title', { name }), body: (shut) => body(preview, stranger, shut, approve) });
}

function body(preview: Preview, stranger: Signer | null, shut: () => void, approve: () => Promise<void>): TemplateResult {
  const { running, version } = preview;
  const harmful = preview.flows.length > 0 || (preview.change === 'refused' && !stranger);
  return html`<div class="dialog-body install">
      <p class="dialog-text">${stranger ? t('trust.text', { name: stranger.name }) : t('approve.text')}</p>
      <p class="muted small">${running ? t('review.version', { from: shortVersion(running), to: shortVersion(version) }) : t('review.new', { version: shortVersion(version) })}</p>
      ${review(stranger ? { ...preview, reason: null } : preview, false)}
      ${stranger ? nothing : html`<p class="muted small approve-hash">SHA-256 <code>${preview.hash}</code></p>`}</div>
    <footer class="dialog-foot">${button({ label: t('cancel'), click: shut })}${button({ label: stranger ? t('trust.submit') : t('approve.submit'), kind: harmful ? 'danger' : 'primary', click: () => void approve() })}</footer>`;
}
