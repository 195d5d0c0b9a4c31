import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAMERA_OVERSCAN, cameraWindow } from '../../render/camera.ts';
import { drawFrame, drawOverlay, drawPlate, readJob } from '../../render/storyboard/index.ts';
import { CameraMoveSchema, ShotSizeSchema, VideoStyleSchema } from '../../src/types/film.ts';
import type { ShotContext, StoryboardJob } from '../../src/types/render.ts';

const SHOT: ShotContext = {
  sceneId: 2,
  shotId: 5,
  frame: 'start',
  cameraMove: 'static',
  shotSize: 'wide',
  mood: 'calm',
  lighting: 'golden hour',
  style: 'cinematic',
};

function makeJob(prompt: string, shot: Partial<ShotContext> = {}, rest: Partial<StoryboardJob> = {}): StoryboardJob {
  return {
    kind: 'storyboard',
    prompt,
    width: 320,
    height: 180,
    seed: 7,
    caption: false,
    shot: { ...SHOT, ...shot },
    ...rest,
  };
}

async function pixelsOf(jpeg: Uint8Array): Promise<{ width: number; height: number; data: Uint8ClampedArray }> {
  const image = await loadImage(jpeg);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return { width: image.width, height: image.height, data: context.getImageData(0, 0, image.width, image.height).data };
}

/** Mean absolute difference of the colour channels, 0–255. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) {
    if (index % 4 !== 3) sum += Math.abs((a[index] ?? 0) - (b[index] ?? 0));
  }
  return sum / (a.length * 0.75);
}

/** What the camera of `job` sees, cut out of its plate. */
function cropOfPlate(job: StoryboardJob, overscan: number): Uint8ClampedArray {
  const plate = drawPlate(job, overscan);
  const full = createCanvas(plate.width, plate.height);
  const fullContext = full.getContext('2d');
  const image = fullContext.createImageData(plate.width, plate.height);
  image.data.set(plate.rgba);
  fullContext.putImageData(image, 0, 0);
  const window = cameraWindow(job.shot?.cameraMove ?? 'static', job.shot?.frame === 'end' ? 1 : 0);
  const scaleX = plate.width / (1 + 2 * overscan);
  const scaleY = plate.height / (1 + 2 * overscan);
  const canvas = createCanvas(job.width, job.height);
  const context = canvas.getContext('2d');
  context.drawImage(
    full,
    (window.centreX - window.size / 2 + overscan) * scaleX,
    (window.centreY - window.size / 2 + overscan) * scaleY,
    window.size * scaleX,
    window.size * scaleY,
    0,
    0,
    job.width,
    job.height,
  );
  return context.getImageData(0, 0, job.width, job.height).data;
}

describe('drawFrame', () => {
  it('gives the same bytes for the same job, whatever was drawn in between', () => {
    const job = makeJob('A blacksmith hammers glowing steel in his forge', {}, { caption: true });
    const first = drawFrame(job);
    drawFrame(makeJob('鍛冶屋', { style: 'artistic' }, { caption: true, seed: 99 }));
    expect(Buffer.from(drawFrame(job)).equals(Buffer.from(first))).toBe(true);
  });

  it('draws another picture for another seed', async () => {
    const one = await pixelsOf(drawFrame(makeJob('A woman walks through the forest')));
    const other = await pixelsOf(drawFrame(makeJob('A woman walks through the forest', {}, { seed: 8 })));
    expect(difference(one.data, other.data)).toBeGreaterThan(3);
  });

  it.each([
    [320, 180],
    [180, 320],
    [200, 200],
    [64, 64],
    [641, 359],
  ])('is a JPEG of exactly %i×%i', async (width, height) => {
    const jpeg = drawFrame(makeJob('A ship at sea', {}, { width, height, caption: true }));
    expect([jpeg[0], jpeg[1]]).toEqual([0xff, 0xd8]);
    const picture = await pixelsOf(jpeg);
    expect([picture.width, picture.height]).toEqual([width, height]);
  });

  it.each(CameraMoveSchema.options)('moves something between start and end of a %s shot', async (cameraMove) => {
    for (const prompt of ['A man runs through the city street', 'Waves on the coast', 'quiet values']) {
      const start = await pixelsOf(drawFrame(makeJob(prompt, { cameraMove })));
      const end = await pixelsOf(drawFrame(makeJob(prompt, { cameraMove, frame: 'end' })));
      expect(difference(start.data, end.data), prompt).toBeGreaterThan(0.5);
    }
  });

  it('looks different in every style and in different lights', async () => {
    const styles = await Promise.all(
      VideoStyleSchema.options.map(async (style) => (await pixelsOf(drawFrame(makeJob('A lake', { style })))).data),
    );
    const lights = await Promise.all(
      ['dawn', 'noon', 'night', 'neon', 'storm', 'fog'].map(
        async (lighting) => (await pixelsOf(drawFrame(makeJob('A lake', { lighting })))).data,
      ),
    );
    for (const set of [styles, lights]) {
      set.forEach((one, index) => {
        for (const other of set.slice(index + 1)) expect(difference(one, other)).toBeGreaterThan(1);
      });
    }
  });

  it('wears the colours of the palette', async () => {
    const mean = async (colorPalette: string): Promise<number> => {
      const { data } = await pixelsOf(drawFrame(makeJob('quiet values', { colorPalette })));
      let redOverBlue = 0;
      for (let index = 0; index < data.length; index += 4) redOverBlue += (data[index] ?? 0) - (data[index + 2] ?? 0);
      return redOverBlue / (data.length / 4);
    };
    expect(await mean('deep crimson and gold')).toBeGreaterThan((await mean('#1b2b57, cyan')) + 30);
  });
});

