import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAnimator } from '../../render/animate/animator.ts';
import { dissolveWeight } from '../../render/animate/dissolve.ts';
import { frameProgress, overscanOf, sweptRectangle, windowRectangle } from '../../render/animate/geometry.ts';
import { renderClip } from '../../render/animate/index.ts';
import { KernelMemory } from '../../render/animate/kernel/kernel.ts';
import { loadPlate } from '../../render/animate/plate.ts';
import { CAMERA_OVERSCAN, cameraWindow, pathFrom, pathOf, TAKE_OVERSCAN } from '../../render/camera.ts';
import { seamFrames } from '../../render/encode.ts';
import { drawFrame } from '../../render/storyboard/index.ts';
import { type CameraMove, CameraMoveSchema, type FilmFormat } from '../../src/types/film.ts';
import type { StoryboardJob } from '../../src/types/render.ts';
import {
  complaints,
  decodeFrames,
  describeVideo,
  drawPng,
  ffmpeg,
  meanDifference,
  SMALL,
  temporaryFolder,
} from './support.ts';

const folder = temporaryFolder();
const FORMAT: FilmFormat = { width: 320, height: 180, frameRate: 24 };
const MOVES = CameraMoveSchema.options;

/** A soft white dot on black, in the middle of a picture of any size. */
function dot(width = 640, height = 360): Uint8Array {
  return drawPng(width, height, (context) => {
    context.fillStyle = 'black';
    context.fillRect(0, 0, width, height);
    const radius = height / 12;
    const glow = context.createRadialGradient(width / 2, height / 2, 0, width / 2, height / 2, radius);
    glow.addColorStop(0, 'white');
    glow.addColorStop(1, 'black');
    context.fillStyle = glow;
    context.fillRect(width / 2 - radius, height / 2 - radius, radius * 2, radius * 2);
  });
}

function plain(colour: string, width = 320, height = 180): Uint8Array {
  return drawPng(width, height, (context) => {
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
  });
}

/** Where the light of a frame is centred, in pixels. */
function centroid(frame: Uint8Array, { width, height }: FilmFormat): { x: number; y: number } {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = Math.max(0, (frame[y * width + x] ?? 16) - 16);
      sum += light;
      sumX += light * (x + 0.5);
      sumY += light * (y + 0.5);
    }
  }
  return { x: sumX / sum, y: sumY / sum };
}

async function animate(
  start: Uint8Array,
  end: Uint8Array | undefined,
  move: CameraMove,
  frameCount: number,
  format = FORMAT,
) {
  const frame = createAnimator(new KernelMemory(), {
    start: await loadPlate(start, 'start', move, format),
    end: end && (await loadPlate(end, 'end', move, format)),
    frameCount,
    format,
    framesInFlight: 0,
  });
  return Array.from({ length: frameCount }, (_, index) => Uint8Array.from(frame(index)));
}

