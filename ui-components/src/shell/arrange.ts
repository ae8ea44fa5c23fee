import { arranging, type Place } from '../app/pins.ts';
import { collapsed, toggleSidebar } from '../app/state.ts';
import { toast } from '../app/toasts.ts';
import { reason } from '../core/http.ts';
import { withStyle } from '../core/style.ts';

/** Loads what arranges the sidebar, and begins. */
export async function arrangeSidebar(): Promise<void> {
  if (collapsed.value) toggleSidebar();
  await begin('sidebar');
}

/** Loads what arranges the home page, and begins. */
export async function arrangeHome(): Promise<void> {
  await begin('home');
}

async function begin(place: Place): Promise<void> {
  try {
    await withStyle('arrange', import('../arrange/index.ts'));
    arranging.value = place;
  } catch (failure) {
    toast(reason(failure), { tone: 'danger' });
  }
}
