import { html, nothing, type TemplateResult } from 'lit';
import { fill, fillText } from '../core/expr.ts';
import type { Node } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { failed, onlyRows, skeleton } from '../nodes/states.ts';
import { button } from '../ui/button.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { hasCommandKey } from '../ui/keys.ts';
import { lint, type Mark } from './lint.ts';
import { Saving } from './saving.ts';
import { t } from './texts.ts';

const INDENT = '  ';
/** So many lines are shown before the box scrolls. */
const LINES = { s: 8, m: 18, l: 32 };

/** A text with numbered lines and marks: YAML, JSON or plain, read or changed. The box is a plain text area, so every browser and reader knows it. */
class CodeEditor extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, text: { state: true }, top: { state: true }, tabs: { state: true } };
  declare node: Node;
  declare context: Context;
  /** What is in the box; null until there is something. */
  declare text: string | null;
  declare top: number;
  /** Whether Tab indents; after Escape it leaves the box, so that the keyboard is never caught. */
  declare tabs: boolean;
  private given: string | null = null;
  private readonly saving = new Saving(this);

  constructor() {
    super();
    this.text = null;
    this.top = 0;
    this.tabs = true;
  }

  get dirty(): boolean {
    return this.text !== null && this.text !== this.given;
  }

  takeTheirs(): void {
    this.given = this.text = this.fresh();
    this.saving.begin();
  }

  keepMine(): void {
    this.given = this.fresh();
  }

  private get readOnly(): boolean {
    return this.node['readOnly'] === true || this.context.action(this.node['action'] as string) === null;
  }

  private fresh(): string | null {
    const value = fill(this.node['text'], this.context.scope);
    if (value === null || value === undefined) return null;
    return (typeof value === 'string' ? value : JSON.stringify(value, null, 2)).replace(/\r\n?/g, '\n');
  }

  /** What comes from the server is shown at once, unless the person has changed something. */
  protected override willUpdate(): void {
    const fresh = this.fresh();
    if (fresh === null || fresh === this.given) return;
    if (!this.dirty) {
      this.given = this.text = fresh;
      this.saving.begin();
    } else if (fresh === this.text) this.given = fresh;
    else if (!this.saving.busy) this.saving.conflict = true;
  }

  protected override render(): TemplateResult {
    const { node, context } = this;
    const source = typeof node['source'] === 'string' ? context.sourceName(node['source']) : null;
    if (this.text === null && source !== null) {
      void context.store.value(source);
      if (context.store.status(source) === 'failed') return failed(context, source);
      if (context.store.status(source) !== 'ready') return skeleton(6);
    }
    const text = this.text ?? '';
    const marks = this.marks(text);
    const label = fillText(node.label, context.scope);
    return html`<section class="code-editor" aria-label=${label}>
      <div class="code-head"><span class="code-title">${label}</span><span class="muted small">${String(node['language'] ?? 'text').toUpperCase()}</span>${this.dirty ? html`<span class="small edit-dirty" role="status">${t('edit.dirty')}</span>` : nothing}
        <span class="spacer"></span>${this.readOnly ? html`<span class="muted small">${t('code.read-only')}</span>` : button({ label: t('edit.save'), icon: 'save', size: 'small', kind: 'primary', disabled: !this.dirty, busy: this.saving.busy, click: () => void this.save() })}</div>
      ${this.saving.notes()}
      <div class="code-body" ${vars({ '--lines': String(LINES[(node['size'] as keyof typeof LINES) ?? 'm'] ?? LINES.m), '--top': `${-this.top}px` })}>
        ${this.gutter(text, marks)}
        <textarea class="code-text" wrap="off" spellcheck="false" autocapitalize="none" autocomplete="off" dir="ltr" aria-label=${label} aria-description=${this.readOnly ? nothing : t('code.keys')} aria-invalid=${marks.some((mark) => mark.tone === 'danger') ? 'true' : nothing} placeholder=${node['placeholder'] ?? nothing}
          ?readonly=${this.readOnly} .value=${text} @input=${(event: InputEvent) => (this.text = (event.target as HTMLTextAreaElement).value)} @scroll=${(event: Event) => (this.top = (event.target as HTMLElement).scrollTop)}
          @keydown=${this.press} @blur=${() => (this.tabs = true)}></textarea></div>
      ${marks.length === 0 ? nothing : html`<ul class="code-marks" aria-label=${t('code.marks')}>${marks.map((mark) => html`<li><button type="button" class="code-mark tone-text-${mark.tone}" @click=${() => this.goTo(mark.line)}>${icon(mark.tone === 'info' ? 'info' : 'circle-alert')}<span>${t('code.line', { line: mark.line })}</span></button><span dir="auto">${mark.message}</span></li>`)}</ul>`}</section>`;
  }

  private gutter(text: string, marks: readonly Mark[]): TemplateResult {
    const count = text.split('\n').length;
    const wrong = new Map(marks.map((mark) => [mark.line, mark]));
    const numbers = Array.from({ length: count }, (_, at) => String(at + 1)).join('\n');
    return html`<div class="code-gutter" aria-hidden="true"><div class="code-numbers"><pre>${numbers}</pre>${[...wrong.values()].filter(({ line }) => line <= count).map((mark) => html`<span class="code-dot ${mark.tone}" ${vars({ '--line': String(mark.line - 1) })}></span>`)}</div></div>`;
  }

  private marks(text: string): Mark[] {
    const own = lint(text, String(this.node['language'] ?? 'text'), { tab: t('code.tab'), json: t('code.json') });
    const source = this.node['problems'];
    if (typeof source !== 'string') return own;
    const told = onlyRows(this.context.store.items(this.context.sourceName(source))).flatMap((row): Mark[] => {
      const line = Number(row['line']);
      const tone = row['tone'] === 'warning' || row['tone'] === 'info' ? row['tone'] : 'danger';
      return Number.isInteger(line) && line > 0 ? [{ line, message: String(row['message'] ?? ''), tone }] : [];
    });
    return [...own, ...told].sort((one, other) => one.line - other.line);
  }

  private goTo(line: number): void {
    const box = this.querySelector('textarea')!;
    const lines = box.value.split('\n');
    const at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    box.focus();
    box.setSelectionRange(at, at + (lines[line - 1]?.length ?? 0));
    box.scrollTop = (line - 3) * parseFloat(getComputedStyle(box).lineHeight);
  }

  private readonly press = (event: KeyboardEvent): void => {
    if (hasCommandKey(event) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      event.stopPropagation();
      void this.save();
    } else if (event.key === 'Escape') this.tabs = false;
    else if (event.key === 'Tab' && this.tabs && !this.readOnly && !event.shiftKey && !event.altKey && !hasCommandKey(event)) {
      event.preventDefault();
      // The one way to insert that the browser's own undo knows.
      document.execCommand('insertText', false, INDENT);
    }
  };

  private async save(): Promise<void> {
    const sent = this.text;
    if (this.readOnly || !this.dirty || sent === null) return;
    if (await this.saving.save({ [String(this.node['field'] ?? 'text')]: sent })) {
      this.given = sent;
      const { source } = this.node as { source?: string };
      if (source) await this.context.store.refresh(this.context.sourceName(source));
      this.saving.begin();
      this.requestUpdate();
    }
  }
}

define('u-code-editor', CodeEditor);
