import type { DirectorBrief } from '../../../types/brief.ts';
import type { CameraMove, ShotSize, TransitionType } from '../../../types/film.ts';
import { Avoid } from './avoid.ts';
import { STYLE_BOOKS } from './beats/index.ts';
import type { Energy } from './beats/types.ts';
import { chooseMove, chooseSize } from './camera.ts';
import { fill } from './fill.ts';
import { coloursOf, lightsOf } from './light.ts';
import { outline, type SceneOutline } from './outline.ts';
import type { DraftScene, DraftShot, LocalPlan } from './plan-types.ts';
import { type Random, randomFrom } from './random.ts';
import { readConcept } from './read.ts';
import { sentenceCase, titleCase } from './reading/inflect.ts';
import { the } from './reading/thing.ts';
import { Stage } from './stage.ts';

const SIZE_WORDS: Record<ShotSize, string> = {
  extreme_wide: 'Extreme wide shot',
  wide: 'Wide shot',
  full: 'Full shot',
  medium: 'Medium shot',
  close_up: 'Close-up',
  extreme_close_up: 'Extreme close-up',
};

const CAMERA_WORDS: Record<CameraMove, string> = {
  static: 'the camera holds still',
  push_in: 'the camera pushes in slowly',
  pull_out: 'the camera draws back',
  pan_left: 'the camera pans left',
  pan_right: 'the camera pans right',
  tilt_up: 'the camera tilts up',
  tilt_down: 'the camera tilts down',
  crane_up: 'the camera cranes up',
  crane_down: 'the camera cranes down',
  dolly_left: 'the camera dollies left',
  dolly_right: 'the camera dollies right',
};

/** Seconds a shot of this energy wants to last. */
const SECONDS: Record<Energy, number> = { 1: 9, 2: 7.5, 3: 6.5, 4: 5.5, 5: 5 };

function nearest(wish: number, offered: readonly number[]): number {
  return offered.reduce((best, seconds) => (Math.abs(seconds - wish) < Math.abs(best - wish) ? seconds : best));
}

/** What earlier shots were, so that the next can differ. */
interface Trail {
  moves: CameraMove[];
  sizes: ShotSize[];
  nextId: number;
}

/** Writes a whole plan. Lengths are wishes: the director settles them on the film's frames. */
export function writePlan(brief: DirectorBrief): LocalPlan {
  const random = randomFrom(`${brief.seed} ${brief.style} ${brief.concept}`);
  const avoid = new Avoid(brief.constraints.avoid ?? []);
  const book = STYLE_BOOKS[brief.style];
  const look = random.pick(book.looks);
  const stage = new Stage(readConcept(brief.concept), brief, avoid, random.fork('cast'));
  const outlines = outline(brief, book, random.fork('outline'));
  const trail: Trail = { moves: [], sizes: [], nextId: 1 };
  const write = (scene: SceneOutline, index: number): DraftScene =>
    writeScene({
      brief,
      stage,
      avoid,
      scene,
      index,
      count: outlines.length,
      trail,
      closing: outlines[index + 1]?.into ?? book.closing,
      lens: look.lens,
      lightings: book.lightings,
      random: random.fork(`scene ${index}`),
    });
  const scenes = outlines.map(write);
  const first = scenes[0]?.shots[0];
  const opening = outlines[0]?.into;
  if (first && opening && opening !== 'cut') first.transitionIn = opening;
  includeAll(scenes, brief.constraints.mustInclude ?? []);
  const { reading, hero } = stage;
  const subject = the(hero.thing);
  const place = reading.places[0]?.name ?? 'one place';
  const told = scenes
    .map((scene) => scene.name.toLowerCase())
    .slice(0, 4)
    .join(', ');
  const narrative = `${sentenceCase(subject)} in ${place.replace(/^in /, '')}: ${reading.concept.slice(0, 300)}${/[.!?。]$/.test(reading.concept.slice(0, 300)) ? '' : '.'} The film goes from ${scenes[0]?.mood} to ${scenes.at(-1)?.mood}${scenes.length > 1 ? `, by way of ${told}` : ''}.`;
  const plan: LocalPlan = {
    title: reading.title ?? titleCase(hero.thing.words),
    narrative,
    look: {
      palette: scenes[0]?.shots[0]?.colorPalette ?? look.grade,
      lens: look.lens,
      style: `${look.style}, ${look.grade}`,
    },
    cast: stage.cast(),
    scenes,
  };
  return avoid.empty ? plan : scrubbed(plan, avoid);
}

