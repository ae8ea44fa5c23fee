import type { TemplateResult } from 'lit';
import { Cell } from '../core/cell.ts';

export type LayerKind = 'dialog' | 'drawer' | 'palette' | 'lightbox';

/** Something modal above the page. It is drawn by `u-layers`, in the order it was opened. */
export interface Layer {
  id: number;
  kind: LayerKind;
  heading: string;
  body: (close: () => void) => TemplateResult;
  /** Asked before Escape or a click outside closes it. */
  mayClose?: () => boolean;
  closed?: () => void;
}

export const layers = new Cell<readonly Layer[]>([]);
let last = 0;

/** Opens a layer; the returned function closes it. */
export function openLayer(layer: Omit<Layer, 'id'>): () => void {
  const id = ++last;
  layers.update((all) => [...all, { ...layer, id }]);
  return () => closeLayer(id);
}

export function closeLayer(id: number): void {
  const layer = layers.value.find((one) => one.id === id);
  if (!layer) return;
  layers.update((all) => all.filter((one) => one.id !== id));
  layer.closed?.();
}
