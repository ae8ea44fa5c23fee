// The files page on the shipped tree: upload, rename, delete and undo, the trash, playing with ranges, and many or strange names.
import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeSource, browser, freePort, login, newHome, openPage, prefer, removeHome, start } from './dalbox.mjs';
import { dropPages } from './jars.mjs';

/** Names with signs that hide or reorder what a person reads are no names of a storage. */
const HIDDEN = ['invoice\u202Efdp.exe'];
const NASTY = ['<img src=x onerror=alert(1)>.txt', '🏔 mountain.txt', '${row.name}.txt', `${'长'.repeat(83)}.txt`];

let home, dalbox, chromium, page, faults, media;

/** A quiet tone as a WAV file: every browser plays it. */
function wav(seconds, rate = 8000) {
  const data = Buffer.alloc(seconds * rate);
  for (let i = 0; i < data.length; i++) data[i] = 128 + Math.round(20 * Math.sin(i / 5));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  [[16, 4, 16], [20, 2, 1], [22, 2, 1], [24, 4, rate], [28, 4, rate], [32, 2, 1], [34, 2, 8], [40, 4, data.length]].forEach(([at, size, value]) => head.writeUIntLE(value, at, size));
  head.write('data', 36);
  return Buffer.concat([head, data]);
}

before(async () => {
  home = await newHome();
  media = join(home, 'media');
  await mkdir(join(media, 'many'), { recursive: true });
  await mkdir(join(media, 'nasty'));
  await writeFile(join(media, 'tone.wav'), wav(120));
  await writeFile(join(media, 'notes.txt'), 'Milk and bread');
  for (let i = 0; i < 5000; i++) await writeFile(join(media, 'many', `file ${String(i).padStart(4, '0')}.txt`), '');
  for (const name of [...NASTY, ...HIDDEN]) await writeFile(join(media, 'nasty', name), 'x');
  dalbox = await start(home, await freePort());
  chromium = await browser();
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  ({ page, faults } = await openPage(context));
  await login(page, dalbox.base);
  await prefer(page, { locale: 'en' });
});

after(async () => {
  await chromium?.close();
  await dalbox?.terminate();
  await removeHome(home);
});

/** A short film and a picture, made by the browser itself. */
async function record() {
  const made = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
    const paint = canvas.getContext('2d');
    let at = 0;
    const timer = setInterval(() => {
      paint.fillStyle = `hsl(${(at += 7)} 60% 50%)`;
      paint.fillRect(0, 0, 160, 90);
    }, 40);
    const parts = [];
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' });
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start(200);
    await new Promise((done) => setTimeout(done, 2500));
    await new Promise((done) => ((recorder.onstop = done), recorder.stop()));
    clearInterval(timer);
    const bytes = async (blob) => [...new Uint8Array(await blob.arrayBuffer())];
    return { film: await bytes(new Blob(parts)), picture: await bytes(await new Promise((done) => canvas.toBlob(done))) };
  });
  return { film: Buffer.from(made.film), picture: Buffer.from(made.picture) };
}

const goTo = async (path) => {
  await page.goto(dalbox.base + path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
};
const row = (name) => page.getByRole('row', { name });
const look = async (name) => process.env.SHOTS && page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) });
const clean = async () => {
  // Entering is animated: colours are only true when it is over.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => {}))));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await import('node:fs').then((fs) => fs.readFileSync(axeSource, 'utf8')));
  const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')}`));
  assert.deepEqual([...found, ...faults.splice(0)], []);
};

