import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { reason } from '../core/http.ts';
import { pageOf, type FileEntry, type Sort } from './files.ts';

/** The content of one folder, page by page, as somebody looks at it. */
export class FolderView implements ReactiveController {
  place = '';
  entries: readonly FileEntry[] = [];
  sort: Sort = 'name';
  search = '';
  problem: string | null = null;
  loading = false;
  private next: string | null = null;
  private running: AbortController | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly folders: () => boolean,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.running?.abort();
  }

  get more(): boolean {
    return this.next !== null;
  }

  /** Shows a folder; what is shown stays until the other is there. */
  async open(place: string): Promise<void> {
    if (place !== this.place) {
      this.search = '';
      this.entries = [];
    }
    this.place = place;
    await this.load(null);
  }

  reload(): Promise<void> {
    return this.load(null);
  }

  async loadMore(): Promise<void> {
    if (this.next !== null && !this.loading) await this.load(this.next);
  }

  /** Shows a change at once, before the folder is read again. */
  replace(entries: readonly FileEntry[]): void {
    this.entries = entries;
    this.host.requestUpdate();
  }

  private async load(cursor: string | null): Promise<void> {
    this.running?.abort();
    const mine = (this.running = new AbortController());
    this.loading = true;
    this.problem = null;
    this.host.requestUpdate();
    try {
      const { items, next } = await pageOf(this.place, { sort: this.sort, search: this.search, folders: this.folders(), cursor }, mine.signal);
      if (mine.signal.aborted) return;
      this.entries = cursor === null ? items : [...this.entries, ...items];
      this.next = next;
    } catch (failure) {
      if (mine.signal.aborted) return;
      this.problem = reason(failure);
    }
    this.loading = false;
    this.host.requestUpdate();
  }
}
