import { describe, expect, inject, test } from 'vitest';
import type { JobView } from '../../src/types/api.ts';
import { api, directedProject, generate, settled } from './client.ts';

const SIMULATOR = inject('simulatorUrl');
const playlist = (jobId: string) => api('GET', `/api/jobs/${jobId}/watch.m3u8`);

/** The stretches a playlist names: address, seconds, and where its bytes lie. */
function stretches(text: string) {
  const found = text.matchAll(/#EXTINF:([\d.]+),\n#EXT-X-BYTERANGE:(\d+)@(\d+)\n(.+)/g);
  return [...found].map(([, seconds, length, offset, url = '']) => ({
    ...{ seconds: Number(seconds), length: Number(length), offset: Number(offset) },
    url,
  }));
}
const lengthOf = (text: string) => stretches(text).reduce((sum, { seconds }) => sum + seconds, 0);

describe('a film is watched while it is made', () => {
  test('its playlist grows, never takes anything back, and ends as the whole film', async () => {
    const { id } = await directedProject({ targetDuration: 10 });
    const jobId = await generate(id);
    const seen: string[] = [];
    let job: JobView;
    do {
      job = (await api<JobView>('GET', `/api/jobs/${jobId}`)).body;
      const { status, headers, text } = await playlist(jobId);
      expect([status, headers.get('content-type')]).toEqual([200, 'application/vnd.apple.mpegurl']);
      seen.push(text);
    } while (!seen.at(-1)?.includes('#EXT-X-ENDLIST'));
    expect(job.watchUrl).toBe(`/api/jobs/${jobId}/watch.m3u8`);
    seen.forEach((text, index) => {
      expect(text.startsWith('#EXTM3U\n#EXT-X-VERSION:7\n')).toBe(true);
      expect(text).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
      expect(text.startsWith((seen[index - 1] ?? '').replace('#EXT-X-ENDLIST\n', ''))).toBe(true);
    });
    const whole = seen.at(-1) ?? '';
    const final = await settled(jobId);
    expect(final.state).toBe('completed');
    expect(lengthOf(whole)).toBeCloseTo(final.totalFrames / final.format.frameRate, 3);
    const target = Number(/#EXT-X-TARGETDURATION:(\d+)/.exec(whole)?.[1]);
    expect(Math.max(...stretches(whole).map(({ seconds }) => seconds))).toBeLessThanOrEqual(target);
    // Asked again it is the same, and nothing is packed anew.
    expect((await playlist(jobId)).text).toBe(whole);
    for (const { url, length, offset } of stretches(whole)) {
      const part = await api('GET', url, undefined, { range: `bytes=${offset}-${offset + length - 1}` });
      expect([part.status, part.headers.get('content-type')]).toEqual([206, 'video/mp4']);
      expect(part.headers.get('content-range')).toBe(`bytes ${offset}-${offset + length - 1}/${offset + length}`);
      expect(part.text.slice(4, 8)).toBe('moof');
    }
    const [, map = '', size] = /#EXT-X-MAP:URI="([^"]+)",BYTERANGE="(\d+)@0"/.exec(whole) ?? [];
    const initialisation = await api('GET', map, undefined, { range: `bytes=0-${Number(size) - 1}` });
    expect(initialisation.text.slice(4, 8)).toBe('ftyp');
    expect(initialisation.text).toContain('moov');
    expect(initialisation.text).not.toContain('moof');
  }, 120_000);

  test('clips of vendors are watched as the film will hold them', async () => {
    const baseUrl = `${SIMULATOR}/fal`;
    const config = { video: { provider: 'fal-kling', apiKey: 'simulated', baseUrl } };
    const { id } = await directedProject({ targetDuration: 10, config });
    const job = await settled(await generate(id));
    expect(job.tasks.some(({ kind }) => kind === 'conform')).toBe(true);
    let text = '';
    while (!text.includes('#EXT-X-ENDLIST')) text = (await playlist(job.id)).text;
    expect(lengthOf(text)).toBeCloseTo(job.totalFrames / job.format.frameRate, 3);
    await api('DELETE', `/api/projects/${id}`);
    const [{ url = '' } = {}] = stretches(text);
    expect((await api('GET', url)).status).toBe(404);
  }, 120_000);
});

describe('what cannot be watched says why', () => {
  test('single clips are no film', async () => {
    const { id } = await directedProject({ config: { compile: { provider: 'none' } } });
    const jobId = await generate(id);
    const { status, body } = await playlist(jobId);
    expect([status, body.code]).toEqual([409, 'conflict']);
    expect(body.detail).toContain('single clips');
    expect((await settled(jobId)).watchUrl).toBeUndefined();
  });

  test('a job that never was', async () => {
    expect((await playlist('00000000-0000-0000-0000-000000000000')).status).toBe(404);
    expect((await playlist('nonsense')).status).toBe(404);
  });
});
