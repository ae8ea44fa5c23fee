import { html, type TemplateResult } from 'lit';
import { icon } from '../ui/icon.ts';
import { common } from './controls.ts';
import type { FieldOptions } from './field.ts';

/** A place in a storage: typed. */
export function pathInput(options: FieldOptions, described: string | undefined, _format: string): TemplateResult {
  const a = common(options, described);
  return html`<div class="input-box">${icon('folder')}<input type="text" id=${a.id} name=${options.name} autocomplete="off" autocapitalize="none" spellcheck="false" placeholder=${options.spec.placeholder ?? 'media:/'}
    aria-required=${a.required} aria-invalid=${a.invalid} aria-describedby=${a.described} .value=${String(options.value ?? '')} @input=${(event: InputEvent) => options.change((event.target as HTMLInputElement).value || undefined)} /></div>`;
}
