import type { ShotSize } from '../../../types/film.ts';
import { type Avoid, escapePattern } from './avoid.ts';
import { distanceOf, type Framing, sizeWords } from './camera.ts';
import { fill, type Slots } from './fill.ts';
import type { Random } from './random.ts';
import { sentenceCase } from './reading/inflect.ts';

/** What both pictures of a shot share. */
export interface FrameOrder {
  framing: Framing;
  slots: Slots;
  lighting: string;
  /** Whether the weather has to be seen. */
  weather: boolean;
}

/** Backgrounds, by how far the camera is. Each names the place, which a single picture cannot guess. */
const BACKGROUNDS: Record<'far' | 'middle' | 'near', readonly string[]> = {
  far: [
    '{Place}: {wide}',
    '{Place} all around, {wide}',
    '{Wide}, the whole of {place} behind',
    '{Place} in depth, {near} in front and {far} at the back',
  ],
  middle: [
    'In {place}, {wide} in the background',
    'Behind, {place}: {wide}',
    '{Place} behind, {far} soft in the distance',
    '{Near} at the edge of the frame, {place} beyond',
  ],
  near: [
    '{Place} out of focus behind',
    'Behind, {place}, soft, {far} just readable',
    'Behind, only the colours of {place}',
    '{Place} a blur past the subject',
  ],
};
/** `{Place}` at the start, `in the place` where it stands after a preposition of its own. */
function background(template: string, slots: Slots): string {
  const spaced = /^(space|Mars)$/.test(slots.place)
    ? template.replace('In {place}', slots.place === 'Mars' ? 'On {place}' : 'In {place}')
    : template;
  const outdoors =
    /^the (street|sea|river|road|field|hills|coast|beach|harbour|rooftop|mountain|battlefield|meadow|hill|pier|dock|farm|crater|moon|planet|ship|reef|construction|train|platform|balcony|roof|terrace|stage|lake|cliff|island|beach|shore|track|plain|tundra|moor)/.test(
      slots.place,
    );
  return fill(outdoors ? spaced.replace('In {place}', 'On {place}').replace('On the sea', 'At sea') : spaced, slots);
}

/** Writes the two keyframe prompts of a shot. */
export class Framer {
  private readonly avoid: Avoid;
  private readonly used = new Set<string>();

  constructor(avoid: Avoid) {
    this.avoid = avoid;
  }

  /** Both frames of a shot; `held` is the first one where the take goes on from another. */
  frames(
    start: string,
    end: string,
    order: FrameOrder,
    random: Random,
    held?: string,
  ): { startPrompt: string; endPrompt: string } {
    const { framing, slots } = order;
    const moves = /^(pan|dolly|crane)/.test(framing.move);
    const endSlots = moves ? { ...slots, wide: slots.wide2, wide2: slots.wide } : slots;
    const first: Picture = { template: start, angle: framing.angle, size: framing.size, slots };
    const last: Picture = { template: end, angle: framing.endAngle, size: framing.endSize, slots: endSlots };
    // The background is told in the same words where it is seen from as far.
    const line = this.background(first, random);
    const endLine =
      distanceOf(first.size) === distanceOf(last.size) && this.suits(line, last) ? line : this.background(last, random);
    return { startPrompt: held ?? this.write(first, line, order), endPrompt: this.write(last, endLine, order) };
  }

  private suits(line: string, { template }: Picture): boolean {
    return !['wide', 'near', 'far'].some((slot) => names(line, slot) && names(template, slot));
  }

  private background(picture: Picture, random: Random): string {
    const lines = this.avoid.allowed(BACKGROUNDS[distanceOf(picture.size)]).filter((line) => this.suits(line, picture));
    return random.pick(lines.length > 0 ? lines : ['{Place} behind']);
  }

  private write({ template, angle, size, slots }: Picture, line: string, order: FrameOrder): string {
    const body = fill(template, slots);
    const distance = distanceOf(size);
    // A picture of the place itself needs no second background.
    const shown = /\{place\}/i.test(template) || (/\{wide/.test(template) && distance === 'far');
    const named = new RegExp(`\\b${escapePattern(slots.place.replace(/^the /, ''))}\\b`, 'i').test(body);
    const back = shown
      ? named
        ? ''
        : ` ${sentenceCase(slots.place)} all around.`
      : ` ${sentenceCase(background(line, slots))}.`;
    const weather =
      order.weather && distance !== 'near' && !template.includes('{air') ? ` ${sentenceCase(slots.air)}.` : '';
    const make = (where: string): string =>
      `${sizeWords(size)}, ${where}: ${body}.${back}${weather} ${sentenceCase(order.lighting)}.`;
    const free = [angle, ...SIDES.map((side) => `${angle}, ${side}`)].find((where) => !this.used.has(make(where)));
    const text = make(free ?? angle);
    this.used.add(text);
    return text;
  }
}

/** One of a shot's two pictures. */
interface Picture {
  template: string;
  angle: string;
  size: ShotSize;
  slots: Slots;
}

/** Whether a template shows a part of the place. */
function names(template: string, slot: string): boolean {
  return new RegExp(`\\{${slot}2?\\}`, 'i').test(template);
}

/** Only very long films need them: another standpoint makes the picture another one. */
const SIDES = [
  'a step to the left',
  'a step to the right',
  'lower down',
  'higher up',
  'from further back',
  'mirrored composition',
  'slightly off axis',
  'from the opposite side',
];
