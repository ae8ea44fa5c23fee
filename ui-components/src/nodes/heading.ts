import { html, type TemplateResult } from 'lit';

/** A heading of the given level; a template cannot have a tag that varies. */
export function heading(level: number, content: unknown, className: string): TemplateResult {
  switch (level) {
    case 2:
      return html`<h2 class=${className}>${content}</h2>`;
    case 3:
      return html`<h3 class=${className}>${content}</h3>`;
    case 4:
      return html`<h4 class=${className}>${content}</h4>`;
    default:
      return html`<h5 class=${className}>${content}</h5>`;
  }
}
