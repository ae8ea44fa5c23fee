import { html, type TemplateResult } from 'lit';
import { releaseGuards } from '../app/drafts.ts';
import { openLayer } from '../app/layers.ts';
import { refreshSoon } from '../app/router.ts';
import { shell, stream } from '../app/state.ts';
import { toast } from '../app/toasts.ts';
import { call, Problem } from '../core/http.ts';
import { t } from '../core/i18n.ts';
import { define } from '../ui/element.ts';
import { Gate } from './gate.ts';

let asking = false;
/** The person closed the dialog to look at the page as it is; only what they do asks again. */
let later = false;

/** The session has ended while a page is open: asks for the password over the page, so that nothing on it is lost. */
export function askToLogIn(method: string): void {
  if (asking || (later && method === 'GET')) return;
  asking = true;
  later = false;
  openLayer({
    kind: 'dialog',
    heading: t('login.again'),
    body: (close) => html`<u-login-again .done=${close}></u-login-again>`,
    closed: () => {
      asking = false;
      later = true;
    },
  });
}

/** The login over a page. Whoever is somebody else gets the page anew. */
class LoginAgain extends Gate {
  done: () => void = () => {};

  protected override render(): TemplateResult {
    const name = shell.value.user?.name ?? '';
    const elsewhere = `/login?next=${encodeURIComponent(location.pathname + location.search)}`;
    return html`<div class="dialog-body login-again">
      <p class="muted">${t('login.again.hint', { name })}</p>
      ${this.form(html`
        <input type="text" name="name" autocomplete="username" .value=${name} class="visually-hidden" tabindex="-1" aria-hidden="true" readonly />
        ${this.password('password-again', t('login.password'), 'current-password')}`, t('login.submit'))}
      <p class="small"><a href=${elsewhere} @click=${releaseGuards}>${t('login.other')}</a></p>
    </div>`;
  }

  protected override async submit(data: FormData): Promise<void> {
    const { body } = await call('POST', '/api/session', { name: String(data.get('name')), password: String(data.get('password-again')) });
    if (body.id !== shell.value.user?.id) {
      releaseGuards();
      location.reload();
      return;
    }
    shell.value = { ...shell.value, csrf: body.csrf };
    this.done();
    later = false;
    toast(t('login.again.done'), { tone: 'success' });
    stream?.hurry();
    refreshSoon();
  }

  protected override fail(failure: unknown): void {
    super.fail(failure);
    if (failure instanceof Problem && failure.status === 401) this.problem = t('login.wrong');
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>('input[type="password"]')?.select());
  }
}

define('u-login-again', LoginAgain);
