import { hex, mix } from '../colour.ts';
import { type ActionName, ANIMALS, type SubjectName } from '../lexicon/subjects.ts';
import { limb, outline } from '../paint/shapes.ts';
import type { Stage } from '../paint/stage.ts';
import { hashText } from '../random.ts';
import { drawAnimal } from './animals.ts';
import { drawEye, drawHand } from './details.ts';
import { type Brush, type Placement, part } from './figure.ts';
import { lookOf } from './head.ts';
import { drawObject, type ObjectName } from './objects.ts';
import { drawPerson } from './person.ts';
import { type Joint, poseFor } from './poses.ts';
import { drawVehicle } from './vehicles.ts';

const PEOPLE = ['woman', 'man', 'child', 'smith', 'astronaut', 'knight', 'couple', 'crowd'] as const;
const VEHICLES = ['car', 'ship', 'rocket', 'train', 'bicycle', 'plane', 'balloon'] as const;

const among =
  <Name extends SubjectName>(names: readonly Name[]) =>
  (name: SubjectName): name is Name =>
    (names as readonly SubjectName[]).includes(name);

/** Whether a subject is drawn as a human figure or several. */
export const isPerson = among(PEOPLE);
/** Whether a subject is an animal. */
export const isAnimal = among(ANIMALS);
/** Whether a subject is a vehicle or craft. */
export const isVehicle = among(VEHICLES);

// Height beside a person of height 1. Nearer to how a storyboard stages things than to nature: a cup is not 1/15.
const STATURES = `child .66, crowd .92, dog .52, cat .4, horse .98, deer .86, fox .46, wolf .58, bear .82, big_cat .6,
  lion .66, elephant 1.15, turtle .5, young .5, bird .5, fish .5, whale 1.1, dragon 1.1, car .72,
  ship 1.3, rocket 1.35, train 1, bicycle .9, plane .9, balloon 1.25, lighthouse 1.5, building 1.5, tree 1.5, robot 1, sword .8,
  bottle .7, cup .5, box .62, phone .75, laptop .6, book .5, lantern .62, anvil .62, guitar .9, flower .8, emblem .82`;
const statures = new Map(
  STATURES.split(',').map((entry): [string, number] => {
    const [name = '', value = '1'] = entry.trim().split(' ');
    return [name, Number(value)];
  }),
);

/** Height of a subject in figure heights. */
export const statureOf = (name: SubjectName): number => statures.get(name) ?? 1;

/** What a person can hold: its size in figure heights, and where it is held: 0 at the foot, 1 at the top. */
const HELD: Partial<Record<SubjectName, readonly [size: number, grip: number]>> = {
  sword: [0.62, 0.18],
  lantern: [0.2, 0.95],
  book: [0.16, 0.1],
  cup: [0.075, 0.4],
  bottle: [0.17, 0.5],
  flower: [0.3, 0.2],
  phone: [0.12, 0.3],
  guitar: [0.5, 0.4],
  box: [0.2, 0.1],
};

/** Whether a person in the frame would have this in hand instead of standing beside it. */
export const isHeld = (name: SubjectName): boolean => HELD[name] !== undefined;

type Carry = (brush: Brush, hand: Joint, elbow: Joint) => void;

function carryObject(stage: Stage, name: SubjectName): Carry | undefined {
  const held = HELD[name];
  if (held === undefined) return undefined;
  const [size, grip] = held;
  return (brush, hand) => {
    // The figure may be mirrored; the thing in its hand is lit from the same side as the figure.
    const own: Stage = { ...stage, lightSide: brush.toward };
    drawObject(own, name as ObjectName, {
      x: hand[0] + 0.02,
      y: hand[1] + size * grip,
      size,
      facing: 1,
      distance: brush.distance,
    });
  };
}

const carryHammer: Carry = (brush, hand, elbow) => {
  const reach = Math.hypot(hand[0] - elbow[0], hand[1] - elbow[1]) || 1;
  // The handle lies across the forearm, pointing forward.
  const alongX = (hand[0] - elbow[0]) / reach;
  const alongY = (hand[1] - elbow[1]) / reach;
  const forward = -alongY > 0 ? 1 : -1;
  const acrossX = -alongY * forward;
  const acrossY = alongX * forward;
  const at = (along: number, across: number): readonly [number, number] => [
    hand[0] + alongX * along + acrossX * across,
    hand[1] + alongY * along + acrossY * across,
  ];
  const [gripX, gripY] = at(0, -0.03);
  const [tipX, tipY] = at(0.04, 0.15);
  part(
    brush,
    limb([
      [gripX, gripY, 0.009],
      [tipX, tipY, 0.009],
    ]),
    hex('7a5232'),
    { lit: 0.7 },
  );
  const corner = (along: number, across: number): readonly [number, number, 1] => [...at(along, across), 1];
  part(brush, outline([corner(0, 0.13), corner(0.1, 0.13), corner(0.1, 0.175), corner(0, 0.175)]), hex('5c6068'), {
    lit: 0.9,
  });
};

