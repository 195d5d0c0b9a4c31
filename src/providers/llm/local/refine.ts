import type { DirectorBrief } from '../../../types/brief.ts';
import { VideoDirectionSchema } from '../../../types/project.ts';
import { Avoid } from './avoid.ts';
import { makePart } from './cast.ts';
import { writePlan } from './plan.ts';
import type { DraftShot, LocalPlan } from './plan-types.ts';
import { randomFrom } from './random.ts';
import { timeIn } from './reading/setting.ts';
import { plainThing } from './reading/thing.ts';
import { apply, mapShots, shotsOf, withTakes } from './refine/apply.ts';
import { retimed } from './refine/looks.ts';
import { type Replacement, replacementIn, withReplacement } from './refine/replace.ts';
import { addition, removal, reordering } from './refine/structure.ts';
import { shows, type Target, targetOf } from './refine/target.ts';
import { wishesIn } from './refine/wishes.ts';

/** What the rules can do, for those whose wish was not understood. */
const ABILITIES =
  'light, colours, time of day, weather, shot size, camera move, transitions and length of shots; ' +
  'adding, removing and moving shots; putting one thing in place of another; and the title';

/** A plan on its way from one wish to the next. */
interface Progress {
  plan: LocalPlan;
  /** What was done, in words. */
  done: string[];
  /** Wishes that were not understood. */
  missed: string[];
  /** What the last wish was about, for the next one that does not say. */
  target?: Target;
}

/** One step: a new plan and what was done, or undefined where the words ask for nothing of the kind. */
type Step = { plan: LocalPlan; done: string } | undefined;

/**
 * Changes a plan by what the user says, as far as rules understand it. Only shots that are meant change; the rest, ids
 * included, stays to the letter. What was done and what was not understood is said in the plan's remarks.
 */
export function refinePlan(brief: DirectorBrief): LocalPlan {
  const shape = { title: true, narrative: true, scenes: true, look: true, cast: true } as const;
  const current = VideoDirectionSchema.pick(shape).safeParse(brief.direction);
  if (!current.success) return writePlan(brief);
  let progress: Progress = { plan: current.data, done: [], missed: [] };
  for (const clause of clausesOf(brief.feedback ?? '')) progress = carryOut(clause, progress, brief);
  const { plan, done, missed } = progress;
  const quoted = missed.map((clause) => `“${clause.slice(0, 120)}”`).join(', ');
  const remarks = [
    ...(done.length > 0 ? [`The local director did this: ${done.join('; ')}.`] : []),
    ...(missed.length > 0 ? [`The local director did not understand ${quoted}. It can change ${ABILITIES}.`] : []),
    ...(done.length + missed.length === 0
      ? [`The local director found no wish in this. It can change ${ABILITIES}.`]
      : []),
  ];
  return { ...plan, remarks };
}

const COMMANDS = 'make|add|remove|delete|replace|change|use|start|begin|end|set|let|give|less|more|move|put';
const BREAKS = new RegExp(
  `[.;!\\n。]+(?=\\s|$)|,?\\s+(?:and then|but|and also|also)\\s+|,\\s*(?=(?:and\\s+)?(?:${COMMANDS})\\b)|\\s+and\\s+(?=(?:${COMMANDS})\\b)`,
  'i',
);

/** Cuts feedback into single wishes. */
function clausesOf(feedback: string): string[] {
  return feedback
    .split(BREAKS)
    .map((clause) =>
      clause
        .replace(/\s+/g, ' ')
        .replace(/^\s*(?:and|please|then)\s+/i, '')
        .replace(/[\s,.!]+$/, '')
        .trim(),
    )
    .filter((clause) => /\p{L}/u.test(clause))
    .slice(0, 20);
}

function carryOut(clause: string, progress: Progress, brief: DirectorBrief): Progress {
  const { plan } = progress;
  const whole = brief.shotId === undefined ? structural(clause, plan, brief) : undefined;
  if (whole) return { ...progress, plan: whole.plan, done: [...progress.done, whole.done] };
  const target = meant(clause, progress, brief);
  const step =
    swapped(clause, plan, target, brief) ?? cleared(clause, plan, target) ?? wished(clause, plan, target, brief);
  if (!step) return { ...progress, missed: [...progress.missed, clause] };
  return { ...progress, plan: step.plan, done: [...progress.done, step.done], target };
}

const GOES_ON =
  /^(?:longer|shorter|darker|brighter|slower|faster|warmer|colder|closer|wider|more|less|with|at)\b|\b(?:it|them|that one)\b/i;

/** `make shot 3 longer, and make it darker`: the second wish is about shot 3 too. */
function meant(clause: string, progress: Progress, brief: DirectorBrief): Target {
  const own = targetOf(clause, progress.plan, brief.shotId);
  const last = progress.target;
  return !own.pointed && last?.pointed && GOES_ON.test(clause) ? last : own;
}

const TITLE =
  /\b(?:call (?:it|the film)|(?:change|set|make) the title(?: to)?|title(?: it)?:?|rename (?:it|the film)(?: to)?)\s+["“]?(?<title>[^"”]{1,120})/i;

