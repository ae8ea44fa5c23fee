import type { Drawer } from '../nodes/index.ts';
import { filters } from './filters.ts';
import { gallery } from './gallery.ts';
import { image } from './image.ts';
import { log } from './log.ts';
import { steps } from './steps.ts';
import { tree } from './tree.ts';
import { upload } from './upload.ts';

/** Shows lines that are no source of the page, such as a plugin's log. */
export { logView } from './log.ts';

/** What this script, which is loaded with the first of them, can draw. */
export const drawers: Record<string, Drawer> = { filters, gallery, image, log, steps, tree, upload };
