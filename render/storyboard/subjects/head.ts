import { type Colour, css, darken, hex, lighten, mix } from '../colour.ts';
import { sketch } from '../paint/shapes.ts';
import { tone } from '../paint/stage.ts';
import { createRandom, hashText } from '../random.ts';
import { type Brush, part } from './figure.ts';

/** How a person looks; the same words always give the same person, in every shot of every film. */
export interface Look {
  skin: Colour;
  hair: Colour;
  top: Colour;
  legs: Colour;
  accent: Colour;
  hairStyle: 'short' | 'long' | 'bun' | 'hood' | 'bald' | 'helmet';
  beard: boolean;
  garment: 'trousers' | 'coat' | 'dress' | 'robe' | 'apron';
  scarf: boolean;
  bareArms: boolean;
  /** Breadth: 1 average. */
  build: number;
}

const SKINS = [hex('f0c8a4'), hex('d9a178'), hex('b97c52'), hex('8d5a3a'), hex('5f3b28')] as const;
const HAIRS = [hex('2a1c16'), hex('4a2d1c'), hex('7a4a28'), hex('1a1718'), hex('b08a52'), hex('8a8a8a')] as const;
const CLOTHES = [
  hex('5a6a86'),
  hex('8a4a3c'),
  hex('4c6a52'),
  hex('7a6a54'),
  hex('6a4a6e'),
  hex('3f5060'),
  hex('a07848'),
] as const;

/** The look of a kind of person, from its name alone. */
export function lookOf(kind: string, accent: Colour): Look {
  const random = createRandom(hashText(`look ${kind}`));
  const female = kind === 'woman' || (kind !== 'man' && kind !== 'smith' && random.chance(0.5));
  const base: Look = {
    skin: random.pick(SKINS),
    hair: random.pick(HAIRS),
    top: mix(random.pick(CLOTHES), accent, 0.35),
    legs: mix(hex('3a4152'), random.pick(CLOTHES), 0.3),
    accent,
    hairStyle: female ? 'long' : 'short',
    beard: !female && random.chance(0.4),
    garment: female ? 'coat' : random.chance(0.5) ? 'coat' : 'trousers',
    scarf: random.chance(0.5),
    bareArms: false,
    build: female ? 0.9 : 1.05,
  };
  switch (kind) {
    case 'smith':
      return {
        ...base,
        skin: hex('b97c52'),
        top: hex('6b5d52'),
        legs: hex('3b332e'),
        accent: hex('6a4226'),
        hair: hex('2a1c16'),
        hairStyle: 'short',
        beard: true,
        garment: 'apron',
        scarf: false,
        bareArms: true,
        build: 1.18,
      };
    case 'woman':
      return { ...base, skin: hex('d9a178'), hair: hex('3a2218'), hairStyle: 'long', garment: 'coat', scarf: true };
    case 'man':
      return { ...base, skin: hex('d9a178'), hairStyle: 'short', garment: 'coat', build: 1.04, scarf: false };
    case 'child':
      return { ...base, build: 0.98, garment: 'trousers', beard: false, scarf: true, hairStyle: 'short' };
    case 'dancer':
      return { ...base, garment: 'dress', hairStyle: 'bun', bareArms: true, build: 0.84, scarf: false, beard: false };
    case 'monk':
      return { ...base, garment: 'robe', hairStyle: 'hood', scarf: false };
    case 'astronaut':
      return {
        ...base,
        skin: hex('c4cad2'),
        top: hex('dfe3e8'),
        legs: hex('cfd4da'),
        accent: hex('d8662e'),
        hairStyle: 'helmet',
        garment: 'trousers',
        beard: false,
        scarf: false,
        build: 1.38,
      };
    case 'knight':
      return {
        ...base,
        top: hex('8d97a4'),
        legs: hex('6c7480'),
        hairStyle: 'helmet',
        garment: 'coat',
        beard: false,
        scarf: true,
        build: 1.2,
      };
    default:
      return base;
  }
}

// Profile of a head of height 1, chin at y 0, facing +x; drawn after life, slightly idealised.
const FACE =
  '-.05 -.985, .16 -.975, .33 -.88, .405 -.74, .425 -.635, .4 -.565, .445 -.48, .522 -.385!, .512 -.35, .45 -.322, .44 -.3, .478 -.252, .448 -.222!, .466 -.188, .428 -.142, .442 -.075, .405 -.005, .3 .012, .17 .0, .125 .1, .11 .34, -.24 .36, -.285 .05, -.35 -.15, -.455 -.42, -.46 -.68, -.36 -.88, -.2 -.97';
