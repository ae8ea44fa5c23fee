import { html, nothing, type TemplateResult } from 'lit';
import { collapsed, online, shell, view } from '../app/state.ts';
import { t } from '../core/i18n.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import './bottom-bar.ts';
import './page.ts';
import './palette.ts';
import './sidebar.ts';
import './tray.ts';
import '../ui/layers.ts';
import '../ui/toasts.ts';

/** The frame of a logged-in session. */
export class App extends Element {
  constructor() {
    super();
    this.watch(collapsed, online, view, shell);
  }

  protected override render(): TemplateResult {
    return html`<a class="skip" href="#content">${t('skip')}</a>
      <div class="frame" data-collapsed=${String(collapsed.value)}>
        <u-sidebar></u-sidebar>
        <div class="content">
          ${online.value ? nothing : html`<div class="offline" role="status">${icon('wifi-off')}<span>${t('offline')}</span></div>`}
          <main id="content" tabindex="-1"><u-page></u-page></main>
        </div>
        <u-bottom-bar></u-bottom-bar>
      </div>
      <u-tray></u-tray><u-toasts></u-toasts><u-layers></u-layers>`;
  }
}

define('u-app', App);
