import { describe, expect, it } from 'vitest';
import { LINT_WEIGHTS, lintDirection } from '../../src/director/lint/index.ts';
import { LintReportSchema, type LintRule, LintRuleSchema } from '../../src/types/lint.ts';
import { allShots, type DirectedShot, type DirectorInput, type VideoDirection } from '../../src/types/project.ts';
import type { ModelInfo } from '../../src/types/providers.ts';
import { film, model, order, shot } from './fixtures.ts';
import { catFilm, keeperFilm, type SoundFilm } from './sound-films.ts';

interface Case {
  direction: VideoDirection;
  input: DirectorInput;
  videoModel?: ModelInfo;
}

/** Whole seconds, any shape, first and last frame: nothing a sound plan asks for is beyond it. */
const ABLE = model({ durations: { min: 5, max: 10, step: 1 }, endFrame: true });

function lint({ direction, input, videoModel = ABLE }: Case) {
  return LintReportSchema.parse(lintDirection(direction, input, { videoModel }));
}

function caseOf({ direction, order: input }: SoundFilm): Case {
  return { direction, input };
}

/** Changes shots by id. */
function change(direction: VideoDirection, changes: Record<number, Partial<DirectedShot>>): VideoDirection {
  const scenes = direction.scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.map((each) => ({ ...each, ...changes[each.id] })),
  }));
  return { ...direction, scenes };
}

function worse(changes: Record<number, Partial<DirectedShot>>): Case {
  const { direction, input } = caseOf(keeperFilm());
  return { direction: change(direction, changes), input };
}

function constrained(constraints: DirectorInput['constraints']): Case {
  const { direction, input } = caseOf(keeperFilm());
  return { direction, input: { ...input, constraints } };
}

