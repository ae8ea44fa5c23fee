import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { control } from '../form/field.ts';
import * as format from '../core/format.ts';
import type { Schema } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import { fromLiteral, toLiteral } from './cel.ts';
import './expression.ts';
import type { Expression } from './expression.ts';
import { point, type Suggestion } from './model.ts';
import { mended, problemList } from './problems.ts';
import type { Session } from './session.ts';
import { ft, ftOr } from './texts.ts';

export interface ParameterHost {
  session: Session;
  /** What the person chose for a parameter; without a choice it follows from what is written. */
  modes: Record<string, 'value' | 'expression' | undefined>;
  units: Record<string, string>;
  open: Set<string>;
  chosen: (field: Expression) => void;
  redraw: () => void;
}

/** One row for each parameter of the action: what it is, and its value as a constant or as an expression. */
export function parameters(host: ParameterHost): TemplateResult {
  const { session } = host;
  const { properties = {}, required = [] } = session.schema;
  const stray = Object.keys(session.draft.with).filter((name) => !(name in properties));
  const names = Object.keys(properties).sort((a, b) => Number(required.includes(b)) - Number(required.includes(a)));
  if (names.length + stray.length === 0) return html`<p class="muted small">${ft('with.none')}</p>`;
  const open = names.filter((name) => session.draft.with[name] === undefined && best(session, name));
  return html`${open.length > 1 ? html`<div class="flow-takeall">${icon('sparkles')}<span>${ft('suggest.all', { count: open.length })}</span>
      ${button({ label: ft('suggest.takeall'), size: 'small', click: () => takeAll(host, open) })}</div>` : nothing}
    <ul class="params">${stray.map((name) => strayRow(session, name))}${repeat(names, (name) => name, (name) => row(host, name, properties[name]!, required.includes(name)))}</ul>`;
}

/** What the action does not know any more: to be renamed or removed. */
function strayRow(session: Session, name: string): TemplateResult {
  const text = session.draft.with[name]!;
  const { [name]: _, ...rest } = session.draft.with;
  const rename = ({ suggestion }: { suggestion?: string | null }) => session.change({ with: { ...rest, [suggestion!]: text } });
  const id = `stray-${name}`;
  const found = session.at(`/with/${point(name)}`);
  return html`<li class="param stray invalid"><div class="param-head"><span class="param-label">${name}</span><code class="type">${text}</code><span class="spacer"></span>
    ${button({ label: ft('with.remove'), icon: 'trash-2', size: 'small', about: name, click: () => session.change({ with: rest }) })}</div>
    ${problemList(found.length > 0 ? found : [{ pointer: '', detail: ft('with.unknown') }], id, (one) => (one.suggestion && one.suggestion in (session.schema.properties ?? {}) ? rename(one) : session.setParameter(name, mended(text, one))))}</li>`;
}

function best(session: Session, name: string): Suggestion | undefined {
  return session.suggestions.filter((one) => one.parameter === name).sort((a, b) => b.score - a.score)[0];
}

function takeAll({ session, modes }: ParameterHost, names: string[]): void {
  const all = { ...session.draft.with };
  for (const name of names) {
    all[name] = best(session, name)!.expression;
    modes[name] = undefined;
  }
  session.change({ with: all });
}

function modeOf({ session, modes }: ParameterHost, name: string): 'value' | 'expression' {
  const text = session.draft.with[name];
  const constant = text === undefined || fromLiteral(text) !== null;
  return constant ? (modes[name] ?? 'value') : 'expression';
}

function row(host: ParameterHost, name: string, schema: Schema, required: boolean): TemplateResult {
  const { session } = host;
  const mode = modeOf(host, name);
  const text = session.draft.with[name];
  const problems = session.at(`/with/${point(name)}`);
  const missing = required && text === undefined && session.tried && problems.length === 0 ? [{ pointer: '', detail: ft('with.required') }] : problems;
  const id = `param-${name}`;
  const label = schema.title ?? name;
  const choose = (next: 'value' | 'expression') => {
    host.modes[name] = next;
    if (next === 'value' && text !== undefined && fromLiteral(text) === null) session.setParameter(name, null);
    host.redraw();
  };
  return html`<li class="param ${missing.length > 0 ? 'invalid' : ''}" @dragover=${(event: DragEvent) => mode === 'value' && event.preventDefault()} @drop=${(event: DragEvent) => drop(host, name, mode, event)}>
    <div class="param-head"><label class="param-label" for=${id}>${label}${required ? html`<span class="param-required" aria-hidden="true"> *</span><span class="visually-hidden"> (${ft('required')})</span>` : nothing}</label>
      <code class="type">${typeName(schema)}</code>
      <span class="spacer"></span>
      <div class="segmented param-mode" role="group" aria-label=${ft('with.mode', { name: label })}>
        <button type="button" aria-pressed=${String(mode === 'value')} @click=${() => choose('value')}>${ft('with.value')}</button>
        <button type="button" aria-pressed=${String(mode === 'expression')} @click=${() => choose('expression')}>${ft('with.expression')}</button></div></div>
    ${schema.description ? html`<p class="hint">${schema.description}</p>` : nothing}
    <div class="param-value">${mode === 'value' ? constant(host, name, schema, id, missing.length > 0) : html`<u-expression id=${id} .value=${text ?? ''} .words=${session.words} .problems=${missing} .label=${label}
      .hint=${ft('with.hint')} .described=${missing.length > 0 ? `${id}-problems` : ''} .change=${(value: string) => ((host.modes[name] = 'expression'), session.setParameter(name, value.trim() ? value : null))} .chosen=${host.chosen}></u-expression>`}
      ${mode === 'value' ? fieldMenu(host, name, label) : nothing}</div>
    ${problemList(missing, `${id}-problems`, (one) => session.setParameter(name, mended(text ?? '', one)))}
    ${suggestions(host, name, label)}
  </li>`;
}

