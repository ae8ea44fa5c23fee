import { html, nothing, svg, type TemplateResult } from 'lit';
import { localAddress } from '../core/address.ts';

/** Replaced by the build: the sprite's address and the names in it. */
declare const __SPRITE__: string;
declare const __ICONS__: string[];

export const SPRITE = __SPRITE__;
const known = new Set(__ICONS__);

/** An icon of the sprite. It is decoration: its text or its control carries the name. */
export function icon(name: string | null | undefined, className = ''): TemplateResult {
  const id = name && known.has(name) ? name : 'puzzle';
  return html`<svg class="icon ${className}" aria-hidden="true" focusable="false">${svg`<use href=${`${SPRITE}#${id}`}></use>`}</svg>`;
}

/** The icon of a plugin on its tinted tile; the tint follows from the id, so that a plugin keeps it. */
export function tile(id: string, name: string | null | undefined, className = ''): TemplateResult {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
  const src = localAddress(name);
  const drawing = src ? html`<img src=${src} alt="" width="18" height="18" />` : icon(name);
  return html`<span class="tile tile-${hash % 6} ${className}">${drawing}</span>`;
}

/** Our mark, also in the sprite. */
export function mark(className = ''): TemplateResult {
  return html`<svg class="mark ${className}" aria-hidden="true" focusable="false" viewBox="0 0 32 32">${svg`<use href=${`${SPRITE}#dalbox`}></use>`}</svg>`;
}

export { nothing };
