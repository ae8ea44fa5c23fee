import { html, nothing, type TemplateResult } from 'lit';
import type { Token, Tokens } from 'marked';
import { heading } from '../nodes/heading.ts';
import { copyButton } from '../ui/copy.ts';
import { icon } from '../ui/icon.ts';
import { inline } from './markdown-inline.ts';
import { read } from './markdown-lexer.ts';
import { t } from './texts.ts';

/**
 * Markdown as templates, never as HTML. Its headings begin at `level` and leave no level out, whatever the text says; raw HTML is
 * shown as text.
 */
export function markdown(text: string, level: number): unknown {
  const tokens = read(text);
  return tokens ? new Blocks(level).all(tokens) : html`<p class="text" dir="auto">${text}</p>`;
}

class Blocks {
  /** The depths of the headings that the place in the text is below. */
  private readonly above: number[] = [];

  constructor(private readonly level: number) {}

  all(tokens: readonly Token[]): unknown[] {
    return tokens.map((token) => this.block(token));
  }

  private block(token: Token): unknown {
    switch (token.type) {
      case 'space':
      case 'def':
        return nothing;
      case 'heading':
        return this.heading(token as Tokens.Heading);
      case 'paragraph':
        return html`<p dir="auto">${inline(token.tokens)}</p>`;
      // What stands in an item without an empty line before it.
      case 'text':
        return token.tokens ? inline(token.tokens) : inline([token]);
      case 'code':
        return this.code(token as Tokens.Code);
      case 'blockquote':
        return html`<blockquote dir="auto">${this.all(token.tokens ?? [])}</blockquote>`;
      case 'list':
        return this.list(token as Tokens.List);
      case 'table':
        return this.table(token as Tokens.Table);
      case 'hr':
        return html`<hr />`;
      case 'checkbox':
        return nothing;
      default:
        return html`<p class="markdown-raw" dir="auto">${token.raw.trim()}</p>`;
    }
  }

  private heading(token: Tokens.Heading): TemplateResult {
    while (this.above.length > 0 && this.above.at(-1)! >= token.depth) this.above.pop();
    this.above.push(token.depth);
    return heading(this.level + this.above.length - 1, html`<span dir="auto">${inline(token.tokens)}</span>`, `markdown-heading depth-${token.depth}`);
  }

  private code(token: Tokens.Code): TemplateResult {
    const language = (token.lang ?? '').split(/\s/)[0] ?? '';
    return html`<div class="markdown-code">
      <pre tabindex="0" role="region" aria-label=${language ? t('markdown.code.of', { language }) : t('markdown.code')} dir="ltr"><code>${token.text}</code></pre>
      ${copyButton(t('markdown.copy'), () => token.text, true)}</div>`;
  }

  private list(token: Tokens.List): TemplateResult {
    const items = token.items.map((item) => this.item(item));
    const tasks = token.items.every((item) => item.task) ? 'tasks' : '';
    return token.ordered
      ? html`<ol class=${tasks} start=${typeof token.start === 'number' && token.start !== 1 ? token.start : nothing}>${items}</ol>`
      : html`<ul class=${tasks}>${items}</ul>`;
  }

  private item(item: Tokens.ListItem): TemplateResult {
    const content = this.all(item.tokens);
    if (!item.task) return html`<li dir="auto">${content}</li>`;
    return html`<li class="task" dir="auto">${icon(item.checked ? 'square-check' : 'square', item.checked ? 'on' : '')}<div><span class="visually-hidden">${t(item.checked ? 'markdown.task.done' : 'markdown.task.open')}: </span>${content}</div></li>`;
  }

  private table(token: Tokens.Table): TemplateResult {
    const side = (at: number) => (token.align[at] ? `align-${token.align[at]}` : nothing);
    return html`<div class="markdown-table" tabindex="0" role="region" aria-label=${t('markdown.table')}><table>
      <thead><tr>${token.header.map((cell, at) => html`<th scope="col" class=${side(at)} dir="auto">${inline(cell.tokens)}</th>`)}</tr></thead>
      <tbody>${token.rows.map((row) => html`<tr>${row.map((cell, at) => html`<td class=${side(at)} dir="auto">${inline(cell.tokens)}</td>`)}</tr>`)}</tbody></table></div>`;
  }
}
