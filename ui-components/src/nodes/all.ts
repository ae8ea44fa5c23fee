/** Every component of this build; importing it makes them known. */
import './layout.ts';
import './show.ts';
import './table.ts';
import './chart.ts';
import './input.ts';
import './plugin-list.ts';
import './task-list.ts';
import './log.ts';
import { drawsLater } from './later.ts';

drawsLater(['event-list', 'trace', 'delivery-list', 'hook-list'], () => import('../events/index.ts'));
drawsLater(['flow-list', 'flow-editor'], () => import('../flow/index.ts'));
