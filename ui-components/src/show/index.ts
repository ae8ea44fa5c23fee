import type { Drawer } from '../nodes/index.ts';
import { image } from './image.ts';
import { tree } from './tree.ts';

/** What this script, which is loaded with the first of them, can draw. */
export const drawers: Record<string, Drawer> = {
  image,
  tree,
};
