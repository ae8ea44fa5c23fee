import { html, nothing, type TemplateResult } from 'lit';
import { openLayer } from '../app/layers.ts';
import { call } from '../core/http.ts';
import { button } from '../ui/button.ts';
import type { Preview } from './data.ts';
import { t } from './texts.ts';

/**
 * Looks at what a jar would change before it is installed, and asks when something would break or go back. What cannot be
 * previewed is left to the installation, which says why.
 */
export async function mayInstall(file: File): Promise<boolean> {
  const body = new FormData();
  body.append('file', file);
  let preview: Preview;
  try {
    preview = (await call('POST', '/api/plugins/preview', body)).body;
  } catch {
    return true;
  }
  const breaking = [...(preview.actions?.changed ?? []), ...(preview.events?.changed ?? [])].some((one) => one.breaking);
  const gone = (preview.actions?.removed.length ?? 0) + (preview.events?.removed.length ?? 0) > 0;
  const asks = preview.running !== null && (preview.change === 'downgrade' || breaking || gone || (preview.flows?.length ?? 0) > 0);
  return !asks || ask(preview);
}

function ask(preview: Preview): Promise<boolean> {
  return new Promise((resolve) => {
    let sure = false;
    const down = preview.change === 'downgrade';
    const close = openLayer({
      kind: 'dialog',
      heading: t(down ? 'preview.downgrade.title' : 'preview.title', { name: preview.name }),
      closed: () => resolve(sure),
      body: (shut) => html`<div class="dialog-body preview">
          <p class="muted">${t('preview.versions', { from: preview.running ?? '', to: preview.version })}</p>
          ${down ? html`<p class="dialog-text">${t('preview.downgrade')}</p>` : nothing}
          ${changes(t('preview.actions'), preview.actions)}${changes(t('preview.events'), preview.events)}
          ${preview.flows?.length ? html`<h3 class="overline">${t('preview.breaks', { count: preview.flows.length })}</h3><ul class="preview-list">${preview.flows.map((flow) => html`<li><span class="strong">${flow.name}</span>${flow.problems.map((problem) => html`<p class="delivery-error">${problem.detail}</p>`)}</li>`)}</ul>` : nothing}
        </div>
        <footer class="dialog-foot">${button({ label: t('preview.keep'), click: shut })}${button({ label: t('preview.install'), kind: 'danger', click: () => ((sure = true), close()) })}</footer>`,
    });
  });
}

function changes(heading: string, what: Preview['actions']): TemplateResult | typeof nothing {
  if (!what || what.added.length + what.removed.length + what.changed.length === 0) return nothing;
  const line = (name: string, word: string, details: string[] = []) => html`<li><code>${name}</code> <span class="muted small">${word}</span>${details.map((detail) => html`<p class="muted small">${detail}</p>`)}</li>`;
  return html`<h3 class="overline">${heading}</h3><ul class="preview-list">${what.added.map((name) => line(name, t('preview.added')))}${what.removed.map((name) => line(name, t('preview.removed')))}
    ${what.changed.map((one) => line(one.name, one.breaking ? t('preview.breaking') : t('preview.changed'), one.details))}</ul>`;
}

/** Says which flows stop with a plugin; empty when none does. */
export async function whatStops(plugin: string): Promise<string> {
  try {
    const { items } = (await call('GET', `/api/plugins/${encodeURIComponent(plugin)}/dependents`)).body as { items: { name: string }[] };
    return items.length === 0 ? '' : `${t('preview.breaks', { count: items.length })}: ${items.map(({ name }) => name).join(', ')}`;
  } catch {
    return '';
  }
}
