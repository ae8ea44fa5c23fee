import { html, nothing, type TemplateResult } from 'lit';
import { control } from '../form/field.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { needsValue, operators, readCondition, writeCondition, type Condition, type Op, type Term } from './condition.ts';
import './expression.ts';
import type { Expression } from './expression.ts';
import type { Field, FlowProblem, Words } from './model.ts';
import { picker, type Option } from '../ui/picker.ts';
import { mended, problemList } from './problems.ts';
import { isSize } from './sentence.ts';
import { ft } from './texts.ts';

let count = 0;

/** The condition as rows that write CEL, or as CEL where rows cannot say it or the person wants to. */
class ConditionField extends Element {
  static override properties = { value: { attribute: false }, words: { attribute: false }, problems: { attribute: false }, asText: { state: true } };
  declare value: string | null;
  declare words: Words;
  declare problems: readonly FlowProblem[];
  declare asText: boolean;
  change: (value: string | null) => void = () => {};
  chosen: (field: Expression) => void = () => {};
  private readonly base = `cond-${++count}`;
  private readonly modes: Record<string, string> = {};
  /** The rows as they are being written, some without a value yet, and the expression that they last made. */
  private rows: Condition = { join: 'and', terms: [] };
  private made: string | null | undefined = undefined;

  constructor() {
    super();
    this.value = null;
    this.problems = [];
    this.asText = false;
  }

  protected override willUpdate(): void {
    if (this.value === this.made) return;
    this.made = this.value;
    const rows = readCondition(this.value);
    if (rows) this.rows = rows;
    else this.asText = true;
  }

  protected override render(): TemplateResult {
    const readable = readCondition(this.value) !== null;
    return html`<div class="cond">
      ${this.asText ? this.text() : this.builder()}
      ${problemList(this.problems, `${this.base}-problems`, (one) => this.change(mended(this.value ?? '', one)))}
      ${this.value || this.rows.terms.length > 0 || this.asText ? html`<div class="cond-foot">
        ${this.asText ? nothing : button({ label: ft('cond.add'), icon: 'plus', kind: 'ghost', size: 'small', click: () => this.add() })}
        <span class="spacer"></span>
        ${this.asText && !readable ? html`<span class="muted small">${ft('cond.textonly')}</span>` : button({
          label: this.asText ? ft('cond.rows') : ft('cond.text'), icon: this.asText ? 'rows-3' : 'code', kind: 'ghost', size: 'small', click: () => this.toggle(),
        })}</div>` : nothing}
    </div>`;
  }

  private text(): TemplateResult {
    return html`<u-expression .value=${this.value ?? ''} .words=${this.words} .problems=${this.problems} .label=${ft('cond.label')} .hint=${ft('cond.hint')} .described=${this.problems.length > 0 ? `${this.base}-problems` : ''}
      .change=${(text: string) => ((this.made = text.trim() ? text : null), this.change(this.made))} .chosen=${this.chosen}></u-expression>`;
  }

  private builder(): TemplateResult {
    const { terms, join } = this.rows;
    if (terms.length === 0) return html`<p class="cond-always"><span>${ft('cond.always')}</span>${button({ label: ft('cond.first'), icon: 'plus', size: 'small', click: () => this.add() })}
      ${button({ label: ft('cond.text'), icon: 'code', kind: 'ghost', size: 'small', click: () => (this.asText = true) })}</p>`;
    return html`<ul class="cond-rows">${terms.map((term, at) => html`<li class="cond-row">
      ${at === 0 ? nothing : html`<div class="input-box cond-join"><select aria-label=${ft('cond.join')} @change=${(event: Event) => this.write({ terms, join: (event.target as HTMLSelectElement).value as 'and' | 'or' })}>
        ${(['and', 'or'] as const).map((one) => html`<option value=${one} ?selected=${one === join}>${ft(`join.${one}`)}</option>`)}</select>${icon('chevron-down', 'chevron')}</div>`}
      ${this.row(term, at)}
      ${button({ label: ft('cond.remove'), icon: 'x', kind: 'ghost', size: 'small', iconOnly: true, about: term.field, click: () => this.write({ join, terms: terms.filter((_, index) => index !== at) }) })}</li>`)}</ul>`;
  }

