import { hex, mix } from '../colour.ts';
import type { SubjectName } from '../lexicon/subjects.ts';
import { bokeh } from '../paint/air.ts';
import { limb, outline } from '../paint/shapes.ts';
import { inLayer, type Stage } from '../paint/stage.ts';
import { hashText } from '../random.ts';
import { SETTINGS } from '../settings/index.ts';
import { drawAnimal } from './animals.ts';
import { drawBust, drawEye, drawHand } from './details.ts';
import { type Brush, groundShadow, type Placement, part } from './figure.ts';
import { lookOf } from './head.ts';
import { drawObject, type ObjectName } from './objects.ts';
import { drawPerson, poseFor } from './person.ts';
import { drawVehicle } from './vehicles.ts';

const PEOPLE: readonly SubjectName[] = ['woman', 'man', 'child', 'smith', 'astronaut', 'knight', 'couple', 'crowd'];
const ANIMALS = ['dog', 'cat', 'horse', 'bird', 'fish', 'whale', 'deer', 'dragon'] as const;
const VEHICLES = ['car', 'ship', 'rocket', 'train', 'bicycle', 'plane', 'balloon'] as const;

const isAnimal = (name: SubjectName): name is (typeof ANIMALS)[number] => (ANIMALS as readonly string[]).includes(name);
const isVehicle = (name: SubjectName): name is (typeof VEHICLES)[number] =>
  (VEHICLES as readonly string[]).includes(name);
const isPerson = (name: SubjectName): boolean => PEOPLE.includes(name);

/** Height of a subject beside a person of height 1, in nature; objects are staged larger when they are the subject. */
const STATURE: Partial<Record<SubjectName, number>> = {
  child: 0.66,
  crowd: 0.92,
  dog: 0.52,
  cat: 0.4,
  horse: 0.98,
  deer: 0.86,
  bird: 0.5,
  fish: 0.5,
  whale: 1.1,
  dragon: 1.1,
  car: 0.95,
  ship: 1.3,
  rocket: 1.35,
  train: 1.0,
  bicycle: 0.9,
  plane: 0.9,
  balloon: 1.25,
  lighthouse: 1.5,
  building: 1.5,
  tree: 1.5,
  robot: 1.0,
  sword: 0.8,
  bottle: 0.7,
  cup: 0.5,
  box: 0.62,
  phone: 0.75,
  laptop: 0.6,
  book: 0.5,
  lantern: 0.7,
  anvil: 0.62,
  guitar: 0.9,
  flower: 0.8,
  emblem: 0.82,
};
/** Height of a person in the frame, in scene units, and where the feet are: 0 at the horizon, 1 at the setting's ground line. */
const FRAMING = {
  extreme_wide: [0.15, 0.36],
  wide: [0.4, 0.82],
  full: [0.68, 1],
  medium: [1.28, 0],
  close_up: [1.28, 0],
  extreme_close_up: [1.28, 0],
} as const;

const AIRBORNE: readonly SubjectName[] = ['bird', 'plane', 'balloon', 'dragon'];
const SWIMMING: readonly SubjectName[] = ['fish', 'whale'];

function hammer(brush: Brush, hand: readonly [number, number], elbow: readonly [number, number]): void {
  const reach = Math.hypot(hand[0] - elbow[0], hand[1] - elbow[1]) || 1;
  // The handle lies across the forearm, forward.
  const alongX = (hand[0] - elbow[0]) / reach;
  const alongY = (hand[1] - elbow[1]) / reach;
  const acrossX = -alongY;
  const acrossY = alongX;
  const forward = acrossX > 0 ? 1 : -1;
  const tip: readonly [number, number] = [
    hand[0] + acrossX * forward * 0.15 + alongX * 0.04,
    hand[1] + acrossY * forward * 0.15 + alongY * 0.04,
  ];
  part(
    brush,
    limb([
      [hand[0] - acrossX * forward * 0.03, hand[1] - acrossY * forward * 0.03, 0.009],
      [tip[0], tip[1], 0.009],
    ]),
    hex('7a5232'),
    { lit: 0.7 },
  );
  const px = (a: number, b: number): readonly [number, number, 1] => [
    tip[0] + alongX * a + acrossX * forward * b,
    tip[1] + alongY * a + acrossY * forward * b,
    1,
  ];
  part(brush, outline([px(-0.04, -0.02), px(0.06, -0.02), px(0.06, 0.025), px(-0.04, 0.025)]), hex('5c6068'), {
    lit: 0.9,
  });
}

