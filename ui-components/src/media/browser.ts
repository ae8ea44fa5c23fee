import { html, nothing, type TemplateResult } from 'lit';
import { guard } from '../app/drafts.ts';
import { toast } from '../app/toasts.ts';
import { localAddress } from '../core/address.ts';
import { fill } from '../core/expr.ts';
import { reason } from '../core/http.ts';
import type { Node } from '../core/model.ts';
import { start } from '../app/actions.ts';
import { go } from '../app/router.ts';
import { actionEntries, applicable } from '../nodes/action-buttons.ts';
import { option, withRow, type Context } from '../nodes/context.ts';
import { searchBox } from '../nodes/search-box.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { menu, type MenuEntry } from '../ui/menu.ts';
import { askName } from './ask-name.ts';
import { breadcrumb } from './breadcrumb.ts';
import { openDetails } from './file-details.ts';
import { chosenFiles, droppedFiles, type Sent } from './dropped.ts';
import './file-list.ts';
import type { FileListener, FilesElement } from './file-list.ts';
import { above, contentOf, fits, makeFolder, move, nameOf, parts, storages, trash, within, type FileEntry, type Sort } from './files.ts';
import { FolderView } from './folder.ts';
import { pickPath } from './picker.ts';
import { storageList } from './storage-list.ts';
import { t } from './texts.ts';
import { openTrash } from './trash.ts';
import { anySending, send, sending, uploadList } from './uploads.ts';

const SORTS: Sort[] = ['name', '-name', 'modified', '-modified', '-size', 'size'];
const SEARCH_MS = 250;
const LOOK = 'dalbox.files.look';

/** The files of the storages, for those who look after them. The address keeps the folder. */
class FileBrowser extends Element implements FileListener {
  static override properties = { node: { attribute: false }, context: { attribute: false }, place: { state: true }, selected: { state: true }, tiles: { state: true }, over: { state: true }, rooms: { state: true }, problem: { state: true } };
  declare node: Node;
  declare context: Context;
  declare place: string;
  declare selected: ReadonlySet<string>;
  declare tiles: boolean;
  declare over: boolean;
  declare rooms: Awaited<ReturnType<typeof storages>> | null;
  declare problem: string | null;
  private readonly folder: FolderView = new FolderView(this, () => false);
  private timer = 0;

  constructor() {
    super();
    this.watch(sending);
    this.place = '';
    this.selected = new Set();
    this.tiles = localStorage.getItem(LOOK) === 'tiles';
    this.over = false;
    this.rooms = null;
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const followed = () => void this.show(this.fromAddress());
    window.addEventListener('popstate', followed);
    this.until(() => window.removeEventListener('popstate', followed));
    this.until(guard(anySending));
    void this.show(this.fromAddress());
  }

  private fromAddress(): string {
    const given = new URLSearchParams(location.search).get('path') ?? '';
    if (parts(given)[0]) return given;
    const storage = fill(this.node?.['storage'], this.context.scope);
    return typeof storage === 'string' && storage ? `${storage}:${(fill(this.node['path'], this.context.scope) as string) || '/'}` : '';
  }

  /** Goes to a folder, so that the browser's way back leads here. */
  private visit(place: string): void {
    const address = new URL(location.href);
    if (place) address.searchParams.set('path', place);
    else address.searchParams.delete('path');
    history.pushState(history.state, '', address);
    void this.show(place);
  }

  private async show(place: string): Promise<void> {
    this.place = place;
    this.select(new Set());
    if (place) return this.folder.open(place);
    this.problem = null;
    try {
      this.rooms = await storages();
      // With one storage there is nothing to choose.
      if (this.rooms.length === 1 && this.place === '') await this.show(`${this.rooms[0]!.name}:/`);
    } catch (failure) {
      this.problem = reason(failure);
    }
  }

  protected override render(): TemplateResult {
    if (!this.place) return storageList(this.rooms, this.problem, (name) => this.visit(`${name}:/`), () => void this.show(''));
    return html`<div class="file-browser ${this.over ? 'over' : ''}" @dragover=${this.dragged} @dragleave=${this.dragged} @drop=${this.dropped}>
      <div class="file-head">${breadcrumb(this.place, (place) => this.visit(place))}${this.tools()}</div>
      ${this.selected.size > 0 ? this.bulk() : this.filters()}
      ${uploadList()}${this.content()}
      ${this.over ? html`<div class="file-drop" aria-hidden="true">${icon('upload')}<span>${t('files.drop', { folder: nameOf(this.place) })}</span></div>` : nothing}</div>`;
  }