  private row(term: Term, at: number): TemplateResult {
    const field = this.field(term.field);
    const offered = operators(field);
    const ops = offered.includes(term.op) ? offered : [...offered, term.op];
    return html`${picker({ label: ft('cond.field'), placeholder: ft('cond.field'), look: 'is-code', options: fieldOptions(this.words), value: term.field, choose: (path) => this.set(at, retarget(term, path, this.field(path))) })}
      <div class="input-box cond-op"><select aria-label=${ft('cond.op')} @change=${(event: Event) => this.set(at, reask(term, (event.target as HTMLSelectElement).value as Op))}>
        ${ops.map((op) => html`<option value=${op} ?selected=${op === term.op}>${ft(`op.${op}`)}</option>`)}</select>${icon('chevron-down', 'chevron')}</div>
      ${needsValue(term.op) ? html`<div class="cond-value">${this.constant(term, at, field)}</div>` : nothing}`;
  }

  private constant(term: Term, at: number, field: Field | undefined): TemplateResult {
    const id = `${this.base}-${at}`;
    const number = field?.type === 'int' || field?.type === 'uint' || field?.type === 'double' || typeof term.value === 'number';
    const many = term.op === 'in';
    const put = (value: unknown) => this.set(at, { ...term, value: many ? items(String(value ?? ''), number) : value });
    const shown = many ? (Array.isArray(term.value) ? term.value.join(', ') : '') : term.value;
    const samples = [...new Set(field?.samples ?? [])];
    const size = number && !many && isSize(term.field);
    return html`<label class="visually-hidden" for=${id}>${ft('cond.value')}</label>${control({
      id, name: 'value', spec: {}, required: true, value: shown, error: undefined, mode: this.modes[id],
      schema: number && !many ? { type: field?.type === 'double' ? 'number' : 'integer', ...(size ? { format: 'bytes' } : {}) } : { type: 'string', ...(field?.type === 'timestamp' ? { format: 'date-time' } : {}) },
      change: put, setMode: (mode) => ((this.modes[id] = mode), this.requestUpdate()),
    }, undefined)}${samples.length > 0 && !size ? html`<p class="cond-samples"><span class="visually-hidden">${ft('samples')}</span>${samples.slice(0, 3).map((sample) => html`<button type="button" class="sample" @click=${() => put(number ? Number(sample) : sample)}>${sample}</button>`)}</p>` : nothing}`;
  }

  private field(path: string): Field | undefined {
    return [...this.words.event, ...this.words.meta].find((one) => one.path === path);
  }

  private add(): void {
    this.asText = false;
    this.rows = { ...this.rows, terms: [...this.rows.terms, { field: '', op: 'eq', value: undefined }] };
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.cond-row:last-child .picker')?.click());
  }

  private set(at: number, term: Term): void {
    this.write({ ...this.rows, terms: this.rows.terms.map((one, index) => (index === at ? term : one)) });
  }

  private write(rows: Condition): void {
    this.rows = rows;
    this.made = writeCondition({ ...rows, terms: rows.terms.filter(isWhole) }, [...this.words.event, ...this.words.meta]);
    this.requestUpdate();
    this.change(this.made);
  }

  private toggle(): void {
    if (this.asText) this.rows = readCondition(this.value) ?? this.rows;
    this.asText = !this.asText;
  }
}

define('u-condition', ConditionField);

/** The fields that an event has, to choose one. */
export function fieldOptions({ event, meta }: Words): Option[] {
  const option = (group: string) => ({ path, type, description, samples }: Field): Option => ({ value: path, label: path, about: description || samples?.join(' · ') || null, detail: type, group });
  return [...event.map(option(ft('fields.event'))), ...meta.map(option(ft('fields.meta')))];
}

function isWhole({ field, op, value }: Term): boolean {
  if (!field) return false;
  return !needsValue(op) || (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '');
}

function retarget(term: Term, path: string, field: Field | undefined): Term {
  const ops = operators(field);
  const same = ops.includes(term.op);
  return { field: path, op: same ? term.op : ops[0]!, value: same ? term.value : undefined };
}

function reask(term: Term, op: Op): Term {
  const list = Array.isArray(term.value);
  const value = op === 'in' ? (list ? term.value : term.value === undefined ? [] : [term.value]) : list ? (term.value as unknown[])[0] : term.value;
  return { ...term, op, value: needsValue(op) ? value : null };
}

function items(text: string, number: boolean): unknown[] {
  return text.split(/[,，]/).map((one) => one.trim()).filter(Boolean).map((one) => (number && Number.isFinite(Number(one)) ? Number(one) : one));
}
