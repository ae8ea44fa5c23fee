/**
 * Takes files that are dropped anywhere on the page.
 *
 * @param over hears whether files hang over the page now
 * @returns what ends it
 */
export function dropAnywhere(over: (on: boolean) => void, files: (files: File[]) => void): () => void {
  // Every element under the pointer tells of entering and leaving; only the balance says whether it left the page.
  let depth = 0;
  const hasFiles = (event: DragEvent) => !document.querySelector('dialog[open]') && (event.dataTransfer?.types.includes('Files') ?? false);
  const enter = (event: DragEvent) => {
    if (hasFiles(event) && ++depth === 1) over(true);
  };
  const leave = (event: DragEvent) => {
    if (hasFiles(event) && depth > 0 && --depth === 0) over(false);
  };
  const stay = (event: DragEvent) => {
    if (hasFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    depth = 0;
    over(false);
    // A place of its own for files may have taken them.
    if (!hasFiles(event) || event.defaultPrevented) return;
    event.preventDefault();
    const dropped = [...(event.dataTransfer?.files ?? [])];
    if (dropped.length > 0) files(dropped);
  };
  addEventListener('dragenter', enter);
  addEventListener('dragleave', leave);
  addEventListener('dragover', stay);
  addEventListener('drop', drop);
  return () => {
    removeEventListener('dragenter', enter);
    removeEventListener('dragleave', leave);
    removeEventListener('dragover', stay);
    removeEventListener('drop', drop);
  };
}
