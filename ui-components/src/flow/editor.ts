import { html, nothing, type TemplateResult } from 'lit';
import { guard } from '../app/drafts.ts';
import { go } from '../app/router.ts';
import { stream } from '../app/state.ts';
import { toast } from '../app/toasts.ts';
import { reason } from '../core/http.ts';
import { t } from '../core/i18n.ts';
import { pluginLabel, pluginMark } from '../nodes/plugin-text.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { hasCommandKey, isComposing } from '../ui/keys.ts';
import { advanced } from './advanced.ts';
import './condition-field.ts';
import { dryRun } from './dry-run.ts';
import type { Expression } from './expression.ts';
import { chips } from './fields.ts';
import './history.ts';
import { resume, stateMark } from './state.ts';
import { parameters, type ParameterHost } from './parameters.ts';
import { picker, type Option } from '../ui/picker.ts';
import { problemList } from './problems.ts';
import { Session } from './session.ts';
import { ft } from './texts.ts';
import './yaml.ts';

type Tab = 'sentence' | 'yaml' | 'history';

/** The editor: a flow as a sentence, as YAML, and what came of it. */
class FlowEditor extends Element {
  static override properties = { flowId: {}, tab: { state: true } };
  declare flowId: string | null;
  declare tab: Tab;
  private session!: Session;
  private host!: ParameterHost;
  /** The expression that had the focus last; a chip goes there. */
  private target: Expression | null = null;

  constructor() {
    super();
    this.tab = 'sentence';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const redraw = () => this.requestUpdate();
    this.session = new Session(this.flowId, redraw);
    this.host = { session: this.session, modes: {}, units: {}, open: new Set(), redraw, chosen: (field) => (this.target = field) };
    void this.session.open().then(() => {
      if (new URLSearchParams(location.search).has('try')) void this.try().then(() => this.querySelector('.flow-step.flask')?.scrollIntoView({ block: 'start' }));
    });
    const keys = (event: KeyboardEvent) => this.key(event);
    document.addEventListener('keydown', keys);
    this.until(() => document.removeEventListener('keydown', keys));
    this.until(guard(() => this.session.dirty));
    this.until(() => this.session.close());
    const stop = stream?.on('flow', (row: any) => this.session.follow(row));
    if (stop) this.until(stop);
  }

  protected override render(): TemplateResult {
    const { session } = this;
    if (session.failed) return html`<div class="empty">${icon('cloud-off')}<p class="empty-title">${session.failed}</p><a class="button secondary" href="/flows">${ft('back')}</a></div>`;
    if (!session.ready) return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    return html`<div class="flow-edit">
      ${this.head()}${this.notes()}
      ${this.tab === 'sentence' ? this.sentence() : this.tab === 'yaml' ? html`<u-flow-yaml .session=${session}></u-flow-yaml>` : html`<u-flow-history .flowId=${this.flowId}></u-flow-history>`}
    </div>`;
  }

  private head(): TemplateResult {
    const { session } = this;
    const { draft, flow, dirty } = session;
    const tabs: Tab[] = this.flowId ? ['sentence', 'yaml', 'history'] : ['sentence', 'yaml'];
    return html`<div class="flow-bar">
      <div class="flow-name"><div class="input-box"><input type="text" maxlength="120" aria-label=${ft('name')} placeholder=${session.proposed || ft('name.hint')} .value=${draft.name}
        @input=${(event: InputEvent) => session.change({ name: (event.target as HTMLInputElement).value })} @keydown=${this.enter} /></div>
        ${problemList(session.at('/name'), 'name-problems', null)}</div>
      <label class="flow-on"><input type="checkbox" role="switch" class="switch" aria-label=${ft('enabled')} .checked=${draft.enabled} @change=${(event: Event) => session.change({ enabled: (event.target as HTMLInputElement).checked })} /><span>${draft.enabled ? ft('state.on') : ft('state.off')}</span></label>
      ${flow && !['on', 'off'].includes(flow.state) ? stateMark(flow) : nothing}
      <span class="spacer"></span>
      <div class="segmented" role="group" aria-label=${ft('view')}>${tabs.map((tab) => html`<button type="button" aria-pressed=${String(this.tab === tab)} @click=${() => (this.tab = tab)}>${ft(`tab.${tab}`)}</button>`)}</div>
      <div class="flow-save">${dirty ? button({ label: ft('discard'), kind: 'ghost', click: () => this.cancel() }) : button({ label: t('cancel'), kind: 'ghost', click: () => void go('/flows') })}
        ${button({ label: this.flowId ? ft('save') : ft('create'), kind: 'primary', disabled: session.busy || (!dirty && this.flowId !== null), busy: session.busy, click: () => void this.save() })}</div>
    </div>`;
  }

