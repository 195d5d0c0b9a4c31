import { describe, expect, it } from 'vitest';
import { parseDirection } from '../../src/director/parser.ts';
import { allShots, type DirectorInput } from '../../src/types/project.ts';
import { film, order, shot, shots } from './fixtures.ts';

function parsed(content: string, input: DirectorInput = order()) {
  const result = parseDirection(content, input);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return { ...result, shots: allShots(result.direction), codes: result.changes.map(({ code }) => code) };
}

/** A direction as a model would write it, with one shot changed. */
function written(changes: Record<string, unknown>, others: object[] = []): string {
  const { scenes, title, narrative } = film([]);
  return JSON.stringify({
    title,
    narrative,
    scenes: [{ ...scenes[0], shots: [{ ...shot(1), ...changes }, ...others] }],
  });
}

const SOUND = JSON.stringify({
  ...film(shots(3), [shot(4), shot(5)]),
  look: { palette: 'grey', lens: '35 mm', style: 'film' },
});

describe('remarks', () => {
  it('passes on what a director has to say, at most five sentences and none of them long', () => {
    const scenes = [
      { shots: [{ startPrompt: 'a', endPrompt: 'b', motionPrompt: 'c', cameraMove: 'static', duration: 5 }] },
    ];
    const remarks = ['It was done.', 7, 'x'.repeat(900), 'a', 'b', 'c'];
    const result = parseDirection(JSON.stringify({ title: 'T', narrative: 'N', scenes, remarks }), order());
    const told = result.ok ? result.changes.filter(({ code }) => code === 'director_remark') : [];
    expect(told.map(({ message }) => message.slice(0, 12))).toEqual(['It was done.', '7', 'x'.repeat(12), 'a', 'b']);
    for (const { message } of told) expect(message.length).toBeLessThanOrEqual(501);
  });
});

