import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { drawContactSheet } from '../../render/sheet/contact-sheet.ts';
import { drawStoryboard } from '../../render/sheet/storyboard.ts';
import { drawFrame } from '../../render/storyboard/index.ts';
import { type SheetJob, SheetJobSchema } from '../../src/types/render.ts';
import { startTestService } from './service-support.ts';
import { decodeFrames, SMALL, sha256, temporaryFolder, writeClip } from './support.ts';

const TEXTS = {
  japanese: '猫が屋根を渡り、雨の東京を見下ろす。',
  arabic: 'قطة تعود إلى البيت في ليلة ممطرة',
  hindi: 'बारिश की रात',
  english: 'The cat turns round; the camera pulls out.',
};

function picture(colour: string): Uint8Array {
  const canvas = createCanvas(320, 180);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 320, 180);
  return canvas.encodeSync('png');
}

const RED = picture('#d01010');
const BLUE = picture('#1010d0');
const BLOBS = new Map([RED, BLUE].map((bytes) => [sha256(bytes), bytes]));
const read = async (name: string): Promise<Uint8Array> => {
  const bytes = BLOBS.get(name);
  if (!bytes) throw new Error(`not asked for: ${name}`);
  return bytes;
};

function job(layout: SheetJob['layout'], shotCount: number, changes: Partial<SheetJob> = {}): SheetJob {
  const texts = Object.values(TEXTS);
  return SheetJobSchema.parse({
    kind: 'sheet',
    layout,
    title: `${TEXTS.japanese} ${TEXTS.arabic}`,
    narrative: TEXTS.english,
    facts: '35 s',
    width: 1280,
    height: 720,
    scenes: [
      {
        name: TEXTS.arabic,
        mood: 'calm',
        description: TEXTS.hindi,
        shots: Array.from({ length: shotCount }, (_, index) => ({
          heading: `${index + 1}. Shot ${index + 1}`,
          facts: '00:00:00:00 · 5 s',
          start: sha256(RED),
          end: sha256(BLUE),
          details: [{ label: 'MOTION', text: texts[index % texts.length] }],
        })),
      },
    ],
    ...changes,
  });
}

function poppler(program: string, ...args: string[]): Buffer {
  const { status, stdout, stderr } = spawnSync(program, args, { maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  return stdout;
}

/** What another program reads and draws of a PDF. */
async function readPdf(bytes: Uint8Array) {
  const path = join(temporaryFolder(), 'sheet.pdf');
  writeFileSync(path, bytes);
  const pages = Number(/Pages:\s+(\d+)/.exec(poppler('pdfinfo', path).toString())?.[1]);
  const text = poppler('pdftotext', '-enc', 'UTF-8', path, '-').toString('utf8');
  const first = await loadImage(poppler('pdftoppm', '-r', '72', '-f', '1', '-l', '1', '-png', path));
  const canvas = createCanvas(first.width, first.height);
  const context = canvas.getContext('2d');
  context.drawImage(first, 0, 0);
  return {
    pages,
    text,
    pixel: (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)],
    canvas,
  };
}

test('a storyboard is a PDF whose text other programs read, in any script', async () => {
  const { text, pages } = await readPdf(await drawStoryboard(job('storyboard', 4), read));
  expect(pages).toBe(2);
  for (const part of [TEXTS.japanese, TEXTS.english, '4. Shot 4', 'MOTION']) expect(text).toContain(part);
  expect(text).toMatch(/1 ?\/ ?2/);
  // Readers give Arabic and Hindi back in pieces and in the order of the page; the letters are there all the same.
  for (const letters of [/[\p{Script=Arabic}]/gu, /[\p{Script=Devanagari}]/gu]) {
    expect(text.match(letters)?.length ?? 0).toBeGreaterThan(5);
  }
});

test('a storyboard shows each shot’s first frame above its last, and an empty frame where nothing is drawn yet', async () => {
  const drawn = await readPdf(await drawStoryboard(job('storyboard', 1), read));
  const colours = new Set<string>();
  let order = '';
  for (let y = 0; y < drawn.canvas.height; y++) {
    const [red = 0, green = 0, blue = 0] = drawn.pixel(100, y);
    const name = red > 150 && green < 80 && blue < 80 ? 'red' : blue > 150 && green < 80 && red < 80 ? 'blue' : '';
    if (name && !colours.has(name)) {
      colours.add(name);
      order += `${name} `;
    }
  }
  expect(order).toBe('red blue ');
  const plan = job('storyboard', 1);
  for (const shot of plan.scenes.flatMap(({ shots }) => shots)) {
    delete shot.start;
    delete shot.end;
  }
  const empty = await readPdf(await drawStoryboard(plan, read));
  expect(empty.pages).toBe(1);
  expect(empty.text).toContain('Shot 1');
});

test('no page of a long storyboard loses anything, however long the prompts', async () => {
  const long = job('storyboard', 9);
  for (const shot of long.scenes.flatMap(({ shots }) => shots)) {
    shot.details = Array.from({ length: 8 }, (_, index) => ({ label: `PART ${index}`, text: 'word '.repeat(700) }));
  }
  const { text, pages } = await readPdf(await drawStoryboard(long, read));
  expect(pages).toBeGreaterThanOrEqual(9);
  for (let shot = 1; shot <= 9; shot++) expect(text).toContain(`Shot ${shot}`);
  expect(text.match(/PART 7/g)).toHaveLength(9);
});

test('a contact sheet is one PNG with every first frame, in rows', async () => {
  const { png, width, height } = await drawContactSheet(job('contact-sheet', 6), read);
  const image = await loadImage(png);
  expect([image.width, image.height]).toEqual([width, height]);
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  let red = 0;
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at] ?? 0) > 190 && (data[at + 1] ?? 0) < 40 && (data[at + 2] ?? 0) < 40) red++;
  }
  const cell = Math.floor((1920 - 2 * 48 - 3 * 20) / 4);
  expect(red).toBe(6 * cell * Math.round((cell * 9) / 16));
});

