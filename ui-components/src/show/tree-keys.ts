import { isComposing } from '../ui/keys.ts';
import type { TreeElement } from './tree.ts';
import type { Branch } from './tree-model.ts';

/** Letters that follow each other this soon are one word. */
const WORD = 700;
const PAGE = 10;

/** The keyboard of a tree, as the ARIA pattern says. */
export class TreeKeys {
  private typed = '';
  private last = 0;

  constructor(private readonly tree: TreeElement) {}

  press(event: KeyboardEvent, at: Branch): void {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    if (!this.move(event.key, at) && !this.type(event, at)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private move(key: string, at: Branch): boolean {
    const { tree } = this;
    const index = tree.shown.indexOf(at);
    const step = (by: number) => tree.goTo(tree.shown[Math.max(0, Math.min(tree.shown.length - 1, index + by))]);
    switch (key) {
      case 'ArrowDown':
        step(1);
        return true;
      case 'ArrowUp':
        step(-1);
        return true;
      case 'PageDown':
        step(PAGE);
        return true;
      case 'PageUp':
        step(-PAGE);
        return true;
      case 'Home':
        step(-Infinity);
        return true;
      case 'End':
        step(Infinity);
        return true;
      case 'ArrowRight':
        if (!tree.isOpen(at)) tree.toggle(at, true);
        else step(1);
        return true;
      case 'ArrowLeft':
        if (tree.isOpen(at)) tree.toggle(at, false);
        else tree.goTo(at.parent ?? undefined);
        return true;
      case '*':
        for (const branch of tree.shown.filter((one) => one.parent === at.parent)) tree.toggle(branch, true);
        return true;
      case 'Enter':
      case ' ':
        if (key === ' ' && this.typing()) return false;
        tree.follow(at);
        return true;
      default:
        return false;
    }
  }

  /** Goes to the next branch that begins with what was typed. */
  private type(event: KeyboardEvent, at: Branch): boolean {
    if ([...event.key].length !== 1) return false;
    this.typed = this.typing() ? this.typed + event.key.toLowerCase() : event.key.toLowerCase();
    this.last = event.timeStamp;
    const { shown } = this.tree;
    // A first letter goes on to the next one; more letters may still mean this one.
    const from = shown.indexOf(at) + (this.typed.length === 1 ? 1 : 0);
    const found = [...shown.slice(from), ...shown.slice(0, from)].find((branch) => this.tree.titleOf(branch).toLowerCase().startsWith(this.typed));
    this.tree.goTo(found);
    return true;
  }

  private typing(): boolean {
    return this.typed !== '' && performance.now() - this.last < WORD;
  }
}
