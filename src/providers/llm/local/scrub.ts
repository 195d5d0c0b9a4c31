import type { Avoid } from './avoid.ts';
import type { LocalPlan } from './plan-types.ts';

/** A plan without the avoided words, wherever they still stand; what is left empty gets a neutral word. */
export function scrubbed(plan: LocalPlan, avoid: Avoid): LocalPlan {
  const clean = (text: string, instead: string): string => {
    const left = avoid.scrub(text).trim();
    return left === '' ? instead : left;
  };
  return {
    ...plan,
    title: clean(plan.title, 'A Film'),
    narrative: clean(plan.narrative, 'A story told in pictures.'),
    ...(plan.look
      ? {
          look: {
            palette: avoid.scrub(plan.look.palette),
            lens: avoid.scrub(plan.look.lens),
            style: avoid.scrub(plan.look.style),
          },
        }
      : {}),
    cast: plan.cast.filter(({ name, description }) => !avoid.hits(name) && !avoid.hits(description)),
    scenes: plan.scenes.map((scene) => ({
      ...scene,
      name: clean(scene.name, `Part ${scene.id}`),
      description: clean(scene.description, 'What happens here.'),
      mood: clean(scene.mood, 'calm'),
      shots: scene.shots.map((shot) => ({
        ...shot,
        startPrompt: clean(shot.startPrompt, 'An empty frame.'),
        endPrompt: clean(shot.endPrompt, 'The same frame, later.'),
        motionPrompt: clean(shot.motionPrompt, 'The light changes.'),
        lighting: clean(shot.lighting, 'soft light'),
        ...(shot.colorPalette === undefined ? {} : { colorPalette: clean(shot.colorPalette, 'muted') }),
      })),
    })),
  };
}
