import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icon.ts';

export interface ButtonOptions {
  label: string;
  icon?: string | null | undefined;
  kind?: 'primary' | 'secondary' | 'ghost' | 'danger';
  size?: 'small' | 'normal';
  /** Shows the icon only; the label is then its name and its tip. */
  iconOnly?: boolean;
  /** What the name adds for those who do not see the row. */
  about?: string | undefined;
  disabled?: boolean;
  busy?: boolean;
  submit?: boolean;
  /** False where the arrow keys come to it, not the tab key. */
  tabStop?: boolean;
  keys?: string | null | undefined;
  className?: string;
  click?: (event: MouseEvent) => void;
}

/** A button. Every icon button gets its name here, so none can be without. */
export function button(options: ButtonOptions): TemplateResult {
  const { label, iconOnly = false, kind = 'secondary', size = 'normal', about, busy = false } = options;
  const name = about && !label.includes(about) ? `${label}: ${about}` : label;
  return html`<button
    type=${options.submit ? 'submit' : 'button'}
    class="button ${kind} ${size} ${iconOnly ? 'icon-only' : ''} ${options.className ?? ''}"
    aria-label=${iconOnly || about ? name : nothing}
    tabindex=${options.tabStop === false ? -1 : nothing}
    data-tip=${iconOnly ? label : nothing}
    data-keys=${iconOnly && options.keys ? options.keys : nothing}
    aria-busy=${busy ? 'true' : nothing}
    ?disabled=${options.disabled ?? false}
    @click=${options.click ?? nothing}
  >${busy ? html`<span class="spinner" aria-hidden="true"></span>` : options.icon ? icon(options.icon) : nothing}${iconOnly ? nothing : html`<span>${label}</span>`}</button>`;
}
