import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DraftDirectionSchema } from '../../src/director/draft.ts';
import { settleDraft } from '../../src/director/finish.ts';
import { lintDirection } from '../../src/director/lint/index.ts';
import { parseDirection } from '../../src/director/parser.ts';
import { LintReportSchema } from '../../src/types/lint.ts';
import { allShots } from '../../src/types/project.ts';
import { film, order, shots } from './fixtures.ts';

/** Whatever comes in: a direction within every bound, or issues that say what is wrong. */
function holds(content: string, input = order()): void {
  const result = parseDirection(content, input);
  if (!result.ok) {
    expect(result.issues.length).toBeGreaterThan(0);
    for (const { path, message } of result.issues) expect([typeof path, typeof message]).toEqual(['string', 'string']);
    return;
  }
  DraftDirectionSchema.parse(result.direction);
  const { draft } = settleDraft(result.direction, input);
  DraftDirectionSchema.parse(draft);
  const list = allShots(draft);
  expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
  expect(new Set(draft.scenes.map(({ id }) => id)).size).toBe(draft.scenes.length);
  const { maxScenes = 200, maxShotsPerScene = 200 } = input.constraints ?? {};
  expect(draft.scenes.length).toBeLessThanOrEqual(maxScenes);
  for (const scene of draft.scenes) expect(scene.shots.length).toBeLessThanOrEqual(maxShotsPerScene);
  expect(list[0]?.continuesPrevious).toBe(false);
  expect(result.changes.length).toBeLessThanOrEqual(100);
  const report = LintReportSchema.parse(lintDirection(draft, input));
  expect(report.score).toBe(
    Math.max(0, Math.round(100 - Object.values(report.lost).reduce((sum, points) => sum + points, 0))),
  );
  expect(new Set(report.findings.map(({ rule }) => rule))).toEqual(new Set(Object.keys(report.lost)));
}

const anything = fc.jsonValue({ maxDepth: 3 });
const scalar = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), anything);
const loose = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });
const text = fc.oneof({ weight: 9, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) }, scalar);

const looseShot = loose({
  id: fc.oneof(fc.integer({ min: 0, max: 6 }), scalar),
  duration: fc.oneof(fc.double({ min: 0, max: 20 }), fc.constantFrom('7s', '5-10', 'x'), scalar),
  startPrompt: text,
  endPrompt: text,
  motionPrompt: text,
  cameraMove: fc.oneof(fc.constantFrom('Push-in', 'static', 'zoom'), scalar),
  shotSize: scalar,
  lighting: text,
  colorPalette: scalar,
  transitionIn: fc.oneof(fc.constantFrom('crossfade', 'cut'), scalar),
  transitionOut: fc.oneof(fc.constantFrom('crossfade', 'fade to black'), scalar),
  continuesPrevious: fc.oneof(fc.boolean(), scalar),
});
const looseDirection = loose({
  title: text,
  narrative: text,
  look: scalar,
  cast: fc.oneof(fc.array(loose({ name: text, description: text }), { maxLength: 4 }), scalar),
  scenes: fc.oneof(
    {
      weight: 9,
      arbitrary: fc.array(loose({ id: scalar, name: text, mood: text, shots: fc.array(looseShot, { maxLength: 5 }) }), {
        maxLength: 5,
      }),
    },
    scalar,
  ),
});
const limits = fc.record({
  maxScenes: fc.integer({ min: 2, max: 4 }),
  maxShotsPerScene: fc.integer({ min: 4, max: 6 }),
});

describe('whatever a model answers', () => {
  it('is a direction within all bounds or a list of issues: any JSON', () => {
    fc.assert(
      fc.property(anything, (value) => holds(JSON.stringify(value))),
      { numRuns: 300 },
    );
  });

  it('is a direction within all bounds or a list of issues: nearly a direction', () => {
    fc.assert(
      fc.property(looseDirection, limits, (value, constraints) =>
        holds(JSON.stringify(value), order({ constraints, targetDuration: 60 })),
      ),
      { numRuns: 500 },
    );
  });

  it('is a direction within all bounds or a list of issues: a sound one that was damaged', () => {
    const sound = JSON.stringify(film(shots(3), shots(2)), null, 1);
    const cut = fc.record({
      at: fc.nat(sound.length),
      length: fc.nat(40),
      insert: fc.constantFrom('', '"', '{', ']', ',', '\\', 'x', '\n', '//'),
    });
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 4 }), fc.nat(sound.length), (cuts, end) => {
        const damaged = cuts.reduce(
          (content, { at, length, insert }) => content.slice(0, at) + insert + content.slice(at + length),
          sound,
        );
        holds(damaged);
        holds(damaged.slice(0, end));
      }),
      { numRuns: 300 },
    );
  });

  it('is a direction within all bounds or a list of issues: any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (content) => holds(content)),
      { numRuns: 300 },
    );
  });

  const SIZE = 1_000_000;
  const garbage: Record<string, string> = {
    brackets: '[',
    braces: '{',
    nested: '{"a":',
    quotes: '"',
    'open strings': '{"a": "b ',
    words: 'hello world ',
    commas: '[,',
    'broken lines': '{"a":"b\n',
    'inner quotes': '"b", and ',
    comments: '/*{',
    'line comments': '{//',
    'white space': '{ "a" ',
    fences: '```json {',
    escapes: '\\"',
    thoughts: '</think>{',
    scenes: '{"scenes":[{"shots":[{"id":1},',
    'list of shots': '{"startPrompt":"a","endPrompt":"b","motionPrompt":"c"},',
  };
  it.each(Object.entries(garbage))('is read in linear time: 1 MB of %s', (_, unit) => {
    for (const start of ['', '{"scenes":[', '{"title":"', `${' '.repeat(1000)}{`]) {
      const content = (start + unit.repeat(SIZE / unit.length)).slice(0, SIZE);
      holds(content);
    }
  });

  it('is read in linear time: white space after each quote', () => {
    holds(`{"scenes":["${'" '.repeat(SIZE / 2)}`);
    holds(`{"title":"${`"${' '.repeat(999)}`.repeat(SIZE / 1000)}`);
  });
});
