/** Every component of this build; importing it makes them known. */
import './layout.ts';
import './show.ts';
import './table.ts';