  private tools(): TemplateResult {
    const [storage] = parts(this.place);
    return html`<div class="button-row">${button({ label: t('trash'), icon: 'trash-2', iconOnly: true, kind: 'ghost', size: 'small', click: () => openTrash(storage, () => void this.folder.reload()) })}
      ${button({ label: t('files.new-folder'), icon: 'folder-plus', size: 'small', click: () => this.newFolder() })}
      <label class="button primary small file-upload">${icon('upload')}<span>${t('files.upload')}</span><input type="file" multiple class="visually-hidden" @change=${this.chosen} /></label>
      <label class="button secondary small file-upload file-upload-folder">${icon('folder-input')}<span>${t('files.upload-folder')}</span><input type="file" webkitdirectory class="visually-hidden" @change=${this.chosen} /></label></div>`;
  }

  private filters(): TemplateResult {
    const { folder } = this;
    return html`<div class="toolbar">${searchBox(t('files.search'), folder.search, (text) => this.search(text))}
      ${menu(html`<button slot="trigger" type="button" class="button ghost small">${icon('arrow-up-down')}<span>${t(`files.sort.${folder.sort}`)}</span></button>`, SORTS.map((sort) => ({ label: t(`files.sort.${sort}`), checked: folder.sort === sort, run: () => ((folder.sort = sort), void folder.reload()) })), 'bottom-start')}
      <span class="toolbar-count muted small" role="status">${folder.loading && folder.entries.length === 0 ? '' : t(folder.more ? 'files.count.more' : 'files.count', { count: folder.entries.length })}</span>
      ${button({ label: t(this.tiles ? 'files.rows' : 'files.tiles'), icon: this.tiles ? 'rows-3' : 'layout-grid', iconOnly: true, kind: 'ghost', size: 'small', click: () => this.look(!this.tiles) })}</div>`;
  }

  private bulk(): TemplateResult {
    const chosen = this.chosenEntries();
    const one = chosen.length === 1 ? chosen[0]! : null;
    const small = { size: 'small', kind: 'ghost' } as const;
    return html`<div class="toolbar bulk" role="toolbar" aria-label=${t('files.selection')}>${button({ label: t('bulk.clear'), icon: 'x', iconOnly: true, ...small, click: () => this.select(new Set()) })}
      <span class="bulk-count" role="status">${t('bulk.selected', { count: chosen.length })}</span>
      ${one && !one.folder ? button({ label: t('files.download'), icon: 'download', ...small, click: () => this.download(one) }) : nothing}
      ${one ? button({ label: t('files.rename'), icon: 'pencil', ...small, click: () => this.rename(one) }) : nothing}
      ${button({ label: t('files.move'), icon: 'folder-input', ...small, click: () => void this.moveChosen(chosen) })}
      ${button({ label: t('files.delete'), icon: 'trash-2', ...small, click: () => this.throwAwayChosen() })}</div>`;
  }

