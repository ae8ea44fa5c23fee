import { html, nothing, type TemplateResult } from 'lit';
import { shell } from '../app/state.ts';
import { call, Problem, reason } from '../core/http.ts';
import { languageName, t } from '../core/i18n.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon, mark } from '../ui/icon.ts';
import { isComposing } from '../ui/keys.ts';

const SHORTEST_PASSWORD = 8;

/** What stands before the application: the frame that login and set-up share. */
export abstract class Gate extends Element {
  static override properties = { problem: { state: true }, busy: { state: true }, wait: { state: true }, revealed: { state: true } };
  declare problem: string | null;
  declare busy: boolean;
  /** Seconds until the server takes another try. */
  declare wait: number;
  declare revealed: boolean;

  constructor() {
    super();
    this.problem = null;
    this.busy = false;
    this.wait = 0;
    this.revealed = false;
    this.watch(shell);
  }

  protected abstract submit(data: FormData): Promise<void>;

  protected frame(heading: string, hint: string, fields: TemplateResult, label: string): TemplateResult {
    return html`<main class="gate">
      <div class="gate-card">
        ${mark('large')}
        <h1>${heading}</h1>
        <p class="gate-hint">${hint}</p>
        ${this.form(fields, label)}
      </div>
      <footer class="gate-foot">
        ${shell.value.locales.map((tag) => html`<a href="?locale=${tag}" lang=${tag} aria-current=${tag === shell.value.locale ? 'true' : nothing}
          @click=${(event: Event) => this.language(event, tag)}>${languageName(tag)}</a>`)}
      </footer>
    </main>`;
  }

  protected form(fields: TemplateResult, label: string): TemplateResult {
    return html`<form novalidate @submit=${this.onSubmit} @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && isComposing(event) && event.preventDefault()}>
      ${this.problem ? html`<div class="alert tone-danger" role="alert">${icon('circle-alert')}<div class="alert-text">
        <span>${this.problem}${this.wait > 0 ? ` ${t('login.wait', { count: this.wait })}` : ''}</span></div></div>` : nothing}
      ${fields}
      ${button({ label, kind: 'primary', submit: true, busy: this.busy, disabled: this.busy || this.wait > 0, className: 'wide' })}
    </form>`;
  }

  protected password(name: string, label: string, autocomplete: string, hint?: string): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <div class="input-box">
        <input id=${name} name=${name} type=${this.revealed ? 'text' : 'password'} autocomplete=${autocomplete} required
          aria-describedby=${hint ? `${name}-hint` : nothing} />
        <button type="button" class="button ghost small icon-only" aria-pressed=${String(this.revealed)} aria-label=${t('password.show')}
          data-tip=${t('password.show')} @click=${() => (this.revealed = !this.revealed)}>${icon(this.revealed ? 'eye-off' : 'eye')}</button>
      </div>
      ${hint ? html`<p class="hint" id=${`${name}-hint`}>${hint}</p>` : nothing}
    </div>`;
  }

  protected fail(failure: unknown): void {
    this.problem = failure instanceof Problem && failure.errors[0] ? failure.errors[0].detail : reason(failure);
    if (failure instanceof Problem && failure.retryAfter) this.countDown(failure.retryAfter);
  }

  private async onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy || this.wait > 0) return;
    this.busy = true;
    this.problem = null;
    try {
      await this.submit(new FormData(event.target as HTMLFormElement));
    } catch (failure) {
      this.fail(failure);
    } finally {
      this.busy = false;
    }
  }

  private countDown(seconds: number): void {
    this.wait = seconds;
    const timer = window.setInterval(() => {
      if (--this.wait <= 0) clearInterval(timer);
    }, 1000);
  }

  private language(event: Event, tag: string): void {
    event.preventDefault();
    const target = new URL(location.href);
    target.searchParams.set('locale', tag);
    location.assign(target);
  }
}

/** `/login`. */
export class Login extends Gate {
  protected override render(): TemplateResult {
    return this.frame(t('login.title', { product: shell.value.product }), t('login.hint'), html`
      <div class="field"><label for="name">${t('login.name')}</label>
        <div class="input-box"><input id="name" name="name" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required /></div></div>
      ${this.password('password', t('login.password'), 'current-password')}`, t('login.submit'));
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLInputElement>('#name')?.focus();
  }

  protected override async submit(data: FormData): Promise<void> {
    const name = String(data.get('name')).trim();
    const password = String(data.get('password'));
    if (!name || !password) throw new Problem(422, t('login.incomplete'));
    await call('POST', '/api/session', { name, password });
    location.replace(safeNext());
  }

  protected override fail(failure: unknown): void {
    super.fail(failure);
    if (failure instanceof Problem && failure.status === 401) this.problem = t('login.wrong');
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>('#password')?.select());
  }
}

/** `/setup#<secret>`: the first password of the administrator. */
export class Setup extends Gate {
  protected override render(): TemplateResult {
    return this.frame(t('setup.title', { product: shell.value.product }), t('setup.hint'), html`
      <input type="text" name="username" autocomplete="username" value="admin" class="visually-hidden" tabindex="-1" aria-hidden="true" readonly />
      ${this.password('password', t('setup.password'), 'new-password', t('setup.password.hint', { count: SHORTEST_PASSWORD }))}
      ${this.password('again', t('setup.again'), 'new-password')}`, t('setup.submit'));
  }

  protected override async submit(data: FormData): Promise<void> {
    const password = String(data.get('password'));
    if (password.length < SHORTEST_PASSWORD) throw new Problem(422, t('setup.short', { count: SHORTEST_PASSWORD }));
    if (password !== data.get('again')) throw new Problem(422, t('setup.different'));
    const secret = location.hash.slice(1);
    if (!secret) throw new Problem(422, t('setup.secret'));
    await call('POST', '/api/setup', { secret, password });
    history.replaceState(null, '', location.pathname);
    location.replace('/login');
  }
}

define('u-login', Login);
define('u-setup', Setup);

/** Where to go after the login: only ever to a path of this server. */
function safeNext(): string {
  const next = new URLSearchParams(location.search).get('next') ?? '/';
  const target = new URL(next, location.origin);
  return target.origin === location.origin && next.startsWith('/') && !next.startsWith('//') ? target.pathname + target.search : '/';
}
