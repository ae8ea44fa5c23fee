import { html, type TemplateResult } from 'lit';
import { reason } from '../core/http.ts';
import { t } from '../core/i18n.ts';
import type { Node } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { withStyle } from '../core/style.ts';
import type { Context } from './context.ts';
import { draws, type Drawer } from './index.ts';

type Drawers = Record<string, Drawer>;
export type Load = () => Promise<{ drawers: Drawers }>;
declare const __DRAWS__: Record<string, readonly string[]>;

const loads = new Map<string, Load>();

/** How a script of `src/later.json` is loaded, for what it has besides drawers; null where this build has none of that name. */
export function laterScript<T>(name: string): (() => Promise<T>) | null {
  const load = loads.get(name);
  return load ? () => withStyle(name, load() as unknown as Promise<T>) : null;
}

/** Says that the drawers of some nodes (`src/later.json` names them) are in a script that is loaded with the first of them. */
export function drawsLater(name: string, load: Load): void {
  loads.set(name, load);
  let known: Drawers | null = null;
  const once = async () => (known ??= (await withStyle(name, load())).drawers);
  for (const type of __DRAWS__[name] ?? []) draws(type, (node, context) => html`<u-later .node=${node} .context=${context} .load=${once} .known=${() => known}></u-later>`);
}

/** Stands for a node until its script is there, and draws it from then on. */
class Later extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, problem: { state: true } };
  declare node: Node;
  declare context: Context;
  declare problem: string | null;
  load!: () => Promise<Drawers>;
  known!: () => Drawers | null;
  private begun: (() => Promise<Drawers>) | null;

  constructor() {
    super();
    this.problem = null;
    this.begun = null;
  }

  protected override render(): unknown {
    const drawer = this.known()?.[this.node.type];
    if (drawer) return drawer(this.node, this.context);
    if (this.problem !== null) return this.failed();
    return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`;
  }

  // From one page to the next the element may stay and stand for a node of another script.
  protected override updated(): void {
    if (this.begun !== this.load && !this.known()) void this.begin(this.load);
  }

  private async begin(load: () => Promise<Drawers>): Promise<void> {
    this.begun = load;
    this.problem = null;
    try {
      await load();
      this.requestUpdate();
    } catch (failure) {
      // A build later the old script may be gone.
      if (this.begun === load) this.problem = reason(failure);
    }
  }

  private failed(): TemplateResult {
    return html`<div class="empty">${icon('cloud-off')}<p class="empty-title">${t('page.failed')}</p><p class="empty-hint">${this.problem}</p>
      ${button({ label: t('retry'), icon: 'rotate-cw', click: () => location.reload() })}</div>`;
  }
}

define('u-later', Later);
