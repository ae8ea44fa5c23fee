import { within, type Scope } from '../core/expr.ts';
import type { Action, Page, Row } from '../core/model.ts';
import type { PageStore } from '../live/store.ts';
import { shell } from '../app/state.ts';

/** What a node needs to draw itself: the page it is on, its data and what its expressions can see. */
export interface Context {
  readonly page: Page;
  readonly store: PageStore;
  readonly scope: Scope;
  /** Prefix of this node's sources in the store: empty, or `<plugin>.` inside a card of the home page. */
  readonly prefix: string;
  readonly texts: Record<string, string>;
  /** The heading level that a section draws. */
  readonly level: number;
  action(name: string): Action | null;
  sourceName(name: string): string;
}

export function pageContext(page: Page, store: PageStore): Context {
  return make(page, store, '', page.texts ?? {}, page.actions ?? {});
}

/** The context of a card: the sources of its plugin, bare. */
export function cardContext(outer: Context, plugin: string, texts: Record<string, string>, actions: Record<string, Action>): Context {
  return { ...make(outer.page, outer.store, `${plugin}.`, texts, { ...outer.page.actions, ...actions }), level: 3 };
}

export function withRow(context: Context, row: Row): Context {
  return { ...context, scope: within(context.scope, { row }) };
}

export function deeper(context: Context): Context {
  return { ...context, level: Math.min(context.level + 1, 5) };
}

function make(page: Page, store: PageStore, prefix: string, texts: Record<string, string>, actions: Record<string, Action>): Context {
  return {
    page,
    store,
    prefix,
    texts,
    level: 2,
    scope: within(store.scope(prefix), { user: shell.value.user, selected: [], params: page.params ?? {} }),
    action: (name) => actions[name] ?? null,
    sourceName: (name) => prefix + name,
  };
}

/** A list of names that authors may write in either case style. */
export function option<T>(node: Record<string, any>, name: string): T | undefined {
  return (node[name] ?? node[name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase())]) as T | undefined;
}
