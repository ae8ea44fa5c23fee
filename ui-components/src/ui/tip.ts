/**
 * Short tips on icon buttons (`data-tip`), on hover and on keyboard focus. One element for the whole page; the name of
 * the control is its `aria-label`, so the tip itself is hidden from assistive technology.
 */
export function startTips(): void {
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.popover = 'manual';
  tip.setAttribute('aria-hidden', 'true');
  document.body.append(tip);
  let timer = 0;
  let owner: HTMLElement | null = null;

  const hide = () => {
    clearTimeout(timer);
    owner = null;
    if (tip.matches(':popover-open')) tip.hidePopover();
  };
  const show = (target: HTMLElement) => {
    const text = target.dataset['tip'];
    if (!text || !target.isConnected) return;
    tip.textContent = text;
    const keys = target.dataset['keys'];
    if (keys) {
      const key = document.createElement('kbd');
      key.textContent = keys;
      tip.append(key);
    }
    tip.showPopover();
    place(tip, target);
  };
  const over = (event: Event) => {
    const target = (event.target as HTMLElement | null)?.closest?.<HTMLElement>('[data-tip]') ?? null;
    if (target === owner) return;
    hide();
    if (!target || (event.type === 'focusin' && !target.matches(':focus-visible'))) return;
    owner = target;
    timer = window.setTimeout(() => show(target), event.type === 'focusin' ? 100 : 450);
  };
  document.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && over(event));
  document.addEventListener('focusin', over);
  document.addEventListener('focusout', hide);
  document.addEventListener('pointerdown', hide);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  addEventListener('scroll', hide, { capture: true, passive: true });
}

function place(tip: HTMLElement, target: HTMLElement): void {
  const around = target.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const side = target.dataset['tipSide'] === 'right';
  const gap = 6;
  let left = side ? around.right + gap : around.left + around.width / 2 - own.width / 2;
  let top = side ? around.top + around.height / 2 - own.height / 2 : around.bottom + gap;
  if (!side && top + own.height > innerHeight - gap) top = around.top - own.height - gap;
  left = Math.max(gap, Math.min(left, innerWidth - own.width - gap));
  tip.style.setProperty('left', `${left}px`);
  tip.style.setProperty('top', `${top}px`);
}
