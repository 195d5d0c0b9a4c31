import { clipSeconds, secondsOf } from '../lib/clip-seconds.ts';
import { boundaryTransition, shotFrames } from '../lib/timeline.ts';
import type { EditShot } from '../types/api.ts';
import { AppError } from '../types/errors.ts';
import { allShots, type DirectedShot, type DirectorInput, type Notice, type VideoDirection } from '../types/project.ts';
import type { ModelInfo } from '../types/providers.ts';
import { settleContinuity, withShots } from './continuity.ts';
import { limitNotices } from './draft.ts';
import { settleDurations } from './durations.ts';
import { durationOf } from './finish.ts';

/** Notices that are about the film as it now is, and so are made anew after an edit. */
const RECOMPUTED = new Set(['film_length', 'clip_trimmed', 'clips_trimmed', 'clips_too_short']);

/** Fields that null takes away. */
const REMOVABLE = ['colorPalette', 'transitionIn', 'transitionOut'] as const;

function changedShot(shot: DirectedShot, edit: EditShot): DirectedShot {
  const { colorPalette, transitionIn, transitionOut, ...rest } = shot;
  const optional = { colorPalette, transitionIn, transitionOut };
  const changed: Record<string, unknown> = { ...rest };
  for (const [field, value] of Object.entries({ ...optional, ...edit })) {
    if (value !== undefined && value !== null) changed[field] = value;
    else if (!(REMOVABLE as readonly string[]).includes(field)) changed[field] = shot[field as keyof DirectedShot];
  }
  return changed as DirectedShot;
}

function impossible(field: string, message: string): AppError {
  return new AppError('invalid_input', `This shot cannot be changed so: ${message}.`, {
    fields: [{ path: field, message }],
  });
}

function isCut(transition: unknown): boolean {
  return transition === undefined || transition === null || transition === 'cut';
}

/** Shots around an edited one, as the edit leaves them. */
interface Neighbourhood {
  previous: DirectedShot | undefined;
  shot: DirectedShot;
  next: DirectedShot | undefined;
  notices: Notice[];
}

/** Settles the boundary to the shot before: what the user has just said wins over what was there. */
function settleBefore(around: Neighbourhood, edit: EditShot): Neighbourhood {
  const { previous, shot } = around;
  if (!shot.continuesPrevious) return around;
  if (!previous) throw impossible('continuesPrevious', 'the first shot has nothing to continue');
  if (!isCut(edit.transitionIn)) {
    if (edit.continuesPrevious) {
      throw impossible('transitionIn', 'a shot that continues the one before begins with a cut');
    }
    return untie(around, 'shot', previous.id);
  }
  // Both prompts are one picture: whichever side was written last is what it shows.
  if (edit.startPrompt !== undefined) {
    return { ...around, previous: { ...previous, endPrompt: edit.startPrompt } };
  }
  return { ...around, shot: { ...shot, startPrompt: previous.endPrompt } };
}

/** Settles the boundary to the next shot, which may continue the edited one. */
function settleAfter(around: Neighbourhood, edit: EditShot): Neighbourhood {
  const { shot, next } = around;
  if (!next?.continuesPrevious) return around;
  if (!isCut(edit.transitionOut)) return untie(around, 'next', shot.id);
  return { ...around, next: { ...next, startPrompt: shot.endPrompt } };
}

function untie(around: Neighbourhood, which: 'shot' | 'next', earlierId: number): Neighbourhood {
  const later = around[which];
  if (!later) return around;
  const notice = {
    code: 'continuity_untied',
    message: `It no longer continues shot ${earlierId}, since there is a transition between them now.`,
    shotId: later.id,
  };
  return { ...around, [which]: { ...later, continuesPrevious: false }, notices: [...around.notices, notice] };
}

function trimNotice(shot: DirectedShot, input: DirectorInput, model: ModelInfo | undefined): Notice[] {
  const seconds = clipSeconds(shot.duration, model?.durations, input.frameRate);
  const frames = shotFrames(shot.duration, input.frameRate);
  if (!model?.durations || shotFrames(seconds, input.frameRate) === frames) return [];
  const message = `${model.name} makes a clip of ${seconds} s for this shot of ${secondsOf(frames, input.frameRate)} s.`;
  return [{ code: 'clip_trimmed', message, shotId: shot.id }];
}

/**
 * Changes one shot by hand and gives back the new direction; the old one is not touched. Null takes an optional field
 * away. Other shots keep their lengths, so the film may leave its target, which is a notice and no error.
 *
 * A shot that continues the one before shares a picture with it. Editing the prompt on either side changes that
 * picture, so the other side follows. Setting a transition between the two breaks the tie; setting `continuesPrevious`
 * makes the boundary a cut. `estimatedCost` stays as it was: price the direction anew.
 * @param videoModel the chosen model's row, for the notice where a clip will be trimmed. Default: nothing is known.
 * @throws AppError `not_found` when there is no such shot; `invalid_input` when the edit contradicts itself or lets the
 *   first shot continue another.
 */
export function editShot(
  direction: VideoDirection,
  shotId: number,
  edit: EditShot,
  input: DirectorInput,
  videoModel?: ModelInfo,
): VideoDirection {
  const shots = allShots(direction);
  const index = shots.findIndex((shot) => shot.id === shotId);
  const old = shots[index];
  if (!old) throw new AppError('not_found', `This direction has no shot ${shotId}.`, { context: { shotId } });

  const duration =
    edit.duration === undefined
      ? {}
      : { duration: secondsOf(shotFrames(edit.duration, input.frameRate), input.frameRate) };
  const around = settleAfter(
    settleBefore(
      {
        previous: shots[index - 1],
        shot: { ...changedShot(old, edit), ...duration },
        next: shots[index + 1],
        notices: [],
      },
      edit,
    ),
    edit,
  );
  const edited = shots.map((shot, position) => {
    if (position === index - 1) return around.previous ?? shot;
    if (position === index) return around.shot;
    return position === index + 1 ? (around.next ?? shot) : shot;
  });
  const settled = settleContinuity(withShots(direction, settleTransitions(edited, index, edit)));
  const { targetDuration, frameRate } = input;
  const length = settleDurations(allShots(settled.direction), {
    targetDuration,
    frameRate,
    locked: new Set(shots.map((shot) => shot.id)),
    aim: 'as_wished',
  });
  const kept = direction.notices.filter((notice) => notice.shotId !== shotId && !RECOMPUTED.has(notice.code));
  return {
    ...settled.direction,
    totalDuration: durationOf(settled.direction, frameRate),
    notices: limitNotices([
      ...kept,
      ...around.notices,
      ...settled.notices,
      ...allShots(settled.direction).flatMap((shot) => trimNotice(shot, input, videoModel)),
      ...length.notices,
    ]),
  };
}

/**
 * Makes an edited transition count. Between two shots the earlier one's `transitionOut` speaks first unless it is a cut,
 * so what the user has just set might go unheard; then the neighbour's word is taken away.
 */
function settleTransitions(shots: readonly DirectedShot[], index: number, edit: EditShot): DirectedShot[] {
  const [previous, shot, next] = [shots[index - 1], shots[index], shots[index + 1]];
  const settled = [...shots];
  if (!shot) return settled;
  if (previous && edit.transitionIn && boundaryTransition(previous, shot) !== edit.transitionIn) {
    const { transitionOut: _, ...silent } = previous;
    settled[index - 1] = silent;
  }
  if (next && edit.transitionOut && boundaryTransition(shot, next) !== edit.transitionOut) {
    const { transitionIn: _, ...silent } = next;
    settled[index + 1] = silent;
  }
  return settled;
}