function drawCrowd(stage: Stage, at: Placement, action: ActionName | 'stand'): void {
  const kinds = ['man', 'woman', 'someone', 'worker', 'elder', 'youth', 'guest'];
  const members = kinds
    .map((kind, index) => ({ kind, place: ((index * 4) % kinds.length) - 3, back: (hashText(kind) % 7) / 6 }))
    .sort((a, b) => b.back - a.back);
  for (const { kind, place, back } of members) {
    const draw = hashText(`${kind}side`);
    const look = { ...lookOf(kind, mix(stage.grade.accent, hex('6a7a8a'), 0.25 + back * 0.5)), scarf: false };
    // Not everybody does the same thing at the same moment.
    const does = action === 'stand' || draw % 3 === 0 ? (draw % 2 === 0 ? 'stand' : 'point') : action;
    drawPerson(
      stage,
      {
        x: at.x + place * at.size * 0.24,
        y: at.y - back * at.size * 0.13,
        size: at.size * (1 - back * 0.16) * (0.92 + (draw % 9) / 80),
        facing: draw % 4 === 0 ? (-at.facing as 1 | -1) : at.facing,
        distance: at.distance + back * 0.3,
      },
      look,
      poseFor(does === 'point' && action === 'stand' ? 'stand' : does, Math.min(1, stage.time * 0.7 + (draw % 5) / 14)),
    );
  }
}

/** Draws a person, a couple or a group; `prop` is what the person has in hand. */
export function drawFigure(stage: Stage, name: SubjectName, at: Placement, prop?: SubjectName): void {
  const { accent } = stage.grade;
  const action = stage.scene.actions[0] ?? 'stand';
  if (name === 'crowd') {
    drawCrowd(stage, at, action);
    return;
  }
  if (name === 'couple') {
    for (const [kind, side] of [
      ['man', 1],
      ['woman', -1],
    ] as const) {
      const look = lookOf(kind, kind === 'man' ? mix(accent, hex('4a5a70'), 0.6) : accent);
      drawPerson(
        stage,
        {
          ...at,
          x: at.x + side * at.size * 0.12,
          size: at.size * (kind === 'man' ? 1.03 : 0.97),
          facing: -side as 1 | -1,
        },
        look,
        poseFor(action === 'stand' ? 'stand' : action, stage.time),
      );
    }
    return;
  }
  if (name === 'smith') {
    drawPerson(stage, at, lookOf('smith', accent), poseFor('hammer', stage.time), carryHammer);
    drawObject(stage, 'anvil', { ...at, x: at.x + at.facing * at.size * 0.36, size: at.size * 0.54 });
    return;
  }
  const kind = name === 'woman' && action === 'dance' ? 'dancer' : name;
  const does = prop !== undefined && (action === 'stand' || action === 'point' || action === 'sit') ? 'hold' : action;
  const sized = { ...at, size: at.size * statureOf(name) };
  drawPerson(
    stage,
    sized,
    lookOf(kind, accent),
    poseFor(does === 'hammer' ? 'raise' : does, stage.time),
    prop === undefined ? undefined : carryObject(stage, prop),
  );
}

/** Draws one subject whole, standing, flying or swimming at its placement; `at.size` is a person's height. */
export function drawSubject(stage: Stage, name: SubjectName, at: Placement, prop?: SubjectName): void {
  if (isPerson(name)) {
    drawFigure(stage, name, at, prop);
    return;
  }
  if (name === 'young') {
    const parent = stage.scene.subjects.find((other) => isAnimal(other) && other !== 'young') ?? 'bear';
    drawSubject(stage, parent, { ...at, size: at.size * statureOf('young') });
    return;
  }
  const sized = { ...at, size: at.size * statureOf(name) };
  if (isAnimal(name)) drawAnimal(stage, name, sized);
  else if (isVehicle(name)) drawVehicle(stage, name, sized);
  else if (name === 'eye')
    drawEye(stage, at.x, at.y - at.size * 0.5, at.size * 0.5, lookOf('woman', stage.grade.accent));
  else if (name === 'hand')
    drawHand(stage, at.x, at.y - at.size * 0.5, at.size * 0.5, at.facing, lookOf('man', stage.grade.accent));
  else drawObject(stage, name as ObjectName, sized);
}
