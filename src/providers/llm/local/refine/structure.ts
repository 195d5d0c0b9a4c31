import type { ShotSize } from '../../../../types/film.ts';
import { sizeWords } from '../camera.ts';
import type { DraftScene, DraftShot, LocalPlan } from '../plan-types.ts';
import { sentenceCase, withArticle } from '../reading/inflect.ts';
import { scenesIn, shotsIn, shows, telling } from './target.ts';

/** A plan whose order or number of shots changed, and what was done in words. */
export interface Restructured {
  plan: LocalPlan;
  done: string;
}

const REMOVE = /\b(?:remove|delete|drop|cut out|leave out|get rid of|take out|lose|skip)\b/i;
const ADD = /\b(?:add|insert|include|give us|i want|we need|show)\b/i;
const SIZE_WORDS: readonly (readonly [RegExp, ShotSize])[] = [
  [/\bextreme close[- ]?ups?\b|\bmacro\b/i, 'extreme_close_up'],
  [/\bclose[- ]?ups?\b/i, 'close_up'],
  [/\bextreme wides?\b|\baerials?\b/i, 'extreme_wide'],
  [/\bwide\b|\blong shots?\b/i, 'wide'],
  [/\bmedium\b/i, 'medium'],
  [/\bfull\b/i, 'full'],
];

/** The shot size a clause names. */
export function sizeIn(clause: string): ShotSize | undefined {
  return SIZE_WORDS.find(([pattern]) => pattern.test(clause))?.[1];
}

/** Shots that lose their predecessor begin a take of their own. */
function untied(scenes: readonly DraftScene[], gone: ReadonlySet<number>): DraftScene[] {
  let lost = false;
  return scenes
    .map((scene) => ({
      ...scene,
      shots: scene.shots.flatMap((shot): DraftShot[] => {
        if (gone.has(shot.id)) {
          lost = true;
          return [];
        }
        const kept = lost && shot.continuesPrevious ? { ...shot, continuesPrevious: false } : shot;
        lost = false;
        return [kept];
      }),
    }))
    .filter((scene) => scene.shots.length > 0);
}

/** Takes out the shots or scenes a clause names. Undefined where it names none, or nothing would be left. */
export function removal(clause: string, plan: LocalPlan): Restructured | undefined {
  if (!REMOVE.test(clause)) return undefined;
  const shots = plan.scenes.flatMap((scene) => scene.shots);
  const scenes = scenesIn(clause, plan);
  const byName = plan.scenes.filter((scene) => clause.toLowerCase().includes(scene.name.toLowerCase()));
  const goneScenes = scenes.length > 0 ? scenes : byName;
  const gone = [...shotsIn(clause, shots), ...goneScenes.flatMap((scene) => scene.shots)];
  if (gone.length === 0 || gone.length === shots.length) return undefined;
  const done =
    goneScenes.length > 0
      ? `removed scene ${goneScenes.map(({ id }) => id).join(', ')}`
      : `removed shot ${gone.map(({ id }) => id).join(', ')}`;
  return { plan: { ...plan, scenes: untied(plan.scenes, new Set(gone.map(({ id }) => id))) }, done };
}

/** Moves a shot to the beginning or the end of its film. */
export function reordering(clause: string, plan: LocalPlan): Restructured | undefined {
  const where = /\bmove\b.*\bto the (beginning|start|front|end)\b/i.exec(clause)?.[1];
  const [shot] =
    where === undefined
      ? []
      : shotsIn(
          clause,
          plan.scenes.flatMap((scene) => scene.shots),
        );
  if (!shot) return undefined;
  const scenes = untied(plan.scenes, new Set([shot.id]));
  const target = where === 'end' ? scenes.at(-1) : scenes[0];
  if (!target) return undefined;
  const alone = { ...shot, continuesPrevious: false };
  const first = target.shots[0];
  const rest = first ? [{ ...first, continuesPrevious: false }, ...target.shots.slice(1)] : [];
  const shots = where === 'end' ? [...target.shots, alone] : [alone, ...rest];
  return {
    plan: { ...plan, scenes: scenes.map((scene) => (scene === target ? { ...scene, shots } : scene)) },
    done: `moved shot ${shot.id} to the ${where === 'end' ? 'end' : 'beginning'}`,
  };
}

