import { evaluate, fill, within as inScope, type Scope } from '../core/expr.ts';
import type { Action, FieldSpec, Row } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { complaints } from './check.ts';
import { below, bySpecKey, getAt, mark, member, movedKey, setAt, specKey, tokens, within, type Pointer } from './pointer.ts';
import { Reader, type Read } from './schema.ts';
import { fromServer, inside, placeOf, validate, type Errors } from './validate.ts';
import { initial, revive, toSend, withoutSecrets } from './values.ts';

/** What a form is about: the schema, what the descriptor changes of it, and what its expressions see. */
export interface Subject {
  action: Action;
  context: Context;
  scope: Scope;
  /** Values to begin with, in place of the defaults: those that are to be edited. */
  start?: Row | undefined;
  /** The names of the secrets that the server holds; it never says what they are. */
  secrets?: ReadonlySet<string> | undefined;
}

/** The values of one form, and what is known about each of its fields. Nothing here is drawn. */
export class FormState {
  readonly reader: Reader;
  readonly schema: Read;
  values: Row = {};
  errors: Errors = {};
  /** What the server said of fields; it stays until they are changed. */
  private told: Errors = {};
  /** Errors that belong to no field. */
  rest: string[] = [];
  /** The fields of the last drawing with their labels, by pointer. */
  readonly shown = new Map<Pointer, string>();
  /** Those of them that hold others, which are drawn when they are unfolded. */
  readonly outer = new Set<Pointer>();
  readonly modes = new Map<Pointer, string>();
  /** What was taken out of a list last, to be put back. */
  readonly removed = new Map<Pointer, { at: number; value: unknown; label: string }>();
  private readonly keys = new Map<Pointer, number[]>();
  private readonly specs: Record<string, FieldSpec>;
  private lastKey = 0;
  /** Fields that were changed by the person. */
  private readonly touched = new Set<Pointer>();
  tried = false;

  /**
   * @param changed called after every change of a value
   * @param redraw draws the form anew
   * @param after runs something once it is drawn
   */
  constructor(public subject: Subject, readonly base: string, readonly changed: (pointer: Pointer) => void, readonly redraw: () => void, readonly after: (run: () => void) => void) {
    const root = subject.action.schema ?? {};
    this.reader = new Reader(root, complaints);
    this.schema = this.reader.read(root);
    this.specs = bySpecKey(subject.action.fields ?? {}, new Set(Object.keys(this.schema.properties ?? {})));
    this.values = this.initial();
  }

  /** Begins anew. */
  begin(subject: Subject): void {
    this.subject = subject;
    this.values = this.initial();
    this.errors = this.told = {};
    this.rest = [];
    this.tried = false;
    for (const known of [this.modes, this.removed, this.keys, this.touched]) known.clear();
  }

  get scope(): Scope {
    const { scope } = this.subject;
    return inScope(scope, { form: this.values });
  }

  initial(): Row {
    const { start, action } = this.subject;
    const values: Row = {};
    for (const [name, schema] of Object.entries(this.schema.properties ?? {})) {
      if (Object.hasOwn(action.args ?? {}, name)) continue;
      const own = start ? member(start, name) : fill(this.spec(below('', name)).initial, this.subject.scope);
      const value = own ?? (start ? undefined : initial(this.reader.read(schema), this.reader, this.schema.required?.includes(name) ?? false));
      if (value !== undefined && value !== null) values[name] = value;
    }
    return values;
  }

  get(pointer: Pointer): unknown {
    return getAt(this.values, pointer);
  }

  set(pointer: Pointer, value: unknown): void {
    this.values = (setAt(this.values, pointer, value) ?? {}) as Row;
    this.touched.add(pointer);
    this.forgive(pointer);
    this.changed(pointer);
  }

  id(pointer: Pointer): string {
    return `${this.base}${tokens(pointer).map((token) => `-${token.replace(/\W/g, (c) => `_${c.codePointAt(0)!.toString(16)}`)}`).join('')}`;
  }

  spec(pointer: Pointer): FieldSpec {
    return member(this.specs, specKey(pointer)) ?? {};
  }

  /** Whether a condition of the descriptor hides the field, or what it is inside of. */
  isHidden = (pointer: Pointer): boolean => {
    const { hidden, when } = this.spec(pointer);
    return hidden === true || (!!when && evaluate(when, this.scope) !== true);
  };

  mode(pointer: Pointer): string | undefined {
    return this.modes.get(pointer);
  }

  setMode(pointer: Pointer, mode: string): void {
    this.modes.set(pointer, mode);
    this.redraw();
  }