describe('JSON in an answer', () => {
  const same = parsed(SOUND).direction;
  const spoiled: Record<string, string> = {
    'in a fence': `Here is the plan [draft 1]:\n\`\`\`json\n${SOUND}\n\`\`\`\nEnjoy {it}!`,
    'in an open fence': `\`\`\`\n${SOUND}`,
    'with trailing commas': SOUND.replaceAll('}]', '},]').replaceAll('"}', '",}'),
    'with comments': SOUND.replaceAll('"scenes":', '/* the scenes */ "scenes": // all\n'),
    'with single quotes': SOUND.replaceAll('"', "'"),
    'with smart quotes': SOUND.replaceAll(/"([^"]*)"/g, '“$1”'),
    'with bare keys': SOUND.replaceAll(/"(\w+)":/g, '$1:'),
    'with missing commas': JSON.stringify(JSON.parse(SOUND), null, 2).replaceAll(',\n', '\n'),
    'without closing brackets': SOUND.replace(/[\]}]+$/, ''),
    'after thoughts': `<think>{"scenes": [maybe]} hm</think>${SOUND}`,
    'encoded twice': JSON.stringify(SOUND),
    wrapped: `{"direction": ${SOUND}}`,
    'after a first draft': `{"scenes": []}\n${SOUND}`,
    'with a byte order mark': `\uFEFF${SOUND}`,
    'as the one entry of a list': `[${SOUND}]`,
    'encoded as a string among prose': `The plan is ${JSON.stringify(SOUND)}, as agreed.`,
    'with full-width punctuation': JSON.stringify(JSON.parse(SOUND), null, 2)
      .replaceAll(/",\n/g, '"，\n')
      .replaceAll('": ', '"：'),
    'with an ellipsis at the end of a list': SOUND.replaceAll('}]', '} ... ]').replaceAll(/"\]/g, '" …]'),
  };
  it.each(Object.entries(spoiled))('is understood %s', (_, content) => {
    const { direction } = parsed(content);
    expect(direction.scenes.map(({ shots: list }) => list)).toEqual(same.scenes.map(({ shots: list }) => list));
    expect(direction.title).toBe('Fog');
  });

  it('takes no word with a colon after a quoted word for a key, unless it has a line of its own', () => {
    const content = written({ startPrompt: 'SIGN', colorPalette: 'grey' }).replace(
      'SIGN',
      'the "old" forge: a door, "red" and shut',
    );
    expect(parsed(content).shots[0]?.startPrompt).toBe('the "old" forge: a door, "red" and shut');
    const bare = '{shots: [{\nstartPrompt: "a"\nendPrompt: "b"\nmotionPrompt: "c"\nlighting: "d"\n}]}';
    expect(parsed(bare).shots[0]).toMatchObject({ startPrompt: 'a', endPrompt: 'b', motionPrompt: 'c', lighting: 'd' });
  });

  it('finds frames that are kept in a list or an object of their own', () => {
    const { startPrompt: _, endPrompt: __, ...rest } = shot(1);
    for (const held of [
      { keyframes: ['A', 'B'] },
      {
        keyframes: [
          { type: 'start', prompt: 'A' },
          { type: 'end', prompt: 'B' },
        ],
      },
      { frames: { start: 'A', end: { description: 'B', seed: 7 } } },
      { prompts: { first_frame: 'A', last_frame: 'B' } },
      { startFrame: { imagePrompt: 'A', size: 'wide' }, endFrame: { prompt: 'B' } },
    ]) {
      const { shots: read, codes } = parsed(JSON.stringify({ shots: [{ ...rest, ...held }] }));
      expect(read[0]).toMatchObject({ startPrompt: 'A', endPrompt: 'B', motionPrompt: 'Motion of 1' });
      expect(codes).not.toContain('end_prompt_derived');
    }
  });

  it('keeps quotes and line breaks that stand unescaped inside a text', () => {
    const content = written({ startPrompt: 'SIGN' }).replace('SIGN', 'a sign says "Whale, ahoy", in\nred');
    expect(parsed(content).shots[0]?.startPrompt).toBe('a sign says "Whale, ahoy", in\nred');
  });

  it('leaves out the last shot when the answer breaks off inside it', () => {
    const content = SOUND.slice(0, SOUND.lastIndexOf('"startPrompt"') + 22);
    const { shots: list, codes } = parsed(content);
    expect(list.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    expect(codes).toEqual(expect.arrayContaining(['json_truncated', 'broken_off']));
  });

  it.each([
    '',
    'I am sorry, I cannot do that.',
    '{}',
    '[]',
    'null',
    '42',
    '{"scenes": 7}',
    '{"scenes": []}',
    '{"scenes":[{}]}',
  ])('that is no direction gives issues: %s', (content) => {
    const result = parseDirection(content, order());
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.issues.length).toBeGreaterThan(0);
  });

  it('tells exactly what is missing', () => {
    const result = parseDirection(written({ startPrompt: '', endPrompt: null }), order());
    expect(result).toMatchObject({
      ok: false,
      issues: [
        { path: 'scenes[0].shots[0].startPrompt', message: 'must describe what the first frame shows' },
        { path: 'scenes[0].shots[0].endPrompt', message: 'must describe what the last frame shows' },
      ],
    });
  });

  it('is refused unread beyond 1.5 million characters', () => {
    expect(parseDirection(SOUND.padEnd(1_500_001), order())).toMatchObject({ ok: false });
  });

  it('cannot reach a prototype', () => {
    const content = written({}).replace(
      '{',
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}},',
    );
    parsed(content);
    parsed(`x ${content}`);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('fields', () => {
  it.each([
    ['7s', 7],
    ['7.5 seconds', 7.5],
    ['7,5', 7.5],
    ['0:08', 8],
    ['6-8', 7],
    ['7000ms', 7],
    [12, 10],
    [0, 5],
    ['about 9 sec', 9],
    [{ seconds: 6 }, 6],
  ])('reads %j as %d seconds', (duration, seconds) => {
    expect(parsed(written({ duration })).shots[0]?.duration).toBe(seconds);
  });

  it('says so when a length was out of bounds or missing', () => {
    expect(parsed(written({ duration: 12 })).changes).toContainEqual({
      code: 'duration_bounds',
      message: '12 s was asked for; shots last 5–10 s, so it gets 10 s.',
      shotId: 1,
    });
    expect(parsed(written({ duration: 'long' })).codes).toContain('duration_missing');
  });

  it.each([
    ['Push-in', 'push_in', false],
    ['PUSH_IN', 'push_in', false],
    ['pushIn', 'push_in', false],
    ['dolly zoom', 'push_in', true],
    ['slow push in', 'push_in', false],
    ['zoom out', 'pull_out', true],
    ['Truck left', 'dolly_left', true],
    ['tracking shot to the right', 'dolly_right', true],
    ['pedestal down', 'crane_down', true],
    ['whip pan', 'pan_right', true],
    ['handheld', 'static', true],
    ['Static shot', 'static', false],
    ['tilt', 'tilt_up', true],
  ])('reads the camera move %j as %s', (cameraMove, value, told) => {
    const { shots: list, codes } = parsed(written({ cameraMove }));
    expect(list[0]?.cameraMove).toBe(value);
    expect(codes.includes('word_read')).toBe(told);
  });

  it.each([
    ['fade to black', 'fade_black'],
    ['Cross-dissolve', 'crossfade'],
    ['cross fade', 'crossfade'],
    ['dip to white', 'fade_white'],
    ['smash cut', 'cut'],
    ['wipe', 'wipe_left'],
    ['Wipe right', 'wipe_right'],
    ['none', 'cut'],
  ])('reads the transition %j as %s', (transitionOut, value) => {
    expect(parsed(written({ transitionOut })).shots[0]?.transitionOut).toBe(value);
  });

  it.each([
    ['ECU', 'extreme_close_up'],
    ['Close-up', 'close_up'],
    ['MCU', 'close_up'],
    ['establishing shot', 'extreme_wide'],
    ['Extreme Wide Shot', 'extreme_wide'],
    ['medium long shot', 'full'],
    ['two-shot', 'medium'],
    ['LS', 'wide'],
  ])('reads the shot size %j as %s', (shotSize, value) => {
    expect(parsed(written({ shotSize })).shots[0]?.shotSize).toBe(value);
  });

  it('falls back where a word means nothing, and says so', () => {
    const { shots: list, codes } = parsed(written({ cameraMove: 'xyzzy', transitionOut: 'qqq', shotSize: 'zzz' }));
    expect(list[0]).toMatchObject({ cameraMove: 'static', shotSize: 'medium' });
    expect(list[0]).not.toHaveProperty('transitionOut');
    expect(codes.filter((code) => code === 'word_unknown')).toHaveLength(3);
  });

  it('takes null for an absent optional field', () => {
    const [first] = parsed(written({ colorPalette: null, transitionIn: null, transitionOut: null })).shots;
    expect(first).not.toHaveProperty('colorPalette');
    expect(first).not.toHaveProperty('transitionIn');
  });

  it('reads snake_case, and other names', () => {
    const content = JSON.stringify({
      video_title: 'Fog',
      scene_list: [
        {
          scene_name: 'Sea',
          shots: [
            {
              shot_id: 'shot_4',
              duration_seconds: '6',
              start_frame_prompt: 'a',
              end_frame_prompt: 'b',
              action: 'c',
              camera_movement: 'pan left',
              framing: 'wide',
              light: ['soft', 'grey'],
              colors: ['teal', 'rust'],
              continues_previous: 'no',
            },
          ],
        },
      ],
    });
    const { direction, shots: list } = parsed(content.replace('scene_list', 'scenes'));
    expect(direction.title).toBe('Fog');
    expect(list[0]).toMatchObject({
      id: 4,
      duration: 6,
      startPrompt: 'a',
      motionPrompt: 'c',
      cameraMove: 'pan_left',
      shotSize: 'wide',
      lighting: 'soft, grey',
      colorPalette: 'teal, rust',
      continuesPrevious: false,
    });
  });

  it('cuts texts to their bounds with a notice, never inside a character', () => {
    const { shots: list, codes } = parsed(
      written({ startPrompt: '🐋'.repeat(3000), lighting: 'soft light '.repeat(100) }),
    );
    expect(list[0]?.startPrompt.length).toBeLessThanOrEqual(4000);
    expect(list[0]?.startPrompt.isWellFormed()).toBe(true);
    expect(list[0]?.lighting.length).toBeLessThanOrEqual(500);
    expect(codes.filter((code) => code === 'text_cut')).toHaveLength(2);
  });

  it('puts a missing end frame or motion together from the rest, with a notice', () => {
    const noEnd = parsed(written({ endPrompt: undefined }));
    expect(noEnd.shots[0]?.endPrompt).toContain('Motion of 1');
    expect(noEnd.codes).toContain('end_prompt_derived');
    const noMotion = parsed(written({ motionPrompt: undefined }));
    expect(noMotion.shots[0]?.motionPrompt).toContain('End of 1');
    const noStart = parsed(written({}, [{ ...shot(2, { continuesPrevious: true }), startPrompt: undefined }]));
    expect(noStart.shots[1]?.startPrompt).toBe('End of 1');
  });
});