/** Where a new shot of something fits best: after the shot that shows it, else in the middle of the film. */
function placeFor(
  plan: LocalPlan,
  words: readonly string[],
  clause: string,
): { scene: DraftScene; at: number } | undefined {
  const [named] = scenesIn(clause, plan);
  const scenes = named ? [named] : plan.scenes;
  const score = (shot: DraftShot): number =>
    words.filter((word) => shows(`${shot.startPrompt} ${shot.endPrompt}`, word)).length;
  const all = scenes.flatMap((scene) => scene.shots.map((shot, at) => ({ scene, at: at + 1, score: score(shot) })));
  if (/\b(?:at the end|ending|finale)\b/i.test(clause)) return all.at(-1);
  const best = all.reduce(
    (most, one) => (one.score > most.score ? one : most),
    all[0] ?? { scene: plan.scenes[0] as DraftScene, at: 0, score: 0 },
  );
  return best.score > 0 ? best : all[Math.floor(all.length / 2)];
}

/** Adds a shot of what a clause names: `add more close-ups of the engraving`. Undefined where it asks for none. */
export function addition(clause: string, plan: LocalPlan, seconds: number, maxShots: number): Restructured | undefined {
  const asked =
    ADD.test(clause) &&
    /\b(?:shots?|close[- ]?ups?|views?|pictures?|images?|scenes?|wides?|macro|aerials?)\s+(?:of|with|showing|where|in which)\s+(?<what>.+)/i.exec(
      clause,
    )?.groups?.what;
  if (!asked) return undefined;
  const what = asked
    .replace(/[.!?]+$/, '')
    .replace(/\s+(?:to|in|at) (?:scene|shot|the (?:end|start|beginning))\b.*$/i, '')
    .trim();
  const words = telling(what);
  const spot = placeFor(plan, words, clause);
  if (!spot || what === '' || spot.scene.shots.length >= maxShots) return undefined;
  const before = spot.scene.shots[spot.at - 1] ?? spot.scene.shots[0];
  if (!before) return undefined;
  const size = sizeIn(clause) ?? 'medium';
  const thing =
    /^(?:the|an?|his|her|their|our|my|some|two|three|many)\s/i.test(what) || words.length > 4
      ? what
      : withArticle(what);
  const light = before.lighting;
  const picture = (how: string, angle: string): string =>
    `${sizeWords(size)}, ${angle}: ${thing}, ${how}. ${sentenceCase(light)}.`;
  const shot: DraftShot = {
    id: Math.max(...plan.scenes.flatMap((scene) => scene.shots.map(({ id }) => id))) + 1,
    duration: seconds,
    startPrompt: picture('half in shadow', 'from just above'),
    endPrompt: picture('fully lit, every detail clear', 'eye level'),
    motionPrompt: `Light crosses ${thing} from one side to the other. The camera cranes down slowly.`,
    cameraMove: 'crane_down',
    shotSize: size,
    lighting: light,
    ...(before.colorPalette === undefined ? {} : { colorPalette: before.colorPalette }),
    transitionOut: before.transitionOut ?? 'cut',
    continuesPrevious: false,
  };
  const next = spot.scene.shots[spot.at];
  const shots = [
    ...spot.scene.shots.slice(0, spot.at),
    shot,
    // A take that is cut in two by the new shot starts anew after it.
    ...(next ? [next.continuesPrevious ? { ...next, continuesPrevious: false } : next] : []),
    ...spot.scene.shots.slice(spot.at + 1),
  ];
  return {
    plan: { ...plan, scenes: plan.scenes.map((scene) => (scene === spot.scene ? { ...scene, shots } : scene)) },
    done: `added shot ${shot.id} of ${thing} after shot ${before.id}`,
  };
}
