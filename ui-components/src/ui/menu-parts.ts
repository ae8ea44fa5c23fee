/** What menus are made of; loaded when the page stands, since nobody opens a menu before. */
import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import { registerIconLibrary } from '@awesome.me/webawesome/dist/webawesome.js';
import { SPRITE } from './icon.ts';

for (const library of ['default', 'system']) {
  registerIconLibrary(library, { resolver: (name: string) => `${SPRITE}#${name}`, spriteSheet: true } as any);
}
