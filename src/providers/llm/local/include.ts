import type { DraftScene, DraftShot } from './plan-types.ts';

/** Shot sizes with room for one thing more. */
const ROOMY = new Set(['extreme_wide', 'wide', 'full', 'medium']);

/**
 * Puts what must be seen into pictures spread over the film, in both frames of a shot. What the pictures already name
 * stays as it is.
 */
export function includeAll(scenes: readonly DraftScene[], words: readonly string[]): void {
  const shots = scenes.flatMap((scene) => scene.shots);
  words.forEach((word, index) => {
    const known = word.toLowerCase();
    if (shots.some((shot) => `${shot.startPrompt}\n${shot.endPrompt}`.toLowerCase().includes(known))) return;
    const wished = Math.floor(((index + 0.5) / words.length) * shots.length);
    const at = roomyNear(shots, wished);
    const shot = shots[at];
    if (!shot) return;
    const seen = ` In plain view: ${word}.`;
    if (!shot.continuesPrevious) shot.startPrompt += seen;
    shot.endPrompt += seen;
    const next = shots[at + 1];
    if (next?.continuesPrevious) next.startPrompt = shot.endPrompt;
  });
}

/** The shot nearest to `wished` that is no close-up; `wished` itself where all are. */
function roomyNear(shots: readonly DraftShot[], wished: number): number {
  const roomy = shots.flatMap((shot, index) => (ROOMY.has(shot.shotSize) ? [index] : []));
  return roomy.reduce(
    (best, index) => (best < 0 || Math.abs(index - wished) < Math.abs(best - wished) ? index : best),
    roomy.length > 0 ? -1 : wished,
  );
}
