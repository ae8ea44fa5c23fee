import { html, type TemplateResult } from 'lit';
import { call, Problem, reason } from '../core/http.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { toast } from '../app/toasts.ts';
import { draftOf, type FlowProblem } from './model.ts';
import { problemList } from './problems.ts';
import type { Session } from './session.ts';
import { ft } from './texts.ts';

const READ_AFTER = 350;

/** The flow as YAML; what is written here comes back into the form as soon as it can be read. */
class FlowYaml extends Element {
  static override properties = { session: { attribute: false }, text: { state: true }, problems: { state: true }, failed: { state: true } };
  declare session: Session;
  declare text: string | null;
  declare problems: readonly FlowProblem[];
  declare failed: string | null;
  private timer = 0;
  private asked = 0;

  constructor() {
    super();
    this.text = null;
    this.problems = [];
    this.failed = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.write();
    this.until(() => {
      clearTimeout(this.timer);
      if (this.timer) void this.read();
    });
  }

  protected override render(): TemplateResult {
    if (this.failed) return html`<div class="empty compact">${icon('cloud-off')}<p class="empty-title">${this.failed}</p></div>`;
    if (this.text === null) return html`<div class="skeleton-list" aria-busy="true"><div class="skeleton row"></div></div>`;
    const wrong = this.problems.length > 0;
    return html`<div class="flow-yaml"><div class="flow-yaml-head"><p class="muted small">${ft('yaml.about')}</p>${button({ label: ft('yaml.copy'), icon: 'copy', size: 'small', click: () => void this.copy() })}</div>
      <div class="input-box mono ${wrong ? 'wrong' : ''}"><textarea rows=${Math.max(14, this.text.split('\n').length + 1)} spellcheck="false" autocapitalize="none" aria-label="YAML" aria-invalid=${String(wrong)} aria-describedby="yaml-problems"
        .value=${this.text} @input=${this.input}></textarea></div>
      ${problemList(this.problems, 'yaml-problems', null)}</div>`;
  }

  private input(event: InputEvent): void {
    this.text = (event.target as HTMLTextAreaElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.read(), READ_AFTER);
  }

  private async write(): Promise<void> {
    try {
      this.text = (await call('POST', '/api/flows/yaml', { flow: this.session.body() })).body.yaml;
    } catch (failure) {
      this.failed = reason(failure);
    }
  }

  private async read(): Promise<void> {
    this.timer = 0;
    const mine = ++this.asked;
    try {
      const { body } = await call('POST', '/api/flows/yaml', { yaml: this.text });
      if (mine !== this.asked) return;
      this.problems = [];
      this.session.replace(draftOf(body.flow));
    } catch (failure) {
      if (mine !== this.asked) return;
      const errors = failure instanceof Problem ? (failure.errors as FlowProblem[]) : [];
      this.problems = errors.length > 0 ? errors : [{ pointer: '', detail: reason(failure) }];
    }
  }

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text ?? '');
      toast(ft('yaml.copied'));
    } catch {
      // Without a secure context there is no clipboard; the text can be selected.
      this.querySelector('textarea')?.select();
    }
  }
}

define('u-flow-yaml', FlowYaml);