function drawFigure(stage: Stage, name: SubjectName, at: Placement): void {
  const accent = stage.grade.accent;
  const action = stage.scene.actions[0];
  if (name === 'crowd' || name === 'couple') {
    const kinds =
      name === 'couple' ? ['woman', 'man'] : ['man', 'woman', 'someone', 'worker', 'elder', 'youth', 'guest'];
    kinds.forEach((kind, index) => {
      const order = name === 'couple' ? index - 0.5 : ((index * 4) % 7) - 3;
      const back = name === 'couple' ? 0 : (hashText(kind) % 5) / 5;
      const look = lookOf(kind, mix(accent, hex('6a7a8a'), 0.3 + back * 0.4));
      const facing =
        name === 'couple'
          ? index === 0
            ? 1
            : -1
          : hashText(`${kind}side`) % 2 === 0
            ? at.facing
            : (-at.facing as 1 | -1);
      drawPerson(
        stage,
        {
          ...at,
          x: at.x + order * at.size * (name === 'couple' ? 0.3 : 0.25),
          y: at.y - back * at.size * 0.06,
          size: at.size * (1 - back * 0.08),
          facing,
          distance: at.distance + back * 0.12,
        },
        look,
        poseFor(action ?? 'stand', Math.min(1, stage.time * 0.8 + back * 0.2)),
      );
    });
    return;
  }
  const kind = name === 'woman' && action === 'dance' ? 'dancer' : name;
  const look = lookOf(kind, accent);
  if (name !== 'smith') {
    drawPerson(stage, { ...at, size: at.size * (STATURE[name] ?? 1) }, look, poseFor(action ?? 'stand', stage.time));
    return;
  }
  drawPerson(stage, at, look, poseFor('hammer', stage.time), hammer);
  drawObject(stage, 'anvil', { ...at, x: at.x + at.facing * at.size * 0.36, size: at.size * 0.54 });
}

/** Draws one subject whole, standing (or flying, or swimming) at its placement. */
function drawSubject(stage: Stage, name: SubjectName, at: Placement): void {
  if (isPerson(name)) return drawFigure(stage, name, at);
  const sized = { ...at, size: at.size * (STATURE[name] ?? 0.8) };
  if (isAnimal(name)) return drawAnimal(stage, name, sized);
  if (isVehicle(name)) return drawVehicle(stage, name, sized);
  if (name === 'eye' || name === 'hand')
    return drawHand(stage, at.x, at.y - at.size * 0.5, at.size * 0.5, at.facing, lookOf('man', stage.grade.accent));
  drawObject(stage, name as ObjectName, sized);
}

/** How far along its way a subject is: it crosses a little of the frame during the shot, more when it runs or flies. */
function advance(stage: Stage, name: SubjectName): readonly [x: number, y: number] {
  const { actions } = stage.scene;
  const progress = stage.time - 0.5;
  const fast = actions.includes('run') || isVehicle(name);
  const pace = fast ? 0.22 : actions.includes('walk') || isAnimal(name) ? 0.12 : 0.012;
  const rising = name === 'rocket' || name === 'balloon' || actions.includes('fly');
  return [name === 'rocket' ? 0 : progress * pace, rising ? -progress * 0.14 : 0];
}

function wholeFrame(stage: Stage): void {
  const { scene, height, horizon } = stage;
  const setting = SETTINGS[scene.setting];
  const [tall, stand] = FRAMING[scene.shotSize];
  const ground = horizon + (height * (setting.ground ?? 0.9) - horizon) * stand;
  const facing: 1 | -1 = stage.lightSide;
  const size = tall * Math.min(1.12, Math.max(0.82, stage.width / 1.5));
  const distance = scene.shotSize === 'extreme_wide' ? 0.26 : scene.shotSize === 'wide' ? 0.08 : 0;
  // Behind first: what stands further away is drawn before the main subject.
  const order = scene.subjects.map((name, index) => ({ name, index })).reverse();
  for (const { name, index } of order) {
    const [moveX, moveY] = advance(stage, name);
    const away =
      index === 0
        ? 0
        : (index === 1 ? 1 : -1) *
          facing *
          size *
          (isVehicle(name) || name === 'building' || name === 'tree' ? 0.85 : 0.62);
    const back = index === 0 ? 0 : 0.07 * size;
    let y = ground - back + moveY * size;
    if (AIRBORNE.includes(name)) y = Math.max(height * 0.24, horizon - size * 0.55) + moveY;
    if (SWIMMING.includes(name)) y = horizon + (scene.setting === 'underwater' ? -0.06 : 0.1);
    if (name === 'ship') y = horizon + 0.06 + size * 0.18;
    if (setting.afloat === 'weightless' && !SWIMMING.includes(name)) y = height * 0.54 + size * 0.46 + moveY;
    if (name === 'emblem') y = height * 0.46 + size * 0.42;
    const x = Math.min(
      stage.width * 0.97,
      Math.max(stage.width * 0.03, stage.focusX + away + moveX * facing * size * 1.6),
    );
    const at: Placement = {
      x,
      y,
      size: size * (1 - (index > 0 ? 0.08 : 0)),
      facing: index === 0 ? facing : (-facing as 1 | -1),
      distance: distance + index * 0.05,
    };
    const floats =
      AIRBORNE.includes(name) ||
      SWIMMING.includes(name) ||
      name === 'ship' ||
      name === 'emblem' ||
      setting.afloat === 'weightless';
    if (!floats) groundShadow(stage, x, y, size * (isVehicle(name) ? 0.75 : 0.3));
    drawSubject(stage, name, at);
  }
}

