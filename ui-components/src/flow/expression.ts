import { html, nothing, type TemplateResult } from 'lit';
import { define, Element } from '../ui/element.ts';
import { isComposing } from '../ui/keys.ts';
import { fromLiteral, marked, tokens } from './cel.ts';
import type { FlowProblem, Words } from './model.ts';
import { ft } from './texts.ts';

interface Hint {
  label: string;
  detail: string;
  insert: string;
}

const MOST = 8;
let count = 0;

/**
 * A field for one CEL expression: a plain text area whose text is transparent over a coloured copy, so that selection, undo, input
 * methods and screen readers are the browser's own. It proposes names while they are typed.
 */
export class Expression extends Element {
  static override properties = {
    value: { attribute: false }, words: { attribute: false }, problems: { attribute: false }, label: {}, hint: {}, described: {}, hints: { state: true }, at: { state: true },
  };
  declare value: string;
  declare words: Words;
  declare problems: readonly FlowProblem[];
  declare label: string;
  declare hint: string;
  /** The id of what describes the field, such as its problems. */
  declare described: string;
  declare hints: readonly Hint[];
  declare at: number;
  change: (value: string) => void = () => {};
  /** Called when the field gets the focus: what is inserted next goes here. */
  chosen: (field: Expression) => void = () => {};
  private readonly base = `expr-${++count}`;

  constructor() {
    super();
    this.value = '';
    this.problems = [];
    this.label = '';
    this.hint = '';
    this.described = '';
    this.hints = [];
    this.at = 0;
  }

  /** Puts a text where the caret is, as if it had been typed, so that it can be undone. */
  insert(text: string): void {
    const area = this.area;
    if (!area) return;
    area.focus();
    const before = area.value.slice(0, area.selectionStart);
    const gap = /[\p{L}\p{N}_)\]"']$/u.test(before) ? ' ' : '';
    if (!document.execCommand('insertText', false, gap + text)) area.setRangeText(gap + text, area.selectionStart, area.selectionEnd, 'end');
    this.take(area);
    this.hints = [];
  }

  protected override render(): TemplateResult {
    const open = this.hints.length > 0;
    return html`<div class="expr ${this.problems.length > 0 ? 'invalid' : ''}">
      <div class="expr-box"><pre class="expr-shade" aria-hidden="true">${this.shade()}${'\n'}</pre><textarea rows="1" spellcheck="false" autocapitalize="none" autocomplete="off"
        aria-autocomplete="list" aria-controls=${open ? `${this.base}-list` : nothing} aria-activedescendant=${open ? `${this.base}-${this.at}` : nothing}
        aria-label=${this.label} aria-invalid=${this.problems.length > 0 ? 'true' : nothing} aria-describedby=${this.described || nothing} placeholder=${this.hint}
        .value=${this.value} @input=${this.input} @keydown=${this.key} @focus=${() => this.chosen(this)} @blur=${() => (this.hints = [])} @click=${() => (this.hints = [])}></textarea></div>
      ${open ? html`<ul class="expr-hints" id=${`${this.base}-list`} role="listbox" aria-label=${ft('hints')}>${this.hints.map((hint, index) => html`<li role="option" id=${`${this.base}-${index}`}
        aria-selected=${String(index === this.at)} @pointerdown=${(event: Event) => (event.preventDefault(), this.accept(hint))}><code>${hint.label}</code><span>${hint.detail}</span></li>`)}</ul>` : nothing}
    </div>`;
  }

  private get area(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  /** The coloured copy; what a problem is about is underlined. */
  private shade(): unknown {
    const bad = this.problems.filter(({ line }) => line).map(({ line, column }) => marked(this.value, line!, column ?? 1));
    return tokens(this.value).map(({ kind, text, at }) => {
      const wrong = bad.some(([from, to]) => at < to && at + text.length > from);
      return kind === 'space' ? text : html`<span class="tok-${kind} ${wrong ? 'wrong' : ''}">${text}</span>`;
    });
  }

  private input(event: InputEvent): void {
    const area = event.target as HTMLTextAreaElement;
    this.take(area);
    this.hints = event.isComposing || event.inputType?.startsWith('delete') ? [] : this.propose(area);
    this.at = 0;
  }

  private take(area: HTMLTextAreaElement): void {
    this.value = area.value;
    this.change(area.value);
  }

  private propose(area: HTMLTextAreaElement): Hint[] {
    const before = area.value.slice(0, area.selectionStart);
    const word = /[\p{L}_][\p{L}\p{N}_.]*$/u.exec(before)?.[0];
    const token = tokens(area.value).find(({ at, text }) => at < area.selectionStart && at + text.length >= area.selectionStart);
    if (!word || !token || ['string', 'bad', 'space'].includes(token.kind)) return [];
    return proposals(word, this.words).filter((one) => one.label !== word).slice(0, MOST);
  }

  private accept(hint: Hint): void {
    const area = this.area!;
    const word = /[\p{L}_][\p{L}\p{N}_.]*$/u.exec(area.value.slice(0, area.selectionStart))?.[0] ?? '';
    const typed = hint.label.includes('.') || !word.includes('.') ? word : word.slice(word.lastIndexOf('.') + 1);
    area.setSelectionRange(area.selectionStart - typed.length, area.selectionStart);
    area.focus();
    if (!document.execCommand('insertText', false, hint.insert)) area.setRangeText(hint.insert, area.selectionStart, area.selectionEnd, 'end');
    this.take(area);
    this.hints = [];
  }

  private key(event: KeyboardEvent): void {
    if (this.hints.length === 0 || isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.hints.length) % this.hints.length;
    else if (event.key === 'Enter' || event.key === 'Tab') this.accept(this.hints[this.at]!);
    else if (event.key === 'Escape') this.hints = [];
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

define('u-expression', Expression);

/** The fields and functions that a word may become, those that begin with it first. */
function proposals(word: string, { event, meta, functions }: Words): Hint[] {
  const wanted = word.toLowerCase();
  const fields = [...event, ...meta].filter(({ path }) => path.toLowerCase().includes(wanted))
    .sort((a, b) => Number(b.path.toLowerCase().startsWith(wanted)) - Number(a.path.toLowerCase().startsWith(wanted)))
    .map(({ path, type, samples }) => ({ label: path, detail: [type, samples?.[0]].filter(Boolean).join(' · '), insert: path }));
  const dot = word.lastIndexOf('.');
  const last = wanted.slice(dot + 1);
  const calls = functions.filter(({ name, signature }) => last && name.toLowerCase().startsWith(last) && (dot >= 0) === isMember(name, signature))
    .map(({ name, signature }) => ({ label: name, detail: signature ?? '', insert: `${name}(` }));
  return [...fields, ...calls];
}

/** Whether the function is written after a dot. */
function isMember(name: string, signature = ''): boolean {
  return signature.includes(`.${name}(`);
}

/** Whether the text is a constant, so that a form's own field can show it. */
export function isConstant(text: string): boolean {
  return fromLiteral(text) !== null;
}
