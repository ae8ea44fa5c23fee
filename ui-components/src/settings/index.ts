import type { Drawer } from '../nodes/index.ts';
import { about } from './about.ts';

/** What only the settings page draws; loaded when it is first opened. */
export const drawers: Record<string, Drawer> = { about };
