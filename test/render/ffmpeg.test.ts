import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startChild } from '../../render/child.ts';
import { transcodeArguments } from '../../render/conform/transcode.ts';
import { encodeArguments } from '../../render/encode.ts';
import { findFfmpeg } from '../../render/ffmpeg.ts';
import { startTestService } from './service-support.ts';
import { drawPng, ffmpeg, SMALL, temporaryFolder } from './support.ts';

const folder = temporaryFolder();

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('findFfmpeg', () => {
  it('finds one on this machine and says where it came from', async () => {
    expect(ffmpeg.version).not.toBe('');
    expect(['env', 'system', 'bundled']).toContain(ffmpeg.source);
  });

  it('prefers FFMPEG_PATH', async () => {
    expect(await findFfmpeg({ FFMPEG_PATH: ffmpeg.program })).toMatchObject({ source: 'env', version: ffmpeg.version });
  });

  it('falls back to the bundled one', async () => {
    const found = await findFfmpeg({ PATH: folder });
    expect(found.source).toBe('bundled');
    expect(found.warnings).toHaveLength(1);
  });

  it('passes over a broken one on the PATH', async () => {
    const broken = temporaryFolder();
    writeFileSync(join(broken, 'ffmpeg'), '#!/bin/sh\nexit 1\n');
    chmodSync(join(broken, 'ffmpeg'), 0o755);
    expect((await findFfmpeg({ PATH: broken })).source).toBe('bundled');
  });

  it.each([
    ['is absent', () => join(folder, 'absent')],
    ['is no ffmpeg', () => script('other', 'echo hello')],
    ['fails', () => script('failing', 'exit 3')],
    ['lacks libx264', () => script('bare', 'echo "ffmpeg version 9" >&2; echo " A..... aac  AAC"')],
  ])('says what to do when FFMPEG_PATH %s', async (_name, program) => {
    await expect(findFfmpeg({ FFMPEG_PATH: program() })).rejects.toMatchObject({
      name: 'RenderFailure',
      code: 'no_ffmpeg',
      message: expect.stringMatching(/Install ffmpeg.*FFMPEG_PATH/),
    });
  });

  it('lets the service start without ffmpeg, draw frames, and explain itself for videos', async () => {
    const before = process.env.FFMPEG_PATH;
    process.env.FFMPEG_PATH = join(folder, 'absent');
    const service = await startTestService().finally(() => {
      if (before === undefined) delete process.env.FFMPEG_PATH;
      else process.env.FFMPEG_PATH = before;
    });
    const health = await (await fetch(`${service.url}/v1/health`)).json();
    expect(health).toMatchObject({
      status: 'degraded',
      ffmpeg: null,
      warnings: [expect.stringMatching(/Install ffmpeg/)],
    });
    const frame = { kind: 'storyboard', prompt: 'A tree', width: 64, height: 64, seed: 1, caption: false } as const;
    expect(await service.finish(frame)).toMatchObject({ status: 'completed' });
    const startImage = await service.upload(drawPng(64, 36, () => {}));
    const clip = { kind: 'clip', startImage, cameraMove: 'static', frameCount: 2, format: SMALL } as const;
    expect(await service.finish(clip)).toMatchObject({ status: 'failed', error: { code: 'no_ffmpeg' } });
  });
});

describe('startChild', () => {
  it('ends a child that takes too long', async () => {
    const child = startChild(script('slow', 'exec sleep 20'), [], { timeLimitMs: 100 });
    await expect(child.finished).rejects.toMatchObject({ code: 'timeout' });
  });

  it('ends a child that is cancelled', async () => {
    const controller = new AbortController();
    const child = startChild(script('slow-too', 'exec sleep 20'), [], {
      timeLimitMs: 20_000,
      signal: controller.signal,
    });
    controller.abort();
    await expect(child.finished).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('knows a full disk by what ffmpeg says', async () => {
    const program = script('full', 'echo "av_interleaved_write_frame(): No space left on device" >&2; exit 1');
    await expect(startChild(program, [], { timeLimitMs: 5_000 }).finished).rejects.toMatchObject({ code: 'disk_full' });
  });

  it('keeps only the end of endless complaints', async () => {
    const program = script(
      'noisy',
      'i=0; while [ $i -lt 3000 ]; do echo "complaint number $i" >&2; i=$((i+1)); done; exit 1',
    );
    const failure = await startChild(program, [], { timeLimitMs: 10_000 }).finished.catch((cause: unknown) => cause);
    expect(failure).toMatchObject({ name: 'ChildExit', exitCode: 1 });
    expect(String(Object(failure).errorOutput).length).toBeLessThanOrEqual(8_192);
    expect(Object(failure).errorOutput).toContain('complaint number 2999');
  });

  it('hands no secret of ours to children', async () => {
    process.env.RENDER_TEST_CANARY = 'canary';
    const child = startChild(script('environment', 'env'), [], { timeLimitMs: 5_000 });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await child.finished;
    delete process.env.RENDER_TEST_CANARY;
    expect(output).not.toContain('canary');
  });
});

describe('command lines', () => {
  it('read nothing but files and pipes, with the demuxer named', () => {
    const transcode = transcodeArguments({
      ...{ input: '/in.mp4', demuxer: 'mov', output: '/out.mp4', format: SMALL, fill: 'cover' },
      ...{ stretch: 1.05, from: 0, to: 24, holds: false, idrFrames: [0, 12] },
    });
    const [options, outputs] = [transcode.slice(0, transcode.indexOf('-i')), transcode.slice(transcode.indexOf('-i'))];
    expect(options.join(' ')).toContain('-protocol_whitelist file,pipe');
    expect(options.slice(-2)).toEqual(['-f', 'mov']);
    expect(outputs[1]).toBe('file:/in.mp4');
    expect(outputs.join(' ')).toContain('setpts=1.050000*PTS,fps=24');
    expect(outputs).toContain('expr:eq(n,0)+eq(n,12)');
    expect(outputs.at(-1)).toBe('file:/out.mp4');
    const encode = encodeArguments({ output: '/out.mp4', format: SMALL, idrFrames: [0, 12] });
    expect(encode.join(' ')).toContain('-protocol_whitelist file,pipe -f rawvideo');
    expect(encode).toContain('expr:eq(n,0)+eq(n,12)');
  });
});