describe('camera motion', () => {
  it.each(MOVES)('%s moves a point along its path without jitter', async (move) => {
    const frameCount = 120;
    const frames = await animate(dot(), undefined, move, frameCount);
    const swept = sweptRectangle(pathOf(move));
    // A flat picture covers what the camera sweeps, so its middle is the middle of that.
    const worldX = swept.left + swept.width / 2;
    const worldY = swept.top + swept.height / 2;
    frames.forEach((frame, index) => {
      const view = windowRectangle(cameraWindow(move, frameProgress(index, frameCount)));
      const seen = centroid(frame, FORMAT);
      expect(Math.abs(seen.x - ((worldX - view.left) / view.width) * FORMAT.width), `x of ${index}`).toBeLessThan(0.06);
      expect(Math.abs(seen.y - ((worldY - view.top) / view.height) * FORMAT.height), `y of ${index}`).toBeLessThan(
        0.06,
      );
    });
  });

  it.each(MOVES)('%s never turns back and never jumps', async (move) => {
    const frames = await animate(dot(), undefined, move, 96);
    for (const axis of ['x', 'y'] as const) {
      const positions = frames.map((frame) => centroid(frame, FORMAT)[axis]);
      const steps = positions.slice(1).map((position, index) => position - (positions[index] ?? 0));
      const direction = Math.sign(steps.reduce((sum, step) => sum + step, 0));
      for (const step of steps) expect(step * direction).toBeGreaterThan(-0.03);
      const changes = steps.slice(1).map((step, index) => Math.abs(step - (steps[index] ?? 0)));
      expect(Math.max(...changes)).toBeLessThan(0.12);
    }
  });

  it.each(MOVES)('%s stays within the overscan it asks for', (move) => {
    expect(overscanOf(pathOf(move))).toBeLessThanOrEqual(CAMERA_OVERSCAN);
    for (let progress = 0; progress <= 1; progress += 0.01) {
      const view = windowRectangle(cameraWindow(move, progress));
      const reach = Math.max(-view.left, -view.top, view.left + view.width - 1, view.top + view.height - 1);
      expect(reach).toBeLessThanOrEqual(overscanOf(pathOf(move)) + 1e-9);
    }
  });

  it('shows a still picture pixel for pixel', async () => {
    const picture = drawPng(64, 36, (context) => {
      for (let x = 0; x < 64; x++) {
        context.fillStyle = `hsl(${x * 40} 70% ${30 + (x % 5) * 10}%)`;
        context.fillRect(x, 0, 1, 36);
      }
    });
    const [frame] = await animate(picture, undefined, 'static', 1, SMALL);
    const row = frame?.subarray(0, 64) ?? new Uint8Array();
    const plate = await loadPlate(picture, 'start', 'static', SMALL);
    for (let x = 0; x < 64; x++) {
      const [r = 0, g = 0, b = 0] = plate.rgba.subarray(x * 4, x * 4 + 3);
      expect(Math.abs((row[x] ?? 0) - (16 + (0.2126 * r + 0.7152 * g + 0.0722 * b) * (219 / 255)))).toBeLessThan(1);
    }
  });

  it('fills the frame from a picture of any shape', async () => {
    for (const [width, height] of [
      [50, 400],
      [400, 50],
      [33, 33],
      [1, 1],
    ] as const) {
      for (const move of ['static', 'pan_left', 'crane_up'] as const) {
        const frames = await animate(plain('white', width, height), undefined, move, 3);
        for (const frame of frames) expect(Math.min(...frame.subarray(0, 320 * 180))).toBeGreaterThan(230);
      }
    }
  });
});

describe('dissolve', () => {
  it('shows the start alone, then both, then the end alone', async () => {
    const frames = await animate(plain('black'), plain('white'), 'push_in', 101);
    const light = frames.map((frame) => frame[5_000] ?? 0);
    expect(light.slice(0, 31).every((value) => value === 16)).toBe(true);
    expect(light.slice(70).every((value) => value === 235)).toBe(true);
    expect(light[50]).toBeGreaterThan(120);
    expect(light[50]).toBeLessThan(131);
    for (let index = 1; index < light.length; index++) {
      expect((light[index] ?? 0) - (light[index - 1] ?? 0)).toBeGreaterThanOrEqual(0);
      expect((light[index] ?? 0) - (light[index - 1] ?? 0)).toBeLessThan(12);
    }
  });

  it('moves both pictures along the same path', async () => {
    const frames = await animate(dot(), dot(), 'pan_left', 60);
    const alone = await animate(dot(), undefined, 'pan_left', 60);
    frames.forEach((frame, index) => {
      expect(meanDifference(frame, alone[index] ?? frame)).toBeLessThan(0.1);
    });
  });

  it('weighs gently', () => {
    expect([0, 0.3, 0.5, 0.7, 1].map(dissolveWeight)).toEqual([0, 0, 128, 256, 256]);
  });
});

