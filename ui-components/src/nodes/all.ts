/** Every component of this build; importing it makes them known. */
import './layout.ts';
import './show.ts';
import './table.ts';
import './chart.ts';
import './input.ts';
import './plugin-list.ts';
import './task-list.ts';
import './event-list.ts';
import './log.ts';
