import { html, type TemplateResult } from 'lit';
import { icon } from '../ui/icon.ts';
import { name } from '../ui/name.ts';
import { parts } from './files.ts';
import { t } from './texts.ts';

/** Where one is, every step a button; the first leads to the list of storages. */
export function breadcrumb(place: string, go: (place: string) => void): TemplateResult {
  const [storage, path] = parts(place);
  const steps = storage ? [{ label: storage, to: `${storage}:/` }] : [];
  let so = `${storage}:`;
  for (const segment of path.split('/').filter(Boolean)) {
    so += `/${segment}`;
    steps.push({ label: segment, to: so });
  }
  return html`<nav class="breadcrumb" aria-label=${t('files.path')}><ol>
    <li><button type="button" class="crumb" aria-label=${t('files.storages')} data-tip=${t('files.storages')} @click=${() => go('')}>${icon('hard-drive')}</button></li>
    ${steps.map(({ label, to }, index) => html`<li>${icon('chevron-right', 'faint')}<button type="button" class="crumb" aria-current=${index === steps.length - 1 ? 'location' : 'false'} @click=${() => go(to)}>${name(label)}</button></li>`)}</ol></nav>`;
}
