import type { Avoid } from './avoid.ts';
import type { LocalPlan } from './plan-types.ts';

/** A plan without the avoided words, wherever they still stand; what is left empty gets a neutral word. */
export function scrubbed(plan: LocalPlan, avoid: Avoid): LocalPlan {
  const clean = (text: string, instead: string): string => {
    const left = avoid.scrub(text).trim();
    return left === '' ? instead : left;
  };
  const sentences = (text: string, instead: string): string => {
    const kept = text.split(/(?<=[.!?。！？])\s+/u).filter((sentence) => !avoid.hits(sentence));
    return kept.length > 0 ? kept.join(' ') : instead;
  };
  return {
    ...plan,
    // A title or a sentence with a hole in it says nothing: another title, and the sentence goes.
    title: avoid.hits(plan.title) ? clean(plan.scenes[0]?.name ?? '', 'A Film') : plan.title,
    narrative: sentences(plan.narrative, 'A story told in pictures.'),
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
      description: sentences(scene.description, 'What happens here.'),
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
