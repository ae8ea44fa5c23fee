import { html, nothing, type TemplateResult } from 'lit';
import type { Token, Tokens } from 'marked';
import { localAddress, webAddress } from '../core/address.ts';
import { icon } from '../ui/icon.ts';
import { decode } from './entities.ts';
import { t } from './texts.ts';

/** Draws what stands inside a paragraph. Every token becomes a template; what is unknown or HTML is shown as it was written. */
export function inline(tokens: readonly Token[] | undefined): unknown[] {
  return (tokens ?? []).map(one);
}

function one(token: Token): unknown {
  switch (token.type) {
    case 'strong':
      return html`<strong>${inline(token.tokens)}</strong>`;
    case 'em':
      return html`<em>${inline(token.tokens)}</em>`;
    case 'del':
      return html`<del>${inline(token.tokens)}</del>`;
    case 'codespan':
      return html`<code>${(token as Tokens.Codespan).text}</code>`;
    case 'br':
      return html`<br />`;
    case 'link':
      return link(token as Tokens.Link);
    case 'image':
      return picture(token as Tokens.Image);
    case 'escape':
      return (token as Tokens.Escape).text;
    case 'text':
      return token.tokens ? inline(token.tokens) : decode((token as Tokens.Text).text);
    // Drawn beside the item that it belongs to.
    case 'checkbox':
      return nothing;
    default:
      return token.raw;
  }
}

/** A link where it may lead; any other is the text that it would have had. */
function link(token: Tokens.Link): unknown {
  const content = inline(token.tokens);
  const to = webAddress(decode(token.href));
  if (!to) return content;
  const named = content.some((part) => part !== '' && part !== nothing) ? content : to.href;
  if (to.href.toLowerCase().startsWith('mailto:')) return html`<a class="link outside" href=${to.href}>${named}${icon('mail')}</a>`;
  if (!to.outside) return html`<a class="link" href=${to.href}>${named}</a>`;
  return html`<a class="link outside" href=${to.href} rel="noopener noreferrer" target="_blank">${named}${icon('external-link')}<span class="visually-hidden"> (${t('markdown.outside')})</span></a>`;
}

/** A picture of this server; of any other only what it is called. */
function picture(token: Tokens.Image): TemplateResult | string {
  const src = localAddress(decode(token.href));
  const label = decode(token.text);
  return src === null ? label : html`<img class="markdown-image" src=${src} alt=${label} loading="lazy" decoding="async" />`;
}
