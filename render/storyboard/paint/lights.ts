import { type Colour, hex } from '../colour.ts';
import type { LightName } from '../lexicon/light.ts';

/** One lighting situation before style, palette and mood have touched it. */
export interface Light {
  /** Sky from zenith to horizon. */
  sky: readonly [Colour, Colour, Colour];
  /** Colour of the light that models things, and of rims and glows. */
  key: Colour;
  /** Light in the shadows. */
  ambient: Colour;
  /** What distance fades into. */
  haze: Colour;
  /** How fast distance fades, 0–1. */
  hazeAmount: number;
  /** Height of the key light: 0 at the horizon, 1 overhead. */
  elevation: number;
  /** 0 by day, 1 at night: windows and lamps are lit, stars come out. */
  darkness: number;
  /** Share of the sky under cloud. */
  clouds: number;
  /** Colour of lamps and windows. */
  lamp: Colour;
}

type Row = readonly [
  sky: string,
  key: string,
  ambient: string,
  haze: string,
  hazeAmount: number,
  elevation: number,
  darkness: number,
  clouds: number,
  lamp: string,
];

// Painted from reference stills rather than from physics: the horizon is lighter than nature has it, for depth.
const ROWS: Record<LightName, Row> = {
  day: ['2a6cb8 74aede dcebf0', 'fff3d6', '7189a8', 'cfe0ea', 0.6, 0.72, 0, 0.5, 'ffd9a0'],
  golden: ['35588c d59a72 ffd896', 'ffc773', '5c5170', 'f5c088', 0.62, 0.2, 0.12, 0.55, 'ffcf86'],
  dawn: ['2f467c a98aa8 ffcfae', 'ffc19a', '565a86', 'dcb0b2', 0.68, 0.1, 0.2, 0.55, 'ffc98c'],
  sunset: ['221f4c a8436a ff9c50', 'ff9450', '3f305e', 'd4705c', 0.58, 0.06, 0.4, 0.65, 'ffc070'],
  blue_hour: ['0c1c42 295592 9db6d2', 'a9c8f2', '263c66', '4d70a6', 0.58, 0.14, 0.72, 0.4, 'ffbe6a'],
  night: ['050a1c 0f2146 2c4878', 'a4bdec', '17233f', '213a66', 0.55, 0.6, 1, 0.3, 'ffc36c'],
  moonlight: ['071229 1b3866 5f84b0', 'cfdcff', '1c2e50', '3a5a8a', 0.62, 0.55, 0.9, 0.4, 'ffc67a'],
  neon: ['0a0620 2b1052 8a2484', 'ff4fae', '221646', '5a2270', 0.55, 0.4, 1, 0.35, '33e1ff'],
  firelight: ['0b0910 23141a 57281a', 'ff9d42', '2e2028', '5e2f1c', 0.5, 0.25, 0.9, 0.3, 'ffab4a'],
  candlelight: ['0d0a10 2a1a1a 5c3620', 'ffc57c', '352628', '6a4126', 0.45, 0.3, 0.85, 0.3, 'ffcb80'],
  overcast: ['8797a4 aab6be d8dcda', 'eceeee', '7c8893', 'c6cdd0', 0.66, 0.6, 0.05, 0.9, 'ffdcae'],
  fog: ['94a2aa b8c3c6 e2e5e0', 'f2efe6', '808d96', 'd2d8d6', 0.95, 0.4, 0.1, 0.5, 'ffdba8'],
  storm: ['161e2a 37454f 8c9a98', 'd2dfe0', '34414c', '6e7f84', 0.72, 0.4, 0.45, 1, 'ffcd8a'],
  studio: ['c9d2da dde3e8 f4f5f4', 'ffffff', '98a3b2', 'e6eaee', 0.5, 0.7, 0, 0.2, 'fff0d8'],
};

function light(row: Row): Light {
  const [sky, key, ambient, haze, hazeAmount, elevation, darkness, clouds, lamp] = row;
  const [top, middle, low] = sky.split(' ').map(hex);
  const base = hex(haze);
  return {
    sky: [top ?? base, middle ?? base, low ?? base],
    key: hex(key),
    ambient: hex(ambient),
    haze: base,
    hazeAmount,
    elevation,
    darkness,
    clouds,
    lamp: hex(lamp),
  };
}

/** The lighting of that name. */
export const lightNamed = (name: LightName): Light => light(ROWS[name]);
