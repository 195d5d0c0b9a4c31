import { css, darken, hex, lighten, mix } from '../colour.ts';
import type { SubjectName } from '../lexicon/subjects.ts';
import { band, bokeh } from '../paint/air.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import { SETTINGS } from '../settings/index.ts';
import { drawFigure, drawSubject, isAnimal, isHeld, isPerson, isVehicle, statureOf } from './cast.ts';
import { drawBust, drawEye, drawHand } from './details.ts';
import { groundShadow, type Placement } from './figure.ts';
import { lookOf } from './head.ts';
import { drawObject } from './objects.ts';

/** A person's height in scene units, and where the feet are: 0 at the horizon, 1 at the setting's ground line. */
const FRAMING = {
  extreme_wide: [0.16, 0.38],
  wide: [0.4, 0.82],
  full: [0.68, 1],
} as const;
/** How much of the short side a thing or animal fills when the lens is close. */
const CLOSENESS = { medium: 0.82, close_up: 1.1, extreme_close_up: 1.65 } as const;

const AIRBORNE: readonly SubjectName[] = ['bird', 'plane', 'balloon', 'dragon'];
const SWIMMING: readonly SubjectName[] = ['fish', 'turtle', 'whale'];

const TABLETOP: readonly SubjectName[] = ['bottle', 'cup', 'box', 'phone', 'laptop', 'book', 'lantern', 'anvil'];

/** A surface for a small thing in a close shot, with its soft reflection. */
function tabletop(stage: Stage, top: number, size: number): void {
  const { grade } = stage;
  const surface = mix(grade.sky[2], hex('6a4c38'), grade.manner.detail < 0.5 ? 0.1 : 0.55);
  band(stage, top, stage.height + 0.4, [
    css(tone(stage, surface, 0.75)),
    css(tone(stage, surface, 0.3)),
    css(tone(stage, darken(surface, 0.3), 0.1)),
  ]);
  band(stage, top - 0.012, top + 0.012, [css(grade.key, 0), css(lighten(grade.key, 0.2), 0.4), css(grade.key, 0)]);
  groundShadow(stage, stage.focusX, top + size * 0.06, size * 0.9);
}

const turned = (facing: 1 | -1): 1 | -1 => (facing === 1 ? -1 : 1);

/** How far along its way a subject is, in its own sizes: more when it runs or drives. */
function advance(stage: Stage, name: SubjectName): readonly [x: number, y: number] {
  const { actions } = stage.scene;
  const progress = stage.time - 0.5;
  const pace =
    actions.includes('run') || isVehicle(name) ? 0.36 : actions.includes('walk') || isAnimal(name) ? 0.2 : 0.02;
  const rising = name === 'rocket' || name === 'balloon' || actions.includes('fly');
  return [name === 'rocket' ? 0 : progress * pace, rising ? -progress * 0.16 : 0];
}

/** Height of a subject's foot (or middle, when it floats) in the whole-figure framings. */
function standingHeight(stage: Stage, name: SubjectName, size: number, ground: number): number {
  const { height, horizon, scene } = stage;
  if (AIRBORNE.includes(name)) return Math.max(height * 0.26, horizon - size * 0.55);
  if (SWIMMING.includes(name)) return horizon + (scene.setting === 'underwater' ? -0.06 : 0.1);
  if (name === 'ship') return horizon + 0.06 + size * 0.18;
  if (name === 'emblem') return height * 0.46 + size * 0.42;
  if (SETTINGS[scene.setting].afloat === 'weightless') return height * 0.5 + size * statureOf(name) * 0.5;
  return ground;
}

function wholeFrame(stage: Stage, shotSize: keyof typeof FRAMING): void {
  const { scene, height, horizon, width } = stage;
  const setting = SETTINGS[scene.setting];
  const [tall, stand] = FRAMING[shotSize];
  const ground = horizon + (height * (setting.ground ?? 0.9) - horizon) * stand;
  const facing: 1 | -1 = stage.lightSide;
  const size = tall * Math.min(1.12, Math.max(0.82, width / 1.5));
  const distance = shotSize === 'extreme_wide' ? 0.26 : shotSize === 'wide' ? 0.08 : 0;
  const [main] = scene.subjects;
  const prop = main !== undefined && isPerson(main) ? scene.subjects.slice(1).find(isHeld) : undefined;
  const shown = scene.subjects.filter((name) => name !== prop);
  // Behind first: what stands further away is drawn before the main subject.
  for (let index = shown.length - 1; index >= 0; index -= 1) {
    const name = shown[index];
    if (name === undefined) continue;
    const [moveX, moveY] = advance(stage, name);
    const wide = isVehicle(name) || name === 'building' || name === 'tree';
    const away = index === 0 ? 0 : (index === 1 ? 1 : -1) * facing * size * (wide ? 0.85 : 0.62);
    const y = standingHeight(stage, name, size, ground - (index === 0 ? 0 : 0.07 * size)) + moveY * size;
    // Wide things keep clear of the frame's edge; the rest may stand on any third line.
    const clear =
      isVehicle(name) && name !== 'train' ? Math.min(width * 0.42, size * statureOf(name) * 0.62) : width * 0.03;
    const wanted = stage.focusX + away + moveX * facing * size;
    const x =
      Math.min(width - clear, Math.max(clear, wanted)) +
      (wanted < clear || wanted > width - clear ? moveX * facing * size : 0);
    const floats =
      AIRBORNE.includes(name) || SWIMMING.includes(name) || ['ship', 'emblem', 'lighthouse', 'tree'].includes(name);
    if (!floats && setting.afloat !== 'weightless') groundShadow(stage, x, y, size * (wide ? 0.7 : 0.3));
    const at: Placement = {
      x,
      y,
      size: size * (index > 0 ? 0.92 : 1),
      facing: index === 0 ? facing : turned(facing),
      distance: distance + index * 0.05,
    };
    drawSubject(stage, name, at, index === 0 ? prop : undefined);
  }
}

