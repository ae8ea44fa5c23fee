import { html, type TemplateResult } from 'lit';
import * as format from '../core/format.ts';
import { fillText } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Node, Row } from '../core/model.ts';
import { define, Element } from '../ui/element.ts';
import type { Context } from './context.ts';
import { draws } from './index.ts';

const DRAWN = 400;

draws('log', (node, context) => html`<u-log .node=${node} .context=${context}></u-log>`);

/** The end of a log; it follows what comes as long as it is scrolled to its end. */
class Log extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false } };
  declare node: Node;
  declare context: Context;
  private atEnd = true;

  protected override render(): TemplateResult {
    const lines = this.context.store.items(this.context.sourceName(this.node['source'] as string)).slice(-DRAWN);
    const label = fillText(this.node.label, this.context.scope) || t('log.label');
    return html`<div class="log" role="log" aria-label=${label} tabindex="0" @scroll=${this.onScroll}>
      ${lines.length === 0 ? html`<p class="muted">${t('log.empty')}</p>` : lines.map((line) => this.line(line))}</div>`;
  }

  protected override willUpdate(): void {
    const box = this.querySelector('.log');
    if (box) this.atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 24;
  }

  protected override updated(): void {
    const box = this.querySelector('.log');
    if (box && this.atEnd) box.scrollTop = box.scrollHeight;
  }

  private onScroll(): void {
    const box = this.querySelector('.log')!;
    this.atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 24;
  }

  private line(line: Row | string): TemplateResult {
    if (typeof line === 'string') return html`<div class="log-line"><span class="log-text">${line}</span></div>`;
    const level = String(line['level'] ?? '').toLowerCase();
    return html`<div class="log-line level-${level}"><time>${format.clock(line['time'])}</time><span class="log-level">${level}</span><span class="log-text">${line['message'] ?? ''}</span></div>`;
  }
}

define('u-log', Log);
