import { describe, expect, it } from 'vitest';
import { keyframePlan, settleContinuity } from '../../src/director/continuity.ts';
import {
  deriveMotionPrompt,
  derivePrompt,
  IMAGE_PROMPT_LIMIT,
  MOTION_PROMPT_LIMIT,
} from '../../src/director/derive-prompts.ts';
import { allShots } from '../../src/types/project.ts';
import { film, shot } from './fixtures.ts';

describe('settleContinuity', () => {
  it('makes continued boundaries cuts that share one picture, across scenes too', () => {
    const before = film(
      [shot(1, { continuesPrevious: true }), shot(2, { continuesPrevious: true, transitionOut: 'crossfade' })],
      [shot(3, { continuesPrevious: true, transitionIn: 'wipe_left' }), shot(4, { transitionIn: 'fade_black' })],
    );
    const { direction, notices } = settleContinuity(before);
    const list = allShots(direction);
    expect(list.map(({ continuesPrevious }) => continuesPrevious)).toEqual([false, true, true, false]);
    expect(list.map(({ startPrompt }) => startPrompt)).toEqual(['Start of 1', 'End of 1', 'End of 2', 'Start of 4']);
    expect(list[1]).not.toHaveProperty('transitionOut');
    expect(list[2]).not.toHaveProperty('transitionIn');
    expect(list[3]?.transitionIn).toBe('fade_black');
    expect(notices.map(({ code, shotId }) => [code, shotId])).toEqual([
      ['continuity_first', 1],
      ['continuity_shared_frame', 2],
      ['continuity_cut', 3],
      ['continuity_shared_frame', 3],
    ]);
    expect(settleContinuity(direction)).toEqual({ direction, notices: [] });
    expect(before.scenes[0]?.shots[0]?.continuesPrevious).toBe(true);
  });
});

describe('keyframePlan', () => {
  const take = film([shot(4), shot(2, { continuesPrevious: true, startPrompt: 'End of 4' })], [shot(9)]);

  it('draws N + 1 images for N shots in one take', () => {
    const plan = keyframePlan(take, { endFrames: true });
    expect(plan.keyframes.map(({ key }) => key)).toEqual(['4-start', '4-end', '2-end', '9-start', '9-end']);
    expect(plan.shots).toEqual([
      { shotId: 4, start: '4-start', end: '4-end' },
      { shotId: 2, start: '4-end', end: '2-end' },
      { shotId: 9, start: '9-start', end: '9-end' },
    ]);
    expect(plan.keyframes[1]).toEqual({ key: '4-end', shotId: 4, frame: 'end', prompt: 'End of 4' });
  });

  it('draws one image per shot where no last frame is taken', () => {
    const plan = keyframePlan(take, { endFrames: false });
    expect(plan.keyframes.map(({ key, prompt }) => [key, prompt])).toEqual([
      ['4-start', 'Start of 4'],
      ['2-start', 'End of 4'],
      ['9-start', 'Start of 9'],
    ]);
    expect(plan.shots[1]).toEqual({ shotId: 2, start: '2-start' });
  });
});

describe('derived prompts', () => {
  const direction = {
    ...film([]),
    look: { palette: 'grey and amber', lens: '35 mm', style: 'live action' },
    cast: [
      { name: 'Mara', description: 'a woman of sixty in a red oilskin' },
      { name: 'The Whale', description: 'a pale sperm whale' },
      { name: 'Ma', description: 'never meant here' },
      { name: '灯台守', description: '老いた男' },
    ],
  };
  const scene = { mood: 'uneasy' };

  it('carry the cast that is named, and the look', () => {
    const each = shot(1, {
      startPrompt: 'Mara lifts a lamp. Fog.',
      endPrompt: "The whale's eye opens",
      shotSize: 'close_up',
    });
    expect(derivePrompt(direction, scene, each, 'start')).toBe(
      'Mara lifts a lamp. Fog. Mara: a woman of sixty in a red oilskin. close-up. Lighting: dusk. ' +
        'Palette: grey and amber. Mood: uneasy. Lens: 35 mm. Style: live action.',
    );
    expect(derivePrompt(direction, scene, each, 'end')).toContain('The Whale: a pale sperm whale.');
    expect(derivePrompt(direction, scene, each, 'end')).not.toContain('Mara');
    // A push-in ends closer than the shot's own size.
    const closer = shot(1, { shotSize: 'medium', endPrompt: 'Close-up: the lamp' });
    expect(derivePrompt(direction, scene, closer, 'end')).not.toContain('medium shot');
    expect(derivePrompt(direction, scene, shot(1, { startPrompt: '老いた灯台守が立つ' }), 'start')).toContain(
      '老いた男',
    );
  });

  it('say nothing twice, and prefer a shot’s own palette', () => {
    const each = shot(1, {
      startPrompt: 'A close-up at dusk, live action',
      shotSize: 'close_up',
      colorPalette: 'blue',
    });
    expect(derivePrompt(direction, scene, each, 'start')).toBe(
      'A close-up at dusk, live action. Palette: blue. Mood: uneasy. Lens: 35 mm.',
    );
  });

  it('stay within their bounds', () => {
    const long = shot(1, { startPrompt: 'Mara waits. '.repeat(333), motionPrompt: 'She turns. '.repeat(300) });
    const prompt = derivePrompt(direction, scene, long, 'start');
    expect(prompt.length).toBeLessThanOrEqual(IMAGE_PROMPT_LIMIT);
    expect(deriveMotionPrompt(direction, long).length).toBeLessThanOrEqual(MOTION_PROMPT_LIMIT);
  });

  it('name the camera move unless the motion does', () => {
    const plain = { cast: [] };
    expect(deriveMotionPrompt(plain, shot(1, { motionPrompt: 'Fog rolls in', cameraMove: 'push_in' }))).toBe(
      'Fog rolls in. The camera pushes in. Lighting: dusk.',
    );
    expect(deriveMotionPrompt(plain, shot(1, { motionPrompt: 'The camera glides' }))).toBe(
      'The camera glides. Lighting: dusk.',
    );
  });

  it('carry cast and look into the motion too, as far as there is room', () => {
    const turned = shot(1, { motionPrompt: 'Mara turns', cameraMove: 'static', colorPalette: 'blue' });
    expect(deriveMotionPrompt(direction, turned)).toBe(
      'Mara turns. The camera stays still. Mara: a woman of sixty in a red oilskin. Style: live action. Lighting: dusk. Palette: blue.',
    );
    const long = { ...turned, motionPrompt: `Mara turns ${'and turns '.repeat(92)}back.` };
    const prompt = deriveMotionPrompt(direction, long);
    expect(prompt).toContain('The camera stays still.');
    expect(prompt).not.toContain('Mara: a woman');
    expect(prompt.length).toBeLessThanOrEqual(MOTION_PROMPT_LIMIT);
  });
});
