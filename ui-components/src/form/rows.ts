import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import { draw, members, type Place } from './draw.ts';
import { errorOf } from './group.ts';
import { titleOf } from './labels.ts';
import { below, mark, type Pointer } from './pointer.ts';
import { kindOf } from './kind.ts';
import { type Read } from './schema.ts';
import type { FormState } from './state.ts';
import { t } from './texts.ts';
import { initial } from './values.ts';

/** A list whose entries are forms themselves: added, removed with a way back, moved by buttons and by the mouse. */
export function rows(state: FormState, place: Place): TemplateResult {
  const { pointer, schema, label, hint, required } = place;
  const list = (state.get(pointer) as unknown[] | undefined) ?? [];
  const items = state.reader.read(schema.items);
  const id = state.id(pointer);
  const full = schema.maxItems !== undefined && list.length >= schema.maxItems;
  const removed = state.removed.get(pointer);
  const keys = state.keysOf(pointer);
  // Drawn now, not when the list is put in place: what is above it must know which fields there are.
  const drawn = keys.map((key, at) => row(state, place, items, list, at, key));
  return html`<div class="field form-list ${state.errors[pointer] ? 'invalid' : ''}" role="group" aria-labelledby=${`${id}-label`} data-pointer=${pointer}>
    <span class="field-label" id=${`${id}-label`}>${label}${required ? html`<span class="optional" aria-hidden="true"> *</span>` : nothing}</span>
    ${hint ? html`<p class="hint">${hint}</p>` : nothing}
    ${list.length > 0 ? html`<ol class="form-rows">${repeat(keys, (key) => key, (_, at) => drawn[at])}</ol>` : nothing}
    ${removed ? html`<p class="form-removed" role="status"><span>${t('form.row.removed', { name: removed.label })}</span><button type="button" class="link plain" @click=${() => putBack(state, pointer, list.length)}>${t('undo')}</button></p>` : nothing}
    <div class="form-list-foot"><button type="button" id=${id} class="button secondary small" ?disabled=${full} aria-label=${`${t('form.pair.add')}: ${label}`} @click=${() => add(state, pointer, items, list.length)}>${icon('plus')}<span>${t('form.pair.add')}</span></button>
      ${full ? html`<span class="hint">${t('error.maxItems', { count: schema.maxItems! })}</span>` : nothing}</div>
    ${errorOf(state, place)}
    <span class="visually-hidden" role="status">${state.mode(mark(pointer, 'said')) ?? ''}</span>
  </div>`;
}

function row(state: FormState, place: Place, items: Read, list: unknown[], at: number, key: number): TemplateResult {
  const pointer = below(place.pointer, at);
  const title = titleOf(list[at]) ?? t('form.row', { number: at + 1 });
  const id = state.id(pointer);
  const count = list.length;
  const closed = state.mode(mark(pointer, 'row')) === 'closed' && !state.invalid(pointer);
  state.shown.set(pointer, title);
  state.outer.add(pointer);
  const tools = [
    button({ label: t('form.row.up'), icon: 'arrow-up', kind: 'ghost', size: 'small', iconOnly: true, about: title, disabled: at === 0, click: (event) => shift(state, place.pointer, at, at - 1, count, event) }),
    button({ label: t('form.row.down'), icon: 'arrow-down', kind: 'ghost', size: 'small', iconOnly: true, about: title, disabled: at === count - 1, click: (event) => shift(state, place.pointer, at, at + 1, count, event) }),
  ];
  return html`<li class="form-row" data-key=${key} @dragover=${over} @dragleave=${leave} @drop=${(event: DragEvent) => drop(state, place.pointer, at, count, event)}>
    <div class="form-row-head">
      ${count > 1 ? html`<span class="form-grip" draggable="true" aria-hidden="true" @dragstart=${(event: DragEvent) => drag(place.pointer, at, event)}>${icon('grip-vertical')}</span>` : nothing}
      <button type="button" class="form-row-title" id=${id} aria-expanded=${String(!closed)} @click=${() => state.setMode(mark(pointer, 'row'), closed ? 'open' : 'closed')}>${icon('chevron-right')}<span class="form-row-name"><bdi>${title}</bdi></span></button>
      ${count > 1 ? tools : nothing}
      ${button({ label: t('form.pair.remove'), icon: 'trash-2', kind: 'ghost', size: 'small', iconOnly: true, about: title, click: () => remove(state, place.pointer, at, list, title) })}</div>
    ${closed ? nothing : html`<div class="form-fields form-row-body" role="group" aria-label=${title}>${errorOf(state, { ...place, pointer })}${entry(state, pointer, items)}</div>`}
  </li>`;
}