describe('storyboard keyframes', () => {
  const job = (frame: 'start' | 'end', cameraMove: CameraMove, width = 320, height = 180): StoryboardJob => ({
    kind: 'storyboard',
    prompt: 'A lighthouse on a cliff in the evening sun',
    width,
    height,
    seed: 7,
    caption: true,
    shot: {
      sceneId: 1,
      shotId: 2,
      frame,
      cameraMove,
      shotSize: 'wide',
      mood: 'calm',
      lighting: 'warm',
      style: 'cinematic',
    },
  });

  it.each(MOVES)('%s begins at the start keyframe and ends at the end keyframe', async (move) => {
    const [start, end] = [drawFrame(job('start', move)), drawFrame(job('end', move))];
    const frames = await animate(start, end, move, 3);
    for (const [image, frame] of [
      [start, frames[0]],
      [end, frames[2]],
    ] as const) {
      const [still] = await animate(stripJob(image), undefined, 'static', 1);
      expect(meanDifference(frame ?? new Uint8Array(), still ?? new Uint8Array())).toBeLessThan(3);
    }
  });

  it.each(MOVES)('a take goes on through a cut without a jump, whatever came before %s', async (move) => {
    for (const earlier of MOVES) {
      const shared = drawFrame({ ...job('end', earlier), caption: false });
      const before = await animate(drawFrame({ ...job('start', earlier), caption: false }), shared, earlier, 24);
      const after = await animate(shared, drawFrame({ ...job('end', move), caption: false }), move, 24);
      const nothing = new Uint8Array();
      expect(meanDifference(before[23] ?? nothing, after[0] ?? nothing), `after ${earlier}`).toBeLessThan(2);
    }
  });

  it('a take that goes on moves as its camera says, and never beyond what is painted', () => {
    for (const earlier of MOVES) {
      const stand = cameraWindow(earlier, 1);
      for (const move of MOVES) {
        const path = pathFrom(stand, move);
        expect(path.from).toEqual(stand);
        expect(overscanOf(path)).toBeLessThanOrEqual(TAKE_OVERSCAN + 1e-9);
        const { from, to } = pathOf(move);
        const along = (axis: 'centreX' | 'centreY') => (path.to[axis] - stand[axis]) * (to[axis] - from[axis]);
        expect(along('centreX')).toBeGreaterThanOrEqual(0);
        expect(along('centreY')).toBeGreaterThanOrEqual(-1e-3);
        if (move.startsWith('pan') || move.startsWith('dolly')) {
          expect(Math.abs(path.to.centreX - stand.centreX)).toBeGreaterThan(0.1);
        }
      }
    }
  });

  it('keeps the caption still while the picture moves', async () => {
    const image = drawFrame(job('start', 'pan_right'));
    const withText = await animate(image, undefined, 'pan_right', 5);
    const bare = await animate(drawFrame({ ...job('start', 'pan_right'), caption: false }), undefined, 'pan_right', 5);
    const boxes = withText.map((frame, index) => textBox(frame, bare[index] ?? frame));
    for (const box of boxes) {
      // The picture behind may push a faint edge pixel over the limit; the text itself must not move by more.
      box.forEach((edge, side) => {
        expect(Math.abs(edge - (boxes[0]?.[side] ?? 0))).toBeLessThanOrEqual(1);
      });
    }
  });

  it('shows one caption at a time while one picture turns into the other', async () => {
    const { width, height } = FORMAT;
    const box = { width: 20, height: 10 };
    const white = (left: number) => ({
      ...box,
      left,
      top: 40,
      rgba: new Uint8Array(box.width * box.height * 4).fill(255),
    });
    const plate = await loadPlate(
      drawFrame({ ...job('start', 'static', width, height), caption: false }),
      'start',
      'static',
      FORMAT,
    );
    const frame = createAnimator(new KernelMemory(), {
      start: { ...plate, overlay: white(10) },
      end: { ...plate, overlay: white(60) },
      frameCount: 21,
      format: FORMAT,
      framesInFlight: 0,
    });
    const brightest = 235;
    const shown = Array.from({ length: 21 }, (_, index) => {
      const bytes = frame(index);
      const at = (left: number) => bytes[45 * width + left + 5] === brightest;
      return [at(10), at(60)].map(Number).join('');
    });
    expect(shown.join(' ')).toBe([...Array(10).fill('10'), ...Array(11).fill('01')].join(' '));
  });

  it('redraws a keyframe of another size and shape for the film', async () => {
    const frames = await animate(drawFrame(job('start', 'push_in', 200, 200)), undefined, 'push_in', 2);
    expect(frames[0]).toHaveLength(320 * 180 * 1.5);
  });

  /** The picture without the job it carries, as a flat image. */
  function stripJob(jpeg: Uint8Array): Uint8Array {
    const end = jpeg.length;
    const pieces = [jpeg.subarray(0, 2)];
    let at = 2;
    while (at + 4 < end && jpeg[at + 1] !== 0xda) {
      const length = 2 + (((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0));
      const marker = jpeg[at + 1] ?? 0;
      if (marker !== 0xfe && !(marker > 0xe0 && marker <= 0xef)) pieces.push(jpeg.subarray(at, at + length));
      at += length;
    }
    pieces.push(jpeg.subarray(at));
    return Buffer.concat(pieces);
  }

  /** Rows and columns where very bright text appears that the bare frame does not have. */
  function textBox(frame: Uint8Array, bare: Uint8Array): number[] {
    const box = [320, 180, 0, 0];
    for (let y = 0; y < 180; y++) {
      for (let x = 0; x < 320; x++) {
        if ((frame[y * 320 + x] ?? 0) < 200 || (frame[y * 320 + x] ?? 0) - (bare[y * 320 + x] ?? 0) < 60) continue;
        box.splice(
          0,
          4,
          Math.min(box[0] ?? 0, x),
          Math.min(box[1] ?? 0, y),
          Math.max(box[2] ?? 0, x),
          Math.max(box[3] ?? 0, y),
        );
      }
    }
    return box;
  }
});

describe('renderClip', () => {
  it.each([1, 2, 12, 23, 60])('writes exactly %i frames', async (frameCount) => {
    const output = join(folder, `clip-${frameCount}.mp4`);
    await renderClip({
      ffmpeg,
      job: { cameraMove: 'push_in', frameCount, format: SMALL },
      startImage: dot(64, 36),
      endImage: plain('white'),
      output,
    });
    const video = await describeVideo(output);
    expect(video).toMatchObject({ codec: 'avc', width: 64, height: 36 });
    expect(video.packets).toHaveLength(frameCount);
    expect(video.config?.colorSpace).toMatchObject({
      primaries: 'bt709',
      transfer: 'bt709',
      matrix: 'bt709',
      fullRange: false,
    });
    for (const frame of seamFrames(frameCount, SMALL)) expect(video.packets[frame]?.type).toBe('key');
    expect(video.packets.map((packet) => Math.round(packet.timestamp * 24 * 1e3) / 1e3)).toEqual([
      ...Array(frameCount).keys(),
    ]);
    expect(complaints(output)).toBe('');
  });

  it('loses little in encoding', async () => {
    const output = join(folder, 'quality.mp4');
    const startImage = dot();
    await renderClip({ ffmpeg, job: { cameraMove: 'pan_left', frameCount: 24, format: FORMAT }, startImage, output });
    const frames = await animate(startImage, undefined, 'pan_left', 24);
    decodeFrames(output, FORMAT).forEach((frame, index) => {
      expect(meanDifference(frame, frames[index] ?? frame)).toBeLessThan(1);
    });
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const run = renderClip({
      ffmpeg,
      job: { cameraMove: 'pan_left', frameCount: 1_800, format: FORMAT },
      startImage: dot(),
      output: join(folder, 'cancelled.mp4'),
      signal: controller.signal,
      onProgress: (progress) => {
        if (progress > 0.02) controller.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: expect.stringMatching(/AbortError|RenderFailure/) });
  });

  it('forces keyframes where seams may begin and end', () => {
    expect(seamFrames(120, SMALL)).toEqual([0, 12, 108]);
    expect(seamFrames(24, SMALL)).toEqual([0, 12]);
    expect(seamFrames(18, SMALL)).toEqual([0, 6, 12]);
    expect(seamFrames(12, SMALL)).toEqual([0]);
    expect(seamFrames(5, SMALL)).toEqual([0]);
  });
});
