import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planFilm, seamJobOf, segmentJobOf } from '../../src/lib/film-plan.ts';
import { hlsPlaylist, type PlaylistSegment } from '../../src/lib/playlist.ts';
import { type TransitionType, TransitionTypeSchema } from '../../src/types/film.ts';
import {
  type FilmClip,
  type FilmJob,
  type RenderedSeam,
  type RenderJob,
  RenderResultSchema,
} from '../../src/types/render.ts';
import { startTestService } from './service-support.ts';
import { complaints, decodeFrames, SMALL, sha256, temporaryFolder, writeClip } from './support.ts';

const folder = temporaryFolder();
const service = await startTestService({ concurrency: 2 });
const LENGTHS = [40, 30, 26];
const paths = await Promise.all(
  LENGTHS.map((length, seed) => writeClip(join(folder, `clip-${seed}.mp4`), length, seed + 1)),
);
const clips: FilmClip[] = paths.map((path, index) => ({ clip: sha256(path), frameCount: LENGTHS[index] ?? 0 }));

async function uploadClips(target = service) {
  for (const path of paths) await target.upload(readFileSync(path));
}

async function run(job: RenderJob, target = service) {
  const status = await target.finish(job);
  if (status.status !== 'completed') throw new Error(`${job.kind}: ${JSON.stringify(status)}`);
  return { id: status.id, ...RenderResultSchema.parse(status.result) };
}

async function fetchBlob(hash: string, target = service): Promise<Buffer> {
  return Buffer.from(await (await target.call('GET', `/v1/blobs/${hash}`)).arrayBuffer());
}

const planOf = (transitions: readonly TransitionType[], parts = clips) =>
  planFilm(
    parts.map(({ frameCount }) => frameCount),
    transitions,
    SMALL.frameRate,
  );

async function renderSeams(transitions: readonly TransitionType[], parts = clips): Promise<RenderedSeam[]> {
  const jobs = planOf(transitions, parts).segments.flatMap((segment) => seamJobOf(segment, parts, SMALL) ?? []);
  return Promise.all(jobs.map(async (job) => run(job).then(({ id, sha256: seam }) => ({ id, seam }))));
}

describe('seams rendered ahead', () => {
  const film = (transitions: TransitionType[], seams?: RenderedSeam[], parts = clips): FilmJob => ({
    ...{ kind: 'film', format: SMALL, title: '', clips: parts, transitions },
    ...(seams ? { seams } : {}),
  });

  it('are the very frames of the film, wherever they were kept', async () => {
    await uploadClips();
    const transitions: TransitionType[] = ['fade_black', ...TransitionTypeSchema.options, 'fade_white'];
    const parts = Array.from({ length: transitions.length - 1 }, (_, index) => clips[index % clips.length] ?? never());
    const seams = await renderSeams(transitions, parts);
    // One for each overlap, one for each half of a fade, one for each end.
    expect(seams).toHaveLength(3 + 2 * 2 + 2);

    // A service that has neither seams nor film.
    const other = await startTestService({ concurrency: 2 });
    await uploadClips(other);
    const absent = await other.submit(film(transitions, seams, parts));
    expect(absent.status).toBe(409);
    for (const { seam } of seams) await other.upload(await fetchBlob(seam));
    const given = await run(film(transitions, seams, parts), other);
    const results = readdirSync(join(other.directory, 'results'), { recursive: true });
    expect(results.filter((name) => String(name).endsWith('.json'))).toHaveLength(1);
    await other.close();

    const alone = await startTestService({ concurrency: 2 });
    await uploadClips(alone);
    const rendered = await run(film(transitions, undefined, parts), alone);
    await alone.close();
    expect(given.sha256).toBe(rendered.sha256);
  });

  it('are not believed when they cannot be what they are said to be', async () => {
    await uploadClips();
    const transitions: TransitionType[] = ['cut', 'crossfade', 'cut', 'cut'];
    const [seam] = await renderSeams(transitions);
    const right = await run(film(transitions));
    const text = await service.upload(Buffer.from('no seam'));
    for (const wrong of [text, clips[0]?.clip ?? '']) {
      const result = await run(film(transitions, [{ id: seam?.id ?? '', seam: wrong }]));
      expect(result.sha256).toBe(right.sha256);
    }
  });

  it('are asked for only once both clips are there', () => {
    const [first, , last] = planOf(['cut', 'crossfade', 'fade_black', 'cut']).segments.filter(
      ({ kind }) => kind === 'render',
    );
    if (!first || !last) throw new Error('There are no seams.');
    expect(seamJobOf(first, [clips[0], undefined, undefined], SMALL)).toBeUndefined();
    expect(seamJobOf(first, [clips[0], clips[1], undefined], SMALL)).toMatchObject({
      earlier: clips[0],
      later: clips[1],
    });
    expect(seamJobOf(last, [undefined, undefined, clips[2]], SMALL)).toEqual({
      ...{ kind: 'seam', format: SMALL, transition: 'fade_black', later: clips[2] },
    });
  });

  it('are refused with a sentence when a clip is too short or missing', async () => {
    await uploadClips();
    const short = { clip: clips[0]?.clip ?? '', frameCount: 5 };
    const failed = await service.finish({
      ...{ kind: 'seam', format: SMALL, transition: 'crossfade' },
      ...{ earlier: short, later: short },
    });
    expect(failed).toMatchObject({
      status: 'failed',
      error: { code: 'invalid_input', message: expect.stringMatching(/5 frames/) },
    });
    for (const ends of [{}, { earlier: clips[0] }]) {
      const job = { kind: 'seam', format: SMALL, transition: 'wipe_left', ...ends };
      expect((await service.call('POST', '/v1/jobs', JSON.stringify(job))).status).toBe(400);
    }
  });
});

