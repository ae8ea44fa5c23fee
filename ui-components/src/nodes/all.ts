/** Every component of this build; importing it makes them known. */
import './layout.ts';
import './show.ts';
import './list.ts';
import './table.ts';
import './chart.ts';
import './task-list.ts';
import { drawsLater, type Load } from './later.ts';

/** The scripts of `src/later.json` that draw nodes. */
const SCRIPTS: Record<string, Load> = {
  columns: () => import('../columns/index.ts'),
  edit: () => import('../edit/index.ts'),
  events: () => import('../events/index.ts'),
  flow: () => import('../flow/index.ts'),
  form: () => import('../form/index.ts'),
  inbox: () => import('../inbox/index.ts'),
  markdown: () => import('../show/markdown.ts'),
  media: () => import('../media/index.ts'),
  plugins: () => import('../plugins/index.ts'),
  recognition: () => import('../recognition/index.ts'),
  settings: () => import('../settings/index.ts'),
  show: () => import('../show/index.ts'),
  tasks: () => import('../tasks/index.ts'),
};

for (const [name, load] of Object.entries(SCRIPTS)) drawsLater(name, load);
