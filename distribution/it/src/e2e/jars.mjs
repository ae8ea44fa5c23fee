// Plugins that are nothing but pages, as an author would pack them.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const jarTool = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'jar') : 'jar';

/** Puts a plugin with these files below `dalbox/ui` into the plugins folder of a home, in one move, as an update does; `before` that it may be changed. */
export async function dropPages(home, id, files, version = '1.0.0', before = async () => {}) {
  const folder = await mkdtemp(join(tmpdir(), 'dalbox-pages-'));
  const classes = join(folder, 'classes');
  for (const [name, text] of Object.entries(files)) {
    const file = join(classes, 'dalbox/ui', name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const manifest = join(folder, 'manifest.txt');
  await writeFile(manifest, `Bundle-ManifestVersion: 2\nBundle-SymbolicName: test.${id}\nBundle-Version: ${version}\n`
    + `Provide-Capability: io.dalbox.plugin;io.dalbox.plugin=${id};contract:Version="1.0"\n`);
  const part = join(home, 'plugins', `.${id}.part`);
  await run(jarTool, ['--create', '--file', part, '--manifest', manifest, '-C', classes, '.']);
  await before(part);
  await rename(part, join(home, 'plugins', `${id}.jar`));
  await rm(folder, { recursive: true });
}