  /** What is sent: the arguments that are given, and what was filled in. */
  body(): Row {
    const given = this.subject.action.args ?? {};
    const all = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fill(value, this.subject.scope)]));
    return { ...all, ...(toSend(this.values, this.schema, this.reader, this.isHidden, '', true) as Row) };
  }

  /** What a draft keeps: no secrets, and of what is being edited only what was changed, for others may change the rest meanwhile. */
  draft(): Row {
    const all = withoutSecrets(this.values, this.schema, this.reader) as Row;
    const { start } = this.subject;
    return start ? Object.fromEntries(Object.entries(all).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(start[name]))) : all;
  }

  /** Goes on with what a draft holds; what the schema does not have any more is left out. */
  restore(draft: Row): void {
    const known = Object.entries(draft).filter(([name]) => member(this.schema.properties, name) !== undefined || this.schema.conditions.length > 0 || this.schema.oneOf || this.schema.anyOf);
    this.values = { ...this.values, ...(revive(Object.fromEntries(known)) as Row) };
  }

  /** Everything that is wrong now, as the person is to see it when they send. */
  judge(): Errors {
    const found = validate(this.body(), this.schema, this.reader, (pointer) => this.modes.get(mark(pointer, 'kind')));
    const errors: Errors = {};
    for (const [pointer, text] of Object.entries(found)) {
      const at = this.shown.size === 0 ? pointer : placeOf(pointer, new Set(this.shown.keys()), this.outer);
      if (at !== null) errors[at] ??= at === pointer ? text : this.about(pointer, at, text);
      else if (tokens(pointer).length === 0) errors[''] = text;
    }
    return errors;
  }

  /** The person has left a field that they changed: from now on it says what is wrong. */
  leave(pointer: Pointer): void {
    if (!this.shown.has(pointer) || !this.touched.has(pointer)) return;
    const wrong = this.judge()[pointer];
    if (wrong === undefined || wrong === this.errors[pointer]) return;
    this.errors = { ...this.errors, [pointer]: wrong };
    this.redraw();
  }

  accuse(problems: readonly { pointer: string; detail: string }[]): void {
    const { fields, rest } = fromServer(problems, new Set(this.shown.keys()), this.outer);
    this.errors = this.told = fields;
    this.rest = rest;
  }

  invalid(pointer: Pointer): boolean {
    return inside(this.errors, pointer);
  }

  /** A key for each entry of a list, which stays with it when it is moved. */
  keysOf(pointer: Pointer): number[] {
    const value = this.get(pointer);
    const count = Array.isArray(value) ? value.length : 0;
    let keys = this.keys.get(pointer);
    if (keys?.length !== count) this.keys.set(pointer, (keys = Array.from({ length: count }, () => ++this.lastKey)));
    return keys;
  }

  /** Changes the order of a list: `order` names the old place of each entry, and -1 a new one with the value. */
  rearrange(pointer: Pointer, order: number[], value?: unknown): void {
    const list = (this.get(pointer) as unknown[] | undefined) ?? [];
    const keys = this.keysOf(pointer);
    this.move(pointer, order);
    this.keys.set(pointer, order.map((old) => (old < 0 ? ++this.lastKey : keys[old]!)));
    this.set(pointer, order.map((old) => (old < 0 ? value : list[old])));
  }

  /** What is known by pointer goes with the entries. */
  private move(pointer: Pointer, order: number[]): void {
    const moved = (key: string) => movedKey(key, pointer, order);
    this.errors = Object.fromEntries(Object.entries(this.errors).flatMap(([at, text]) => (moved(at) === null ? [] : [[moved(at)!, text]])));
    const entries = [...this.modes].flatMap(([at, mode]): [Pointer, string][] => (moved(at) === null ? [] : [[moved(at)!, mode]]));
    this.modes.clear();
    for (const [at, mode] of entries) this.modes.set(at, mode);
    for (const at of [...this.keys.keys()]) if (at !== pointer && within(at, pointer)) this.keys.delete(at);
  }

  /** While something is corrected, what was wrong goes as soon as it is right; new errors wait until the field is left. */
  private forgive(changed: Pointer): void {
    this.rest = [];
    if (Object.keys(this.errors).length === 0) return;
    this.told = Object.fromEntries(Object.entries(this.told).filter(([at]) => !within(at, changed) && !within(changed, at)));
    const now = { ...this.told, ...this.judge() };
    this.errors = Object.fromEntries(Object.entries(this.errors).flatMap(([at]) => (now[at] === undefined ? [] : [[at, now[at]]])));
  }

  private about(pointer: Pointer, at: Pointer, text: string): string {
    const place = tokens(pointer.slice(at.length)).map((token) => (/^\d+$/.test(token) ? String(Number(token) + 1) : token));
    return `${place.join(' › ')}: ${text}`;
  }
}
