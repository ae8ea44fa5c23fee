/** Gives a text to the person as a file; what no file system takes is left out of its name. */
export function saveAs(name: string, text: string, type = 'text/plain'): void {
  const href = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement('a'), { href, download: name.replace(/[\u0000-\u001f\\/:*?"<>|]+/g, ' ').trim() }).click();
  // The browser has taken the address over by then.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