/** One way to spoil a sound plan; only the rule it is listed under may notice. */
const SPOILED: Record<LintRule, Record<string, () => Case>> = {
  schema: {
    'an id twice': () => worse({ 4: { id: 2 } }),
    'a text out of bounds': () => worse({ 2: { lighting: 'dim '.repeat(200) } }),
    'too many scenes': () => constrained({ maxScenes: 1 }),
    'too many shots in a scene': () => constrained({ maxShotsPerScene: 2 }),
  },
  length: {
    'a second too long where no overlap needs it': () => worse({ 1: { duration: 7 } }),
    'far too short': () => ({ ...worse({}), input: { ...keeperFilm().order, targetDuration: 60 } }),
  },
  must_include: {
    'a thing no frame shows': () => constrained({ mustInclude: ['brass lamp', 'red umbrella'] }),
    'a thing only the motion names': () => {
      const spoiled = worse({ 3: { motionPrompt: 'The whale rolls over and a gull crosses the foam.' } });
      return { ...spoiled, input: { ...spoiled.input, constraints: { mustInclude: ['gull'] } } };
    },
  },
  avoid: {
    'a thing to avoid in a frame': () => constrained({ avoid: ['jetty'] }),
    'a thing to avoid in the look': () => constrained({ avoid: ['yellows'] }),
    'a thing to avoid that is denied': () =>
      worse({ 2: { lighting: 'grey evening light from the left, no ship in sight' } }),
  },
  empty_prompt: {
    'a frame of two words': () => worse({ 1: { endPrompt: 'Brass lamp.' } }),
    'a placeholder for a motion': () => worse({ 3: { motionPrompt: 'Lorem ipsum dolor: the whale rolls' } }),
  },
  repeated_prompt: {
    'a first frame twice': () =>
      worse({ 3: { startPrompt: keeperFilm().direction.scenes[0]?.shots[1]?.startPrompt ?? '' } }),
    'a shot that ends as it began': () =>
      worse({ 2: { endPrompt: keeperFilm().direction.scenes[0]?.shots[1]?.startPrompt ?? '' } }),
    'a motion twice but for case and one word': () => {
      const motion =
        'The whale rolls onto its side beside the dark jetty and lifts one long pale flipper out of black water while ' +
        'white foam spreads in slow rings until it reaches an old ladder, then sinks again';
      return worse({ 3: { motionPrompt: motion }, 2: { motionPrompt: motion.toUpperCase().replace('SLOW', 'WIDE') } });
    },
  },
  keyframe_motion: {
    'a first frame in which something begins': () =>
      worse({ 2: { startPrompt: 'Old Mara at the iron railing of the gallery begins to lean out over the sea.' } }),
    'a last frame in which the camera moves': () =>
      worse({ 3: { endPrompt: 'The camera pulls back from the whale beside the jetty, rings of foam around it.' } }),
    'a frame that tells two things in turn': () =>
      worse({ 1: { endPrompt: 'The brass lamp goes dark, then the fog turns white in the window behind it.' } }),
  },
  motion_still: {
    'a motion that is a view': () =>
      worse({ 3: { motionPrompt: 'Wide view of the rock and the tower at blue hour, calm and vast.' } }),
    'a motion without a verb of change': () =>
      worse({ 2: { motionPrompt: 'Old Mara is at the railing in her yellow coat.' } }),
    'a motion that says the frame again': () =>
      worse({
        3: {
          motionPrompt: 'The whale has rolled on its side beside the jetty, one pale flipper upright, foam spreading.',
        },
      }),
  },
  continued_mismatch: {
    'another picture than the one continued': () =>
      worse({
        5: { startPrompt: 'A gloved hand rests on the rail of the tower, the sea far below it, fog all around.' },
      }),
    'a transition inside a take': () => worse({ 4: { transitionOut: 'fade_black' } }),
    'a first shot that continues': () => worse({ 1: { continuesPrevious: true } }),
  },
  weak_boundary: {
    'the same picture on both sides of a cut': () => worse({ 5: { continuesPrevious: false } }),
  },
  hook: {
    'an opening on a title': () =>
      worse({
        1: { startPrompt: 'A title card in brass letters over a dark sea, fog around it, low angle, brass lamp.' },
      }),
    'an opening on an idle wide view': () => worse({ 1: { cameraMove: 'static', shotSize: 'extreme_wide' } }),
  },
  shot_size_variety: {
    'three sizes alike in a row': () => worse({ 2: { shotSize: 'full' }, 3: { shotSize: 'full' } }),
  },
  camera_variety: {
    'three moves alike in a row': () => worse({ 2: { cameraMove: 'push_in' }, 3: { cameraMove: 'push_in' } }),
  },
  static_share: {
    'three of five shots still': () => worse({ 1: { cameraMove: 'static' }, 2: { cameraMove: 'static' } }),
  },
  cast_naming: {
    'a cast member who is never seen': () => {
      const { direction, input } = caseOf(keeperFilm());
      return {
        direction: { ...direction, cast: [...direction.cast, { name: 'Tom', description: 'a boy in a cap' }] },
        input,
      };
    },
    'a name cut short': () =>
      worse({
        2: {
          startPrompt: 'Mara at the iron railing of the gallery, both hands on the cold bar, her yellow coat bright.',
          endPrompt: 'Mara leans far over the railing, hood blown back, one arm out towards the white water below.',
        },
      }),
    'someone pointed back at': () =>
      worse({ 4: { startPrompt: 'The same woman kneels on a wet wooden jetty at night, lantern beside her.' } }),
  },
  generic_filler: {
    praise: () =>
      worse({ 3: { startPrompt: 'A breathtaking view of the rock with its tower and a whale as long as the jetty.' } }),
    'a tag of quality': () => worse({ 2: { lighting: 'grey evening light from the left, 8K' } }),
  },
  capability: {
    'a length the model cannot make': () => ({
      ...worse({}),
      videoModel: model({ durations: [5, 6, 7, 8, 10], endFrame: true }),
      input: { ...keeperFilm().order, targetDuration: 40 },
    }),
    'a take continued by a model without a last frame': () => ({
      ...worse({}),
      videoModel: { ...ABLE, endFrame: false },
    }),
    'a shape the model does not make': () => ({ ...worse({}), videoModel: { ...ABLE, aspectRatios: ['9:16'] } }),
    'a motion longer than models take': () =>
      worse({
        3: {
          motionPrompt: `The whale rolls onto its side, ${'lifting and lowering its pale flipper, '.repeat(30)}slowly.`,
        },
      }),
  },
};