test('a contact sheet of very many shots stays a picture that can be opened', async () => {
  const many = job('contact-sheet', 720);
  const { width, height } = await drawContactSheet(many, read);
  expect(width).toBe(1920);
  expect(height).toBeLessThan(16_384);
});

test('the same sheet is the same bytes', async () => {
  const sheets = await Promise.all([1, 2].map(() => drawStoryboard(job('storyboard', 2), read)));
  expect(sha256(sheets[0] ?? new Uint8Array())).toBe(sha256(sheets[1] ?? new Uint8Array()));
});

test('the service draws sheets from uploaded pictures, and asks for those it lacks', async () => {
  const service = await startTestService();
  const order = job('storyboard', 2);
  expect((await service.submit(order)).status).toBe(409);
  await service.upload(RED);
  await service.upload(BLUE);
  const status = await service.finish(order);
  expect(status).toMatchObject({ status: 'completed', result: { mediaType: 'application/pdf' } });
  const sheet = await service.finish(job('contact-sheet', 2));
  expect(sheet).toMatchObject({ status: 'completed', result: { mediaType: 'image/png', width: 1920 } });
});

test('a damaged picture fails the sheet with a sentence', async () => {
  const service = await startTestService();
  const damaged = drawFrame({
    kind: 'storyboard',
    prompt: 'A tree',
    width: 64,
    height: 64,
    seed: 0,
    caption: false,
  }).slice(0, 30);
  await service.upload(damaged);
  const order = job('contact-sheet', 1);
  for (const shot of order.scenes.flatMap(({ shots }) => shots)) shot.start = sha256(damaged);
  expect(await service.finish(order)).toMatchObject({ status: 'failed', error: { code: 'unsupported_media' } });
});

test('frames of a film are exactly those that were asked for, laid out row by row', async () => {
  const service = await startTestService();
  const path = await writeClip(join(temporaryFolder(), 'film.mp4'), 60, 3);
  const video = await service.upload(readFileSync(path));
  const frames = [0, 1, 29, 30, 59];
  const status = await service.finish({
    kind: 'frames',
    video,
    frameRate: 24,
    frames,
    columns: 2,
    width: 64,
    height: 36,
  });
  if (status.status !== 'completed') throw new Error(JSON.stringify(status));
  expect(status.result).toMatchObject({ mediaType: 'image/jpeg', width: 128, height: 108 });
  const bytes = Buffer.from(await (await service.call('GET', `/v1/blobs/${status.result.sha256}`)).arrayBuffer());
  const canvas = createCanvas(128, 108);
  canvas.getContext('2d').drawImage(await loadImage(bytes), 0, 0);
  const decoded = decodeFrames(path, SMALL);
  const luma = (x: number, y: number) => {
    const { data } = canvas.getContext('2d').getImageData(x, y, 64, 36);
    return Array.from({ length: 64 * 36 }, (_, at) => {
      const [red = 0, green = 0, blue = 0] = data.slice(at * 4, at * 4 + 3);
      return 16 + 0.183 * red + 0.614 * green + 0.062 * blue;
    });
  };
  frames.forEach((_, index) => {
    const found = luma((index % 2) * 64, Math.floor(index / 2) * 36);
    const distance = (frame: Buffer | undefined) =>
      found.reduce((sum, value, at) => sum + Math.abs(value - (frame?.[at] ?? 0)), 0);
    const nearest = decoded.map(distance);
    expect(nearest.indexOf(Math.min(...nearest))).toBe(frames[index]);
  });
});

test('a frame beyond the film, and a film that is none, fail with a sentence', async () => {
  const service = await startTestService();
  const path = await writeClip(join(temporaryFolder(), 'film.mp4'), 24, 1);
  const order = { kind: 'frames', frameRate: 24, columns: 1, width: 64, height: 36 } as const;
  const video = await service.upload(readFileSync(path));
  expect(await service.finish({ ...order, video, frames: [24] })).toMatchObject({
    status: 'failed',
    error: { code: 'invalid_input', message: 'The video has no frame 24.' },
  });
  const playlist = await service.upload(Buffer.from('#EXTM3U\nhttp://127.0.0.1:1/x.ts\n'));
  expect(await service.finish({ ...order, video: playlist, frames: [0] })).toMatchObject({
    status: 'failed',
    error: { code: 'unsupported_media' },
  });
});
