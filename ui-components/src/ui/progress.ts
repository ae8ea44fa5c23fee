import { html, nothing, type TemplateResult } from 'lit';
import { percent } from '../core/format.ts';
import { t } from '../core/i18n.ts';
import { vars } from './css.ts';
import { icon } from './icon.ts';

export interface ProgressOptions {
  /** 0–100, or null while the total is not known. */
  value: number | null;
  label: string;
  /** A task's state: what has ended badly or stands still is drawn calmly. */
  state?: string | undefined;
}

/** A bar with its percent; done is a tick, not a full bar. */
export function progressBar({ value, label, state }: ProgressOptions): TemplateResult {
  if (state === 'completed' || (state === undefined && value !== null && value >= 100)) {
    return html`<span class="progress done">${icon('check')}<span class="visually-hidden">${t('progress.done')}</span></span>`;
  }
  const unknown = value === null && (state === undefined || state === 'running');
  const shown = Math.max(0, Math.min(100, value ?? 0));
  const tone = state === 'error' ? 'failed' : state && state !== 'running' ? 'idle' : '';
  return html`<span class="progress ${tone} ${unknown ? 'unknown' : ''}">
    <span class="bar" role="progressbar" aria-label=${label} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${unknown ? nothing : Math.floor(shown)}
      ><span class="fill" ${vars({ '--value': `${shown}%` })}></span></span>
    ${unknown ? '' : html`<span class="amount">${percent(shown)}</span>`}
  </span>`;
}
