import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MemoryWatch } from '../../bench/process-tree.ts';
import { transcodeArguments } from '../../render/conform/transcode.ts';
import { untrustedInput } from '../../render/media/untrusted-input.ts';
import type { RenderJob } from '../../src/types/render.ts';
import { startTestService } from './service-support.ts';
import { runFfmpeg, SMALL, temporaryFolder, writeClip } from './support.ts';

/** Memory is read from /proc, which only Linux has. */
const onLinux = it.skipIf(process.platform !== 'linux');
const folder = temporaryFolder();
const service = await startTestService({ concurrency: 2 });

/** Everybody who connects is counted; nobody should. */
let connections = 0;
const server = createServer((_request, response) => response.end()).on('connection', () => connections++);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
afterAll(() => {
  server.close();
});

const secret = await writeClip(join(folder, 'secret.mp4'), 24, 1);

/** Every way a medium from elsewhere is opened. */
function jobsFor(clip: string): RenderJob[] {
  const seam = { kind: 'seam', format: SMALL, transition: 'fade_black' } as const;
  return [
    { kind: 'conform', clip, frameCount: 24, format: SMALL },
    { ...seam, later: { clip, frameCount: 24 } },
    { ...seam, earlier: { clip, frameCount: 24 } },
    { kind: 'segment', format: SMALL, clip, from: 0, to: 24, filmFrame: 0 },
    { kind: 'frames', video: clip, frameRate: 24, frames: [0], columns: 1, width: 64, height: 36 },
    { kind: 'film', format: SMALL, clips: [{ clip, frameCount: 24 }], transitions: ['cut', 'cut'], title: '' },
  ];
}

async function expectRefused(bytes: Uint8Array, jobs: (clip: string) => RenderJob[] = jobsFor) {
  const clip = await service.upload(bytes);
  for (const job of jobs(clip)) {
    const status = await service.finish(job);
    expect(status, job.kind).toMatchObject({ status: 'failed', error: { code: 'unsupported_media' } });
    // No path of the machine, and nothing of what a decoder said.
    expect(JSON.stringify(status)).not.toMatch(new RegExp(`${folder}|${service.directory}|moov|ffmpeg`));
  }
  expect(connections).toBe(0);
  expect(readdirSync(join(service.directory, 'temporary'))).toEqual([]);
}

function ffmpegFile(name: string, ...args: string[]): Buffer {
  const path = join(folder, name);
  runFfmpeg('-v', 'error', ...args, path);
  return readFileSync(path);
}

const address = `http://127.0.0.1:${port}/secret.ts`;
const SCRIPTS: Record<string, string> = {
  'an HLS playlist of an address': `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n${address}\n#EXT-X-ENDLIST\n`,
  'an HLS playlist of a file': `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n${secret}\n#EXT-X-ENDLIST\n`,
  'a concat script': `ffconcat version 1.0\nfile '${secret}'\n`,
  'a session description': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video ${port} RTP/AVP 96\na=rtpmap:96 H264/90000\n`,
  'a DASH manifest': `<?xml version="1.0"?><MPD><Period><AdaptationSet><Representation><BaseURL>${address}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
  nothing: '',
};

