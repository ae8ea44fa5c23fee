import { html, type TemplateResult } from 'lit';

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;
/** Colouring more than this would cost more than it helps. */
const COLOURED = 60_000;

/** A value as indented JSON, coloured by what each part is. */
export function jsonView(value: unknown, label: string): TemplateResult {
  const text = JSON.stringify(value, null, 2) ?? 'null';
  return html`<pre class="code json" tabindex="0" role="region" aria-label=${label}>${text.length > COLOURED ? text : coloured(text)}</pre>`;
}

function coloured(text: string): unknown[] {
  const parts: unknown[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > at) parts.push(text.slice(at, match.index));
    const [whole, string, colon, word] = match;
    const kind = string ? (colon ? 'key' : 'string') : word ? 'word' : 'number';
    parts.push(html`<span class="json-${kind}">${string ?? whole}</span>${colon ?? ''}`);
    at = match.index + whole.length;
  }
  parts.push(text.slice(at));
  return parts;
}
