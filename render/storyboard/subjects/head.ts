import { type Colour, css, darken, hex, lighten, mix } from '../colour.ts';
import { limb, outline, type Point } from '../paint/shapes.ts';
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
const FACE: readonly Point[] = [
  [-0.05, -0.985],
  [0.16, -0.975],
  [0.33, -0.88],
  [0.405, -0.74],
  [0.425, -0.635],
  [0.4, -0.565],
  [0.445, -0.48],
  [0.522, -0.385, 1],
  [0.512, -0.35],
  [0.45, -0.322],
  [0.44, -0.3],
  [0.478, -0.252],
  [0.448, -0.222, 1],
  [0.466, -0.188],
  [0.428, -0.142],
  [0.442, -0.075],
  [0.405, -0.005],
  [0.3, 0.012],
  [0.17, 0.0],
  [0.125, 0.1],
  [0.11, 0.34],
  [-0.24, 0.36],
  [-0.285, 0.05],
  [-0.35, -0.15],
  [-0.455, -0.42],
  [-0.46, -0.68],
  [-0.36, -0.88],
  [-0.2, -0.97],
];
const SHORT_HAIR: readonly Point[] = [
  [0.395, -0.77],
  [0.37, -0.93],
  [0.2, -1.055],
  [-0.08, -1.075],
  [-0.34, -0.99],
  [-0.51, -0.76],
  [-0.5, -0.46],
  [-0.4, -0.2],
  [-0.3, -0.13],
  [-0.23, -0.22],
  [-0.17, -0.34],
  [-0.06, -0.46],
  [-0.02, -0.42],
  [0.03, -0.44],
  [0.04, -0.6],
  [0.14, -0.73],
  [0.29, -0.79],
];
const LONG_HAIR: readonly Point[] = [
  [0.38, -0.74],
  [0.36, -0.94],
  [0.18, -1.07],
  [-0.1, -1.09],
  [-0.37, -1.0],
  [-0.54, -0.74],
  [-0.56, -0.4],
  [-0.57, -0.05],
  [-0.64, 0.28],
  [-0.56, 0.56],
  [-0.36, 0.66],
  [-0.2, 0.5],
  [-0.13, 0.2],
  [-0.12, -0.1],
  [-0.03, -0.36],
  [0.05, -0.58],
  [0.2, -0.72],
];
const BUN_HAIR: readonly Point[] = [
  [0.37, -0.79],
  [0.33, -0.95],
  [0.14, -1.06],
  [-0.1, -1.07],
  [-0.3, -1.03],
  [-0.46, -1.12],
  [-0.64, -1.06],
  [-0.68, -0.88],
  [-0.56, -0.76],
  [-0.52, -0.6],
  [-0.43, -0.3],
  [-0.3, -0.22],
  [-0.16, -0.38],
  [-0.03, -0.5],
  [0.08, -0.68],
  [0.22, -0.76],
];
const HOOD: readonly Point[] = [
  [0.4, -0.72],
  [0.42, -0.98],
  [0.2, -1.17],
  [-0.14, -1.18],
  [-0.45, -1.02],
  [-0.62, -0.66],
  [-0.6, -0.2],
  [-0.56, 0.12],
  [-0.7, 0.42],
  [0.34, 0.44],
  [0.2, 0.14],
  [0.08, -0.02],
  [0.12, -0.34],
  [0.2, -0.58],
];
const BEARD: readonly Point[] = [
  [0.44, -0.3],
  [0.47, -0.27],
  [0.42, -0.235],
  [0.46, -0.17],
  [0.47, -0.04],
  [0.38, 0.11],
  [0.2, 0.1],
  [0.04, -0.02],
  [-0.05, -0.2],
  [-0.06, -0.42],
  [0.02, -0.42],
  [0.1, -0.24],
  [0.26, -0.24],
  [0.35, -0.3],
];

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
  context.stroke(
    outline(
      [
        [0.255, -0.565],
        [0.32, -0.585],
        [0.372, -0.565],
      ],
      false,
    ),
  );
  context.fillStyle = soft;
  context.fill(
    outline([
      [0.24, -0.6],
      [0.36, -0.615],
      [0.395, -0.555],
      [0.32, -0.53],
    ]),
  );
  context.lineWidth = 0.03;
  context.strokeStyle = css(tone(brush.stage, darken(look.hair, 0.2), 0.15, brush.distance), 0.9);
  context.stroke(
    outline(
      [
        [0.22, -0.655],
        [0.32, -0.69],
        [0.405, -0.665],
      ],
      false,
    ),
  );
  if (detail < 2) return;
  context.fillStyle = css(tone(brush.stage, hex('f2ece4'), 0.6));
  context.fill(
    outline([
      [0.285, -0.553],
      [0.33, -0.582],
      [0.375, -0.562],
      [0.335, -0.54],
    ]),
  );
  context.fillStyle = css(tone(brush.stage, hex('2b1c14'), 0.2));
  context.fill(
    outline([
      [0.335, -0.584],
      [0.372, -0.567],
      [0.355, -0.54],
      [0.33, -0.548],
    ]),
  );
  context.fillStyle = css(lighten(brush.stage.grade.key, 0.5), 0.9);
  context.fillRect(0.348, -0.574, 0.01, 0.01);
  context.strokeStyle = css(darken(shadow, 0.4), 0.95);
  context.lineWidth = 0.016;
  context.stroke(
    outline(
      [
        [0.265, -0.555],
        [0.32, -0.594],
        [0.39, -0.57],
      ],
      false,
    ),
  );
  // Cheekbone, nostril and the line of the lips.
  context.fillStyle = css(shadow, 0.3);
  context.fill(
    outline([
      [0.02, -0.42],
      [0.2, -0.36],
      [0.33, -0.2],
      [0.26, -0.05],
      [0.1, -0.06],
      [0.0, -0.22],
    ]),
  );
  context.fillStyle = css(shadow, 0.7);
  context.fill(
    outline([
      [0.42, -0.345],
      [0.455, -0.365],
      [0.475, -0.345],
      [0.44, -0.333],
    ]),
  );
  context.strokeStyle = css(mix(shadow, hex('7a2f2a'), 0.4), 0.8);
  context.lineWidth = 0.014;
  context.stroke(
    outline(
      [
        [0.36, -0.215],
        [0.41, -0.228],
        [0.452, -0.222],
      ],
      false,
    ),
  );
}

