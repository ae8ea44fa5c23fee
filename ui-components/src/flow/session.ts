import { dropDraft, loadDraft, saveDraft } from '../app/drafts.ts';
import { call, Problem, reason, type Answer } from '../core/http.ts';
import type { Schema } from '../core/model.ts';
import { draftOf, EMPTY, type ActionInfo, type DryRunResult, type EventType, type Flow, type FlowDraft, type FlowProblem, unpoint, type Suggestion, type Words } from './model.ts';
import { sentenceText } from './sentence.ts';
import { ft } from './texts.ts';

const VALIDATE_AFTER = 250;
const NO_WORDS: Words = { event: [], meta: [], functions: [] };
/** So many of the newest events a dry run looks at. */
const DRY_RUN = 20;

/** What the editor works on: the flow as it is being written, and what the server says about it. Tells `redraw` after each change. */
export class Session {
  draft: FlowDraft = draftOf(EMPTY);
  /** The flow as the server has it; null for a new one. */
  flow: Flow | null = null;
  types: readonly EventType[] = [];
  actions: readonly ActionInfo[] = [];
  words: Words = NO_WORDS;
  suggestions: readonly Suggestion[] = [];
  problems: readonly FlowProblem[] = [];
  failed: string | null = null;
  ready = false;
  busy = false;
  /** Whether saving was tried: from then on also what is only missing is a fault. */
  tried = false;
  restored = false;
  /** What somebody else has saved since this was opened. */
  theirs: Answer | null = null;
  dry: { of: string; results: DryRunResult[]; problems: FlowProblem[] } | null = null;
  private before = '';
  private version: string | null = null;
  private timer = 0;
  private asked = 0;
  private closed = false;

  constructor(
    readonly id: string | null,
    private readonly redraw: () => void,
  ) {}