  private notes(): TemplateResult {
    const { flow, restored, problems, tried, theirs } = this.session;
    return html`${theirs ? this.conflict() : nothing}${restored ? html`<p class="draft-note" role="status">${icon('history')}<span>${t('form.draft')}</span><button type="button" class="link plain" @click=${() => this.session.reset()}>${t('form.draft.drop')}</button></p>` : nothing}
      ${flow?.state === 'broken' ? html`<div class="alert tone-danger" role="status">${icon('unplug')}<div class="alert-text"><strong>${ft('broken.title')}</strong><span>${flow.detail ?? flow.problems?.[0]?.detail}</span><span>${ft('broken.hint', { count: flow.counts?.waiting ?? 0 })}</span></div></div>` : nothing}
      ${flow?.state === 'cut' ? html`<div class="alert tone-warning" role="status">${icon('circle-pause')}<div class="alert-text"><strong>${ft('cut.title')}</strong><span>${flow.detail}</span></div>${resume(flow, (row) => this.session.follow(row))}</div>` : nothing}
      ${flow?.state === 'waiting' ? html`<div class="alert tone-info" role="status">${icon('hourglass')}<div class="alert-text"><strong>${ft('state.waiting')}</strong><span>${flow.detail}</span></div></div>` : nothing}
      ${tried && problems.length > 0 ? html`<div class="alert tone-danger" role="alert" tabindex="-1">${icon('circle-alert')}<div class="alert-text"><strong>${problems.length === 1 ? t('form.invalid') : t('form.invalid.many', { count: problems.length })}</strong>
        <ul class="places">${problems.slice(0, 5).map((one) => html`<li>${one.detail}</li>`)}</ul></div></div>` : nothing}`;
  }

  private conflict(): TemplateResult {
    const keep = () => {
      this.session.keepMine();
      void this.save();
    };
    return html`<div class="alert tone-warning" role="alert" tabindex="-1">${icon('git-fork')}<div class="alert-text"><strong>${ft('changed')}</strong><span>${ft('changed.hint')}</span>
      <div class="button-row">${button({ label: ft('theirs'), size: 'small', click: () => this.session.takeTheirs() })}${button({ label: ft('mine'), size: 'small', click: keep })}</div></div></div>`;
  }

  private sentence(): TemplateResult {
    const { session } = this;
    const { draft } = session;
    return html`<div class="flow-grid"><div class="flow-main">
      ${step(ft('when'), this.event())}
      ${draft.on.event ? step(ft('if'), html`<u-condition .value=${draft.when} .words=${session.words} .problems=${session.at('/when')} .change=${(when: string | null) => session.change({ when })} .chosen=${this.host.chosen}></u-condition>`) : nothing}
      ${step(ft('then'), this.action())}
      ${draft.do.action ? step(ft('with'), session.action ? parameters(this.host) : html`<p class="flow-note tone-text-warning">${icon('unplug')}<span>${ft('action.gone', { name: `${draft.do.plugin} · ${draft.do.action}` })}</span></p>`) : nothing}
      ${draft.on.event && draft.do.action ? html`${step(ft('dry'), dryRun(session, () => void this.try()), 'flask')}${advanced(session)}` : nothing}
    </div>
    ${session.words.event.length + session.words.meta.length > 0 ? html`<aside class="flow-side" aria-label=${ft('fields')}>${chips(session.words, (text) => this.insert(text))}</aside>` : nothing}</div>`;
  }

