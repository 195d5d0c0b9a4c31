import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { srt, vtt } from '../../src/exports/captions.ts';
import { type Edit, type ExportSource, planEdit } from '../../src/exports/edit.ts';
import { edl } from '../../src/exports/edl.ts';
import { fcpxml } from '../../src/exports/fcpxml.ts';
import { otio } from '../../src/exports/otio.ts';
import { filmSeconds, layOut } from '../../src/lib/timeline.ts';
import { allShots } from '../../src/types/project.ts';
import { anyFilm, film, shot } from './films.ts';
import { type ReadTimeline, readCaptions, readEdl, readFcpxml, readOtio } from './readers.ts';

/** What every reader must find, from the film's own timeline and from nothing that an export is written with. */
function expected({ direction, format: { frameRate } }: ExportSource, edit: Edit): ReadTimeline {
  const timeline = layOut(allShots(direction), frameRate);
  const half = frameRate === 30 ? 15 : 12;
  const result: ReadTimeline = { totalFrames: timeline.totalFrames, clips: [], overlaps: [], fades: [], markers: [] };
  timeline.transitions.forEach((type, index) => {
    const at = timeline.startFrames[index] ?? timeline.totalFrames;
    if (type === 'crossfade' || type.startsWith('wipe')) {
      result.overlaps.push({ kind: type === 'crossfade' ? 'dissolve' : 'wipe', from: at, to: at + half });
    } else if (type !== 'cut') {
      const colour = type === 'fade_white' ? 'white' : 'black';
      if (index > 0) result.fades.push({ colour, from: at - half, to: at });
      if (index < timeline.shotFrames.length) result.fades.push({ colour, from: at, to: at + half });
    }
  });
  result.clips = timeline.shotFrames.map((frames, index) => ({
    name: edit.shots[index]?.fileName ?? '',
    start: timeline.startFrames[index] ?? 0,
    from: 0,
    to: frames,
  }));
  return result;
}

const FORMATS = [
  ['OpenTimelineIO', otio, readOtio],
  ['FCPXML', fcpxml, readFcpxml],
  ['CMX 3600', edl, readEdl],
] as const;

describe.each(FORMATS)('%s', (name, write, read) => {
  test('any film reads back: every clip whole and in its place, every transition, every marker, the length to the frame', () => {
    fc.assert(
      fc.property(anyFilm, (source) => {
        const edit = planEdit(source);
        const { markers, title: _title, ...found } = read(write(edit), source.format.frameRate);
        const { markers: _markers, ...wanted } = expected(source, edit);
        const [first] = wanted.clips;
        const [opening] = wanted.fades;
        if (name === 'CMX 3600' && first && opening?.from === 0) {
          // The first frame of an opening fade is all colour, and an edit list has it as such.
          first.from = 1;
          opening.from = 1;
        }
        expect(found).toEqual(wanted);
        const openings = edit.shots.filter(({ opensScene }) => opensScene);
        // An edit list knows no cut inside a dissolve: its scenes begin where their first shot comes in.
        const frames = openings.map((opening) => (name === 'CMX 3600' ? opening.startFrame : opening.fromFrame));
        if (first && first.from > 0) frames[0] = first.from;
        expect(markers.map(({ frame }) => frame)).toEqual(frames);
      }),
      { numRuns: 400 },
    );
  });

  test('names survive', () => {
    const source = film([[shot(1), shot(2)], [shot(3)]]);
    source.direction.title = 'Fish & <Chips> "to go"';
    const { title, markers } = read(write(planEdit(source)), 24);
    expect(title).toBe('Fish & <Chips> "to go"');
    expect(markers.map(({ name }) => name)).toEqual(['Scene 1', 'Scene 2']);
  });
});

test('an edit is cut in the middle of its overlaps, and both clips have the rest as handles', () => {
  const shots = [shot(4, { transitionOut: 'crossfade' }), shot(9, { transitionOut: 'fade_black' }), shot(2)];
  const edit = planEdit(film([shots], { frameRate: 30 }));
  expect(edit.totalFrames).toBe(150 + 150 - 15 + 150);
  expect(
    edit.shots.map(({ fileName, startFrame, fromFrame, toFrame }) => [fileName, startFrame, fromFrame, toFrame]),
  ).toEqual([
    ['01-shot-4.mp4', 0, 0, 142],
    ['02-shot-9.mp4', 135, 142, 285],
    ['03-shot-2.mp4', 285, 285, 435],
  ]);
});

