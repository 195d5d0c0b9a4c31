import fc from 'fast-check';
import type { ExportSource } from '../../src/exports/edit.ts';
import { filmFormat } from '../../src/lib/timeline.ts';
import type { TransitionType } from '../../src/types/film.ts';
import { type DirectedShot, DirectedShotSchema, VideoDirectionSchema } from '../../src/types/project.ts';

const NO_COST = {
  llm: 0,
  images: 0,
  videos: 0,
  compile: 0,
  total: 0,
  breakdown: { imageCount: 0, videoCount: 0, totalDuration: 0 },
  lines: [],
  unknown: [],
};

/** A shot with nothing special about it. */
export function shot(id: number, changes: Partial<DirectedShot> = {}): DirectedShot {
  return DirectedShotSchema.parse({
    id,
    duration: 5,
    startPrompt: `Start of ${id}`,
    endPrompt: `End of ${id}`,
    motionPrompt: `Motion of ${id}`,
    cameraMove: 'push_in',
    lighting: 'dusk',
    ...changes,
  });
}

/** A film whose scenes hold the given shots, at 720p. */
export function film(scenes: DirectedShot[][], changes: Partial<ExportSource['format']> = {}): ExportSource {
  const direction = VideoDirectionSchema.parse({
    title: 'Fog',
    narrative: 'A keeper finds a whale.',
    totalDuration: 0,
    estimatedCost: NO_COST,
    scenes: scenes.map((shots, index) => ({
      id: index + 1,
      name: `Scene ${index + 1}`,
      description: 'Something happens.',
      mood: 'calm',
      shots,
    })),
  });
  return { direction, format: { ...filmFormat('16:9', '720p', 24), ...changes } };
}

const TRANSITIONS: TransitionType[] = ['cut', 'crossfade', 'fade_black', 'fade_white', 'wipe_left', 'wipe_right'];

/** Text as a hostile model may write it: line ends, markup, control characters, halves of surrogate pairs. */
const hostileText = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
    fc.constantFrom(
      'a\nb',
      '-->',
      '\r\n\r\n2\r\n00:00:00,000 --> 00:00:09,000\r\nx',
      '<b>&amp;]]>',
      '"\'',
      '=1+1',
      '\ud800',
    ),
    fc.constantFrom('雨の夜、猫が帰る', 'قطة في المطر', 'कविता', '* LOC: 01:00:00:00 RED x', '001  AX V C'),
  )
  .filter((text) => text.trim() !== '');

/** Any film a project can have: 1 to 12 shots of any length, with any transitions, at every rate, shape and size. */
export const anyFilm: fc.Arbitrary<ExportSource> = fc
  .record({
    shots: fc.array(
      fc.record({
        duration: fc.double({ min: 5, max: 10, noNaN: true }),
        transitionIn: fc.option(fc.constantFrom(...TRANSITIONS), { nil: undefined }),
        transitionOut: fc.option(fc.constantFrom(...TRANSITIONS), { nil: undefined }),
        motionPrompt: hostileText,
        opensScene: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    firstId: fc.integer({ min: 1, max: 90_000 }),
    title: hostileText,
    sceneName: hostileText,
    frameRate: fc.constantFrom(24 as const, 25 as const, 30 as const),
    aspectRatio: fc.constantFrom('16:9' as const, '9:16' as const, '1:1' as const),
    resolution: fc.constantFrom('720p' as const, '1080p' as const),
  })
  .map(({ shots, firstId, title, sceneName, frameRate, aspectRatio, resolution }) => {
    const scenes: DirectedShot[][] = [];
    shots.forEach(({ opensScene, ...fields }, index) => {
      const made = { ...shot(firstId + index * 7, { duration: fields.duration, motionPrompt: fields.motionPrompt }) };
      if (fields.transitionIn !== undefined) made.transitionIn = fields.transitionIn;
      if (fields.transitionOut !== undefined) made.transitionOut = fields.transitionOut;
      if (opensScene || scenes.length === 0) scenes.push([made]);
      else scenes.at(-1)?.push(made);
    });
    const source = film(scenes, filmFormat(aspectRatio, resolution, frameRate));
    source.direction.title = title;
    for (const scene of source.direction.scenes) scene.name = sceneName;
    return source;
  });
