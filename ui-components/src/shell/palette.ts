import { html, nothing, type TemplateResult } from 'lit';
import { openInbox } from '../app/inbox.ts';
import { start } from '../app/actions.ts';
import { layers, openLayer } from '../app/layers.ts';
import { go } from '../app/router.ts';
import { logOut, prefer, shell, toggleSidebar, trayOpen, view } from '../app/state.ts';
import { isShown } from '../app/actions.ts';
import { languageName, t } from '../core/i18n.ts';
import { pageContext } from '../nodes/context.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { isComposing } from '../ui/keys.ts';
import { arrangeSidebar } from './arrange.ts';
import { openKeys } from './keys-sheet.ts';
import { rank } from './rank.ts';

interface Entry {
  group: string;
  label: string;
  icon: string;
  detail?: string;
  /** Further words that find it, such as its id, which is Latin in every language. */
  words: string;
  run: () => void;
}

export function openPalette(): void {
  if (layers.value.length > 0) return;
  openLayer({ kind: 'palette', heading: t('palette.open'), body: (close) => html`<u-palette .close=${close}></u-palette>` });
}

/** Finds pages and commands by a few letters. */
export class Palette extends Element {
  static override properties = { query: { state: true }, at: { state: true } };
  declare query: string;
  declare at: number;
  close: () => void = () => {};
  private readonly entries = collect();

  constructor() {
    super();
    this.query = '';
    this.at = 0;
  }

  protected override render(): TemplateResult {
    const found = rank(this.entries, this.query, (entry) => `${entry.label} ${entry.words}`);
    let group = '';
    return html`<div class="palette-box">
      <div class="palette-input">${icon('search')}
        <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" autofocus spellcheck="false"
          autocomplete="off" aria-label=${t('palette.open')} aria-activedescendant=${found.length > 0 ? `palette-${this.at}` : nothing}
          placeholder=${t('palette.placeholder')} @input=${this.input} @keydown=${(event: KeyboardEvent) => this.key(event, found)} />
        <kbd>Esc</kbd>
      </div>
      <div class="palette-list" id="palette-list" role="listbox" aria-label=${t('palette.results')}>
        ${found.map((entry, index) => {
          const heading = entry.group !== group && !this.query ? (group = entry.group) : null;
          return html`${heading ? html`<div class="overline" role="presentation">${heading}</div>` : nothing}
            <div class="palette-item" role="option" id=${`palette-${index}`} aria-selected=${String(index === this.at)}
              @pointermove=${() => (this.at = index)} @click=${() => this.choose(entry)}>
              ${icon(entry.icon)}<span>${entry.label}</span>${entry.detail ? html`<span class="detail">${entry.detail}</span>` : nothing}
            </div>`;
        })}
      </div>
      ${found.length === 0 ? html`<p class="palette-none" role="status">${t('palette.none', { query: this.query })}</p>` : nothing}
    </div>`;
  }

  protected override updated(): void {
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  private input(event: InputEvent): void {
    this.query = (event.target as HTMLInputElement).value;
    this.at = 0;
  }

  private key(event: KeyboardEvent, found: Entry[]): void {
    if (isComposing(event) || found.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + found.length) % found.length;
    else if (event.key === 'Home') this.at = 0;
    else if (event.key === 'End') this.at = found.length - 1;
    else if (event.key === 'Enter') this.choose(found[this.at]!);
    else return;
    event.preventDefault();
  }

  private choose(entry: Entry): void {
    this.close();
    entry.run();
  }
}

define('u-palette', Palette);

function collect(): Entry[] {
  const { nav, commands } = shell.value;
  return [...pageActions(), ...commands.map(command), ...nav.map((entry) => ({
    group: t('palette.go'), label: entry.label, icon: entry.icon, words: `${entry.id} ${entry.to}`, run: () => void go(entry.to),
  })), ...own()];

  function command(one: (typeof commands)[number]): Entry {
    return { group: t('palette.do'), label: one.label, icon: one.icon, words: one.id, run: () => void runCommand(one.to, one.action ?? null) };
  }
}

function pageActions(): Entry[] {
  const current = view.value;
  if (current.kind !== 'page') return [];
  const context = pageContext(current.page, current.store);
  const known = new Set(shell.value.commands.filter((one) => one.to === current.path).map((one) => one.action));
  return (current.page.header_actions ?? [])
    .filter((name) => !known.has(name))
    .map((name) => context.action(name))
    .filter((action) => action !== null && isShown(action, context.scope))
    .map((action) => ({
      group: t('palette.here'), label: action!.label, icon: action!.icon ?? 'zap', words: action!.name,
      ...(action!.key ? { detail: action!.key } : {}), run: () => void start(action!, context, context.scope),
    }));
}

/** Goes to the page of a command and starts its action there. */
async function runCommand(to: string, action: string | null): Promise<void> {
  if (view.value.path !== to) await go(to);
  const current = view.value;
  if (!action || current.kind !== 'page') return;
  const context = pageContext(current.page, current.store);
  const found = context.action(action);
  if (found) await start(found, context, context.scope);
}

function own(): Entry[] {
  const { theme, density, locale, locales } = shell.value;
  const group = t('palette.settings');
  const dark = theme === 'dark';
  const compact = density === 'compact';
  return [
    { group, label: t('tray.title'), icon: 'activity', words: 'tasks tray', run: () => (trayOpen.value = true) },
    { group, label: t('inbox.title'), icon: 'bell', words: 'notifications inbox', run: () => void openInbox() },
    { group, label: dark ? t('palette.light') : t('palette.dark'), icon: dark ? 'sun' : 'moon', words: 'theme', run: () => void prefer({ theme: dark ? 'light' : 'dark' }) },
    { group, label: compact ? t('palette.comfortable') : t('palette.compact'), icon: 'rows-3', words: 'density', run: () => void prefer({ density: compact ? 'comfortable' : 'compact' }) },
    ...locales.filter((tag) => tag !== locale).map((tag) => ({ group, label: languageName(tag), icon: 'languages', words: `language ${tag}`, run: () => void prefer({ locale: tag }) })),
    { group, label: t('arrange.sidebar.start'), icon: 'pin', words: 'arrange pins sidebar', run: () => void arrangeSidebar() },
    { group, label: t('keys.sidebar'), icon: 'panel-left', words: 'sidebar', detail: '[', run: toggleSidebar },
    { group, label: t('keys.title'), icon: 'keyboard', words: 'keys shortcuts', detail: '?', run: openKeys },
    { group, label: t('user.logout'), icon: 'log-out', words: 'logout', run: () => void logOut() },
  ];
}
