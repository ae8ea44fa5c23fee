import type { TableView } from '../core/model.ts';
import type { Column } from './values.ts';

/** The columns in the order that the person chose; those they never saw follow as the page has them. */
export function inOrder(columns: readonly Column[], view: TableView | undefined): readonly Column[] {
  if (!view) return columns;
  const place = ({ field }: Column) => {
    const at = view.items.indexOf(field);
    return at < 0 ? view.items.length : at;
  };
  return [...columns].sort((a, b) => place(a) - place(b));
}

/** The columns that the person wants to see; all of them when none would be left. */
export function viewed(columns: readonly Column[], view: TableView | undefined): readonly Column[] {
  const shown = inOrder(columns, view).filter(({ field }) => !view?.hidden.includes(field));
  return shown.length > 0 ? shown : columns;
}
