import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planEdit } from '../../src/exports/edit.ts';
import { exportFileName, exportHeaders } from '../../src/exports/formats.ts';
import { findClips, findFilm, findPictures } from '../../src/exports/media.ts';
import { sheetJob } from '../../src/exports/sheet.ts';
import { shotListCsv, shotListMarkdown } from '../../src/exports/shot-list.ts';
import { oneLine } from '../../src/exports/text.ts';
import { planThumbnails, posterJob, thumbnailsVtt } from '../../src/exports/thumbnails.ts';
import { clockTime, timecode } from '../../src/exports/timecode.ts';
import type { JobView, TaskView } from '../../src/types/api.ts';
import { SheetJobSchema } from '../../src/types/render.ts';
import { anyFilm, film, shot } from './films.ts';

/** Reads CSV as RFC 4180 describes it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (at >= text.length) throw new Error('an open quote');
        cell += text[at];
        if (text[at] === '"') at++;
      }
      at++;
    } else while (at < text.length && text[at] !== ',' && text[at] !== '\r') cell += text[at++];
    row.push(cell);
    if (text[at] === ',') at++;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      rows.push(row);
      row = [];
    } else throw new Error(`not the end of a cell at ${at}`);
  }
  return rows;
}

describe('the shot list', () => {
  test('as CSV has one line a shot, with the same cells in each, whatever the texts', () => {
    fc.assert(
      fc.property(anyFilm, (source) => {
        const edit = planEdit(source);
        const text = shotListCsv(edit);
        expect(text.startsWith('\uFEFF')).toBe(true);
        const [head = [], ...rows] = readCsv(text.slice(1));
        expect(rows).toHaveLength(edit.shots.length);
        const column = (name: string) => rows.map((row) => row[head.indexOf(name)]);
        for (const row of rows) expect(row).toHaveLength(head.length);
        expect(column('Shot')).toEqual(edit.shots.map(({ shot: { id } }) => String(id)));
        expect(column('Frames')).toEqual(edit.shots.map(({ frameCount }) => String(frameCount)));
        // A spreadsheet would run what begins like a formula.
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@]/);
      }),
      { numRuns: 200 },
    );
  });

  test('as Markdown shows texts as they are', () => {
    const source = film([
      [shot(1, { motionPrompt: '# *not* a <b>heading</b>\n- [link](x) & more', transitionOut: 'crossfade' }), shot(2)],
    ]);
    const text = shotListMarkdown(planEdit(source), 'A keeper\nfinds a whale.');
    expect(text).toContain('# Fog\n\nA keeper finds a whale.\n\n2 shots, 9.5 s, 1280×720 at 24 fps\n');
    expect(text).toContain(
      '- **Motion:** \\# \\*not\\* a \\<b\\>heading\\</b\\> - \\[link\\](x) \\& more\n- **Lighting:**',
    );
    expect(text).toContain('- **To the next:** Cross Dissolve');
    expect(text).toContain('00:00:04:12 · 5 s');
  });
});

describe('times', () => {
  test('timecode counts frames, clocks count milliseconds', () => {
    expect([0, 23, 24, 86_399].map((frame) => timecode(frame, 24))).toEqual([
      '00:00:00:00',
      '00:00:00:23',
      '00:00:01:00',
      '00:59:59:23',
    ]);
    expect(clockTime(1, 30)).toBe('00:00:00.033');
    expect(clockTime(3600 * 25 + 1, 25, ',')).toBe('01:00:00,040');
    // 59.999… s must become the next minute, never a sixtieth second.
    expect(clockTime(24 * 60, 24)).toBe('00:01:00.000');
  });
});

describe('names', () => {
  test('are the title in its own language, and in ASCII for those that know no other', () => {
    expect(exportFileName('edl', '東京の雨 / 夜')).toBe('東京の雨-夜.edl');
    expect(exportHeaders('pdf', 'Crème brûlée: "a" film')['content-disposition']).toBe(
      `attachment; filename="creme-brulee-a-film-storyboard.pdf"; filename*=UTF-8''cr%C3%A8me-br%C3%BBl%C3%A9e-a-film-storyboard.pdf`,
    );
    expect(exportHeaders('vtt', '雨')['content-disposition']).toBe(
      `inline; filename="film.vtt"; filename*=UTF-8''%E9%9B%A8.vtt`,
    );
  });

  test('never break the header, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const header = exportHeaders('zip', title)['content-disposition'] ?? '';
        expect(header).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%!~-]+$/);
      }),
      { numRuns: 500 },
    );
  });
});

/** A job's tasks as far as exports look at them. */
function job(source: ReturnType<typeof film>, tasks: Partial<TaskView>[]): JobView {
  const { totalFrames } = planEdit(source);
  return { id: 'job', totalFrames, format: source.format, tasks } as JobView;
}

const medium = (name: string) => [
  {
    key: `prj/${name}`,
    url: `/api/media/${name}`,
    sha256: name.padStart(64, '0'),
    sizeBytes: 1,
    mediaType: 'video/mp4',
  },
];

