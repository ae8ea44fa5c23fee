import { html, nothing, type TemplateResult } from 'lit';
import { toast } from '../app/toasts.ts';
import { call, Problem, reason } from '../core/http.ts';
import { t } from '../core/i18n.ts';
import { button } from '../ui/button.ts';
import { dropZone } from '../ui/drop-zone.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { FlowProblem } from './model.ts';
import { problemList } from './problems.ts';
import { ft } from './texts.ts';

interface Item {
  name: string;
  id: string | null;
  problems: FlowProblem[];
}

const CHECK_AFTER = 300;

/** Flows from YAML: paste or drop it, see what would be made, then make it. */
class FlowImport extends Element {
  static override properties = { text: { state: true }, items: { state: true }, problems: { state: true }, busy: { state: true } };
  declare text: string;
  declare items: readonly Item[];
  declare problems: readonly FlowProblem[];
  declare busy: boolean;
  close: () => void = () => {};
  done: () => void = () => {};
  private timer = 0;
  private asked = 0;

  constructor() {
    super();
    this.text = '';
    this.items = [];
    this.problems = [];
    this.busy = false;
  }

  protected override render(): TemplateResult {
    const wrong = this.problems.length > 0 || this.items.some((one) => one.problems.length > 0);
    return html`<div class="dialog-body flow-import">
        ${dropZone({ text: ft('import.drop'), choose: ft('import.choose'), accept: '.yaml,.yml,application/yaml', files: ([file]) => void file?.text().then((text) => this.take(text)) })}
        <div class="field"><label for="flow-import-text">${ft('import.paste')}</label><div class="input-box mono"><textarea id="flow-import-text" rows="8" spellcheck="false" autocapitalize="none" .value=${this.text}
          @input=${(event: InputEvent) => this.take((event.target as HTMLTextAreaElement).value)}></textarea></div></div>
        ${problemList(this.problems, 'flow-import-problems', null)}
        ${this.items.length > 0 ? html`<div aria-live="polite"><h3 class="overline">${ft('import.would')}</h3><ul class="panel-list import-items">${this.items.map((one) => html`<li>${icon(one.problems.length > 0 ? 'circle-alert' : 'circle-check', one.problems.length > 0 ? 'bad' : 'good')}
          <div><span class="strong">${one.name}</span>${problemList(one.problems, '', null)}</div></li>`)}</ul></div>` : nothing}
      </div>
      <footer class="dialog-foot">${button({ label: t('cancel'), click: this.close })}
        ${button({ label: this.items.length > 0 ? ft('import.submit', { count: this.items.length }) : ft('import'), kind: 'primary', disabled: this.busy || wrong || this.items.length === 0, busy: this.busy, click: () => void this.submit() })}</footer>`;
  }

  private take(text: string): void {
    this.text = text;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.check(), CHECK_AFTER);
  }

  private async check(): Promise<void> {
    const mine = ++this.asked;
    this.items = [];
    this.problems = [];
    if (!this.text.trim()) return;
    try {
      const { body } = await call('POST', '/api/flows/import', { yaml: this.text, dry_run: true });
      if (mine === this.asked) this.items = body.items;
    } catch (failure) {
      if (mine === this.asked) this.tell(failure);
    }
  }

  private async submit(): Promise<void> {
    this.busy = true;
    try {
      const { body } = await call('POST', '/api/flows/import', { yaml: this.text, dry_run: false });
      toast(ft('imported', { count: body.items.length }), { tone: 'success' });
      this.done();
      this.close();
    } catch (failure) {
      this.tell(failure);
    } finally {
      this.busy = false;
    }
  }

  private tell(failure: unknown): void {
    const errors = failure instanceof Problem ? (failure.errors as FlowProblem[]) : [];
    this.problems = errors.length > 0 ? errors : [{ pointer: '', detail: reason(failure) }];
  }
}

define('u-flow-import', FlowImport);