describe('what calls itself a clip', () => {
  it.each(Object.keys(SCRIPTS))('is refused when it is %s', async (name) => {
    // Long enough that no header is missing for want of bytes.
    const text = SCRIPTS[name] ?? '';
    await expectRefused(Buffer.from(text === '' ? '' : text.padEnd(2_000, '\n')));
  });

  it('is refused when a script hides behind a signature', async () => {
    const header = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1');
    await expectRefused(Buffer.concat([header, Buffer.from(SCRIPTS['an HLS playlist of an address'] ?? '')]));
  });

  it('is refused when it is cut off before its index, and held where it ends when behind it', async () => {
    const late = ffmpegFile('late-index.mp4', '-f', 'lavfi', '-i', 'testsrc2=size=64x36:rate=24:duration=2');
    await expectRefused(late.subarray(0, late.length / 2));
    const early = ffmpegFile(
      'early-index.mp4',
      ...['-f', 'lavfi', '-i', 'testsrc2=size=96x54:rate=24:duration=2', '-bf', '0', '-movflags', '+faststart'],
    );
    const half = early.subarray(0, early.indexOf('mdat') + (early.length - early.indexOf('mdat')) / 2);
    const job: RenderJob = { kind: 'conform', clip: await service.upload(half), frameCount: 48, format: SMALL };
    expect(await service.finish(job)).toMatchObject({
      status: 'completed',
      result: { frameCount: 48, notices: [expect.stringMatching(/its last picture is held/)] },
    });
  });
});

describe('sizes that lie', () => {
  it('50,000 × 50,000 in the index is refused', async () => {
    const bytes = ffmpegFile('huge-index.mp4', '-f', 'lavfi', '-i', 'testsrc2=size=64x36:rate=24:duration=1');
    const track = bytes.indexOf('tkhd');
    bytes.writeUInt32BE(50_000 * 65_536, track + 4 + 76);
    bytes.writeUInt32BE(50_000 * 65_536, track + 4 + 80);
    const entry = bytes.indexOf('avc1', bytes.indexOf('stsd'));
    bytes.writeUInt16BE(50_000, entry + 4 + 24);
    bytes.writeUInt16BE(50_000, entry + 4 + 26);
    await expectRefused(bytes, (clip) => jobsFor(clip).filter(({ kind }) => kind === 'conform'));
  });

  onLinux('50,000 × 50,000 in a picture alone is refused in bounded memory', async () => {
    const bytes = ffmpegFile(
      'huge-pictures.mov',
      ...['-f', 'lavfi', '-i', 'testsrc2=size=64x36:rate=24:duration=1', '-c:v', 'mjpeg'],
    );
    for (let at = bytes.indexOf('\xff\xc0', 'latin1'); at > 0; at = bytes.indexOf('\xff\xc0', at + 2, 'latin1')) {
      bytes.writeUInt16BE(50_000, at + 5);
      bytes.writeUInt16BE(50_000, at + 7);
    }
    await expectRefusedInMemory(bytes);
  });

  onLinux('pictures far larger than the index says are refused in bounded memory', async () => {
    const bytes = ffmpegFile(
      'lying-index.mp4',
      ...['-f', 'lavfi', '-i', 'color=black:size=8192x2304:rate=24', '-frames:v', '2', '-preset', 'ultrafast'],
    );
    const track = bytes.indexOf('tkhd');
    bytes.writeUInt32BE(64 * 65_536, track + 4 + 76);
    bytes.writeUInt32BE(36 * 65_536, track + 4 + 80);
    const entry = bytes.indexOf('avc1', bytes.indexOf('stsd'));
    bytes.writeUInt16BE(64, entry + 4 + 24);
    bytes.writeUInt16BE(36, entry + 4 + 26);
    await expectRefusedInMemory(bytes);
  });

  async function expectRefusedInMemory(bytes: Uint8Array) {
    const watch = new MemoryWatch(process.pid, 50);
    const before = process.memoryUsage.rss();
    await expectRefused(bytes, (clip) => jobsFor(clip).filter(({ kind }) => kind === 'conform' || kind === 'frames'));
    expect(watch.stop() - before).toBeLessThan(700e6);
  }

  onLinux(
    'a small file of very many large pictures is stopped in time, in bounded memory, and leaves nothing',
    async () => {
      const limited = await startTestService({ concurrency: 1, jobLimitMs: 1_500 });
      const bomb = ffmpegFile(
        'bomb.mp4',
        ...['-f', 'lavfi', '-i', 'color=black:size=4096x4096:rate=30:duration=1', '-preset', 'ultrafast', '-g', '999'],
      );
      // The same second over and over: minutes of decoding in a few kilobytes.
      writeFileSync(join(folder, 'bomb.mp4'), bomb);
      const long = ffmpegFile('bomb-long.mp4', '-stream_loop', '59', '-i', join(folder, 'bomb.mp4'), '-c', 'copy');
      expect(long.length).toBeLessThan(4_000_000);
      const watch = new MemoryWatch(process.pid, 100);
      const before = process.memoryUsage.rss();
      const clip = await limited.upload(long);
      const format = { width: 1920, height: 1080, frameRate: 30 } as const;
      const status = await limited.finish({ kind: 'conform', clip, frameCount: 1_800, format });
      expect(status).toMatchObject({ status: 'failed', error: { code: 'timeout' } });
      expect(watch.stop() - before).toBeLessThan(1_200e6);
      expect(readdirSync(join(limited.directory, 'temporary'))).toEqual([]);
      await limited.close();
    },
  );
});

