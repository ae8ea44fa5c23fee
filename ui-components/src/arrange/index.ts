/** What the person needs to arrange the sidebar and the home page; loaded when that begins. */
import './home.ts';
import './sidebar.ts';
