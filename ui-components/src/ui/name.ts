import { html, type TemplateResult } from 'lit';
import { splitName } from '../core/ellipsis.ts';

/** A name that is cut in its middle when there is too little room, so that the extension stays. */
export function name(text: string, className = ''): TemplateResult {
  const [head, tail] = splitName(text);
  return html`<span class="name ${className}" title=${text}><span class="head">${head}</span>${tail ? html`<span class="tail">${tail}</span>` : ''}</span>`;
}
