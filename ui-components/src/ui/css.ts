import { noChange, type ElementPart } from 'lit';
import { Directive, directive, PartType, type PartInfo } from 'lit/directive.js';

/** Sets custom properties through the CSSOM: a `style` attribute would break the content security policy. */
class CssVars extends Directive {
  private last = '';

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('vars() belongs on an element');
  }

  override render(_values: Record<string, string>): unknown {
    return noChange;
  }

  override update(part: ElementPart, [values]: [Record<string, string>]): unknown {
    const key = Object.values(values).join(';');
    if (key !== this.last) {
      this.last = key;
      const { style } = part.element as HTMLElement;
      for (const [name, value] of Object.entries(values)) style.setProperty(name, value);
    }
    return noChange;
  }
}

export const vars = directive(CssVars);