  private content(): TemplateResult {
    const { folder } = this;
    if (folder.problem) return html`<div class="empty" role="alert">${icon('cloud-off')}<p class="empty-title">${t('files.failed')}</p><p class="empty-hint">${folder.problem}</p>${button({ label: t('retry'), icon: 'rotate-cw', click: () => void folder.reload() })}</div>`;
    if (folder.loading && folder.entries.length === 0) return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4, 5].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    if (folder.entries.length === 0) return html`<div class="empty">${icon(folder.search ? 'search-x' : 'folder-open')}<p class="empty-title">${t(folder.search ? 'table.none' : 'files.empty')}</p><p class="empty-hint">${folder.search ? '' : t('files.empty.hint')}</p></div>`;
    return html`<u-files .entries=${folder.entries} .tiles=${this.tiles} .many=${true} .selected=${this.selected} .label=${nameOf(this.place)} .listener=${this} @files-selected=${(event: CustomEvent<Set<string>>) => this.select(event.detail)}></u-files>
      ${folder.more ? html`<div class="table-more">${button({ label: t('files.more'), busy: folder.loading, click: () => void folder.loadMore() })}</div>` : nothing}`;
  }

  open(entry: FileEntry): void {
    if (entry.folder) return this.visit(entry.path);
    const to = this.node['to'] ? localAddress(fill(this.node['to'], withRow(this.context, { ...entry }).scope)) : null;
    const kinds = option<string[]>(this.node, 'extensions') ?? [];
    const [first] = fits(entry, kinds) ? applicable(option<string[]>(this.node, 'actions'), withRow(this.context, { ...entry })) : [];
    if (to !== null) void go(to);
    else if (first && this.node['select'] && this.node['select'] !== 'none') void start(first, this.context, withRow(this.context, { ...entry }).scope);
    else openDetails(entry);
  }

  up(): void {
    this.visit(above(this.place) ?? '');
  }

  menu(entry: FileEntry): MenuEntry[] {
    const inner = withRow(this.context, { ...entry });
    const own = fits(entry, option<string[]>(this.node, 'extensions') ?? []) && !entry.folder ? actionEntries(applicable(option<string[]>(this.node, 'actions'), inner), inner) : [];
    return [...own, ...(own.length > 0 ? ['divider' as const] : []),
      { label: t('files.details'), icon: 'info', run: () => openDetails(entry) },
      ...(entry.folder ? [] : [{ label: t('files.download'), icon: 'download', run: () => this.download(entry) }]),
      { label: t('files.rename'), icon: 'pencil', run: () => this.rename(entry) },
      { label: t('files.move'), icon: 'folder-input', run: () => void this.moveChosen([entry]) },
      'divider', { label: t('files.delete'), icon: 'trash-2', danger: true, run: () => void this.throwAway([entry]) }];
  }

  rename(entry: FileEntry): void {
    askName({ heading: t('files.rename.title', { name: entry.name }), submit: t('files.rename'), value: entry.name, act: async (name) => {
      if (name !== entry.name) await move(entry.path, within(above(entry.path)!, name));
      await this.folder.reload();
      this.select(new Set());
    } });
  }

  throwAwayChosen(): void {
    const chosen = this.chosenEntries();
    const active = this.querySelector<FilesElement>('u-files')?.active;
    void this.throwAway(chosen.length > 0 ? chosen : active ? [active] : []);
  }

  private async throwAway(entries: readonly FileEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const gone = new Set(entries.map(({ path }) => path));
    this.folder.replace(this.folder.entries.filter(({ path }) => !gone.has(path)));
    this.select(new Set());
    const results = await Promise.allSettled(entries.map(({ path }) => trash(path)));
    const backs = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const failed = results.find((one) => one.status === 'rejected');
    if (failed) toast(reason(failed.reason), { tone: 'danger' });
    if (backs.length > 0) toast(backs.length === 1 ? t('files.deleted', { name: entries[0]!.name }) : t('files.deleted.many', { count: backs.length }), { action: { label: t('undo'), run: () => void this.bringBack(backs) } });
    await this.folder.reload();
  }

  private async bringBack(backs: (() => Promise<void>)[]): Promise<void> {
    try {
      await Promise.all(backs.map((back) => back()));
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
    await this.folder.reload();
  }

  private async moveChosen(entries: readonly FileEntry[]): Promise<void> {
    const target = await pickPath({ kind: 'folder', start: this.place, heading: t('files.move.title', { count: entries.length }) });
    if (!target) return;
    const results = await Promise.allSettled(entries.map((entry) => move(entry.path, within(target, entry.name))));
    const failed = results.find((one) => one.status === 'rejected');
    if (failed) toast(reason(failed.reason), { tone: 'danger' });
    else toast(t('files.moved', { count: entries.length, folder: nameOf(target) }), { tone: 'success' });
    this.select(new Set());
    await this.folder.reload();
  }

  private newFolder(): void {
    askName({ heading: t('files.new-folder'), submit: t('files.create'), value: '', act: async (name) => {
      await makeFolder(within(this.place, name));
      await this.folder.reload();
    } });
  }

  private download(entry: FileEntry): void {
    Object.assign(document.createElement('a'), { href: contentOf(entry.path, true), download: entry.name }).click();
  }

  private chosenEntries(): FileEntry[] {
    return this.folder.entries.filter(({ path }) => this.selected.has(path));
  }

  private select(paths: ReadonlySet<string>): void {
    this.selected = paths;
  }

  private search(text: string): void {
    this.folder.search = text;
    this.requestUpdate();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.folder.reload(), SEARCH_MS);
  }

  private look(tiles: boolean): void {
    this.tiles = tiles;
    localStorage.setItem(LOOK, tiles ? 'tiles' : 'rows');
  }

  private readonly chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.send(chosenFiles(input));
    input.value = '';
  };

  private readonly dragged = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.over = event.type === 'dragover';
  };

  private readonly dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    if (event.dataTransfer) void droppedFiles(event.dataTransfer).then((files) => this.send(files), (failure: unknown) => toast(reason(failure), { tone: 'danger' }));
  };

  private send(files: readonly Sent[]): void {
    void send(files, this.place, (folder) => folder === this.place && void this.folder.reload());
  }
}

define('u-file-browser', FileBrowser);
