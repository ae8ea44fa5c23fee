import { html, type TemplateResult } from 'lit';
import { logOut, prefer, shell } from '../app/state.ts';
import { languageName, t } from '../core/i18n.ts';
import { icon } from '../ui/icon.ts';
import { menu, type MenuEntry } from '../ui/menu.ts';
import { arrangeSidebar } from './arrange.ts';
import { openKeys } from './keys-sheet.ts';

/** Language, theme, density, keys and log out, behind the person's name. */
export function userMenu(placement: string): TemplateResult {
  const { user } = shell.value;
  const name = user?.name ?? '';
  return menu(
    html`<button slot="trigger" type="button" class="nav-item user">
      <span class="avatar" aria-hidden="true" data-text=${[...name][0]?.toUpperCase() ?? '?'}></span><span class="label">${name}</span><span class="visually-hidden">${t('user.menu', { name })}</span>${icon('chevrons-up-down', 'faint')}
    </button>`,
    userEntries(),
    placement,
  );
}

export function userEntries(): MenuEntry[] {
  const { locale, locales, theme, density } = shell.value;
  return [
    { heading: t('user.language') },
    ...locales.map((tag) => ({ label: languageName(tag), checked: tag === locale, run: () => void prefer({ locale: tag }) })),
    'divider',
    { heading: t('user.theme') },
    ...(['auto', 'light', 'dark'] as const).map((one) => ({ label: t(`theme.${one}`), checked: one === theme, run: () => void prefer({ theme: one }) })),
    'divider',
    { heading: t('user.density') },
    ...(['comfortable', 'compact'] as const).map((one) => ({
      label: t(`density.${one}`), checked: one === density, run: () => void prefer({ density: one }),
    })),
    'divider',
    { label: t('arrange.sidebar.start'), icon: 'pin', run: () => void arrangeSidebar() },
    { label: t('keys.title'), icon: 'keyboard', detail: '?', run: openKeys },
    { label: t('user.logout'), icon: 'log-out', run: () => void logOut() },
  ];
}
