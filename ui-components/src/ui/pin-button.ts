import type { TemplateResult } from 'lit';
import { isPinned, put } from '../app/pins.ts';
import { t } from '../core/i18n.ts';
import { button } from './button.ts';

/** Pins a page to the sidebar, or takes the pin out; `label` is what the person knows the page as. */
export function pinButton(name: string, label: string, small = false): TemplateResult {
  const pinned = isPinned(name);
  return button({
    label: t(pinned ? 'pin.remove' : 'pin.add'), icon: pinned ? 'pin-off' : 'pin', about: label, kind: 'ghost', iconOnly: true,
    ...(small ? { size: 'small' as const } : {}), className: 'pin-button', click: () => void put('sidebar', name, label, !pinned),
  });
}
