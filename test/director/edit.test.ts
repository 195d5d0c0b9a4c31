import { describe, expect, it } from 'vitest';
import { editShot } from '../../src/director/edit.ts';
import type { EditShot } from '../../src/types/api.ts';
import { EditShotSchema } from '../../src/types/api.ts';
import { AppError } from '../../src/types/errors.ts';
import { allShots, type VideoDirection } from '../../src/types/project.ts';
import { film, model, order, shot, shots } from './fixtures.ts';

/** Three shots, the second continuing the first. */
function take(): VideoDirection {
  return film(
    [shot(1), shot(2, { continuesPrevious: true, startPrompt: 'End of 1' })],
    [shot(3, { transitionIn: 'crossfade' })],
  );
}

function edited(direction: VideoDirection, shotId: number, edit: EditShot) {
  const result = editShot(direction, shotId, EditShotSchema.parse(edit), order({ targetDuration: 21 }));
  return { ...result, shots: allShots(result), codes: result.notices.map(({ code }) => code) };
}

function refusal(action: () => unknown): AppError {
  try {
    action();
  } catch (error) {
    if (AppError.is(error)) return error;
  }
  throw new Error('was not refused');
}

describe('editShot', () => {
  it('replaces fields, takes optional ones away with null, and leaves the old direction alone', () => {
    const before = film([shot(1, { colorPalette: 'blue', transitionOut: 'fade_black' })]);
    const after = edited(before, 1, { lighting: 'noon', colorPalette: null, transitionOut: null });
    expect(after.shots[0]).toEqual(shot(1, { lighting: 'noon' }));
    expect(before.scenes[0]?.shots[0]?.colorPalette).toBe('blue');
  });

  it('keeps fields that are not mentioned', () => {
    const after = edited(film([shot(1, { colorPalette: 'blue', transitionOut: 'fade_black' })]), 1, {
      lighting: 'noon',
    });
    expect(after.shots[0]).toMatchObject({ colorPalette: 'blue', transitionOut: 'fade_black' });
  });

  it('counts the film’s length anew and says when it leaves its target', () => {
    const after = edited(film(shots(3)), 2, { duration: 9 });
    expect(after.totalDuration).toBe(23);
    expect(after.notices.at(-1)).toEqual({
      code: 'film_length',
      message: 'The film lasts 23 s, 2 s more than the 21 s asked for: shots keep the lengths they were given.',
    });
    expect(edited(after, 2, { duration: 7 }).codes).toEqual([]);
  });

  it('puts lengths on whole frames', () => {
    expect(edited(film(shots(3)), 2, { duration: 7.01 }).shots[1]?.duration).toBe(7);
  });

  it('changes a shared picture from either side', () => {
    expect(edited(take(), 1, { endPrompt: 'A door' }).shots[1]?.startPrompt).toBe('A door');
    const after = edited(take(), 2, { startPrompt: 'A gate' });
    expect(after.shots[0]?.endPrompt).toBe('A gate');
    expect(after.shots[1]).toMatchObject({ startPrompt: 'A gate', continuesPrevious: true });
  });

  it('breaks the tie when a transition is set between the two', () => {
    const out = edited(take(), 1, { transitionOut: 'crossfade' });
    expect(out.shots[1]).toMatchObject({ continuesPrevious: false, startPrompt: 'End of 1' });
    expect(out.codes).toContain('continuity_untied');
    expect(out.totalDuration).toBe(20);
    expect(edited(take(), 2, { transitionIn: 'wipe_left' }).shots[1]?.continuesPrevious).toBe(false);
    expect(edited(take(), 1, { transitionOut: 'cut' }).shots[1]?.continuesPrevious).toBe(true);
  });

  it('ties a shot to the one before with a cut and its last picture', () => {
    const before = film([shot(1, { transitionOut: 'crossfade' }), shot(2)]);
    const after = edited(before, 2, { continuesPrevious: true });
    expect(after.shots[0]).not.toHaveProperty('transitionOut');
    expect(after.shots[1]).toMatchObject({ continuesPrevious: true, startPrompt: 'End of 1' });
    expect(after.codes).toContain('continuity_cut');
    expect(edited(after, 2, { continuesPrevious: false }).shots[1]?.startPrompt).toBe('End of 1');
  });

  it('makes an edited transition count against the neighbour’s', () => {
    const before = film([shot(1, { transitionOut: 'crossfade' }), shot(2), shot(3, { transitionIn: 'crossfade' })]);
    expect(edited(before, 2, { transitionIn: 'cut' }).totalDuration).toBe(20.5);
    expect(edited(before, 2, { transitionOut: 'cut' }).totalDuration).toBe(20.5);
    expect(edited(before, 2, { transitionIn: null }).totalDuration).toBe(20);
  });

  it('drops notices about what the shot was', () => {
    const before = {
      ...film(shots(3)),
      notices: [
        { code: 'text_cut', message: 'x', shotId: 1 },
        { code: 'text_cut', message: 'x', shotId: 2 },
        { code: 'end_frame_unsupported', message: 'x' },
      ],
    };
    expect(edited(before, 2, { lighting: 'noon' }).notices.map(({ shotId }) => shotId)).toEqual([1, undefined]);
  });

  it('says when a clip will be trimmed', () => {
    const after = editShot(
      film(shots(3)),
      2,
      { duration: 7 },
      order({ targetDuration: 21 }),
      model({ durations: [5, 10] }),
    );
    expect(after.notices.map(({ code }) => code)).toContain('clip_trimmed');
  });

  it('refuses what cannot be', () => {
    expect(refusal(() => edited(take(), 9, { lighting: 'x' })).code).toBe('not_found');
    expect(refusal(() => edited(take(), 1, { continuesPrevious: true })).details.fields?.[0]?.path).toBe(
      'continuesPrevious',
    );
    const both = { continuesPrevious: true, transitionIn: 'crossfade' } as const;
    expect(refusal(() => edited(take(), 3, both)).details.fields?.[0]?.path).toBe('transitionIn');
  });
});