  async open(): Promise<void> {
    try {
      const query = new URLSearchParams(location.search);
      const from = this.id ?? query.get('from');
      const [types, actions, flow] = await Promise.all([get('/api/events/types'), get('/api/actions'), from ? call('GET', address(from)) : null]);
      this.types = types.items;
      this.actions = actions.items;
      if (this.id) this.accept(flow!.body, flow!.version);
      else this.begin(flow?.body ?? null, query.get('event'));
      this.ready = true;
    } catch (failure) {
      this.failed = reason(failure);
    }
    this.redraw();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  get dirty(): boolean {
    return this.ready && JSON.stringify(this.draft) !== this.before;
  }

  get action(): ActionInfo | null {
    return this.actions.find(({ plugin, name }) => plugin === this.draft.do.plugin && name === this.draft.do.action) ?? null;
  }

  get schema(): Schema {
    return this.action?.params ?? {};
  }

  /** The name that the flow gets when the owner gives none. */
  get proposed(): string {
    return sentenceText(this.draft);
  }

  /** The problems at a place; what is just not written yet is none before saving is tried. */
  at(pointer: string): FlowProblem[] {
    if (!this.tried && !this.written(pointer)) return [];
    return this.problems.filter((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
  }

  change(patch: Partial<FlowDraft>): void {
    this.draft = { ...this.draft, ...patch };
    saveDraft(this.draftId, this.draft as unknown as Record<string, unknown>);
    this.validateSoon();
    this.redraw();
  }

  setEvent(event: string): void {
    this.change({ on: { event } });
    void this.learn();
  }

  setAction(plugin: string, action: string): void {
    const known = this.actions.find((one) => one.plugin === plugin && one.name === action)?.params.properties ?? {};
    this.change({ do: { plugin, action }, with: Object.fromEntries(Object.entries(this.draft.with).filter(([name]) => name in known)) });
    void this.suggest();
  }

  setParameter(name: string, expression: string | null): void {
    const { [name]: _, ...rest } = this.draft.with;
    this.change({ with: expression === null ? rest : { ...this.draft.with, [name]: expression } });
  }

  replace(draft: FlowDraft): void {
    const { on, do: what } = this.draft;
    this.change(draft);
    if (draft.on.event !== on.event || draft.do.plugin !== what.plugin || draft.do.action !== what.action) void this.learn();
  }

  /** Takes back what was not saved. */
  reset(): void {
    dropDraft(this.draftId);
    this.restored = false;
    this.draft = JSON.parse(this.before);
    this.tried = false;
    void this.learn();
    this.validateSoon();
    this.redraw();
  }

  /** Saves; answers the saved flow, or null when there is something to mend. */
  async save(): Promise<Flow | null> {
    if (this.busy) return null;
    this.tried = true;
    this.busy = true;
    this.redraw();
    try {
      const { body, version } = await call(this.id ? 'PUT' : 'POST', this.id ? address(this.id) : '/api/flows', this.body(), undefined, this.version);
      this.version = version;
      this.theirs = null;
      dropDraft(this.draftId);
      this.restored = false;
      this.tried = false;
      this.problems = [];
      this.take(body);
      return body;
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 412) this.theirs = await call('GET', address(this.id!));
      else if (failure instanceof Problem && failure.errors.length > 0) this.problems = failure.errors;
      else throw failure;
      return null;
    } finally {
      this.busy = false;
      this.redraw();
    }
  }

  /** Goes on with what somebody else has saved; what was written here goes. */
  takeTheirs(): void {
    const { body, version } = this.theirs!;
    this.theirs = null;
    this.version = version;
    this.take(body);
    this.reset();
  }

  /** From now on saving replaces what somebody else has saved. */
  keepMine(): void {
    this.version = this.theirs!.version;
    this.theirs = null;
  }

  async dryRun(): Promise<void> {
    this.busy = true;
    this.redraw();
    try {
      const { body } = await call('POST', '/api/flows/dry-run', { flow: this.body(), limit: DRY_RUN });
      this.dry = { of: JSON.stringify(this.draft), results: body.results, problems: body.problems };
    } finally {
      this.busy = false;
      this.redraw();
    }
  }

  body(): FlowDraft {
    return { ...this.draft, name: this.draft.name.trim() || this.proposed || ft('untitled') };
  }

  /** Takes what the stream says of this flow: how it stands, not what the owner is writing. */
  follow(row: Partial<Flow>): void {
    if (!this.flow || row.id !== this.flow.id) return;
    this.flow = { ...this.flow, ...row };
    this.redraw();
  }

  private get draftId(): string {
    return `flow:${this.id ?? 'new'}`;
  }

  private accept(flow: Flow, version: string | null): void {
    this.version = version;
    this.take(flow);
    this.problems = flow.problems ?? [];
    this.restore();
  }

  private begin(from: Flow | null, event: string | null): void {
    this.draft = draftOf(from ? { ...from, name: ft('copy', { name: from.name }) } : { ...EMPTY, on: { event: event ?? '' } });
    this.before = JSON.stringify(draftOf(EMPTY));
    if (!from && !event) this.restore();
    else void this.learn();
    if (from) this.validateSoon();
  }

  private take(flow: Flow): void {
    this.flow = flow;
    this.draft = draftOf(flow);
    this.before = JSON.stringify(this.draft);
  }

  private restore(): void {
    const kept = loadDraft(this.draftId);
    if (kept) this.draft = draftOf(kept as Partial<FlowDraft>);
    this.restored = kept !== null && JSON.stringify(this.draft) !== this.before;
    void this.learn();
    if (this.restored) this.validateSoon();
  }

  private async learn(): Promise<void> {
    const { event } = this.draft.on;
    if (!event) return;
    void this.suggest();
    try {
      const words = await get('/api/flows/vocabulary', { event });
      if (this.draft.on.event === event) this.words = { event: words.event ?? [], meta: words.meta ?? [], functions: words.functions ?? [] };
    } catch (failure) {
      console.warn('The fields of the event cannot be listed', failure);
    }
    this.redraw();
  }

  private async suggest(): Promise<void> {
    const { on: { event }, do: { plugin, action } } = this.draft;
    this.suggestions = [];
    if (!event || !action) return;
    try {
      const found = await get('/api/flows/suggestions', { event, plugin, action });
      if (this.draft.on.event === event && this.draft.do.action === action) this.suggestions = found.items;
    } catch (failure) {
      console.warn('There are no suggestions', failure);
    }
    this.redraw();
  }

  private validateSoon(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.validate(), VALIDATE_AFTER);
  }

  private async validate(): Promise<void> {
    if (this.closed || !this.draft.on.event) return;
    const mine = ++this.asked;
    try {
      const { body } = await call('POST', '/api/flows/validate', this.body());
      if (mine === this.asked) this.problems = body.problems;
    } catch (failure) {
      // Saving checks all of it again.
      console.warn('The flow cannot be checked now', failure);
    }
    this.redraw();
  }

  private written(pointer: string): boolean {
    const [, part, name] = pointer.split('/');
    if (part === 'on') return this.draft.on.event !== '';
    if (part === 'do') return this.draft.do.action !== '';
    if (part === 'with') return name === undefined || this.draft.with[unpoint(name)] !== undefined;
    return true;
  }
}

async function get(href: string, query?: Record<string, string>): Promise<any> {
  return (await call('GET', href, query)).body;
}

function address(id: string): string {
  return `/api/flows/${encodeURIComponent(id)}`;
}