test('file names keep film order in a folder listing, whatever the number of shots', () => {
  const names = planEdit(film(Array.from({ length: 120 }, (_, index) => [shot(120 - index)]))).shots.map(
    ({ fileName }) => fileName,
  );
  expect(names[0]).toBe('001-shot-120.mp4');
  expect(names.toSorted()).toEqual(names);
});

describe('a list for CMX 3600', () => {
  test('says cuts, dissolves, wipes and fades in its own words', () => {
    const shots = [
      shot(1, { transitionIn: 'fade_white', transitionOut: 'crossfade' }),
      shot(2, { transitionOut: 'wipe_left' }),
      shot(3, { transitionOut: 'fade_black' }),
      shot(4),
    ];
    const lines = edl(planEdit(film([shots]))).split('\r\n');
    expect(lines.filter((line) => /^\d/.test(line))).toEqual([
      '001  AX       V     C        00:00:00:00 00:00:00:01 01:00:00:00 01:00:00:01',
      '002  AX       V     C        00:00:00:01 00:00:00:01 01:00:00:01 01:00:00:01',
      '002  S0001    V     D    011 00:00:00:01 00:00:04:12 01:00:00:01 01:00:04:12',
      '003  S0001    V     C        00:00:04:12 00:00:04:12 01:00:04:12 01:00:04:12',
      '003  S0002    V     D    012 00:00:00:00 00:00:04:12 01:00:04:12 01:00:09:00',
      '004  S0002    V     C        00:00:04:12 00:00:04:12 01:00:09:00 01:00:09:00',
      '004  S0003    V     W001 012 00:00:00:00 00:00:04:12 01:00:09:00 01:00:13:12',
      '005  S0003    V     C        00:00:04:12 00:00:04:12 01:00:13:12 01:00:13:12',
      '005  BL       V     D    012 00:00:00:00 00:00:00:12 01:00:13:12 01:00:14:00',
      '006  BL       V     C        00:00:00:12 00:00:00:12 01:00:14:00 01:00:14:00',
      '006  S0004    V     D    012 00:00:00:00 00:00:05:00 01:00:14:00 01:00:19:00',
    ]);
    expect(lines).toContain('* EFFECT NAME: WIPE LEFT');
    expect(lines).toContain('* FROM CLIP NAME: WHITE');
  });
});

describe.each([
  ['srt', srt],
  ['vtt', vtt],
] as const)('captions as %s', (kind, write) => {
  test('any film: one cue a shot, without holes or overlaps, from the film’s first frame to its last', () => {
    fc.assert(
      fc.property(anyFilm, (source) => {
        const cues = readCaptions(write(planEdit(source)), kind);
        const shots = allShots(source.direction);
        expect(cues).toHaveLength(shots.length);
        expect(cues[0]?.fromMs).toBe(0);
        for (const [index, { fromMs, toMs }] of cues.entries()) {
          expect(toMs).toBeGreaterThan(fromMs);
          expect(fromMs).toBe(index === 0 ? 0 : cues[index - 1]?.toMs);
        }
        expect(cues.at(-1)?.toMs).toBe(Math.round(filmSeconds(shots, source.format.frameRate) * 1000));
      }),
      { numRuns: 300 },
    );
  });

  test('say what happens in each shot, in any script', () => {
    const shots = [shot(1, { motionPrompt: '猫が<屋根>を渡る' }), shot(2, { motionPrompt: 'قطة & مطر' })];
    const texts = readCaptions(write(planEdit(film([shots]))), kind).map((cue) => cue.text);
    expect(texts).toEqual(
      kind === 'srt' ? ['猫が<屋根>を渡る', 'قطة & مطر'] : ['猫が&lt;屋根&gt;を渡る', 'قطة &amp; مطر'],
    );
  });
});