describe('a job’s media', () => {
  const source = film([[shot(1), shot(2, { continuesPrevious: true })]]);
  const edit = planEdit(source);
  const clips: Partial<TaskView>[] = [
    { kind: 'clip', shotId: 1, media: medium('a') },
    { kind: 'clip', shotId: 2, media: medium('b') },
  ];

  test('are its clips, conformed ones before those of the vendor', () => {
    const { state, byShot } = findClips(
      edit,
      job(source, [{ kind: 'conform', shotId: 2, media: medium('c') }, ...clips]),
    );
    expect([state, byShot.get(1)?.key, byShot.get(2)?.key]).toEqual(['all', 'prj/a', 'prj/c']);
  });

  test('count only while they fit the plan', () => {
    expect(findClips(edit, undefined).state).toBe('none');
    expect(
      findClips(
        edit,
        job(source, [
          { kind: 'clip', shotId: 1 },
          { kind: 'clip', shotId: 2 },
        ]),
      ).state,
    ).toBe('none');
    expect(findClips(edit, job(source, [...clips.slice(0, 1), { kind: 'clip', shotId: 2 }])).state).toBe('some');
    const changed: [string, JobView][] = [
      ['another order', job(source, clips.toReversed())],
      ['a shot less', job(source, clips.slice(0, 1))],
      ['another length', { ...job(source, clips), totalFrames: 1 }],
      ['another rate', { ...job(source, clips), format: { ...source.format, frameRate: 25 } }],
    ];
    for (const [what, view] of changed) expect([what, findClips(edit, view).state]).toEqual([what, 'outdated']);
    const withFilm = [...clips, { kind: 'film' as const, media: medium('f') }];
    expect(findFilm(edit, job(source, withFilm))?.key).toBe('prj/f');
    expect(findFilm(edit, { ...job(source, withFilm), totalFrames: 1 })).toBeUndefined();
  });

  test('a shot that goes on from the one before starts with its last picture', () => {
    const pictures = findPictures(
      edit,
      job(source, [
        { kind: 'keyframe', shotId: 1, frame: 'start', media: medium('a') },
        { kind: 'keyframe', shotId: 1, frame: 'end', media: medium('b') },
        { kind: 'keyframe', shotId: 2, frame: 'end', media: medium('c') },
      ]),
    );
    expect([pictures.get(2)?.start?.key, pictures.get(2)?.end?.key]).toEqual(['prj/b', 'prj/c']);
  });
});

describe('a sheet’s order', () => {
  test('is within the service’s bounds for any film, and keeps every shot', () => {
    fc.assert(
      fc.property(anyFilm, fc.constantFrom('storyboard' as const, 'contact-sheet' as const), (source, layout) => {
        const order = SheetJobSchema.parse(sheetJob(layout, planEdit(source), new Map(), source.direction.narrative));
        expect(order.scenes.map(({ shots }) => shots.length)).toEqual(
          source.direction.scenes.map(({ shots }) => shots.length),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('stays small enough to be sent for an hour of shots with the longest prompts', () => {
    const long = '夜'.repeat(4000);
    const shots = Array.from({ length: 200 }, (_, index) =>
      shot(index + 1, { startPrompt: long, endPrompt: long, motionPrompt: long }),
    );
    const scenes = [0, 1, 2].map((scene) => shots.map((each) => ({ ...each, id: scene * 200 + each.id })));
    const order = sheetJob('storyboard', planEdit(film(scenes)), new Map(), long);
    expect(new TextEncoder().encode(JSON.stringify(order)).length).toBeLessThan(1_000_000);
    expect(order.scenes.flatMap((scene) => scene.shots)).toHaveLength(600);
  });
});

test('thumbnails divide any film without holes, each picture inside the sprite and inside its stretch', () => {
  fc.assert(
    fc.property(anyFilm, (source) => {
      const edit = planEdit(source);
      const { frames, boundaries, columns, width, height } = planThumbnails(edit);
      expect(boundaries[0]).toBe(0);
      expect(boundaries.at(-1)).toBe(edit.totalFrames);
      expect(frames.length).toBeLessThanOrEqual(100);
      frames.forEach((frame, index) => {
        expect(frame).toBeGreaterThanOrEqual(boundaries[index] ?? Number.NaN);
        expect(frame).toBeLessThan(boundaries[index + 1] ?? Number.NaN);
      });
      const cues = [...thumbnailsVtt(edit, 'sprite').matchAll(/#xywh=(\d+),(\d+),(\d+),(\d+)$/gm)];
      expect(cues).toHaveLength(frames.length);
      const places = cues.map(([, x, y, w, h]) => [Number(x) / width, Number(y) / height, Number(w), Number(h)]);
      expect(places).toEqual(frames.map((_, index) => [index % columns, Math.floor(index / columns), width, height]));
    }),
    { numRuns: 200 },
  );
});

test('a poster is a whole frame of the first shot, after any fade and before an animatic dissolves', () => {
  fc.assert(
    fc.property(anyFilm, (source) => {
      const edit = planEdit(source);
      const [video] = medium('a');
      if (!video) throw new Error('no medium');
      const order = posterJob(edit, video);
      expect([order.width, order.height, order.columns]).toEqual([source.format.width, source.format.height, 1]);
      const [frame = 0] = order.frames;
      expect(frame).toBeGreaterThan(15);
      expect(frame).toBeLessThan((edit.shots[0]?.frameCount ?? 0) / 3);
    }),
  );
});

test('a line of text holds nothing that ends a line or that XML forbids, and is otherwise as it was', () => {
  expect(oneLine(' a\r\n\tb\u2028c\u0000d ')).toBe('a b c d');
  expect(oneLine('x\ud83d\uffff雨')).toBe('x\ufffd\ufffd雨');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = oneLine(text);
      expect(line.isWellFormed()).toBe(true);
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\uFFFE\uFFFF]/u);
    }),
    { numRuns: 500 },
  );
});