describe('drawPlate', () => {
  it.each(CameraMoveSchema.options)('registers with the frame for %s', async (cameraMove) => {
    for (const frame of ['start', 'end'] as const) {
      const job = makeJob(
        'A woman walks in the mountains',
        { cameraMove, frame, shotSize: 'full' },
        { width: 640, height: 360 },
      );
      const seen = await pixelsOf(drawFrame(job));
      expect(difference(seen.data, cropOfPlate(job, CAMERA_OVERSCAN))).toBeLessThan(4);
    }
  });

  it('registers with blurred backgrounds and in portrait', async () => {
    for (const shotSize of ['medium', 'close_up', 'extreme_close_up'] as const) {
      const job = makeJob('A man in a cafe', { shotSize, cameraMove: 'crane_up' }, { width: 360, height: 640 });
      const seen = await pixelsOf(drawFrame(job));
      expect(difference(seen.data, cropOfPlate(job, CAMERA_OVERSCAN)), shotSize).toBeLessThan(4);
    }
  });

  it('is even, opaque, and bounded for absurd overscan', () => {
    const plate = drawPlate(makeJob('desert'), 0.14);
    expect([plate.width, plate.height]).toEqual([410, 230]);
    expect(plate.rgba.length).toBe(plate.width * plate.height * 4);
    for (let index = 3; index < plate.rgba.length; index += 4) expect(plate.rgba[index]).toBe(255);
    expect(drawPlate(makeJob('desert'), 1e9).width).toBe(640);
  });

  it('never contains text', () => {
    const plain = drawPlate(makeJob('desert'), 0.1);
    const captioned = drawPlate(makeJob('desert', {}, { caption: true }), 0.1);
    expect(Buffer.from(plain.rgba).equals(Buffer.from(captioned.rgba))).toBe(true);
  });
});

describe('readJob', () => {
  const job = makeJob(
    '「鍛冶屋」 — حدّاد "quoted" \u0000',
    { colorPalette: '#fff' },
    { negativePrompt: 'text', caption: true },
  );

  it('reads back the job a frame was drawn from', () => {
    expect(readJob(drawFrame(job))).toEqual(job);
  });

  it('reads back the largest job there can be', () => {
    const largest = makeJob('\u0001'.repeat(8000), {}, { negativePrompt: '\u0001'.repeat(4000) });
    expect(readJob(drawFrame(largest))).toEqual(largest);
  });

  it('answers undefined, never throws, for anything else', () => {
    const frame = drawFrame(job);
    for (let cut = 0; cut < 600; cut += 7) expect(readJob(frame.subarray(0, cut))).toBeUndefined();
    const lying = frame.slice();
    lying[4] = 0xff;
    lying[5] = 0xff;
    expect(readJob(lying)).toBeUndefined();
    const wrong = frame.slice();
    const text = Buffer.from(wrong.buffer, wrong.byteOffset, wrong.byteLength);
    text.write('{"kind":"storyboarx', text.indexOf('{"kind":"storyboard'));
    expect(readJob(wrong)).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readJob(bytes)).toBeUndefined();
        expect(readJob(Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, ...bytes]))).toBeUndefined();
      }),
    );
  });
});

