import { env, exports } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import type { VideoDirection } from '../../src/types/project.ts';
import { api, directedProject, generate, HOST, newProject, settled } from './client.ts';

/** The bytes of an answer, and its headers. */
async function download(path: string): Promise<{ status: number; headers: Headers; bytes: Uint8Array<ArrayBuffer> }> {
  const response = await exports.default.fetch(new Request(`http://${HOST}${path}`));
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Reads a ZIP by its central directory, as programs that unpack do. Entries must be stored, not compressed. */
function unzip(bytes: Uint8Array<ArrayBuffer>): Map<string, Uint8Array<ArrayBuffer>> {
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  if (view.getUint32(end, true) !== 0x06054b50) throw new Error('no end of central directory');
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== 0x02014b50 || view.getUint16(at + 10, true) !== 0)
      throw new Error('no stored entry');
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const data = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    files.set(name, bytes.slice(data, data + size));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

const TEXT_FORMATS = {
  otio: ['application/vnd.pixar.opentimelineio+json', '"Timeline.1"'],
  fcpxml: ['application/xml', '<fcpxml version="1.10">'],
  edl: ['text/plain; charset=utf-8', 'TITLE: '],
  srt: ['application/x-subrip; charset=utf-8', '00:00:00,000 --> '],
  vtt: ['text/vtt; charset=utf-8', 'WEBVTT'],
  json: ['application/json', '"scenes"'],
  markdown: ['text/markdown; charset=utf-8', '# '],
  csv: ['text/csv; charset=utf-8', 'No.,Shot,Scene'],
} as const;

const RENDERED_FORMATS = {
  pdf: ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  'contact-sheet': ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  poster: ['image/jpeg', [0xff, 0xd8, 0xff]],
  sprite: ['image/jpeg', [0xff, 0xd8, 0xff]],
} as const;
const ALL_FORMATS = [...Object.keys(TEXT_FORMATS), ...Object.keys(RENDERED_FORMATS), 'zip', 'thumbnails'];

describe('before there is anything to export', () => {
  test('a project without a plan is told to have one made', async () => {
    const { id } = await newProject();
    for (const format of ALL_FORMATS) {
      const { status, headers, body } = await api('GET', `/api/projects/${id}/exports/${format}`);
      expect([status, body.code, headers.get('content-type')]).toEqual([409, 'conflict', 'application/problem+json']);
      expect(body.detail).toContain(`/api/projects/${id}/direct`);
    }
  });

  test('unknown formats and projects are not found, and the formats are named', async () => {
    const { id } = await newProject();
    const unknown = await api('GET', `/api/projects/${id}/exports/mov`);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not_found']);
    for (const format of ALL_FORMATS) expect(unknown.body.detail).toContain(format);
    expect((await api('GET', `/api/projects/prj_${'0'.repeat(32)}/exports/edl`)).status).toBe(404);
    expect((await api('GET', '/api/projects/nonsense/exports/edl')).status).toBe(404);
  });
});

describe('a plan', () => {
  test('comes in every form, with its type and a name, before anything is made', async () => {
    const { id, direction } = await directedProject({ targetDuration: 10 });
    for (const [format, [type, part]] of Object.entries(TEXT_FORMATS)) {
      const { status, headers, text } = await api('GET', `/api/projects/${id}/exports/${format}`);
      expect([format, status, headers.get('content-type')]).toEqual([format, 200, type]);
      expect(text).toContain(part);
      expect(headers.get('content-disposition')).toMatch(
        /^(attachment|inline); filename="[\x20-\x7e]+"; filename\*=UTF-8''/,
      );
    }
    const { body } = await api<VideoDirection>('GET', `/api/projects/${id}/exports/json`);
    expect(body).toEqual(direction);
    for (const format of ['zip', 'contact-sheet', 'poster', 'sprite', 'thumbnails']) {
      const { status, body } = await api('GET', `/api/projects/${id}/exports/${format}`);
      expect([format, status, body.code]).toEqual([format, 409, 'conflict']);
      expect(body.detail).toContain('/generate');
    }
    const { status, headers, bytes } = await download(`/api/projects/${id}/exports/pdf`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(new TextDecoder().decode(bytes.subarray(0, 5))).toBe('%PDF-');
  });

  test('bears its title in its own language in the file name', async () => {
    const { id } = await directedProject({ concept: '東京の雨の夜、猫が家に帰る' });
    const { headers } = await api('GET', `/api/projects/${id}/exports/edl`);
    const disposition = headers.get('content-disposition') ?? '';
    const [, encoded = ''] = /filename\*=UTF-8''(\S+)$/.exec(disposition) ?? [];
    expect(decodeURIComponent(encoded)).toMatch(/[\p{Script=Han}\p{Script=Hiragana}].*\.edl$/u);
    expect(disposition).toMatch(/filename="[\x20-\x7e]+\.edl"/);
  });
});

describe('a film', () => {
  test('comes as a storyboard, a contact sheet, a poster, and a sprite with the times of its pictures', async () => {
    const { id } = await directedProject({ targetDuration: 10 });
    const job = await settled(await generate(id));
    expect(job.state).toBe('completed');
    for (const [format, [type, start]] of Object.entries(RENDERED_FORMATS)) {
      const { status, headers, bytes } = await download(`/api/projects/${id}/exports/${format}`);
      expect([format, status, headers.get('content-type')]).toEqual([format, 200, type]);
      expect(headers.get('content-length')).toBe(String(bytes.length));
      expect([...bytes.subarray(0, start.length)]).toEqual(start);
    }
    const vtt = await api('GET', `/api/projects/${id}/exports/thumbnails`);
    expect(vtt.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    const cues = [...vtt.text.matchAll(/^(\S+) --> (\S+)\n(\S+)$/gm)];
    expect(cues).toHaveLength(10);
    expect(cues[0]?.slice(1)).toEqual(['00:00:00.000', '00:00:01.000', 'sprite#xywh=0,0,160,90']);
    expect(cues.at(-1)?.[2]).toBe('00:00:10.000');
    const sprite = new URL(cues[0]?.[3] ?? '', `http://${HOST}/api/projects/${id}/exports/thumbnails`);
    expect(sprite.pathname).toBe(`/api/projects/${id}/exports/sprite`);
  });
});

describe('the clips as a ZIP', () => {
  test('hold every clip in film order, byte for byte, with a manifest, checksums and timelines that name them', async () => {
    const { id, direction } = await directedProject({ targetDuration: 10, config: { compile: { provider: 'none' } } });
    const job = await settled(await generate(id));
    const { status, headers, bytes } = await download(`/api/projects/${id}/exports/zip`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(headers.get('content-length')).toBe(String(bytes.length));
    const files = unzip(bytes);
    const names = [...files.keys()];
    const shots = direction.scenes.flatMap((scene) => scene.shots);
    const clips = shots.map((shot, index) => `0${index + 1}-shot-${shot.id}.mp4`);
    expect(names.filter((name) => name.endsWith('.mp4'))).toEqual(clips);
    expect(names[0]).toBe('manifest.json');
    const text = (name: string) => new TextDecoder().decode(files.get(name));
    for (const [index, name] of clips.entries()) {
      const stored = await download(job.clipUrls[index] ?? '');
      // By their hashes: byte for byte, a comparison of whole clips takes minutes.
      expect(await sha256(files.get(name) ?? new Uint8Array())).toBe(await sha256(stored.bytes));
      for (const ending of ['.otio', '.fcpxml', '.edl']) {
        expect(text(names.find((each) => each.endsWith(ending)) ?? '')).toContain(name);
      }
    }
    const sums = text('SHA256SUMS').trimEnd().split('\n');
    expect(sums.map((line) => line.slice(66)).toSorted()).toEqual(
      names.filter((name) => name !== 'SHA256SUMS').toSorted(),
    );
    for (const line of sums) {
      expect(await sha256(files.get(line.slice(66)) ?? new Uint8Array())).toBe(line.slice(0, 64));
    }
    const manifest = JSON.parse(text('manifest.json'));
    expect(manifest).toMatchObject({ projectId: id, jobId: job.id, totalFrames: job.totalFrames, missingShotIds: [] });
    expect(manifest.clips.map((clip: { file: string }) => clip.file)).toEqual(clips);
    expect(await sha256((await download(`/api/projects/${id}/exports/zip`)).bytes)).toBe(await sha256(bytes));
    // A project of single clips has no film to take pictures from, but a poster all the same.
    expect((await download(`/api/projects/${id}/exports/poster`)).status).toBe(200);
    expect(await api('GET', `/api/projects/${id}/exports/sprite`)).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
  });

  test('are refused when the plan has changed so that they no longer fit it', async () => {
    const { id, direction } = await directedProject({ targetDuration: 10 });
    await settled(await generate(id));
    await api('DELETE', `/api/projects/${id}/approve`);
    const shot = direction.scenes[0]?.shots[0];
    const edited = await api('PATCH', `/api/projects/${id}/direction/shots/${shot?.id}`, {
      duration: shot?.duration === 7 ? 8 : 7,
    });
    expect(edited.status).toBe(200);
    const { status, body } = await api('GET', `/api/projects/${id}/exports/zip`);
    expect([status, body.code]).toEqual([409, 'conflict']);
    expect(body.detail).toContain('changed');
    expect((await api('GET', `/api/projects/${id}/exports/otio`)).status).toBe(200);
  });

  test('arrive cut off, never wrong, when a stored clip is gone', async () => {
    const { id } = await directedProject({ targetDuration: 10 });
    const job = await settled(await generate(id));
    const last = job.tasks.findLast((task) => task.kind === 'clip')?.media?.[0];
    await env.MEDIA.delete(last?.key ?? '');
    await expect(download(`/api/projects/${id}/exports/zip`)).rejects.toThrow();
  });
});
