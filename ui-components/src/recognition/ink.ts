import { html, type TemplateResult } from 'lit';

/**
 * Colours for a canvas, which knows nothing of custom properties, of `light-dark()` or of a person's own colours: for each there is an
 * element that is not shown, whose computed colour is asked for. The stylesheet says which is which.
 */
export function inkwell(names: readonly string[]): TemplateResult {
  return html`<span class="inkwell" hidden>${names.map((name) => html`<i data-ink=${name}></i>`)}</span>`;
}

export type Inks = Readonly<Record<string, string>>;

export function inksOf(host: HTMLElement): Inks {
  return Object.fromEntries([...host.querySelectorAll<HTMLElement>('.inkwell > i')].map((one) => [one.dataset['ink']!, getComputedStyle(one).color]));
}

const looks = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));

/** Calls whenever the size of an element or the colours of the page change, until it is stopped. */
export function whenItLooksDifferent(host: HTMLElement, changed: () => void): () => void {
  const sizes = new ResizeObserver(changed);
  sizes.observe(host);
  const theme = new MutationObserver(changed);
  theme.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-density'] });
  for (const look of looks) look.addEventListener('change', changed);
  return () => {
    sizes.disconnect();
    theme.disconnect();
    for (const look of looks) look.removeEventListener('change', changed);
  };
}

/** A canvas as large as it is shown, in the screen's own pixels, empty; null while it has no size. */
export function sheet(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const { clientWidth: width, clientHeight: height } = canvas;
  if (width === 0 || height === 0) return null;
  const [wide, high] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)];
  // Giving it a size, even the same one, throws its memory away.
  if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
  const pen = canvas.getContext('2d')!;
  pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}
