import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { dismissAll, inbox, markRead, unread } from '../app/inbox.ts';
import { relative } from '../core/format.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { name } from '../ui/name.ts';
import { grouped, type Group } from './group.ts';
import { t } from './texts.ts';
import { words } from './words.ts';

/** The notifications, what belongs together as one; live while it is open. */
class InboxList extends Element {
  close: () => void = () => {};

  constructor() {
    super();
    this.watch(inbox);
  }

  protected override render(): TemplateResult {
    const groups = grouped(inbox.value.items);
    if (groups.length === 0) {
      return html`<div class="dialog-body"><div class="empty">${icon('bell')}<p class="empty-title">${t('inbox.empty')}</p><p class="empty-hint">${t('inbox.empty.hint')}</p></div></div>`;
    }
    return html`<div class="dialog-body inbox">
      <div class="inbox-bar"><span class="muted small" role="status">${t('inbox.unread', { count: unread() })}</span>
        ${button({ label: t('inbox.read.all'), icon: 'check-check', size: 'small', kind: 'ghost', disabled: unread() === 0, click: () => void markRead() })}</div>
      <ul>${repeat(groups, (group) => group.key, (group) => this.group(group))}</ul></div>`;
  }

  private group(group: Group): TemplateResult {
    const { newest, all } = group;
    const { icon: glyph, title, detail, to } = words(group);
    const ids = all.map((one) => one.id);
    const follow = () => {
      void markRead(ids);
      this.close();
    };
    return html`<li class="inbox-item ${newest.read ? '' : 'unread'}">${icon(glyph)}
      <a href=${to} @click=${follow}><span class="inbox-title">${name(title)}${newest.read ? nothing : html`<span class="visually-hidden"> (${t('inbox.new')})</span>`}</span>
        ${detail ? html`<span class="inbox-detail">${name(detail)}</span>` : nothing}
        <span class="muted small">${newest.time ? relative(newest.time) : t('inbox.now')}</span></a>
      ${button({ label: t('inbox.dismiss'), about: title, icon: 'x', kind: 'ghost', size: 'small', iconOnly: true, click: () => void dismissAll(ids) })}</li>`;
  }
}

define('u-inbox', InboxList);