const SHORT_HAIR =
  '.395 -.77, .37 -.93, .2 -1.055, -.08 -1.075, -.34 -.99, -.51 -.76, -.5 -.46, -.4 -.2, -.3 -.13, -.23 -.22, -.17 -.34, -.06 -.46, -.02 -.42, .03 -.44, .04 -.6, .14 -.73, .29 -.79';
const LONG_HAIR =
  '.38 -.74, .36 -.94, .18 -1.07, -.1 -1.09, -.37 -1.0, -.54 -.74, -.56 -.4, -.57 -.05, -.64 .28, -.56 .56, -.36 .66, -.2 .5, -.13 .2, -.12 -.1, -.03 -.36, .05 -.58, .2 -.72';
const BUN_HAIR =
  '.37 -.79, .33 -.95, .14 -1.06, -.1 -1.07, -.3 -1.03, -.46 -1.12, -.64 -1.06, -.68 -.88, -.56 -.76, -.52 -.6, -.43 -.3, -.3 -.22, -.16 -.38, -.03 -.5, .08 -.68, .22 -.76';
const HOOD =
  '.4 -.72, .42 -.98, .2 -1.17, -.14 -1.18, -.45 -1.02, -.62 -.66, -.6 -.2, -.56 .12, -.7 .42, .34 .44, .2 .14, .08 -.02, .12 -.34, .2 -.58';
const BEARD =
  '.44 -.3, .47 -.27, .42 -.235, .46 -.17, .47 -.04, .38 .11, .2 .1, .04 -.02, -.05 -.2, -.06 -.42, .02 -.42, .1 -.24, .26 -.24, .35 -.3';

/** Where a head sits: (x, y) is the chin's root at the neck, `size` its height in subject units, `tilt` nods forward. */
export interface HeadPlacement {
  x: number;
  y: number;
  size: number;
  tilt: number;
  /** 0 a shape, 1 with ear and eye, 2 for close-ups: brow, lashes, lips, strands of hair. */
  detail: 0 | 1 | 2;
}

function features(brush: Brush, look: Look, detail: number): void {
  const { context } = brush.stage;
  const shadow = tone(brush.stage, darken(look.skin, 0.5), 0.12, brush.distance);
  const soft = css(shadow, 0.55);
  context.lineCap = 'round';
  context.strokeStyle = css(shadow, 0.85);
  context.lineWidth = 0.022;
  context.stroke(sketch('.255 -.565, .32 -.585, .372 -.565', false));
  context.fillStyle = soft;
  context.fill(sketch('.24 -.6, .36 -.615, .395 -.555, .32 -.53'));
  context.lineWidth = 0.03;
  context.strokeStyle = css(tone(brush.stage, darken(look.hair, 0.2), 0.15, brush.distance), 0.9);
  context.stroke(sketch('.22 -.655, .32 -.69, .405 -.665', false));
  if (detail < 2) return;
  context.fillStyle = css(tone(brush.stage, hex('f2ece4'), 0.6));
  context.fill(sketch('.285 -.553, .33 -.582, .375 -.562, .335 -.54'));
  context.fillStyle = css(tone(brush.stage, hex('2b1c14'), 0.2));
  context.fill(sketch('.335 -.584, .372 -.567, .355 -.54, .33 -.548'));
  context.fillStyle = css(lighten(brush.stage.grade.key, 0.5), 0.9);
  context.fillRect(0.348, -0.574, 0.01, 0.01);
  context.strokeStyle = css(darken(shadow, 0.4), 0.95);
  context.lineWidth = 0.016;
  context.stroke(sketch('.265 -.555, .32 -.594, .39 -.57', false));
  // Cheekbone, nostril and the line of the lips.
  const hollow = context.createRadialGradient(0.13, -0.2, 0, 0.13, -0.2, 0.3);
  hollow.addColorStop(0, css(shadow, 0.42));
  hollow.addColorStop(1, css(shadow, 0));
  context.fillStyle = hollow;
  context.fillRect(-0.17, -0.5, 0.6, 0.49);
  context.fillStyle = css(shadow, 0.7);
  context.fill(sketch('.42 -.345, .455 -.365, .475 -.345, .44 -.333'));
  context.strokeStyle = css(mix(shadow, hex('7a2f2a'), 0.4), 0.8);
  context.lineWidth = 0.014;
  context.stroke(sketch('.36 -.215, .41 -.228, .452 -.222', false));
}

function ear(brush: Brush, look: Look): void {
  part(brush, sketch('-.12 -.56, -.04 -.6, .015 -.54, .0 -.44, -.06 -.35, -.1 -.38'), darken(look.skin, 0.12), {
    rim: 0.5,
    lit: 0.5,
  });
}