/** Wishes about the film as a whole: its title, and which shots it has. */
function structural(clause: string, plan: LocalPlan, brief: DirectorBrief): Step {
  const title = TITLE.exec(clause)?.groups?.title?.trim();
  if (title !== undefined && title !== '') return { plan: { ...plan, title }, done: `changed the title to ${title}` };
  const { maxShotsPerScene = 200 } = brief.constraints;
  return (
    removal(clause, plan) ??
    reordering(clause, plan) ??
    addition(clause, plan, Math.min(...brief.shotSeconds), maxShotsPerScene)
  );
}

function showsPhrase(shot: DraftShot, phrase: string): boolean {
  return shows(`${shot.startPrompt} ${shot.endPrompt} ${shot.motionPrompt}`, phrase.toLowerCase());
}

/** One thing in place of another, where the shots that are meant show it. */
function swapped(clause: string, plan: LocalPlan, target: Target, brief: DirectorBrief): Step {
  const swap = replacementIn(clause);
  if (!swap) return undefined;
  const showing = shotsOf(plan).filter((shot) => showsPhrase(shot, swap.old));
  // What the words point at by showing it is shown wherever it is shown.
  const everywhere = brief.shotId === undefined && (target.shown || !target.pointed);
  const ids = showing.map(({ id }) => id).filter((id) => everywhere || target.ids.has(id));
  if (ids.length === 0) return undefined;
  const concerned = everywhere ? new Set(shotsOf(plan).map(({ id }) => id)) : new Set(ids);
  const next = withReplacement(plan, swap, concerned, describer(brief, swap));
  return { plan: withTakes(plan, next), done: `put ${swap.fresh} in place of ${swap.old} in shot ${ids.join(', ')}` };
}

/** What somebody or something new looks like. */
function describer(brief: DirectorBrief, { fresh }: Replacement): (name: string) => string | undefined {
  return (name) => {
    const random = randomFrom(`${brief.seed} ${fresh}`);
    const { marks } = makePart(plainThing(name), random, new Avoid(brief.constraints.avoid ?? []), { marked: true });
    return marks === '' ? undefined : marks;
  };
}

const AWAY =
  /\b(?:remove|without|no more|get rid of|leave out|take out|delete)\s+(?:the\s+|any\s+|all\s+(?:the\s+)?)?(?<what>[\p{L} -]+)/iu;

/** A prompt without the parts that name something unwanted; undefined where it is about nothing else. */
function without(prompt: string, unwanted: Avoid): string | undefined {
  const [first = '', ...sentences] = prompt.split(/(?<=\.)\s+/);
  const [about = '', ...details] = first.replace(/\.$/, '').split(/,\s+(?=[^:]*$)/);
  if (unwanted.hits(about)) return undefined;
  const kept = [about, ...details.filter((detail) => !unwanted.hits(detail))].join(', ');
  return [`${kept}.`, ...sentences.filter((sentence) => !unwanted.hits(sentence))].join(' ');
}

/** Something in the surroundings taken out of the prompts. What a shot is about cannot go without the shot. */
function cleared(clause: string, plan: LocalPlan, target: Target): Step {
  const what = AWAY.exec(clause)?.groups?.what?.trim();
  if (what === undefined) return undefined;
  const unwanted = new Avoid([what]);
  const done: number[] = [];
  const kept: number[] = [];
  const next = mapShots(plan, (shot) => {
    const holds = unwanted.hits(`${shot.startPrompt} ${shot.endPrompt} ${shot.motionPrompt}`);
    if (!target.ids.has(shot.id) || !holds) return shot;
    const [startPrompt, endPrompt, motionPrompt] = [shot.startPrompt, shot.endPrompt, shot.motionPrompt].map((text) =>
      without(text, unwanted),
    );
    if (startPrompt === undefined || endPrompt === undefined || motionPrompt === undefined) {
      kept.push(shot.id);
      return shot;
    }
    done.push(shot.id);
    return { ...shot, startPrompt, endPrompt, motionPrompt };
  });
  if (done.length + kept.length === 0) return undefined;
  const left =
    kept.length === 0
      ? ''
      : `shot ${kept.join(', ')} cannot do without ${what}: remove the shot, or name what is to stand in its place`;
  const gone = done.length === 0 ? '' : `took ${what} out of shot ${done.join(', ')}`;
  return { plan: withTakes(plan, next), done: [gone, left].filter((text) => text !== '').join('; ') };
}

/** Changes to light, framing, movement, joins and length of the shots that are meant. */
function wished(clause: string, plan: LocalPlan, target: Target, brief: DirectorBrief): Step {
  const wishes = wishesIn(clause, brief.shotSeconds, target.pointed);
  if (wishes.length === 0) return undefined;
  let next = plan;
  const done: string[] = [];
  for (const wish of wishes) {
    const applied = apply(wish, next, target.ids);
    next = applied.plan;
    done.push(
      applied.changed.length === 0
        ? `${wish.does}: no shot needed it`
        : `${wish.does} in shot ${applied.changed.join(', ')}`,
    );
  }
  const time = timeIn(clause);
  if (time && brief.shotId === undefined) {
    const scenes = next.scenes.map((scene) =>
      scene.shots.every((shot) => target.ids.has(shot.id))
        ? { ...scene, description: retimed(scene.description, time) }
        : scene,
    );
    next = { ...next, scenes };
  }
  return { plan: next, done: done.join('; ') };
}
