import type { Drawer } from '../nodes/index.ts';
import './browser.ts';
import './media-player.ts';
import { fileBrowser, mediaPlayer } from './nodes.ts';

export { pickPath, type PickOptions } from './picker.ts';

/** What this script, which is loaded with the first of them, can draw. */
export const drawers: Record<string, Drawer> = {
  'file-browser': fileBrowser,
  'media-player': mediaPlayer,
};