function constant({ session, units, redraw }: ParameterHost, name: string, schema: Schema, id: string, invalid: boolean): TemplateResult {
  const text = session.draft.with[name];
  const value = text === undefined ? undefined : fromLiteral(text)?.value;
  const put = (next: unknown) => session.setParameter(name, next === undefined || next === '' ? null : toLiteral(next, schema.type as string));
  if (schema.type === 'boolean') {
    const is = (one: boolean | undefined) => String(value === one);
    return html`<div class="segmented" role="group" aria-label=${schema.title ?? name} id=${id}>
      <button type="button" aria-pressed=${is(undefined)} @click=${() => put(undefined)}>${ft('with.default')}</button>
      <button type="button" aria-pressed=${is(true)} @click=${() => put(true)}>${ft('yes')}</button><button type="button" aria-pressed=${is(false)} @click=${() => put(false)}>${ft('no')}</button></div>`;
  }
  const usual = value === undefined && schema.default !== undefined && schema.default !== null;
  return html`<div class="param-control">${control({
    id, name, schema, spec: {}, required: false, value, error: invalid ? ' ' : undefined, mode: units[name], change: put, setMode: (mode) => ((units[name] = mode), redraw()),
  }, invalid ? `${id}-problems` : undefined)}${usual ? html`<p class="hint">${ft('with.usual', { value: shown(schema) })}</p>` : nothing}</div>`;
}

function shown({ default: value, format: form }: Schema): string {
  if (form === 'bytes') return format.bytes(value);
  if (form === 'speed') return format.speed(value);
  return form === 'duration' ? format.duration(value) : format.text(value);
}

/** For the keyboard and for fingers: a field of the event in place of a constant. */
function fieldMenu(host: ParameterHost, name: string, label: string): TemplateResult | typeof nothing {
  const { event } = host.session.words;
  if (event.length === 0) return nothing;
  return menu(html`<button slot="trigger" type="button" class="button secondary icon-only param-insert" aria-label=${ft('with.field', { name: label })} data-tip=${ft('with.field.tip')}>${icon('zap')}</button>`, [
    { heading: ft('fields.event') },
    ...event.map(({ path, type, samples }) => ({ label: path, detail: samples?.[0] ? clip(samples[0]) : type, run: () => use(host, name, path) })),
  ]);
}

function clip(text: string): string {
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}

function use(host: ParameterHost, name: string, expression: string): void {
  host.modes[name] = undefined;
  host.session.setParameter(name, expression);
}

function drop(host: ParameterHost, name: string, mode: string, event: DragEvent): void {
  const path = event.dataTransfer?.getData('application/x-dalbox-field');
  if (!path || mode !== 'value') return;
  event.preventDefault();
  use(host, name, path);
}

function suggestions(host: ParameterHost, name: string, label: string): TemplateResult | typeof nothing {
  const written = host.session.draft.with[name];
  const all = host.session.suggestions.filter((one) => one.parameter === name && one.expression !== written).sort((a, b) => b.score - a.score);
  const open = host.open.has(name);
  if (all.length === 0 || (written !== undefined && !open)) {
    return all.length === 0 ? nothing : html`<div class="suggest-foot">${more(host, name, ft('suggest.others', { count: all.length }))}</div>`;
  }
  const listed = open ? all : all.slice(0, 1);
  return html`<ul class="suggests" aria-label=${ft('suggest.for', { name: label })}>${listed.map((one) => html`<li class="suggest">${icon('sparkles')}<div class="suggest-text"><code>${one.expression}</code>
      <span class="suggest-why">${one.reasons.map((reason) => ftOr(`reason.${reason}`, reason)).join(ft('reason.and'))}${one.sample ? html` · <span class="suggest-sample">${clip(one.sample)}</span>` : nothing}</span></div>
      ${button({ label: ft('suggest.take'), size: 'small', about: one.expression, click: () => (host.open.delete(name), use(host, name, one.expression)) })}</li>`)}
    ${all.length > 1 && !open ? html`<li class="suggest-foot">${more(host, name, ft('suggest.more', { count: all.length - 1 }))}</li>` : nothing}</ul>`;
}

function more(host: ParameterHost, name: string, label: string): TemplateResult {
  return html`<button type="button" class="link plain small" @click=${() => (host.open.add(name), host.redraw())}>${label}</button>`;
}

function typeName(schema: Schema): string {
  return schema.enum ? 'enum' : (schema.format ?? (Array.isArray(schema.type) ? schema.type.join('|') : (schema.type ?? 'dyn')));
}