function closeFrame(stage: Stage): void {
  const { scene, width, height } = stage;
  const [main, second] = scene.subjects;
  if (main === undefined) return;
  const facing: 1 | -1 = stage.lightSide;
  const nudge = (stage.time - 0.5) * 0.03 * facing;
  const span = Math.min(width * 1.05, height * 1.1);
  if (scene.shotSize === 'extreme_close_up') {
    if (main === 'smith' || main === 'anvil')
      return drawObject(stage, 'anvil', { x: width * 0.48, y: height * 1.04, size: span * 0.98, facing, distance: 0 });
    if (main === 'hand')
      return drawHand(stage, width * 0.5, height * 0.58, span * 0.7, facing, lookOf('woman', stage.grade.accent));
    if ((isPerson(main) && main !== 'astronaut' && main !== 'knight') || main === 'eye')
      return drawEye(
        stage,
        width * 0.5,
        height * 0.53,
        span * 0.72,
        lookOf(main === 'eye' ? 'woman' : main, stage.grade.accent),
      );
  }
  if (second !== undefined && scene.shotSize === 'medium') {
    drawSubject(stage, second, {
      x: stage.focusX + facing * span * 0.52,
      y: height * 1.02,
      size: span * 0.9,
      facing: -facing as 1 | -1,
      distance: 0.16,
    });
  }
  if (isPerson(main)) {
    if (scene.shotSize === 'medium') {
      const seated = scene.actions[0] === 'sit';
      const tall = span * (main === 'smith' ? 0.98 : 1.22) * (main === 'child' ? 1.2 : 1);
      return drawFigure(stage, main, {
        x: stage.focusX + nudge - (main === 'smith' ? facing * 0.12 : 0),
        y: height * (seated ? 1.0 : main === 'smith' ? 1.12 : 1.3) * (1 + (tall - span * 1.22) * 0.02),
        size: tall,
        facing,
        distance: 0,
      });
    }
    const kind = main === 'crowd' || main === 'couple' ? 'woman' : main;
    const head = span * (scene.shotSize === 'close_up' ? 0.52 : 0.86);
    if (main === 'couple')
      drawBust(
        stage,
        stage.focusX + facing * head * 0.9,
        height * 0.66,
        head * 0.95,
        -facing as 1 | -1,
        lookOf('man', stage.grade.accent),
      );
    return drawBust(
      stage,
      stage.focusX - facing * head * 0.1 + nudge,
      height * (scene.shotSize === 'close_up' ? 0.66 : 0.86),
      head,
      facing,
      lookOf(kind, stage.grade.accent),
    );
  }
  // Things and animals: larger than the frame is wide, cropped by it, as a lens would.
  const scale = { medium: 0.82, close_up: 1.15, extreme_close_up: 1.7 }[
    scene.shotSize as 'medium' | 'close_up' | 'extreme_close_up'
  ];
  const size = span * scale;
  const centred = height * 0.52;
  const grows = STATURE[main] ?? 0.8;
  const floats = AIRBORNE.includes(main) || SWIMMING.includes(main);
  const low = isAnimal(main) && !floats ? size * grows * 0.96 : size * grows * 0.52;
  const x = stage.focusX + nudge - (isAnimal(main) && !floats ? facing * size * grows * 0.34 : 0);
  if (scene.shotSize === 'medium' && !floats) groundShadow(stage, x, centred + low, size * 0.4);
  drawSubject(stage, main, {
    x,
    y: floats ? centred : Math.max(centred + low, scene.shotSize === 'medium' ? height * 0.9 : 0),
    size,
    facing,
    distance: 0,
  });
}

/** Paints every subject of the scene where the shot size puts it. */
export function paintSubjects(stage: Stage): void {
  const { scene, grade } = stage;
  const tight = scene.shotSize === 'medium' || scene.shotSize === 'close_up' || scene.shotSize === 'extreme_close_up';
  if (scene.shotSize === 'close_up' || scene.shotSize === 'extreme_close_up') {
    bokeh(stage, stage.random.fork('bokeh'), 16, 0, stage.height * 0.9, scene.shotSize === 'close_up' ? 0.055 : 0.085, [
      grade.key,
      grade.lamp,
      grade.accent,
    ]);
  }
  if (scene.subjects.length === 0) return;
  inLayer(stage, 0.6, () => {
    if (tight) closeFrame(stage);
    else wholeFrame(stage);
  });
}