  private event(): TemplateResult {
    const { session } = this;
    const { event } = session.draft.on;
    const options: Option[] = grouped(session.types.map(({ name, owner, description, count }) => ({
      value: name, label: name, about: description, detail: count ? ft('event.count', { count }) : undefined, group: pluginLabel(owner), mark: pluginMark(owner),
    })));
    const type = session.types.find(({ name }) => name === event);
    const problems = session.at('/on');
    return html`${picker({ label: ft('event'), placeholder: ft('event.choose'), options, value: event, invalid: problems.length > 0, look: 'large', choose: (value) => session.setEvent(value), chosen: event ? html`<span class="picker-label is-code">${event}</span>` : null })}
      ${type?.description ? html`<p class="hint">${type.description}</p>` : nothing}
      ${problemList(problems, 'event-problems', (one) => session.setEvent(one.suggestion!))}`;
  }

  private action(): TemplateResult {
    const { session } = this;
    const { plugin, action } = session.draft.do;
    const options: Option[] = grouped(session.actions.map((one) => ({ value: `${one.plugin}/${one.name}`, label: one.name, about: one.description, detail: one.long_running ? ft('action.task') : undefined, group: pluginLabel(one.plugin), mark: pluginMark(one.plugin) })));
    const problems = session.at('/do');
    return html`${picker({
      label: ft('action'), placeholder: ft('action.choose'), options, value: action ? `${plugin}/${action}` : '', invalid: problems.length > 0, look: 'large',
      chosen: action ? html`${pluginMark(plugin)}<span class="picker-dot" aria-hidden="true">·</span><span class="picker-label">${action}</span>` : null,
      choose: (value) => session.setAction(value.slice(0, value.indexOf('/')), value.slice(value.indexOf('/') + 1)),
    })}
      ${session.action?.description ? html`<p class="hint">${session.action.description}</p>` : nothing}
      ${problemList(problems, 'action-problems', (one) => this.mendAction(one.pointer, one.suggestion!))}`;
  }

  private mendAction(pointer: string, suggestion: string): void {
    const { plugin, action } = this.session.draft.do;
    this.session.setAction(pointer.endsWith('/plugin') ? suggestion : plugin, pointer.endsWith('/plugin') ? action : suggestion);
  }

  private insert(text: string): void {
    if (this.target?.isConnected) return this.target.insert(text);
    const { draft, schema } = this.session;
    const free = [...(schema.required ?? []), ...Object.keys(schema.properties ?? {})].find((name) => draft.with[name] === undefined);
    if (free && text.includes('.')) this.session.setParameter(free, text);
    else toast(ft('fields.where'));
  }

  private async save(): Promise<void> {
    try {
      const saved = await this.session.save();
      if (!saved) {
        this.tab = 'sentence';
        await this.updateComplete;
        this.querySelector<HTMLElement>('.flow-edit > .alert[role="alert"]')?.focus();
        this.querySelector('.flow-problems')?.scrollIntoView({ block: 'center' });
        return;
      }
      toast(this.flowId ? ft('saved', { name: saved.name }) : ft('created', { name: saved.name }), { tone: 'success' });
      if (!this.flowId) await go('/flows');
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }

  private async try(): Promise<void> {
    try {
      await this.session.dryRun();
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }

  private cancel(): void {
    const kept = this.session.draft;
    this.session.reset();
    toast(ft('discarded'), { action: { label: t('undo'), run: () => this.session.replace(kept) } });
  }

  private key(event: KeyboardEvent): void {
    if (!hasCommandKey(event) || event.key.toLowerCase() !== 's' || isComposing(event)) return;
    event.preventDefault();
    if (this.session.ready && (this.session.dirty || !this.flowId)) void this.save();
  }

  private enter(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !isComposing(event)) (event.target as HTMLElement).blur();
  }
}

define('u-flow-editor', FlowEditor);

function step(word: string, content: unknown, kind = ''): TemplateResult {
  return html`<section class="flow-step ${kind}"><h2 class="flow-word">${word}</h2><div class="flow-step-body">${content}</div></section>`;
}

/** Options of a group must stand together. */
function grouped(options: Option[]): Option[] {
  return [...options].sort((a, b) => a.group.localeCompare(b.group, document.documentElement.lang) || a.label.localeCompare(b.label));
}
