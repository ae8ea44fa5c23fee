// A box that has been in use for a while: downloads in every state, flows and a dead letter, and a plugin that does not start.
import { createServer } from 'node:http';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from './dalbox.mjs';

const MB = 1_000_000;

/** `rushed` is the part that arrives at once; the rest comes at `speed` bytes a second. */
const FILES = [
  { name: 'blender-5.1.0-linux-x64.tar.xz', size: 388 * MB, rushed: 1 },
  { name: 'alpine-standard-3.24.0-x86_64.iso', size: 243 * MB, rushed: 1 },
  { name: 'home-assistant-os-17.2.qcow2.xz', missing: true },
  { name: 'nextcloud-34.0.1.tar.bz2', size: 236 * MB, rushed: 0.46, speed: 0.4 * MB, paused: true },
  { name: 'big-buck-bunny-2160p-60fps.mkv', size: 674 * MB, rushed: 0.71, speed: 6.3 * MB },
  { name: 'debian-13.3.0-amd64-netinst.iso', size: 790 * MB, rushed: 0.12, speed: 2.4 * MB },
  { name: 'ubuntu-26.04-desktop-amd64.iso', size: 5_940 * MB, rushed: 0.17, speed: 31 * MB },
];

/** One that runs, one that is off, and one that meets an event which it cannot take. */
const FLOWS = [
  { name: 'Greet big downloads', on: { event: 'download.completed' }, when: 'event.file_size > 1 * MiB', do: { plugin: 'hello', action: 'greet' }, with: { name: 'path.stem(event.file_path)' } },
  { name: 'Answer politely', on: { event: 'hello.greeted' }, when: "event.name.startsWith('Mr ')", do: { plugin: 'hello', action: 'greet' }, with: { name: "event.name.split(' ')[2]" } },
  { name: 'Fetch again', enabled: false, on: { event: 'download.failed' }, do: { plugin: 'download', action: 'download' }, with: { url: 'event.url' } },
];

/** Fills a running box; `scale` makes all files smaller, for when nobody reads the sizes, and `still` stops what runs where it is. Returns how to end it. */
export async function furnish(dalbox, home, scale = 1, still = false) {
  const server = createServer((request, response) => serve(request, response, scale, still));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  await writeFile(join(home, 'plugins', 'photo-frame.jar'), 'This is not a jar.');
  for (const flow of FLOWS) await dalbox.api('POST', '/api/flows', flow);
  await dalbox.api('POST', '/module/hello/actions/greet', { name: 'Ada' });
  await dalbox.api('POST', '/module/hello/actions/greet', { name: 'Mr Babbage' });
  for (const file of FILES) {
    const url = `http://127.0.0.1:${server.address().port}/${file.name}`;
    const { json } = await dalbox.api('POST', '/module/download/actions/download', { url });
    const settled = (task) => (file.missing ? task.state === 'error' : task.state === 'completed' || (task.progress ?? 0) >= file.rushed * 100);
    await until(async () => settled((await dalbox.api('GET', `/api/tasks/${json.task_id}`)).json), `${file.name} to get there`, 60_000);
    if (file.paused) await dalbox.api('POST', `/api/tasks/${json.task_id}/pause`);
  }
  for (const size of [400, 900, 300]) await dalbox.api('POST', '/module/heartbeat/actions/matrix', { size });
  return () => (server.closeAllConnections(), new Promise((done) => server.close(done)));
}

const sent = new Map();
const block = Buffer.alloc(256 * 1024);

// The bytes do not matter, only how many there are; so none are kept.
function serve(request, response, scale, still) {
  const file = FILES.find(({ name }) => request.url === `/${name}`);
  if (!file || file.missing) return response.writeHead(404).end();
  const size = Math.round(file.size * scale);
  const [, from = 0, to = size - 1] = (/^bytes=(\d+)-(\d+)?$/.exec(request.headers.range ?? '') ?? []).map((part) => part && Number(part));
  response.writeHead(request.headers.range ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': to - from + 1,
    'accept-ranges': 'bytes',
    etag: '"one"',
    ...(request.headers.range ? { 'content-range': `bytes ${from}-${to}/${size}` } : {}),
  });
  let left = to - from + 1;
  const send = () => {
    if (response.destroyed) return;
    const rush = !file.speed || (sent.get(file) ?? 0) < file.rushed * size;
    if (still && !rush) return;
    // All connections of a file share its speed; each block waits for its turn.
    const part = Math.min(left, rush ? block.length : Math.max(1024, Math.round((file.speed * scale) / 40)));
    left -= part;
    sent.set(file, (sent.get(file) ?? 0) + part);
    response.write(block.length === part ? block : Buffer.alloc(part), () => {
      if (left === 0) response.end();
      else if (rush) setImmediate(send);
      else setTimeout(send, 25 * Math.max(1, connections(file)));
    });
  };
  open.set(file, connections(file) + 1);
  response.on('close', () => open.set(file, connections(file) - 1));
  send();
}

const open = new Map();
const connections = (file) => open.get(file) ?? 0;
