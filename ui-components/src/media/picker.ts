import { html, nothing, type TemplateResult } from 'lit';
import { openLayer } from '../app/layers.ts';
import { reason } from '../core/http.ts';
import { searchBox } from '../nodes/search-box.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { MenuEntry } from '../ui/menu.ts';
import { askName } from './ask-name.ts';
import { breadcrumb } from './breadcrumb.ts';
import './file-list.ts';
import type { FileListener } from './file-list.ts';
import { above, fits, makeFolder, nameOf, parts, storages, within, type FileEntry, type Storage } from './files.ts';
import { FolderView } from './folder.ts';
import { storageList } from './storage-list.ts';
import { t } from './texts.ts';

const MEDIA = ['audio', 'video'];
const SEARCH_MS = 250;

export interface PickOptions {
  kind: 'file' | 'folder' | 'media';
  /** Where to begin: a path such as `media:/films`. */
  start?: string | null | undefined;
  heading?: string;
}

/** Lets the person choose a file or a folder; answers its path such as `media:/films/a.mkv`, or null. */
export function pickPath(options: PickOptions): Promise<string | null> {
  return new Promise((resolve) => {
    let picked: string | null = null;
    const close = openLayer({
      kind: 'dialog',
      heading: options.heading ?? t(`pick.${options.kind}`),
      closed: () => resolve(picked),
      body: (shut) => html`<u-path-picker .options=${options} .shut=${shut} .done=${(path: string) => ((picked = path), close())}></u-path-picker>`,
    });
  });
}

class PathPicker extends Element implements FileListener {
  static override properties = { options: { attribute: false }, place: { state: true }, chosen: { state: true }, rooms: { state: true }, problem: { state: true } };
  declare options: PickOptions;
  declare place: string;
  declare chosen: FileEntry | null;
  declare rooms: Storage[] | null;
  declare problem: string | null;
  shut!: () => void;
  done!: (path: string) => void;
  private timer = 0;
  private readonly folder: FolderView = new FolderView(this, () => this.options.kind === 'folder');

  constructor() {
    super();
    this.place = '';
    this.chosen = null;
    this.rooms = null;
    this.problem = null;
  }

  protected override firstUpdated(): void {
    const { start, kind } = this.options;
    const known = start && parts(start)[0] ? start : '';
    // A file's own folder, unless a folder is what is looked for.
    const folder = known && kind !== 'folder' && /\.\w{1,5}$/.test(known) ? (above(known) ?? known) : known;
    void this.go(folder);
  }

  private async go(place: string): Promise<void> {
    this.place = place;
    this.chosen = null;
    if (place) {
      await this.folder.open(place);
      this.querySelector<HTMLElement>('u-files')?.focus();
      return;
    }
    this.problem = null;
    try {
      this.rooms = await storages();
      if (this.rooms.length === 1 && this.place === '') await this.go(`${this.rooms[0]!.name}:/`);
    } catch (failure) {
      this.problem = reason(failure);
    }
  }

  protected override render(): TemplateResult {
    const folders = this.options.kind === 'folder';
    const target = this.chosen?.folder || (folders && !this.chosen) ? (this.chosen?.path ?? this.place) : this.chosen?.path;
    const usable = folders ? !!target : !!this.chosen && !this.chosen.folder;
    return html`<div class="dialog-body picker-body">${this.place ? this.inside() : storageList(this.rooms, this.problem, (name) => void this.go(`${name}:/`), () => void this.go(''))}</div>
      <footer class="dialog-foot">${this.place && folders ? button({ label: t('files.new-folder'), icon: 'folder-plus', kind: 'ghost', className: 'picker-new', click: () => this.newFolder() }) : nothing}
        ${button({ label: t('cancel'), click: this.shut })}${button({ label: folders && target ? t('pick.use', { name: nameOf(target) }) : t('pick.choose'), kind: 'primary', disabled: !usable, click: () => this.done(target!) })}</footer>`;
  }

  private inside(): TemplateResult {
    const { folder } = this;
    return html`${breadcrumb(this.place, (place) => void this.go(place))}
      ${searchBox(t('files.search'), folder.search, (text) => this.search(text))}${this.list()}`;
  }

  private list(): TemplateResult {
    const { folder } = this;
    const kinds = this.options.kind === 'media' ? MEDIA : [];
    const entries = folder.entries.filter((entry) => fits(entry, kinds));
    if (folder.problem) return html`<div class="empty compact" role="alert">${icon('cloud-off')}<p class="empty-title">${folder.problem}</p>${button({ label: t('retry'), size: 'small', click: () => void folder.reload() })}</div>`;
    if (folder.loading && entries.length === 0) return html`<div class="skeleton-list" aria-busy="true"><div class="skeleton row"></div><div class="skeleton row"></div></div>`;
    return html`${entries.length === 0 ? html`<div class="empty compact">${icon('folder-open')}<p class="empty-title">${t(this.options.kind === 'folder' ? 'pick.no-folders' : 'files.empty')}</p></div>`
      : html`<u-files .boxed=${true} .entries=${entries} .selected=${new Set(this.chosen ? [this.chosen.path] : [])} .label=${nameOf(this.place)} .listener=${this} @files-selected=${(event: CustomEvent<Set<string>>) => (this.chosen = entries.find(({ path }) => event.detail.has(path)) ?? null)}></u-files>`}
      ${folder.more ? html`<div class="table-more">${button({ label: t('files.more'), size: 'small', busy: folder.loading, click: () => void folder.loadMore() })}</div>` : nothing}`;
  }

  open(entry: FileEntry): void {
    if (entry.folder) void this.go(entry.path);
    else this.done(entry.path);
  }

  up(): void {
    void this.go(above(this.place) ?? '');
  }

  rename(): void {}

  throwAwayChosen(): void {}

  menu(): MenuEntry[] {
    return [];
  }

  private newFolder(): void {
    askName({ heading: t('files.new-folder'), submit: t('files.create'), value: '', act: async (name) => void this.go((await makeFolder(within(this.place, name))).path) });
  }

  private search(text: string): void {
    this.folder.search = text;
    this.requestUpdate();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.folder.reload(), SEARCH_MS);
  }
}

define('u-path-picker', PathPicker);
