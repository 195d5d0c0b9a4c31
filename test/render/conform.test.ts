import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conformClip } from '../../render/conform/index.ts';
import { chooseTiming } from '../../render/conform/timing.ts';
import { encodeFrames, seamFrames } from '../../render/encode.ts';
import type { FilmFormat } from '../../src/types/film.ts';
import {
  complaints,
  decodeFrames,
  describeVideo,
  ffmpeg,
  meanDifference,
  patternFrame,
  runFfmpeg,
  SMALL,
  temporaryFolder,
  writeClip,
} from './support.ts';

const folder = temporaryFolder();
let outputs = 0;

async function conform(input: string, frameCount: number, format: FilmFormat = SMALL) {
  const output = join(folder, `conformed-${outputs++}.mp4`);
  return { output, ...(await conformClip({ ffmpeg, input, frameCount, format, output })) };
}

/** A clip from elsewhere, made by ffmpeg's test generator. */
function foreign(name: string, source: string, ...args: string[]): string {
  const path = join(folder, name);
  runFfmpeg('-v', 'error', '-f', 'lavfi', '-i', source, ...args, path);
  return path;
}

async function expectConformed(
  path: string,
  frameCount: number,
  format: FilmFormat = SMALL,
  keys = seamFrames(frameCount, format),
) {
  const video = await describeVideo(path);
  expect(video).toMatchObject({ codec: 'avc', width: format.width, height: format.height });
  expect(video.packets).toHaveLength(frameCount);
  const shown = video.packets.toSorted((a, b) => a.timestamp - b.timestamp);
  for (const frame of keys) expect(shown[frame]?.type).toBe('key');
  shown.forEach((packet, frame) => {
    expect(packet.timestamp * format.frameRate).toBeCloseTo(frame, 3);
  });
  expect(complaints(path)).toBe('');
  expect(decodeFrames(path, format)).toHaveLength(frameCount);
}

