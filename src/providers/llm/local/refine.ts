import type { DirectorBrief } from '../../../types/brief.ts';
import type { CameraMove, ShotSize, TransitionType } from '../../../types/film.ts';
import { type Notice, VideoDirectionSchema } from '../../../types/project.ts';
import { writePlan } from './plan.ts';
import type { DraftShot, LocalPlan } from './plan-types.ts';

/** A wish the rules understand: what it sounds like, and what it does to a shot. */
interface Wish {
  hears: RegExp;
  does: string;
  change(shot: DraftShot): Partial<DraftShot>;
}

const relit =
  (words: string) =>
  (shot: DraftShot): Partial<DraftShot> => ({
    lighting: words,
    startPrompt: shot.startPrompt.replaceAll(shot.lighting, words),
    endPrompt: shot.endPrompt.replaceAll(shot.lighting, words),
  });
const moved = (cameraMove: CameraMove) => (): Partial<DraftShot> => ({ cameraMove });
const sized =
  (shotSize: ShotSize, words: string) =>
  (shot: DraftShot): Partial<DraftShot> => ({
    shotSize,
    startPrompt: shot.startPrompt.replace(/^[A-Z][a-z -]+(?=:)/, words),
    endPrompt: shot.endPrompt.replace(/^[A-Z][a-z -]+(?=:)/, words),
  });
const joined = (transitionOut: TransitionType) => (): Partial<DraftShot> => ({ transitionOut });

const WISHES: readonly Wish[] = [
  {
    hears: /\b(dark|darker|moodier|gloom)/i,
    does: 'darker light',
    change: relit('low-key light, deep shadows, one small source'),
  },
  {
    hears: /\b(bright|brighter|lighter|sunny)/i,
    does: 'brighter light',
    change: relit('bright open light, high key, soft shadows'),
  },
  { hears: /\b(warm|warmer|golden)/i, does: 'warmer light', change: relit('warm golden light, long soft shadows') },
  {
    hears: /\b(cold|colder|cool|cooler|bluer)/i,
    does: 'colder light',
    change: relit('cold blue light, pale highlights'),
  },
  { hears: /\bclose[- ]?ups?\b/i, does: 'close-ups', change: sized('close_up', 'Close-up') },
  { hears: /\bwide(r)?\b/i, does: 'wide shots', change: sized('wide', 'Wide shot') },
  { hears: /\bpush(es)?[- ]?in\b/i, does: 'push-ins', change: moved('push_in') },
  { hears: /\bpull(s)?[- ]?(out|back)\b/i, does: 'pull-outs', change: moved('pull_out') },
  { hears: /\b(static|still camera|lock(ed)?[- ]?off)\b/i, does: 'a still camera', change: moved('static') },
  { hears: /\bcrossfades?|dissolves?\b/i, does: 'crossfades', change: joined('crossfade') },
  { hears: /\b(hard )?cuts?\b/i, does: 'cuts', change: joined('cut') },
  {
    hears: /\b(long|longer|slower|linger)/i,
    does: 'longer shots',
    change: (shot) => ({ duration: Math.min(10, shot.duration + 1.5) }),
  },
  {
    hears: /\b(short|shorter|faster|quicker)/i,
    does: 'shorter shots',
    change: (shot) => ({ duration: Math.max(5, shot.duration - 1.5) }),
  },
];

/** Words of a wish that say nothing of where it applies. */
const COMMON = new Set(
  'make makes more less with the and for into this that scene shot shots close close-ups closeups longer shorter darker brighter want give have very much please should some'.split(
    ' ',
  ),
);

function concerns(feedback: string, plan: LocalPlan, shotId: number | undefined): Set<number> {
  const all = plan.scenes.flatMap((scene) => scene.shots.map((shot) => ({ scene, shot })));
  if (shotId !== undefined) return new Set([shotId]);
  const numbered = [...feedback.matchAll(/\b(scene|shot)s?\s+(\d+)/gi)];
  if (numbered.length > 0) {
    return new Set(
      all
        .filter(({ scene, shot }) =>
          numbered.some(([, what, id]) => Number(id) === (what?.toLowerCase() === 'scene' ? scene.id : shot.id)),
        )
        .map(({ shot }) => shot.id),
    );
  }
  if (/\b(ending|end of the film|last)\b/i.test(feedback))
    return new Set(plan.scenes.at(-1)?.shots.map((shot) => shot.id));
  if (/\b(opening|beginning|first)\b/i.test(feedback)) return new Set(plan.scenes[0]?.shots.map((shot) => shot.id));
  const words = (feedback.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => !COMMON.has(word));
  const named = all.filter(({ scene, shot }) =>
    words.some((word) => `${scene.name} ${shot.startPrompt} ${shot.motionPrompt}`.toLowerCase().includes(word)),
  );
  return new Set((named.length > 0 && named.length < all.length ? named : all).map(({ shot }) => shot.id));
}

/**
 * Changes a plan by rules: light, size, movement, transitions and length of the shots the words point at. What is not
 * understood becomes a visual note in those shots, and the answer says so. Shots not concerned stay as they are.
 */
export function refinePlan(brief: DirectorBrief): LocalPlan {
  const current = VideoDirectionSchema.pick({
    title: true,
    narrative: true,
    scenes: true,
    look: true,
    cast: true,
  }).safeParse(brief.direction);
  const feedback = brief.feedback ?? '';
  if (!current.success) return writePlan(brief);
  const fresh = writePlan(brief);
  const plan: LocalPlan = { ...current.data, look: current.data.look ?? fresh.look };
  const ids = concerns(feedback, plan, brief.shotId);
  const wishes = WISHES.filter((wish) => wish.hears.test(feedback));
  const removed = /\b(remove|delete|drop|cut out)\s+shot\s+(\d+)/i.exec(feedback);
  if (removed) {
    const scenes = plan.scenes
      .map((scene) => ({ ...scene, shots: scene.shots.filter((shot) => shot.id !== Number(removed[2])) }))
      .filter((scene) => scene.shots.length > 0);
    if (scenes.length > 0) return { ...plan, scenes, notices: [understood(`removed shot ${removed[2]}`)] };
  }
  const note = ` Note: ${feedback.replace(/\s+/g, ' ').slice(0, 200)}.`;
  const change = (shot: DraftShot): DraftShot => {
    if (!ids.has(shot.id)) return shot;
    if (wishes.length === 0)
      return {
        ...shot,
        startPrompt: shot.continuesPrevious ? shot.startPrompt : shot.startPrompt + note,
        endPrompt: shot.endPrompt + note,
      };
    const changed = { ...shot };
    for (const wish of wishes) Object.assign(changed, wish.change(changed));
    return changed;
  };
  const scenes = plan.scenes.map((scene) => ({ ...scene, shots: scene.shots.map(change) }));
  return {
    ...plan,
    scenes,
    notices: [
      understood(
        wishes.length > 0
          ? `${wishes.map((wish) => wish.does).join(', ')} in ${ids.size} shot(s)`
          : 'nothing the rules know; the words went into the pictures as a note',
      ),
    ],
  };
}

function understood(what: string): Notice {
  return { code: 'local_refine', message: `The local director understood: ${what}.` };
}
