import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icon.ts';

export interface DropZoneOptions {
  text: string;
  choose: string;
  accept?: string | undefined;
  multiple?: boolean;
  busy?: string | null;
  files: (files: File[]) => void;
}

/** A place for files: drop them, or press and choose. The whole place is one file input, so the keyboard reaches it. */
export function dropZone(options: DropZoneOptions): TemplateResult {
  const over = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    (event.currentTarget as HTMLElement).classList.toggle('over', on);
  };
  return html`<label class="drop-zone" @dragover=${over(true)} @dragleave=${over(false)} @drop=${(event: DragEvent) => {
    over(false)(event);
    options.files([...(event.dataTransfer?.files ?? [])]);
  }}>
    <input type="file" class="visually-hidden" accept=${options.accept ?? nothing} ?multiple=${options.multiple ?? false} @change=${(event: Event) => {
      const input = event.target as HTMLInputElement;
      options.files([...(input.files ?? [])]);
      input.value = '';
    }} />
    ${options.busy ? html`<span class="spinner" aria-hidden="true"></span><span role="status">${options.busy}</span>` : html`${icon('upload')}<span>${options.text} <span class="link">${options.choose}</span></span>`}
  </label>`;
}
