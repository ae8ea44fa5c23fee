import { html, nothing, type TemplateResult } from 'lit';
import { isDisabled, isShown, start } from '../app/actions.ts';
import { arranging, pinName } from '../app/pins.ts';
import { reloadPage } from '../app/router.ts';
import { shell, singleKeys, staleForm, view } from '../app/state.ts';
import { fillText } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Action, Page } from '../core/model.ts';
import { PageStore } from '../live/store.ts';
import { pageContext, type Context } from '../nodes/context.ts';
import { nodes } from '../nodes/index.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import { pinButton } from '../ui/pin-button.ts';
import { arrangeHome } from './arrange.ts';

const WIDE = new Set(['list', 'gallery', 'dashboard', 'editor']);

/** The content area: the header of the page and its nodes, or what stands in for them. */
export class PageElement extends Element {
  private store: PageStore | null = null;
  private stop: () => void = () => {};

  constructor() {
    super();
    this.watch(view, staleForm, shell, arranging, singleKeys);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override render(): TemplateResult {
    const current = view.value;
    if (current.kind === 'loading') return skeleton();
    if (current.kind === 'failed') return failed(current.status, current.detail);
    const { page, store } = current;
    this.follow(store);
    const context = pageContext(page, store);
    return html`<div class="page ${WIDE.has(page.template) ? 'wide' : ''} template-${page.template}">
      ${header(page, context)}
      ${staleForm.value ? stale() : nothing}
      ${problems(page)}
      <div class="page-body">${page.template === 'dashboard' ? home(page, context) : nodes(page.body, context)}</div>
    </div>`;
  }

  /** A title may speak of the page's data. */
  protected override updated(): void {
    const { value: current } = view;
    if (current.kind === 'page' && current.page.title.includes('${')) document.title = `${fillText(current.page.title, pageContext(current.page, current.store).scope)} · ${shell.value.product}`;
  }

  private follow(store: PageStore): void {
    if (store === this.store) return;
    this.stop();
    this.store = store;
    this.stop = store.subscribe(() => this.requestUpdate());
  }
}

define('u-page', PageElement);

function header(page: Page, context: Context): TemplateResult {
  const actions = (page.header_actions ?? [])
    .map((name) => context.action(name))
    .filter((action): action is Action => action !== null && isShown(action, context.scope));
  const primary = actions.find((action) => action.primary) ?? null;
  const rest = actions.filter((action) => action !== primary);
  const pinned = pinName(page);
  const run = (action: Action) => () => void start(action, context, context.scope);
  const shown = rest.length <= 1 ? rest : [];
  return html`<header class="page-head">
    <div class="page-title">
      <h1 tabindex="-1">${fillText(page.title, context.scope)}</h1>
      ${page.description ? html`<p>${fillText(page.description, context.scope)}</p>` : nothing}
    </div>
    <div class="page-actions">
      ${pinned ? pinButton(pinned, page.title) : nothing}
      ${page.template === 'dashboard' && arranging.value !== 'home' ? button({ label: t('arrange.start'), icon: 'layout-dashboard', kind: 'ghost', click: () => void arrangeHome() }) : nothing}
      ${rest.length > 1 ? menu(
        html`<button slot="trigger" type="button" class="button secondary icon-only" aria-label=${t('more')}>${icon('ellipsis')}</button>`,
        rest.map((action) => ({ label: fillText(action.label, context.scope), icon: action.icon, danger: action.tone === 'danger', disabled: isDisabled(action, context.scope), run: run(action) })),
      ) : nothing}
      ${shown.map((action) => button({ label: fillText(action.label, context.scope), icon: action.icon, disabled: isDisabled(action, context.scope), click: run(action) }))}
      ${primary ? button({
        label: fillText(primary.label, context.scope), icon: primary.icon, kind: 'primary', className: 'page-primary',
        disabled: isDisabled(primary, context.scope), click: run(primary),
      }) : nothing}
    </div>
  </header>`;
}

function home(page: Page, context: Context): unknown {
  if (arranging.value === 'home') return html`<u-arrange-home .page=${page} .context=${context}></u-arrange-home>`;
  return page.body.length === 0 ? emptyHome() : nodes(page.body, context);
}

function emptyHome(): TemplateResult {
  return html`<div class="empty tall">${icon('layout-dashboard')}<p class="empty-title">${t('home.empty')}</p><p class="empty-hint">${t('home.empty.hint')}</p>
    <a class="button primary" href="/plugins">${t('home.empty.action')}</a></div>`;
}

function stale(): TemplateResult {
  return html`<div class="alert tone-info" role="status">${icon('refresh-cw')}
    <div class="alert-text"><strong>${t('stale.title')}</strong><span>${t('stale.text')}</span></div>
    ${button({ label: t('stale.reload'), size: 'small', click: () => void reloadPage() })}</div>`;
}

function problems(page: Page): TemplateResult | typeof nothing {
  if (!page.problems?.length || !shell.value.user?.administrator) return nothing;
  return html`<div class="alert tone-warning" role="status">${icon('triangle-alert')}
    <div class="alert-text"><strong>${t('page.problems')}</strong>
      <ul class="places">${page.problems.map((place) => html`<li><code>${place.file}${place.line ? `:${place.line}` : ''}</code> ${place.message}</li>`)}</ul>
    </div></div>`;
}

function failed(status: number, detail: string): TemplateResult {
  const missing = status === 404;
  return html`<div class="page"><div class="empty tall">
    ${icon(missing ? 'compass' : 'cloud-off')}
    <h1 class="empty-title" tabindex="-1">${missing ? t('page.missing') : t('page.failed')}</h1>
    <p class="empty-hint">${missing ? t('page.missing.hint') : detail}</p>
    ${missing ? html`<a class="button primary" href="/">${t('page.home')}</a>` : button({ label: t('retry'), kind: 'primary', icon: 'rotate-cw', click: () => location.reload() })}
  </div></div>`;
}

/** Shown only when a page takes longer than a blink. */
function skeleton(): TemplateResult {
  return html`<div class="page wide" aria-busy="true"><h1 class="visually-hidden" tabindex="-1">${t('loading')}</h1>
    <div class="skeleton title"></div>
    <div class="skeleton-list">${[1, 2, 3, 4, 5, 6].map(() => html`<div class="skeleton row"></div>`)}</div></div>`;
}

