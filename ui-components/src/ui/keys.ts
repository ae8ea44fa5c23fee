const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** How the command key with `key` is written on this machine. */
export function shortcut(key: string): string {
  return apple ? `⌘${key}` : `Ctrl ${key}`;
}

export function hasCommandKey(event: KeyboardEvent): boolean {
  return apple ? event.metaKey : event.ctrlKey;
}

/** Whether a key press belongs to text being typed, or to an input method that is still composing. */
export function isTyping(event: KeyboardEvent): boolean {
  if (isComposing(event)) return true;
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Enter that ends a composition must not send a form. Safari reports it with key code 229 only. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