function entry(state: FormState, pointer: Pointer, items: Read): unknown {
  if (kindOf(items, state.reader) === 'group') return members(state, pointer, state.reader.applied(items, state.get(pointer)));
  return draw(state, pointer, items, true);
}

function add(state: FormState, pointer: Pointer, items: Read, count: number): void {
  state.removed.delete(pointer);
  state.rearrange(pointer, [...span(count), -1], initial(items, state.reader, true) ?? (kindOf(items, state.reader) === 'group' ? {} : undefined));
  state.after(() => {
    const row = document.getElementById(state.id(below(pointer, count)))?.closest('.form-row');
    row?.querySelector<HTMLElement>('.form-row-body :is(input, select, textarea, button)')?.focus();
  });
}

function remove(state: FormState, pointer: Pointer, at: number, list: unknown[], label: string): void {
  state.removed.set(pointer, { at, value: list[at], label });
  state.rearrange(pointer, span(list.length).filter((one) => one !== at));
  state.after(() => document.getElementById(state.id(pointer))?.closest('.form-list')?.querySelector<HTMLElement>('.form-removed button')?.focus());
}

function putBack(state: FormState, pointer: Pointer, count: number): void {
  const { at, value } = state.removed.get(pointer)!;
  state.removed.delete(pointer);
  state.rearrange(pointer, [...span(at), -1, ...span(count).slice(at)], value);
  state.after(() => document.getElementById(state.id(below(pointer, at)))?.focus());
}

function shift(state: FormState, pointer: Pointer, from: number, to: number, count: number, event?: Event): void {
  const pressed = event?.currentTarget as HTMLElement | undefined;
  const order = span(count).filter((one) => one !== from);
  order.splice(to, 0, from);
  state.modes.set(mark(pointer, 'said'), t('form.row.moved', { number: to + 1, count }));
  state.rearrange(pointer, order);
  // Moving the row takes the focus away, and at the end the button that was pressed rests.
  state.after(() => {
    if (!pressed) return;
    if (!(pressed as HTMLButtonElement).disabled) pressed.focus();
    else pressed.closest('.form-row')?.querySelector<HTMLElement>('.form-row-title')?.focus();
  });
}

const TYPE = 'application/x-dalbox-row';
let dragged: { pointer: Pointer; at: number } | null = null;

function drag(pointer: Pointer, at: number, event: DragEvent): void {
  dragged = { pointer, at };
  const { dataTransfer } = event;
  if (!dataTransfer) return;
  dataTransfer.setData(TYPE, String(at));
  dataTransfer.effectAllowed = 'move';
  const row = (event.target as HTMLElement).closest('.form-row');
  if (row) dataTransfer.setDragImage(row, 16, 16);
}

function over(event: DragEvent): void {
  if (!event.dataTransfer?.types.includes(TYPE)) return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).classList.add('over');
}

function leave(event: DragEvent): void {
  (event.currentTarget as HTMLElement).classList.remove('over');
}

function drop(state: FormState, pointer: Pointer, at: number, count: number, event: DragEvent): void {
  leave(event);
  if (dragged?.pointer !== pointer) return;
  event.preventDefault();
  event.stopPropagation();
  const { at: from } = dragged;
  dragged = null;
  if (from !== at) shift(state, pointer, from, at, count);
}

function span(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}
