import { html, type TemplateResult } from 'lit';
import type { FieldOptions } from './field.ts';
import { choices, type Read } from './schema.ts';

/** Some out of a few: a box for each. The value keeps the order of the schema. */
export function checks(options: FieldOptions, items: Read): TemplateResult {
  const chosen = new Set(((options.value as unknown[] | undefined) ?? []).map((one) => JSON.stringify(one)));
  const all = choices(items)!;
  const toggle = (key: string) => {
    if (!chosen.delete(key)) chosen.add(key);
    const next = all.map((one) => one.value).filter((value) => chosen.has(JSON.stringify(value)));
    options.change(next.length > 0 ? next : undefined);
  };
  return html`<div class="checks">${all.map((one, at) => {
    const key = JSON.stringify(one.value);
    return html`<label class="check-row"><input type="checkbox" class="check" id=${at === 0 ? options.id : `${options.id}-${at}`} .checked=${chosen.has(key)} @change=${() => toggle(key)} />
      <span>${options.spec.labels?.[String(one.value)] ?? one.label}</span></label>`;
  })}</div>`;
}