describe('the lint', () => {
  it.each([keeperFilm(), catFilm()])('finds nothing in a sound plan: $name', (sound) => {
    expect(lint(caseOf(sound))).toMatchObject({ score: 100, findings: [], lost: {} });
  });

  it('has a way to spoil a plan for every rule', () => {
    expect(Object.keys(SPOILED).sort()).toEqual([...LintRuleSchema.options].sort());
  });

  const cases = Object.entries(SPOILED).flatMap(([rule, ways]) =>
    Object.entries(ways).map(([way, spoil]) => ({ rule: rule as LintRule, way, spoil })),
  );
  it.each(cases)('takes points for $rule and nothing else: $way', ({ rule, spoil }) => {
    const report = lint(spoil());
    expect(Object.keys(report.lost)).toEqual([rule]);
    expect(report.lost[rule]).toBeGreaterThan(0);
    expect(report.score).toBe(Math.round(100 - (report.lost[rule] ?? 0)));
    for (const finding of report.findings) {
      expect(finding.rule).toBe(rule);
      expect(finding.why.length).toBeGreaterThan(20);
      expect(finding.suggestion.length).toBeGreaterThan(10);
    }
  });

  it('names the shot a finding is about', () => {
    const report = lint(SPOILED.keyframe_motion['a last frame in which the camera moves']?.() as Case);
    expect(report.findings).toMatchObject([{ rule: 'keyframe_motion', shotId: 3 }]);
  });

  it('takes more the more shots have a flaw, at most the weight of the rule', () => {
    const losses = [[2], [2, 3], [1, 2, 3, 4, 5]].map((ids) => {
      const dim = Object.fromEntries(ids.map((id) => [id, { lighting: `8k lamp ${id}` }]));
      return lint(worse(dim)).lost.generic_filler ?? 0;
    });
    expect(losses).toEqual([...losses].sort((a, b) => a - b));
    expect(new Set(losses).size).toBe(3);
    expect(losses.at(-1)).toBe(LINT_WEIGHTS.generic_filler);
  });

  it('gives a plan with every fault a low score, never below 0', () => {
    const poor = film(
      Array.from({ length: 4 }, (_, index) =>
        shot(index + 1, {
          startPrompt: 'Epic title card',
          endPrompt: 'Epic title card',
          motionPrompt: 'TBD',
          duration: 10,
        }),
      ),
    );
    const report = lint({
      direction: poor,
      input: order({ constraints: { mustInclude: ['whale'], avoid: ['titles'] } }),
    });
    expect(report.score).toBeLessThan(10);
  });

  describe('with prompts in a language it knows no words of', () => {
    it('says which rules it left out', () => {
      expect(lint(caseOf(catFilm())).skipped.map(({ rule }) => rule)).toEqual(['keyframe_motion']);
    });

    it('still sees what needs no words', () => {
      const { direction, input } = caseOf(catFilm());
      const [first] = allShots(direction);
      const spoiled = change(direction, {
        2: { startPrompt: first?.startPrompt ?? '', shotSize: 'extreme_close_up' },
        3: { endPrompt: '猫', shotSize: 'extreme_close_up', motionPrompt: '犬が走り去る' },
      });
      const report = lint({ direction: spoiled, input: { ...input, targetDuration: 30 } });
      expect(Object.keys(report.lost).sort()).toEqual(
        ['avoid', 'empty_prompt', 'length', 'repeated_prompt', 'shot_size_variety'].sort(),
      );
    });

    it('does not look for words of the order in prompts of another language', () => {
      const { direction, input } = caseOf(keeperFilm());
      const german = order({
        ...input,
        concept: 'Ein Leuchtturmwärter trifft einen Wal',
        constraints: { mustInclude: ['Messinglampe'] },
      });
      const report = lint({ direction, input: german });
      expect(report.lost).toEqual({});
      expect(report.skipped.map(({ rule }) => rule)).toEqual(['must_include']);
    });
  });

  it('knows nothing of a video model that is not in the catalogue, and says so', () => {
    const { direction, order: input } = keeperFilm();
    expect(lintDirection(direction, input).skipped.map(({ rule }) => rule)).toEqual(['capability']);
  });

  it('does not hold a length against a plan that the model’s clips cannot bring nearer', () => {
    const five = film(
      [...keeperFilm().direction.scenes.flatMap(({ shots }) => shots)].map((each) => ({ ...each, duration: 10 })),
    );
    const report = lint({
      direction: five,
      input: order({ targetDuration: 48 }),
      videoModel: model({ durations: [10], endFrame: true }),
    });
    expect(report.lost.length).toBeUndefined();
  });
});