function ear(brush: Brush, look: Look): void {
  part(
    brush,
    outline([
      [-0.12, -0.56],
      [-0.04, -0.6],
      [0.015, -0.54],
      [0.0, -0.44],
      [-0.06, -0.35],
      [-0.1, -0.38],
    ]),
    darken(look.skin, 0.12),
    { rim: 0.5, lit: 0.5 },
  );
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
    part(
      own,
      outline([
        [-0.3, -0.6],
        [0.1, -0.4],
        [0.16, 0.1],
        [0.1, 0.5],
        [-0.3, 0.62],
        [-0.5, 0.3],
      ]),
      darken(look.hair, 0.3),
      { rim: 0, lit: 0.2 },
    );
  }
  part(own, outline(FACE), look.skin, { lit: 0.72 });
  if (at.detail > 0) features(own, look, at.detail);
  if (look.beard) part(own, outline(BEARD), look.hair, { lit: 0.4, rim: 0.7 });
  if (at.detail > 0 && look.hairStyle !== 'hood') ear(own, look);
  const shapes = { short: SHORT_HAIR, long: LONG_HAIR, bun: BUN_HAIR, hood: HOOD, bald: undefined };
  const hair = shapes[look.hairStyle];
  if (hair !== undefined) {
    part(own, outline(hair), look.hairStyle === 'hood' ? look.top : look.hair, { lit: 0.5 });
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
  part(
    brush,
    outline([
      [0.1, -1.1],
      [0.44, -0.92],
      [0.56, -0.55],
      [0.46, -0.14],
      [0.2, 0.08],
      [-0.2, 0.1],
      [-0.5, -0.1],
      [-0.6, -0.5],
      [-0.5, -0.88],
      [-0.22, -1.08],
    ]),
    look.top,
    { lit: 0.9 },
  );
  const visor = outline([
    [0.2, -0.88],
    [0.46, -0.74],
    [0.52, -0.5],
    [0.42, -0.24],
    [0.18, -0.16],
    [0.02, -0.34],
    [0.0, -0.66],
  ]);
  part(brush, visor, mix(hex('241a10'), brush.stage.grade.key, 0.28), { lit: 0.9, rim: 0.8 });
  context.fillStyle = css(lighten(brush.stage.grade.key, 0.5), 0.7);
  context.fill(
    limb([
      [0.16, -0.74, 0.02],
      [0.26, -0.79, 0.035],
      [0.38, -0.7, 0.015],
    ]),
  );
}