describe('clips beyond measure', () => {
  const second = join(folder, 'second.mp4');
  runFfmpeg('-v', 'error', '-f', 'lavfi', '-i', 'color=red:size=32x32:rate=4:duration=9', second);

  it('of three hours are refused', async () => {
    const bytes = ffmpegFile('hours.mp4', '-stream_loop', '1199', '-i', second, '-c', 'copy');
    await expectRefused(bytes, (clip) => jobsFor(clip).filter(({ kind }) => kind === 'conform'));
    const slow = ffmpegFile('slow-hours.mp4', '-itsscale', '1200', '-i', second, '-c', 'copy');
    await expectRefused(slow, (clip) => jobsFor(clip).filter(({ kind }) => kind === 'conform'));
  });

  it('of a hundred streams are refused', async () => {
    const maps = Array.from({ length: 100 }, () => ['-map', '0:v']).flat();
    await expectRefused(ffmpegFile('streams.mkv', '-i', second, ...maps, '-c', 'copy'));
  });
});

describe('limits of a job', () => {
  it('are stopped when it needs too much disk, with everything cleaned up', async () => {
    const limited = await startTestService({ concurrency: 1, jobLimitBytes: 100_000 });
    const noise = ffmpegFile(
      'noise.mkv',
      ...['-f', 'lavfi', '-i', 'color=gray:size=320x180:rate=30:duration=1', '-vf', 'noise=alls=100:allf=t'],
    );
    writeFileSync(join(folder, 'noise.mkv'), noise);
    const long = ffmpegFile('noise-long.mkv', '-stream_loop', '29', '-i', join(folder, 'noise.mkv'), '-c', 'copy');
    const format = { width: 1920, height: 1080, frameRate: 30 } as const;
    const clip = await limited.upload(long);
    const status = await limited.finish({ kind: 'conform', clip, frameCount: 900, format });
    expect(status).toMatchObject({
      status: 'failed',
      error: { code: 'invalid_input', message: expect.stringMatching(/disk/) },
    });
    expect(readdirSync(join(limited.directory, 'temporary'))).toEqual([]);
    await limited.close();
  });
});

describe('command lines for media from elsewhere', () => {
  it('name the demuxer, allow no protocol but files, and follow no reference', () => {
    const options = untrustedInput('/in.mov', 'mov').join(' ');
    expect(options).toMatch(
      /^-protocol_whitelist file,pipe -max_pixels \d+ -enable_drefs 0 .*-f mov -i file:\/in\.mov$/,
    );
    const transcode = transcodeArguments({
      ...{ input: '/in.webm', demuxer: 'matroska', output: '/out.mp4', format: SMALL, fill: 'cover' },
      ...{ stretch: 1, from: 0, to: 24, holds: false, idrFrames: [0] },
    });
    expect(transcode.join(' ')).toContain(untrustedInput('/in.webm', 'matroska').join(' '));
  });
});