/** A head in profile with hair, beard or helmet, in the units of the surrounding subject. */
export function drawHead(brush: Brush, look: Look, at: HeadPlacement): void {
  const { context } = brush.stage;
  context.save();
  context.translate(at.x, at.y);
  context.rotate(at.tilt);
  context.translate(0, -0.02);
  context.scale(at.size, at.size);
  const own: Brush = { ...brush, rim: brush.rim / at.size, reach: 0.5 };
  if (look.hairStyle === 'helmet') {
    helmet(own, look);
    context.restore();
    return;
  }
  if (look.hairStyle === 'long') {
    // The far side of the hair falls behind the neck.
    part(own, sketch('-.3 -.6, .1 -.4, .16 .1, .1 .5, -.3 .62, -.5 .3'), darken(look.hair, 0.3), { rim: 0, lit: 0.2 });
  }
  part(own, sketch(FACE), look.skin, { lit: 0.72 });
  if (at.detail > 0) features(own, look, at.detail);
  if (look.beard) part(own, sketch(BEARD), look.hair, { lit: 0.4, rim: 0.7 });
  if (at.detail > 0 && look.hairStyle !== 'hood') ear(own, look);
  const shapes = { short: SHORT_HAIR, long: LONG_HAIR, bun: BUN_HAIR, hood: HOOD, bald: undefined };
  const hair = shapes[look.hairStyle];
  if (hair !== undefined) {
    part(own, sketch(hair), look.hairStyle === 'hood' ? look.top : look.hair, { lit: 0.5 });
    if (at.detail === 2 && look.hairStyle !== 'hood') strands(own, look);
  }
  context.restore();
}

/** Locks of hair catching the light, for close-ups. */
function strands(brush: Brush, look: Look): void {
  const { context } = brush.stage;
  const random = createRandom(hashText('strands'));
  const long = look.hairStyle === 'long';
  context.lineCap = 'round';
  for (let index = 0; index < 26; index += 1) {
    const share = index / 26;
    const startX = 0.3 - share * 0.66;
    const startY = -0.98 - Math.sin(share * Math.PI) * 0.07;
    const endX = long ? -0.5 + share * 0.06 + random.range(-0.05, 0.28) : -0.46 + random.range(0, 0.3);
    const endY = long ? random.range(0.1, 0.55) : random.range(-0.5, -0.25);
    context.strokeStyle = css(
      tone(brush.stage, lighten(look.hair, random.range(0.05, 0.3)), random.range(0.3, 1)),
      0.35,
    );
    context.lineWidth = random.range(0.006, 0.018);
    context.beginPath();
    context.moveTo(startX, startY + 0.04);
    context.bezierCurveTo(startX - 0.25, startY + 0.1, endX + 0.02 + random.range(-0.05, 0.1), endY - 0.4, endX, endY);
    context.stroke();
  }
}

function helmet(brush: Brush, look: Look): void {
  const { context } = brush.stage;
  part(brush, sketch('-.3 -.1, .24 -.1, .34 .36, .1 .46, -.3 .46, -.46 .34'), darken(look.top, 0.25), {
    lit: 0.6,
    rim: 0.5,
  });
  part(
    brush,
    sketch('.1 -1.1, .44 -.92, .56 -.55, .46 -.14, .2 .08, -.2 .1, -.5 -.1, -.6 -.5, -.5 -.88, -.22 -1.08'),
    look.top,
    { lit: 0.9 },
  );
  const { key } = brush.stage.grade;
  if (look.garment === 'coat') {
    // A knight's helm: plume, eye slit, brow ridge, breathing holes.
    part(brush, sketch('-.02 -1.08, .2 -1.26, -.2 -1.36, -.62 -1.2, -.8 -.8, -.56 -.92, -.3 -1.04'), look.accent, {
      lit: 0.8,
    });
    context.fillStyle = css(tone(brush.stage, hex('0c0a0c'), 0.2, brush.distance));
    context.fill(sketch('.14 -.67!, .5 -.64, .52 -.56, .14 -.57!'));
    part(brush, sketch('.12 -.52!, .53 -.51, .535 -.44, .12 -.42!'), darken(look.top, 0.15), { lit: 0.8, rim: 0.5 });
    context.fillStyle = css(tone(brush.stage, hex('0c0a0c'), 0.2, brush.distance));
    for (const x of [0.22, 0.31, 0.4]) context.fillRect(x, -0.34, 0.035, 0.13);
    return;
  }
  const visor = sketch('.06 -.9, .34 -.88, .52 -.68, .55 -.46, .44 -.26, .2 -.2, .02 -.34, -.06 -.6');
  part(brush, visor, mix(hex('2a1c10'), key, 0.34), { lit: 1, rim: 0.7 });
  context.fillStyle = css(lighten(key, 0.5), 0.75);
  context.fill(sketch('.14 -.76, .3 -.83, .44 -.72, .46 -.62, .34 -.72, .2 -.7'));
}
