// A web server with one file of known bytes: with ranges and an entity tag, at a chosen speed.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

export async function serveFile({ bytes, bytesPerSecond = Infinity, name = 'film.bin' }) {
  const content = Buffer.alloc(bytes);
  for (let i = 0; i < bytes; i += 4) content.writeUInt32LE((i * 2654435761) >>> 0, Math.min(i, bytes - 4));
  const ranges = [];
  const server = createServer((request, response) => {
    const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const from = match ? Number(match[1]) : 0;
    const to = match && match[2] ? Number(match[2]) : bytes - 1;
    ranges.push(request.headers.range ?? '');
    response.writeHead(match ? 206 : 200, {
      'content-type': 'application/octet-stream',
      'content-length': to - from + 1,
      'accept-ranges': 'bytes',
      etag: '"one"',
      'content-disposition': `attachment; filename="${name}"`,
      ...(match ? { 'content-range': `bytes ${from}-${to}/${bytes}` } : {}),
    });
    let at = from;
    const slice = Math.min(64 * 1024, Math.max(1024, bytesPerSecond / 20));
    const send = () => {
      if (response.destroyed) return;
      const end = Math.min(to + 1, at + slice);
      response.write(content.subarray(at, end));
      at = end;
      if (at > to) response.end();
      else if (bytesPerSecond === Infinity) setImmediate(send);
      else setTimeout(send, (slice / bytesPerSecond) * 1000);
    };
    send();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/${name}`,
    sha256: createHash('sha256').update(content).digest('hex'),
    ranges,
    close: () => (server.closeAllConnections(), new Promise((done) => server.close(done))),
  };
}