describe('conformClip', () => {
  it.each([
    ['a larger size', 'testsrc2=size=128x72:rate=24:duration=2', [], 'mp4'],
    ['a square picture', 'testsrc2=size=90x90:rate=24:duration=2', [], 'mp4'],
    ['an odd rate', 'testsrc2=size=64x36:rate=30000/1001:duration=2', [], 'mp4'],
    ['a low rate', 'testsrc2=size=64x36:rate=10:duration=2', [], 'mp4'],
    ['a high rate', 'testsrc2=size=64x36:rate=60:duration=2', [], 'mov'],
    ['full range and another matrix', 'testsrc2=size=64x36:rate=24:duration=2', ['-pix_fmt', 'yuvj444p'], 'mp4'],
    ['B-frames', 'testsrc2=size=64x36:rate=24:duration=2', ['-bf', '3'], 'mp4'],
    ['VP9 in WebM', 'testsrc2=size=64x36:rate=25:duration=2', ['-c:v', 'libvpx-vp9', '-b:v', '200k'], 'webm'],
    [
      'HEVC in MKV',
      'testsrc2=size=64x64:rate=25:duration=2',
      ['-c:v', 'libx265', '-x265-params', 'log-level=none'],
      'mkv',
    ],
    ['a transport stream', 'testsrc2=size=64x36:rate=25:duration=2', ['-c:v', 'libx264'], 'ts'],
    ['pixels that are not square', 'testsrc2=size=64x36:rate=24:duration=2', ['-aspect', '1:1'], 'mp4'],
  ] as const)('brings %s to the film format', async (name, source, args, ending) => {
    const input = foreign(`${name.replaceAll(' ', '-')}.${ending}`, source, ...args);
    const result = await conform(input, 46);
    expect(result.unchanged).toBe(false);
    await expectConformed(result.output, 46);
    expect(result.notices).toEqual([]);
  });

  it('covers the frame and crops the rest', async () => {
    const input = foreign(
      'halves.mp4',
      'color=red:size=64x100:rate=24:duration=1',
      '-vf',
      'drawbox=y=0:h=20:c=white:t=fill',
    );
    const { output } = await conform(input, 24);
    const [frame] = decodeFrames(output, SMALL);
    const luma = frame?.subarray(0, 64 * 36) ?? Buffer.alloc(0);
    expect(Math.max(...luma) - Math.min(...luma)).toBeLessThan(10);
  });

  it.each([
    ['HD that does not say its colours', '1280x720', []],
    ['HD that says them', '1280x720', ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709']],
  ] as const)('changes no colour of %s', async (name, size, tags) => {
    const input = foreign(
      `${name.replaceAll(' ', '-')}.mp4`,
      `color=0x20d040:size=${size}:rate=25:duration=0.2`,
      ...tags,
    );
    const format: FilmFormat = { width: 1280, height: 720, frameRate: 24 };
    const { output, unchanged } = await conform(input, 4, format);
    expect(unchanged).toBe(false);
    const [before, after] = [decodeFrames(input, format)[0], decodeFrames(output, format)[0]];
    const pixels = format.width * format.height;
    for (const at of [0, pixels, (pixels * 5) / 4]) {
      expect(Math.abs((after?.[at] ?? 0) - (before?.[at] ?? 0)), `plane at ${at}`).toBeLessThanOrEqual(2);
    }
  });

  it('shows sound-only and pictureless files for what they are', async () => {
    const input = join(folder, 'sound.mp4');
    runFfmpeg('-v', 'error', '-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'aac', input);
    await expect(conform(input, 24)).rejects.toMatchObject({ code: 'unsupported_media' });
  });

  it('trims a clip that is too long', async () => {
    const source = await writeClip(join(folder, 'long.mp4'), 60, 3);
    const { output, notices, copiedFrames } = await conform(source, 30);
    await expectConformed(output, 30, SMALL, [0, 12]);
    expect({ notices, copiedFrames }).toEqual({ notices: [], copiedFrames: 30 });
    const [long, short] = [decodeFrames(source, SMALL), decodeFrames(output, SMALL)];
    for (const [index, frame] of short.entries()) expect(meanDifference(frame, long[index] ?? frame)).toBe(0);
  });

  it('slows a clip that is a little short, and says so', async () => {
    const source = await writeClip(join(folder, 'little-short.mp4'), 46, 4);
    const { output, notices } = await conform(source, 48);
    await expectConformed(output, 48);
    expect(notices).toEqual(['The clip was a little short and plays 4 % slower.']);
  });

  it('holds the last picture of a clip that is much too short, and says so', async () => {
    const source = await writeClip(join(folder, 'short.mp4'), 24, 5);
    const { output, notices } = await conform(source, 48);
    await expectConformed(output, 48);
    expect(notices).toEqual(['The clip is 1.0 s shorter than its shot; its last picture is held.']);
    const frames = decodeFrames(output, SMALL);
    const last = decodeFrames(source, SMALL).at(-1) ?? Buffer.alloc(0);
    expect(meanDifference(frames[47] ?? Buffer.alloc(0), last)).toBeLessThan(3);
  });

  it('passes a conformed clip through untouched', async () => {
    const source = await writeClip(join(folder, 'own.mp4'), 40, 6);
    expect(await conform(source, 40)).toMatchObject({ unchanged: true, notices: [] });
    expect(await conform(source, 39)).toMatchObject({ unchanged: false });
    expect(await conform(source, 40, { ...SMALL, frameRate: 25 })).toMatchObject({ unchanged: false });
  });

  it('encodes again when keyframes are not where seams need them', async () => {
    const input = join(folder, 'no-seams.mp4');
    const frame = (index: number) => patternFrame(SMALL, 7, index);
    await encodeFrames({ ffmpeg, format: SMALL, frameCount: 40, output: input, idrFrames: [], frame });
    const { unchanged, output } = await conform(input, 40);
    expect(unchanged).toBe(false);
    expect(await conform(output, 40)).toMatchObject({ unchanged: true });
  });

  it('decides between trimming, slowing and holding', () => {
    expect(chooseTiming(5, 120, 24)).toEqual({ stretch: 1, holds: false });
    expect(chooseTiming(6, 120, 24)).toEqual({ stretch: 1, holds: false });
    expect(chooseTiming(4.6, 120, 24).stretch).toBeCloseTo(120 / 110);
    expect(chooseTiming(4, 120, 24)).toEqual({ stretch: 1, holds: true });
  });
});

describe('hostile clips', () => {
  const write = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  it.each([
    ['an empty file', ''],
    ['a text file', 'This is not a video.\n'.repeat(100)],
    ['a header without a body', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')],
    ['a Matroska header and noise', Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(2_000, 0xab)])],
    ['a concat script', "ffconcat version 1.0\nfile '/etc/hostname'\n"],
  ])('refuses %s', async (name, content) => {
    const path = write(`${name.replaceAll(' ', '-')}.mp4`, content);
    await expect(conform(path, 24)).rejects.toMatchObject({ name: 'RenderFailure', code: 'unsupported_media' });
  });

  it('refuses a damaged video', async () => {
    const whole = await writeClip(join(folder, 'whole.mp4'), 30, 8);
    const bytes = readFileSync(whole);
    await expect(conform(write('cut.mp4', bytes.subarray(0, 400)), 24)).rejects.toMatchObject({
      code: 'unsupported_media',
    });
    const noise = Buffer.from(bytes);
    noise.fill(0xff, noise.indexOf('mdat') + 4);
    await expect(conform(write('noise.mp4', noise), 24)).rejects.toMatchObject({ code: 'unsupported_media' });
  });

  it('never opens a connection for a playlist that calls itself MP4', async () => {
    let connections = 0;
    const server = createServer((_request, response) => response.end()).on('connection', () => connections++);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:${port}/secret.ts\n#EXT-X-ENDLIST\n`;
    await expect(conform(write('playlist.mp4', playlist), 24)).rejects.toMatchObject({ code: 'unsupported_media' });
    server.close();
    expect(connections).toBe(0);
  });

  it('names no path of the machine in its errors', async () => {
    const path = write('text.mp4', 'no video');
    await conform(path, 24).catch((cause: Error) => expect(cause.message).not.toContain(folder));
  });
});