describe('a playlist that grows', () => {
  it('is the film when it is complete', async () => {
    await uploadClips();
    const transitions: TransitionType[] = ['fade_black', 'crossfade', 'cut', 'cut'];
    const plan = planOf(transitions);
    const segments: PlaylistSegment[] = [];
    for (const [index, stretch] of plan.segments.entries()) {
      const seamJob = seamJobOf(stretch, clips, SMALL);
      const medium =
        stretch.kind === 'copy' ? (clips[stretch.clip.clip]?.clip ?? '') : (await run(seamJob ?? never())).sha256;
      const result = await run(segmentJobOf(stretch, medium, SMALL));
      const url = `segment-${index}.mp4`;
      writeFileSync(join(folder, url), await fetchBlob(result.sha256));
      const { frameCount = 0, sizeBytes, initialisation = never() } = result;
      segments.push({ url, frameCount, sizeBytes, initialisation });
    }
    expect(new Set(segments.map(({ initialisation }) => initialisation.sha256)).size).toBe(1);
    for (const count of [1, 3, segments.length]) {
      const path = join(folder, `playlist-${count}.m3u8`);
      const isComplete = count === segments.length;
      writeFileSync(path, hlsPlaylist(segments.slice(0, count), SMALL.frameRate, 2, isComplete));
      const end = plan.segments[count - 1]?.to ?? 0;
      if (!isComplete) continue;
      expect(decodeFrames(path, SMALL)).toHaveLength(end);
      expect(complaints(path)).toBe('');
    }
    const film = await run({ kind: 'film', format: SMALL, title: '', clips, transitions });
    const whole = join(folder, 'whole.mp4');
    writeFileSync(whole, await fetchBlob(film.sha256));
    const playlist = decodeFrames(join(folder, `playlist-${segments.length}.m3u8`), SMALL);
    for (const [index, frame] of decodeFrames(whole, SMALL).entries()) {
      expect(Buffer.compare(frame, playlist[index] ?? Buffer.alloc(0)), `frame ${index}`).toBe(0);
    }
  });

  it('never changes what it said before, and says when it has ended', () => {
    const segment = (index: number, hash: string): PlaylistSegment => ({
      ...{ url: `s${index}`, frameCount: 12, sizeBytes: 1_000 },
      initialisation: { sizeBytes: 600, sha256: hash },
    });
    const all = [segment(0, 'a'), segment(1, 'a'), segment(2, 'b')];
    const growing = all.map((_, index) => hlsPlaylist(all.slice(0, index + 1), 24, 5, false));
    for (const [index, text] of growing.entries()) {
      if (index > 0) expect(text.startsWith(growing[index - 1] ?? 'never')).toBe(true);
    }
    expect(hlsPlaylist(all, 24, 5, true)).toBe(`${growing[2]}#EXT-X-ENDLIST\n`);
    expect(growing[2]?.match(/EXT-X-MAP/g)).toHaveLength(2);
    expect(growing[2]?.match(/DISCONTINUITY/g)).toHaveLength(1);
    expect(growing[0]).toContain('#EXTINF:0.500000,\n#EXT-X-BYTERANGE:400@600\ns0\n');
  });

  it('refuses frames that the clip does not have', async () => {
    await uploadClips();
    const job = { kind: 'segment', format: SMALL, clip: clips[0]?.clip ?? '', from: 10, to: 41, filmFrame: 0 } as const;
    expect(await service.finish(job)).toMatchObject({ status: 'failed', error: { code: 'invalid_input' } });
  });
});

function never(): never {
  throw new Error('This should be there.');
}