interface SceneOrder {
  brief: DirectorBrief;
  stage: Stage;
  avoid: Avoid;
  scene: SceneOutline;
  index: number;
  count: number;
  trail: Trail;
  /** Transition out of the scene. */
  closing: TransitionType;
  lens: string;
  lightings: readonly string[];
  random: Random;
}

function writeScene(order: SceneOrder): DraftScene {
  const { brief, stage, avoid, scene, index, count, trail, random } = order;
  const share = count === 1 ? 0.5 : index / (count - 1);
  const event = stage.eventAt(share * 0.999);
  const place = stage.placeFor(event, scene.act.away === true || index >= 5);
  const time = stage.timeFor(event, share);
  const mood = random.pick(avoid.allowed(scene.act.moods));
  const lights = random.shuffle(avoid.allowed(lightsOf(place, time, event.weather ?? stage.reading.weather)));
  const colours = coloursOf(place, time, index).filter((colour) => !avoid.hits(colour));
  const colorPalette = colours.length > 0 ? colours.join(', ') : undefined;
  const shots: DraftShot[] = [];
  for (let position = 0; position < scene.shots; position++) {
    const { beats } = scene.act;
    const beat =
      beats[position < beats.length ? position : 1 + ((position - 1) % Math.max(1, beats.length - 1))] ?? beats[0];
    if (!beat) throw new RangeError('an act without beats');
    const shotRandom = random.fork(`shot ${position}`);
    const slots = stage.slots(event, place, shotRandom);
    const idea = stage.idea(beat.intent, event, slots, shotRandom);
    const previous = shots.at(-1);
    const continues =
      previous !== undefined &&
      (beat.intent === 'act' || beat.intent === 'peak' || beat.intent === 'face') &&
      shotRandom.chance(0.3) &&
      !previous.continuesPrevious;
    const shotSize = chooseSize(beat.intent, idea.sizes, trail.sizes, shotRandom);
    const cameraMove = chooseMove(beat.intent, trail.moves, shotRandom);
    const lighting = `${lights[position % lights.length]}, ${shotRandom.pick(avoid.allowed(order.lightings))}`;
    const picture = (template: string): string =>
      `${SIZE_WORDS[shotSize]}: ${fill(template, slots, true)}. ${sentenceCase(place.name)}, ${time}, ${lighting}. ${order.lens} lens.`;
    const last = position === scene.shots - 1;
    shots.push({
      id: trail.nextId++,
      duration: nearest(SECONDS[beat.energy], brief.shotSeconds),
      startPrompt: continues ? previous.endPrompt : picture(idea.start),
      endPrompt: picture(idea.end),
      motionPrompt: `${sentenceCase(fill(idea.motion, slots, false))}; ${CAMERA_WORDS[cameraMove]}.`,
      cameraMove,
      shotSize,
      lighting,
      ...(colorPalette === undefined ? {} : { colorPalette }),
      transitionOut: last ? order.closing : 'cut',
      continuesPrevious: continues,
    });
    trail.moves.push(cameraMove);
    trail.sizes.push(shotSize);
  }
  const name = fill(
    random.pick(scene.act.names).replace('{Time}', titleCase(time)),
    stage.slots(event, place, random),
    false,
  );
  return {
    id: index + 1,
    name: titleCase(name).slice(0, 120),
    description: `${sentenceCase(place.name)}, ${time}. ${shots.map((shot) => shot.motionPrompt.split(';')[0]).join('. ')}.`,
    mood,
    shots,
  };
}

/** Puts what must be seen into pictures of its own choosing, spread over the film, in both frames of a shot. */
function includeAll(scenes: DraftScene[], words: readonly string[]): void {
  const shots = scenes.flatMap((scene) => scene.shots);
  words.forEach((word, index) => {
    const at = Math.floor(((index + 0.5) / words.length) * shots.length);
    const shot = shots[at];
    const next = shots[at + 1];
    if (!shot) return;
    shot.endPrompt = `${shot.endPrompt} In plain view: ${word}.`;
    if (!shot.continuesPrevious) shot.startPrompt = `${shot.startPrompt} In plain view: ${word}.`;
    if (next?.continuesPrevious) next.startPrompt = shot.endPrompt;
  });
}

function scrubbed(plan: LocalPlan, avoid: Avoid): LocalPlan {
  const clean = (text: string, instead: string): string => {
    const left = avoid.scrub(text).trim();
    return left === '' ? instead : left;
  };
  return {
    title: clean(plan.title, 'A Film'),
    narrative: clean(plan.narrative, 'A story told in pictures.'),
    look: {
      palette: avoid.scrub(plan.look.palette),
      lens: avoid.scrub(plan.look.lens),
      style: avoid.scrub(plan.look.style),
    },
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
