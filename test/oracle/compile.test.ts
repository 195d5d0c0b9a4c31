import { expect, test } from 'vitest';
import type { CompileRequest } from '../../src/providers/compile/base.ts';
import { creatomateCompile } from '../../src/providers/compile/creatomate.ts';
import type { ShotstackEdit } from '../../src/providers/compile/shotstack.edit.ts';
import { shotstackCompile } from '../../src/providers/compile/shotstack.ts';
import type { FilmFormat } from '../../src/types/film.ts';
import { startBench } from '../contract/media-harness.ts';
import { filmRequest, shortFilm } from '../providers/compile-support.ts';
import { adapterOf, CANARY_KEY, fakeVendor } from '../providers/fake-vendor.ts';
import { describeSpec } from './specs.ts';

// Oracles: Shotstack's own description, and one of Creatomate by third hands that knows v1 only. Neither vendor has a
// package that could send our requests: npm shotstack-sdk is stale and npm creatomate speaks v1
// (contracts/video-compile-audio.md §2), so what v2 asks beyond v1 is held against §2.1 in
// test/providers/compile-creatomate.test.ts.

const ENTRIES = { creatomate: creatomateCompile, shotstack: shotstackCompile };
const FORMATS: FilmFormat[] = [
  { width: 1280, height: 720, frameRate: 24 },
  { width: 1080, height: 1920, frameRate: 25 },
  { width: 720, height: 720, frameRate: 30 },
];
const MUSIC = 'e'.repeat(64);
/** A film with all there can be: every transition, kept sound, a recording. */
const FULL: Partial<CompileRequest> = {
  sound: {
    clips: ['a'.repeat(64), 'b'.repeat(64), null, null, null, null, null],
    tracks: [{ role: 'music', sound: MUSIC, startFrame: 12 }],
  },
  soundKeys: [`p/${MUSIC}.mp4`],
  submission: { id: 'p2v-1', startedAt: 0, webhookUrl: 'https://p2v.example/api/webhooks/j/film/t' },
};

async function sent(provider: keyof typeof ENTRIES, changes: Partial<CompileRequest>): Promise<unknown> {
  const answer = { id: 'r-1', status: 'planned', response: { id: 'r-1' } };
  const vendor = fakeVendor([{ json: answer }], { publicUrl: true });
  await ENTRIES[provider].create?.({ provider, apiKey: CANARY_KEY }, vendor.context).generate(filmRequest(changes));
  return vendor.requests[0]?.body;
}

/** What the simulator answers over a film's life, by the path asked for. */
async function simulated(provider: keyof typeof ENTRIES): Promise<[method: string, path: string, body: unknown][]> {
  const seen: [string, string, unknown][] = [];
  const bench = await startBench<CompileRequest>(provider, 'compile', (config, context) => {
    const recording = async (request: Request) => {
      const response = await context.fetch(request);
      seen.push([request.method, new URL(request.url).pathname, await response.clone().json()]);
      return response;
    };
    return adapterOf(ENTRIES[provider], { provider, ...config }, { ...context, fetch: recording });
  });
  try {
    const { handle = {} } = await bench.adapter.generate(shortFilm());
    await bench.adapter.checkStatus(handle);
    await bench.clock.advance(5);
    await bench.adapter.checkStatus(handle);
    await bench.finish();
    await bench.adapter.checkStatus(handle);
  } finally {
    await bench.close();
  }
  return seen;
}

describeSpec('shotstack.openapi.json', (spec) => {
  test.each(FORMATS)('a submission of $width × $height at $frameRate fps is as described', async (format) => {
    expect(spec.requestFaults('POST', '/render', await sent('shotstack', { ...FULL, format }))).toEqual([]);
  });

  test('a field it does not know would be found, in the edit and in an asset', async () => {
    const body = (await sent('shotstack', {})) as ShotstackEdit;
    const faults = (changed: object) => spec.requestFaults('POST', '/render', { ...body, ...changed });
    expect(faults({})).toEqual([]);
    expect(faults({ output: { ...body.output, codec: 'h264' } })).not.toEqual([]);
    const asset = { type: 'video', src: 'https://p2v.example/clip.mp4', loudness: 1 };
    expect(faults({ timeline: { tracks: [{ clips: [{ asset, start: 0, length: 1 }] }] } })).not.toEqual([]);
  });

  test('what the simulator answers is as described', async () => {
    const answers = await simulated('shotstack');
    expect(answers.length).toBeGreaterThan(4);
    for (const [method, path, body] of answers) {
      const described = path.includes('/serve/')
        ? '/assets/render/{id}'
        : method === 'POST'
          ? '/render'
          : '/render/{id}';
      expect(spec.responseFaults(method, described, method === 'POST' ? 201 : 200, body), path).toEqual([]);
    }
  });
});

describeSpec('creatomate.tryagi.openapi.yaml', (spec) => {
  test('a submission, with its script where v1 has it, is as described', async () => {
    const { webhook_url, metadata, ...source } = (await sent('creatomate', FULL)) as Record<string, unknown>;
    expect(spec.schemaFaults('CreateRenderRequest', { source, webhook_url, metadata })).toEqual([]);
    expect(spec.schemaFaults('CreateRenderRequest', { source, webhook_url: 5 })).not.toEqual([]);
  });

  test('what the simulator answers is a render as described', async () => {
    const answers = await simulated('creatomate');
    expect(answers.length).toBeGreaterThan(3);
    for (const [, path, body] of answers) expect(spec.schemaFaults('Render', body), path).toEqual([]);
  });
});