describe('ids', () => {
  it('stay where they are unique, and go on after the highest where not', () => {
    const content = JSON.stringify(film([shot(1), shot(2)], [shot(1), shot(7)], [{ ...shot(0), id: 'x' } as never]));
    const { shots: list, changes } = parsed(content);
    expect(list.map(({ id }) => id)).toEqual([1, 2, 8, 7, 9]);
    expect(changes.find(({ code }) => code === 'id_duplicate')).toMatchObject({ shotId: 8 });
  });

  it('that were in use before do not go to new shots', () => {
    const content = JSON.stringify(film([shot(1), { ...shot(2), id: undefined } as never]));
    const result = parseDirection(content, order(), { reservedIds: [1, 2, 3] });
    expect(result.ok && allShots(result.direction).map(({ id }) => id)).toEqual([1, 4]);
  });
});

describe('structure', () => {
  it('of flat lists is made from what shots say of their scene', () => {
    const flat = shots(4).map((each, index) => ({ ...each, scene: index < 3 ? 'Sea' : 'Shore' }));
    const { direction, codes } = parsed(JSON.stringify({ title: 'x', shots: flat }));
    expect(direction.scenes.map(({ name, shots: list }) => [name, list.length])).toEqual([
      ['Sea', 3],
      ['Shore', 1],
    ]);
    expect(codes).toContain('flat_shots');
    expect(parsed(JSON.stringify(shots(2))).shots).toHaveLength(2);
    expect(parsed(JSON.stringify({ scenes: shots(2) })).shots).toHaveLength(2);
  });

  it('loses scenes without shots, with a notice', () => {
    const { direction, codes } = parsed(JSON.stringify(film([shot(1)], [], [shot(2)])));
    expect(direction.scenes.map(({ id }) => id)).toEqual([1, 3]);
    expect(codes).toContain('scene_empty');
  });

  it('may hold scenes and shots as objects', () => {
    const content = JSON.stringify({ scenes: { one: { shots: { a: shot(1), b: shot(2) } } } });
    expect(parsed(content).shots).toHaveLength(2);
  });

  it('keeps to maxScenes by joining the smallest neighbours', () => {
    const content = JSON.stringify(film(shots(3), [shot(4)], [shot(5)]));
    const { direction, codes } = parsed(content, order({ constraints: { maxScenes: 2 } }));
    expect(direction.scenes.map(({ shots: list }) => list.map(({ id }) => id))).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    expect(direction.scenes[1]?.name).toBe('Scene 2 / Scene 3');
    expect(codes).toContain('max_scenes');
  });

  it('keeps to maxShotsPerScene by splitting, or by leaving out where no scene more is allowed', () => {
    const content = JSON.stringify(film(shots(5)));
    const split = parsed(content, order({ constraints: { maxShotsPerScene: 2 } }));
    expect(split.direction.scenes.map(({ shots: list }) => list.length)).toEqual([2, 1, 2]);
    expect(new Set(split.direction.scenes.map(({ id }) => id)).size).toBe(3);
    const dropped = parsed(content, order({ targetDuration: 20, constraints: { maxShotsPerScene: 3, maxScenes: 1 } }));
    expect(dropped.shots.map(({ id }) => id)).toEqual([1, 2, 5]);
    expect(dropped.codes).toContain('max_shots');
  });

  it('holds at most 720 shots', () => {
    const result = parseDirection(JSON.stringify(film(...Array.from({ length: 8 }, () => shots(100)))), order());
    expect(result).toMatchObject({ ok: false, issues: [{ path: 'scenes' }] });
  });

  it('gets a title, a story and scene texts where they are missing', () => {
    const { direction, codes } = parsed(JSON.stringify({ scenes: [{ shots: [shot(1)] }] }));
    expect(direction.title).toBe('A lighthouse keeper finds a whale in the fog');
    expect(direction.scenes[0]).toMatchObject({ name: 'Scene 1', description: 'Start of 1' });
    expect(codes).toEqual(expect.arrayContaining(['title_missing', 'narrative_missing', 'scene_text_missing']));
  });

  it('reads look and cast, each name once', () => {
    const content = JSON.stringify({
      ...film([shot(1)]),
      look: 'grainy 16 mm',
      characters: [{ name: 'Mara', appearance: 'red coat' }, { name: 'mara', appearance: 'x' }, { name: 'No one' }],
      cast: undefined,
    });
    const { direction } = parsed(content);
    expect(direction.look).toEqual({ palette: '', lens: '', style: 'grainy 16 mm' });
    expect(direction.cast).toEqual([{ name: 'Mara', description: 'red coat' }]);
  });
});