describe('drawOverlay', () => {
  const ink = (prompt: string, shot: Partial<ShotContext> = {}): Uint8Array => {
    const overlay = drawOverlay(makeJob(prompt, shot, { width: 1280, height: 720, caption: true }));
    if (overlay === undefined) throw new Error('no overlay');
    return overlay.rgba;
  };
  const bright = (rgba: Uint8Array): number => {
    let count = 0;
    for (let index = 0; index < rgba.length; index += 4)
      if ((rgba[index] ?? 0) > 180 && (rgba[index + 3] ?? 0) > 180) count += 1;
    return count;
  };

  it('is undefined without a caption, and then the frame is the plate', async () => {
    const job = makeJob('A lake', {}, { width: 640, height: 360 });
    expect(drawOverlay(job)).toBeUndefined();
    const seen = await pixelsOf(drawFrame(job));
    expect(difference(seen.data, cropOfPlate(job, 0.125))).toBeLessThan(4);
  });

  it('is a tight band inside the frame which drawFrame shows exactly there', async () => {
    const job = makeJob('A lake', {}, { width: 640, height: 360, caption: true });
    const overlay = drawOverlay(job);
    if (overlay === undefined) throw new Error('no overlay');
    expect(overlay.rgba.length).toBe(overlay.width * overlay.height * 4);
    expect(overlay.left + overlay.width).toBeLessThanOrEqual(640);
    expect(overlay.top + overlay.height).toBe(360);
    expect(overlay.height).toBeLessThan(180);
    const plain = await pixelsOf(drawFrame({ ...job, caption: false }));
    const captioned = await pixelsOf(drawFrame(job));
    const above = overlay.top * 640 * 4 - 640 * 4 * 8;
    expect(difference(plain.data.subarray(0, above), captioned.data.subarray(0, above))).toBeLessThan(0.5);
    const composited = createCanvas(640, 360);
    const context = composited.getContext('2d');
    context.putImageData(new (await import('@napi-rs/canvas')).ImageData(plain.data, 640, 360), 0, 0);
    const band = createCanvas(overlay.width, overlay.height);
    const image = band.getContext('2d').createImageData(overlay.width, overlay.height);
    image.data.set(overlay.rgba);
    band.getContext('2d').putImageData(image, 0, 0);
    context.drawImage(band, overlay.left, overlay.top);
    expect(difference(context.getImageData(0, 0, 640, 360).data, captioned.data)).toBeLessThan(3);
  });

  it.each([
    ['Arabic', 'حداد يطرق الحديد', 'مدينة تحت المطر'],
    ['Hebrew', 'נפח מכה בברזל', 'עיר בגשם בלילה'],
    ['Japanese', '鍛冶屋が鉄を打つ', '雨の降る夜の街角'],
    ['Chinese', '铁匠在锻造钢铁啊', '城市夜晚下着大雨'],
    ['Korean', '대장장이가 망치질', '비가 오는 밤거리'],
    ['Hindi', 'लोहार हथौड़ा मारता', 'बारिश में शहर रात'],
    ['Thai', 'ช่างตีเหล็กทำงาน', 'เมืองในสายฝนคืน'],
    ['Cyrillic', 'Кузнец куёт сталь', 'Город под дождём'],
    ['Greek', 'Ο σιδεράς σφυρηλατεί', 'Πόλη στη βροχή τη νύχτα'],
  ])('writes %s with real glyphs', (_, one, other) => {
    const missing = ink('\uffff'.repeat([...one].length));
    expect(bright(ink(one))).toBeGreaterThan(120);
    // Tofu looks the same for every letter; real words of one length do not.
    const shape = (text: string): string => Buffer.from(ink(text)).toString('base64');
    expect(shape(one)).not.toBe(shape(other));
    expect(shape(one)).not.toBe(Buffer.from(missing).toString('base64'));
    const [first = '', second = ''] = [...one.replace(/[\s\p{M}]/gu, '')];
    expect(shape(first.repeat(4))).not.toBe(shape(second.repeat(4)));
  });

  it('aligns right-to-left captions to the right and others to the left', () => {
    const balance = (prompt: string): number => {
      const rgba = ink(prompt, {});
      const from = Math.floor(rgba.length / 1280 / 4) - 45;
      let left = 0;
      let right = 0;
      for (let y = from; y < rgba.length / 1280 / 4; y += 1) {
        for (let x = 0; x < 1280; x += 1) {
          if ((rgba[(y * 1280 + x) * 4] ?? 0) > 180) {
            if (x < 640) left += 1;
            else right += 1;
          }
        }
      }
      return right - left;
    };
    expect(balance('حداد يطرق الحديد')).toBeGreaterThan(50);
    expect(balance('Rain on steel')).toBeLessThan(-50);
  });

  it('never grows beyond two lines', () => {
    const height = (prompt: string): number =>
      drawOverlay(makeJob(prompt, {}, { width: 1280, height: 720, caption: true }))?.height ?? 0;
    const two = height('word '.repeat(40));
    expect(height('word '.repeat(1600))).toBe(two);
    expect(height('鍛'.repeat(3000))).toBe(two);
    expect(height('x'.repeat(8000))).toBe(two);
    expect(height('short')).toBeLessThan(two);
  });
});

describe('any job', () => {
  it('draws without throwing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
          fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
        ),
        fc.integer({ min: 64, max: 200 }),
        fc.integer({ min: 64, max: 200 }),
        fc.integer({ min: 0, max: 0xffff_ffff }),
        fc.constantFrom(...CameraMoveSchema.options),
        fc.constantFrom(...ShotSizeSchema.options),
        fc.constantFrom(...VideoStyleSchema.options),
        fc.boolean(),
        (prompt, width, height, seed, cameraMove, shotSize, style, caption) => {
          const job = makeJob(
            prompt,
            { cameraMove, shotSize, style, lighting: '', mood: prompt.slice(0, 20) },
            { width, height, seed, caption },
          );
          expect(readJob(drawFrame(job))).toEqual(job);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});
