import type { TemplateResult } from 'lit';
import { toast } from '../app/toasts.ts';
import { t } from '../core/i18n.ts';
import { button } from './button.ts';

/**
 * Puts a text into the clipboard. A box at home is often reached without TLS, where browsers keep the clipboard's own interface
 * away from pages; the old way still works there.
 */
export async function copy(text: string): Promise<void> {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else if (!copyByHand(text)) throw new Error('refused');
    toast(t('copy.done'), { ms: 2000 });
  } catch {
    toast(t('copy.failed'), { tone: 'warning' });
  }
}

function copyByHand(text: string): boolean {
  const before = document.activeElement as HTMLElement | null;
  const area = document.createElement('textarea');
  area.className = 'visually-hidden';
  area.value = text;
  // Inside a dialog nothing outside of it can be selected.
  (before?.closest('dialog') ?? document.body).append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  before?.focus();
  return done;
}

export function copyButton(label: string, text: () => string, iconOnly = false): TemplateResult {
  return button({ label, icon: 'copy', size: 'small', kind: iconOnly ? 'ghost' : 'secondary', iconOnly, click: () => void copy(text()) });
}
