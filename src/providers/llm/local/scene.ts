import type { DirectorBrief } from '../../../types/brief.ts';
import type { CameraMove, TransitionType } from '../../../types/film.ts';
import type { Avoid } from './avoid.ts';
import type { Beat, Energy, StyleBook } from './beats/types.ts';
import { Camera, cameraLines, distanceOf, type Framing } from './camera.ts';
import { Chooser } from './choose.ts';
import { fill, type Slots } from './fill.ts';
import { Framer } from './frame.ts';
import type { Idea } from './ideas/types.ts';
import { coloursOf, lightsOf } from './light.ts';
import type { SceneOutline } from './outline.ts';
import type { DraftScene, DraftShot } from './plan-types.ts';
import type { Random } from './random.ts';
import { sentenceCase } from './reading/inflect.ts';
import type { Situation, Stage } from './stage.ts';
import { sceneDescription, sceneName } from './story.ts';

/** Seconds a shot of this energy wants to last. */
const SECONDS: Record<Energy, number> = { 1: 9, 2: 7.5, 3: 6.5, 4: 5.5, 5: 5 };
/** Share of the shots that could go on from the one before that do. */
const CONTINUING = 0.4;

/** What all scenes of a film share. */
export interface Film {
  brief: DirectorBrief;
  book: StyleBook;
  stage: Stage;
  avoid: Avoid;
  random: Random;
}

/** A shot just written, as far as the next one may go on from it. */
interface Take {
  shot: DraftShot;
  framing: Framing;
  slots: Slots;
  idea: Idea;
}

/** The light and colours of one scene. */
interface SceneLight {
  sources: readonly string[];
  palette: string | undefined;
}

/** Writes the scenes of a film in order, so that each knows what has been shown. */
export class SceneWriter {
  private readonly film: Film;
  private readonly camera: Camera;
  private readonly chooser: Chooser;
  private readonly framer: Framer;
  private readonly motions = new Set<string>();
  private readonly told = new Set<string>();
  private nextShotId = 1;

  constructor(film: Film) {
    this.film = film;
    this.camera = new Camera(film.brief.style);
    this.chooser = new Chooser(film.avoid);
    this.framer = new Framer(film.avoid);
  }

  /** @param closing transition out of the scene. */
  write(scene: SceneOutline, index: number, count: number, closing: TransitionType): DraftScene {
    const { stage, avoid } = this.film;
    const random = this.film.random.fork(`scene ${index}`);
    const share = count === 1 ? 0.5 : index / (count - 1);
    const situation = stage.situation({ share: share * 0.999, index, count, away: scene.act.away === true });
    const { place, time, weather } = situation;
    const colours = coloursOf(place, time, index).filter((colour) => !avoid.hits(colour));
    const sources = lightsOf(place, time, weather).filter((source) => !avoid.hits(source));
    const light: SceneLight = {
      sources: random.shuffle(sources.length > 0 ? sources : ['soft light from one side']),
      palette: colours.length > 0 ? colours.join(', ') : undefined,
    };
    const takes: Take[] = [];
    for (let position = 0; position < scene.shots; position++) {
      const opens = index === 0 && position === 0;
      const take = this.shot(beatAt(scene, position), situation, light, takes, opens, random.fork(`shot ${position}`));
      takes.push(take);
    }
    const shots = takes.map(({ shot }) => shot);
    const last = shots.at(-1);
    if (last) last.transitionOut = closing;
    return {
      id: index + 1,
      name: sceneName(scene.act.names, situation, random),
      description: sceneDescription(
        situation,
        takes.map(({ idea, slots }) => fill(idea.motion, slots)),
        this.told,
      ),
      mood: random.pick(avoid.allowed(scene.act.moods)),
      shots,
    };
  }