test('a file and a folder are uploaded', async () => {
  await goTo('/storages?path=media:/');
  await row(/notes\.txt/).waitFor();
  await page.locator('input[type=file]').first().setInputFiles({ name: 'new 新.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await row(/new 新\.txt/).waitFor();
  const folder = join(home, 'holiday');
  await mkdir(join(folder, 'day 1'), { recursive: true });
  await writeFile(join(folder, 'day 1', 'a.txt'), 'a');
  await page.locator('input[webkitdirectory]').setInputFiles(folder);
  await row(/holiday/).waitFor();
  await page.locator('.uploads').waitFor({ state: 'detached' });
  assert.deepEqual(await readdir(join(media, 'holiday', 'day 1')), ['a.txt']);
  await look('root');
  await clean();
});

test('a file is renamed by keyboard, and a taken name is told at the field', async () => {
  await row(/notes\.txt/).click();
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('tone.wav');
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
  await look('rename');
  await dialog.getByLabel('Name').fill('shopping.txt');
  await page.keyboard.press('Enter');
  await row(/shopping\.txt/).waitFor();
  assert.ok((await readdir(media)).includes('shopping.txt'));
  faults.splice(0);
});

test('what is deleted comes back by undo, and from the trash', async () => {
  await row(/shopping\.txt/).click();
  await page.keyboard.press('Delete');
  await row(/shopping\.txt/).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await row(/shopping\.txt/).waitFor();
  await row(/shopping\.txt/).click();
  await page.keyboard.press('Delete');
  await row(/shopping\.txt/).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Trash', exact: true }).click();
  const trash = page.getByRole('dialog');
  await trash.getByRole('button', { name: 'Restore: shopping.txt' }).waitFor();
  await look('trash');
  await clean();
  await trash.getByRole('button', { name: 'Restore: shopping.txt' }).click();
  await trash.getByText('The trash is empty').waitFor();
  await page.keyboard.press('Escape');
  await row(/shopping\.txt/).waitFor();
});

test('the trash is emptied only after a yes', async () => {
  await row(/new 新\.txt/).click();
  await page.keyboard.press('Delete');
  await row(/new 新\.txt/).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Trash', exact: true }).click();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await page.getByRole('dialog', { name: 'Empty trash' }).getByRole('button', { name: 'Empty trash' }).click();
  await page.getByText('The trash is empty').waitFor();
  assert.deepEqual((await dalbox.api('GET', '/api/storages/media/trash')).json.items, []);
  await page.keyboard.press('Escape');
});

test('a sound plays, and seeking asks for a part of it', async () => {
  await row(/tone\.wav/).dblclick();
  const player = page.getByRole('dialog').locator('.player');
  await player.waitFor();
  await page.waitForFunction(() => document.querySelector('audio')?.readyState >= 1);
  await player.getByRole('button', { name: 'Play' }).click();
  await page.waitForFunction(() => document.querySelector('audio').currentTime > 0);
  await player.getByRole('slider', { name: 'Position' }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  assert.ok(await page.evaluate(() => document.querySelector('audio').currentTime) > 100);
  await look('player');
  await clean();
  await page.keyboard.press('Escape');
  const part = await fetch(`${dalbox.base}/api/storages/media/content?path=/tone.wav`, { headers: { authorization: 'Bearer test-token-0123456789abcdef', range: 'bytes=100-199' } });
  assert.equal(part.status, 206);
  assert.match(part.headers.get('content-range'), /^bytes 100-199\//);
});

test('a film plays with its subtitles', async () => {
  const { film, picture } = await record();
  await writeFile(join(media, 'film.webm'), film);
  await writeFile(join(media, 'square.png'), picture);
  await writeFile(join(media, 'film.vtt'), 'WEBVTT\n\n00:00.000 --> 00:10.000\nGuten Abend <b>allerseits</b>\n');
  const src = '/api/storages/media/content?path=/film.webm';
  const track = '{ src: "/api/storages/media/content?path=/film.vtt", label: Deutsch, lang: de }';
  await dropPages(home, 'cinema', { 'film.yaml': `ui: 1\nid: cinema\nnav: [{ page: film, label: Cinema, icon: film, section: media }]\npages:\n  - { id: film, path: "", title: Cinema, body: [{ type: media-player, id: film, label: Film, kind: video, src: "${src}", tracks: [${track}] }] }\n` });
  await page.locator('.sidebar').getByRole('link', { name: 'Cinema' }).click();
  const player = page.locator('.player');
  await page.waitForFunction(() => document.querySelector('video')?.videoWidth === 160);
  await player.getByRole('button', { name: 'Subtitles' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Deutsch' }).click();
  await player.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('video').currentTime > 0.3);
  assert.deepEqual(await page.evaluate(() => [...document.querySelector('video').textTracks].map((one) => [one.mode, one.activeCues[0]?.text])), [['showing', 'Guten Abend <b>allerseits</b>']]);
  await look('film');
  await player.getByRole('button', { name: 'Pause' }).click();
  await clean();
});

test('a picture is shown, and so is the beginning of a text', async () => {
  await goTo('/storages?path=media:/');
  await row(/square\.png/).dblclick();
  const drawer = page.getByRole('dialog');
  await page.waitForFunction(() => document.querySelector('dialog .file-preview img')?.naturalWidth === 160);
  await look('picture');
  await clean();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  await row(/film\.vtt/).dblclick();
  await drawer.getByText('Guten Abend').waitFor();
  await page.keyboard.press('Escape');
});

test('five thousand files are shown part by part, as rows and as tiles', async () => {
  await goTo('/storages?path=media:/many');
  await row(/file 0000/).waitFor();
  await look('many');
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await look('many-end');
  await page.getByRole('button', { name: 'Show as tiles' }).click();
  await look('tiles');
  await clean();
  await page.getByRole('button', { name: 'Show as list' }).click();
});

test('a path field is filled from the picker', async () => {
  await goTo('/module/download/');
  await page.getByRole('button', { name: 'Add download' }).first().click();
  const form = page.getByRole('dialog').first();
  await form.getByRole('textbox', { name: 'Save to' }).or(form.getByRole('combobox', { name: 'Save to' })).fill('media:/');
  await form.getByRole('button', { name: /Browse/ }).click();
  const picker = page.getByRole('dialog').last();
  await picker.getByRole('row', { name: /shopping\.txt|holiday/ }).first().waitFor();
  await look('picker');
  await clean();
  await picker.getByRole('row', { name: /shopping\.txt|tone\.wav/ }).first().click();
  await picker.getByRole('button', { name: 'Choose', exact: true }).click();
  assert.match(await form.locator('u-path input').inputValue(), /^media:\/(shopping\.txt|tone\.wav)$/);
  await page.keyboard.press('Escape');
});

test('names of all sorts are harmless', async () => {
  await goTo('/storages?path=media:/nasty');
  await page.getByRole('row').first().waitFor();
  const labels = await page.getByRole('row').evaluateAll((rows) => rows.map((one) => one.getAttribute('aria-label')));
  for (const name of NASTY) assert.ok(labels.some((label) => label.startsWith(name)), `${JSON.stringify(name)} in ${JSON.stringify(labels)}`);
  assert.equal(labels.length, NASTY.length);
  await look('nasty');
  await page.setViewportSize({ width: 390, height: 844 });
  await look('nasty-phone');
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  await clean();
});
