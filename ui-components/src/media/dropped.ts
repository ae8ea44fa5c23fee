/** A file to send, and where below the folder it goes: `holiday/day 1/a.jpg`. */
export interface Sent {
  file: File;
  path: string;
}

/** The files of an input; those of a chosen folder keep their place in it. */
export function chosenFiles(input: HTMLInputElement): Sent[] {
  return [...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/** The files that were dropped, and those in dropped folders. To be called at once: afterwards the browser forgets what was dropped. */
export async function droppedFiles(data: DataTransfer): Promise<Sent[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  const files = [...data.files].map((file) => ({ file, path: file.name }));
  if (!entries.some((entry) => entry?.isDirectory)) return files;
  return (await Promise.all(entries.map((entry) => (entry ? walk(entry) : [])))).flat();
}

async function walk(entry: FileSystemEntry): Promise<Sent[]> {
  if (entry.isFile) return [{ file: await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)), path: entry.fullPath.slice(1) }];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: Sent[] = [];
  // A reader hands out a part at a time, and an empty one at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await walk(one)));
  }
}

/** The folders that must be there before the files, outer ones first: `a`, `a/b`. */
export function foldersOf(files: readonly Sent[]): string[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    const steps = path.split('/').slice(0, -1);
    steps.forEach((_, at) => folders.add(steps.slice(0, at + 1).join('/')));
  }
  return [...folders].sort((one, other) => one.split('/').length - other.split('/').length);
}