  private shot(
    beat: Beat,
    situation: Situation,
    light: SceneLight,
    before: readonly Take[],
    opens: boolean,
    random: Random,
  ): Take {
    const { brief, book, avoid } = this.film;
    const previous = before.at(-1);
    const carriedOn = previous && this.continuation(beat, situation, previous, random);
    const idea = carriedOn ?? this.chooser.idea(beat.intent, situation, random, { opens });
    const slots = carriedOn && previous ? previous.slots : this.chooser.slots(situation, idea, random);
    const held = carriedOn ? previous : undefined;
    const framing = this.camera.frame(beat.intent, idea.sizes, random, held?.framing);
    const source = light.sources[(held ? before.length - 1 : before.length) % light.sources.length] ?? 'soft light';
    const lighting = held ? held.shot.lighting : `${source}, ${random.pick(avoid.allowed(book.lightings))}`;
    const prompts = this.framer.frames(
      idea.start,
      idea.end,
      { framing, slots, lighting: source, weather: situation.weather !== undefined },
      random,
      held?.shot.endPrompt,
    );
    const shot: DraftShot = {
      id: this.nextShotId++,
      duration: nearest(SECONDS[beat.energy], brief.shotSeconds),
      ...prompts,
      motionPrompt: '',
      cameraMove: framing.move,
      shotSize: framing.size,
      lighting,
      ...(light.palette === undefined ? {} : { colorPalette: light.palette }),
      transitionOut: 'cut',
      continuesPrevious: held !== undefined,
    };
    shot.motionPrompt = this.motion(idea, beat.energy, { shot, framing, slots }, random);
    return { shot, framing, slots, idea };
  }

  /** An idea that can go on from where the last shot ended: the same people, seen from as near. */
  private continuation(beat: Beat, situation: Situation, previous: Take, random: Random): Idea | undefined {
    const { framing, idea, shot } = previous;
    const goesOn = /^(act|peak|face|trouble)$/.test(beat.intent) && !shot.continuesPrevious;
    if (!goesOn || !random.chance(CONTINUING)) return undefined;
    if (distanceOf(framing.endSize) === 'far' || this.camera.repeats(framing.endSize)) return undefined;
    if (!/\{[hH]ero\}/.test(idea.end)) return undefined;
    return this.chooser.continuing(beat.intent, situation, random, framing.endSize);
  }

  private motion(idea: Idea, energy: Energy, take: Omit<Take, 'idea'>, random: Random): string {
    const { framing, slots, shot } = take;
    const { avoid } = this.film;
    const pictures = `${shot.startPrompt} ${shot.endPrompt}`.toLowerCase();
    // What the camera passes or finds is in one of the two pictures.
    const lines = cameraLines(framing.move, energy, random)
      .map((text) => ({ filled: fill(text, slots), named: [...text.matchAll(/\{\w+\}/g)].map(([slot]) => slot) }))
      .filter(
        ({ filled, named }) =>
          !avoid.hits(filled) && named.every((slot) => pictures.includes(fill(slot, slots).toLowerCase())),
      )
      .map(({ filled }) => filled);
    const what = fill(idea.motion, slots);
    const action = shot.continuesPrevious
      ? `In the same take, ${slots.hero.thing.proper || slots.hero.plain === slots.hero.thing.name ? what : lowerFirst(what)}`
      : what;
    const near = distanceOf(framing.size) === 'near' || `${idea.start}${idea.end}${idea.motion}`.includes('{air');
    const air = near || !random.chance(0.5) ? '' : ` ${sentenceCase(slots.airMoves)}.`;
    const texts = [...lines, PLAIN_CAMERA[framing.move]].flatMap((camera) => [
      `${action}. ${camera}.${air}`,
      `${action}. ${camera}. ${sentenceCase(slots.airMoves)}.`,
    ]);
    const text = texts.find((one) => !this.motions.has(one)) ?? (texts[0] as string);
    this.motions.add(text);
    return text;
  }
}

const PLAIN_CAMERA: Record<CameraMove, string> = {
  static: 'The camera holds still',
  push_in: 'The camera pushes in',
  pull_out: 'The camera pulls out',
  pan_left: 'The camera pans left',
  pan_right: 'The camera pans right',
  tilt_up: 'The camera tilts up',
  tilt_down: 'The camera tilts down',
  crane_up: 'The camera cranes up',
  crane_down: 'The camera cranes down',
  dolly_left: 'The camera dollies left',
  dolly_right: 'The camera dollies right',
};

/** The beat of a shot; a scene with more shots than beats goes round again from the second. */
function beatAt({ act }: SceneOutline, position: number): Beat {
  const { beats } = act;
  const around = 1 + ((position - 1) % Math.max(1, beats.length - 1));
  const beat = beats[position < beats.length ? position : around] ?? beats[0];
  if (!beat) throw new RangeError('an act without beats');
  return beat;
}

function nearest(wish: number, offered: readonly number[]): number {
  return offered.reduce((best, seconds) => (Math.abs(seconds - wish) < Math.abs(best - wish) ? seconds : best));
}

function lowerFirst(text: string): string {
  return `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}`;
}