/** Detail shots that have a drawing of their own; false when there is none. */
function detailFrame(stage: Stage, main: SubjectName, span: number, facing: 1 | -1): boolean {
  const { width, height } = stage;
  const { accent } = stage.grade;
  if (main === 'smith' || main === 'anvil') {
    drawObject(stage, 'anvil', {
      x: width * 0.5 - facing * 0.12,
      y: height * 0.62 + span * 0.88,
      size: span * 1.02,
      facing,
      distance: 0,
    });
    return true;
  }
  if (main === 'hand') {
    drawHand(stage, width * 0.5, height * 0.58, span * 0.7, facing, lookOf('woman', accent));
    return true;
  }
  if (main === 'eye' || (isPerson(main) && main !== 'astronaut' && main !== 'knight')) {
    drawEye(stage, width * 0.5, height * 0.57, span * 0.66, lookOf(main === 'eye' ? 'woman' : main, accent));
    return true;
  }
  return false;
}

function mediumPerson(stage: Stage, main: SubjectName, span: number, facing: 1 | -1, x: number): void {
  const { height, scene } = stage;
  const [action] = scene.actions;
  const smith = main === 'smith';
  const group = main === 'crowd' || main === 'couple';
  const tall = span * (smith ? 0.98 : group ? 1.06 : 1.2);
  const stature = statureOf(main) * (main === 'child' ? 1.25 : 1);
  // Head room by what the arms do: the figure is placed by its top, the frame crops its legs.
  const reach =
    smith || action === 'raise' || action === 'dance'
      ? 1.13
      : action === 'jump' || action === 'fly'
        ? 1.2
        : action === 'sit'
          ? 0.8
          : 1;
  const feet = height * 0.11 + tall * stature * reach;
  const prop = scene.subjects.slice(1).find(isHeld);
  drawFigure(
    stage,
    main,
    { x: x - (smith ? facing * 0.14 : 0), y: feet, size: main === 'child' ? tall * 1.25 : tall, facing, distance: 0 },
    prop,
  );
}

function closeFrame(stage: Stage, shotSize: keyof typeof CLOSENESS): void {
  const { scene, width, height } = stage;
  const [main, second] = scene.subjects;
  if (main === undefined) return;
  const facing: 1 | -1 = stage.lightSide;
  const nudge = (stage.time - 0.5) * 0.03 * facing;
  const span = Math.min(width * 1.05, height * 1.1);
  if (shotSize === 'extreme_close_up' && detailFrame(stage, main, span, facing)) return;
  if (second !== undefined && shotSize === 'medium' && !(isPerson(main) && isHeld(second))) {
    drawSubject(stage, second, {
      x: stage.focusX + facing * span * 0.55,
      y: height * 1.02,
      size: span * 0.86,
      facing: turned(facing),
      distance: 0.16,
    });
  }
  if (isPerson(main)) {
    if (shotSize === 'medium') {
      mediumPerson(stage, main, span, facing, stage.focusX + nudge);
      return;
    }
    const kind = main === 'crowd' || main === 'couple' ? 'woman' : main;
    const head = span * (shotSize === 'close_up' ? 0.52 : 0.86);
    if (main === 'couple') {
      drawBust(
        stage,
        stage.focusX + facing * head * 0.95,
        height * 0.66,
        head * 0.96,
        turned(facing),
        lookOf('man', stage.grade.accent),
      );
    }
    drawBust(
      stage,
      stage.focusX - facing * head * 0.1 + nudge,
      height * (shotSize === 'close_up' ? 0.66 : 0.86),
      head,
      facing,
      lookOf(kind, stage.grade.accent),
    );
    return;
  }
  // Things and animals fill the frame and are cropped by it, as a lens would.
  const size = span * CLOSENESS[shotSize];
  const own = size * statureOf(main);
  const floats = AIRBORNE.includes(main) || SWIMMING.includes(main);
  const stands = isAnimal(main) && !floats;
  const low = stands ? own * 0.96 : own * 0.5;
  const x = stage.focusX + nudge - (stands ? facing * own * 0.34 : 0);
  const y = floats ? height * 0.52 : Math.max(height * 0.52 + low, shotSize === 'medium' ? height * 0.88 : 0);
  if (TABLETOP.includes(main) && shotSize !== 'medium') tabletop(stage, y - own * 0.05, own);
  if (shotSize === 'medium' && !floats) groundShadow(stage, x, y, size * 0.4);
  drawSubject(stage, main, { x, y, size, facing, distance: 0 });
}

/** Paints every subject of the scene where the shot size puts it. */
export function paintSubjects(stage: Stage): void {
  const { scene, grade } = stage;
  const { shotSize } = scene;
  if (shotSize === 'close_up' || shotSize === 'extreme_close_up') {
    bokeh(stage, stage.random.fork('bokeh'), 14, 0, stage.height * 0.9, shotSize === 'close_up' ? 0.05 : 0.08, [
      grade.key,
      grade.lamp,
      grade.accent,
    ]);
  }
  if (scene.subjects.length === 0) return;
  inLayer(stage, 0.6, () => {
    if (shotSize === 'medium' || shotSize === 'close_up' || shotSize === 'extreme_close_up')
      closeFrame(stage, shotSize);
    else wholeFrame(stage, shotSize);
  });
}
