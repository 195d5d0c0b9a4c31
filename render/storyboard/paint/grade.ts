import type { VideoStyle } from '../../../src/types/film.ts';
import { brightness, type Colour, chroma, contrast, darken, hex, lighten, mix, saturate, tint } from '../colour.ts';
import type { Scene } from '../scene.ts';
import { type Light, lightNamed } from './lights.ts';

/** How a style changes the picture. */
export interface Manner {
  saturation: number;
  contrast: number;
  /** Shadow and light colours pulled towards these, by the share. */
  split: readonly [shadow: Colour, light: Colour, share: number];
  /** Visible brush strokes, 0–1. */
  brush: number;
  grain: number;
  vignette: number;
  bloom: number;
  /** How much small detail is drawn, 0–1. */
  detail: number;
}

const manner = (
  saturation: number,
  steepness: number,
  shadow: string,
  light: string,
  share: number,
  rest: readonly [brush: number, grain: number, vignette: number, bloom: number, detail: number],
): Manner => ({
  saturation,
  contrast: steepness,
  split: [hex(shadow), hex(light), share],
  brush: rest[0],
  grain: rest[1],
  vignette: rest[2],
  bloom: rest[3],
  detail: rest[4],
});

const MANNERS: Record<VideoStyle, Manner> = {
  cinematic: manner(1.04, 1.06, '123a4a', 'ffb070', 0.16, [0.4, 0.6, 0.75, 0.9, 1]),
  minimal: manner(0.55, 0.86, 'c8ccd2', 'f6f4f0', 0.14, [0.05, 0.25, 0.12, 0.35, 0.3]),
  energetic: manner(1.5, 1.14, '2a1a6a', 'ff8a3a', 0.12, [0.25, 0.3, 0.5, 1, 1]),
  documentary: manner(0.72, 0.98, '4a4a44', 'e8e2d2', 0.1, [0.25, 0.8, 0.35, 0.4, 1]),
  dramatic: manner(0.98, 1.34, '0c1426', 'ffa860', 0.14, [0.4, 0.7, 1.1, 1, 1]),
  playful: manner(1.38, 0.94, '6a4ab0', 'ffe08a', 0.16, [0.1, 0.15, 0.1, 0.6, 0.8]),
  corporate: manner(0.8, 1, '2a4a7a', 'eaf4ff', 0.22, [0.05, 0.2, 0.15, 0.5, 0.8]),
  artistic: manner(1.16, 1.04, '2a3a6a', 'ffca80', 0.14, [1, 0.7, 0.55, 0.7, 1]),
};

/** Everything a painter needs to know about colour and light. */
export interface Grade extends Light {
  manner: Manner;
  /** First and second colour of the film's palette, or what the light suggests. */
  accent: Colour;
  accentTwo: Colour;
  /** Darkest foreground. */
  ink: Colour;
  /** A colour through style and palette, for things with a colour of their own. */
  wear(colour: Colour): Colour;
}

interface PaletteRoles {
  shadow: Colour;
  light: Colour;
  accent: Colour;
  accentTwo: Colour;
}

function roles(palette: readonly Colour[]): PaletteRoles | undefined {
  const [first] = palette;
  if (first === undefined) return undefined;
  const byBrightness = [...palette].sort((a, b) => brightness(a) - brightness(b));
  const byChroma = [...palette].sort((a, b) => chroma(b) - chroma(a));
  const shadow = byBrightness[0] ?? first;
  return {
    shadow: brightness(shadow) > 110 ? darken(shadow, 0.55) : shadow,
    light: byBrightness.at(-1) ?? first,
    accent: byChroma[0] ?? first,
    accentTwo: byChroma[1] ?? byBrightness.at(-1) ?? first,
  };
}

/** Combines light, palette, style and mood into the colours of one scene. */
export function gradeScene(scene: Scene): Grade {
  const light = lightNamed(scene.light);
  const base = MANNERS[scene.style];
  const palette = roles(scene.palette);
  const moods = scene.moods;
  const saturation = base.saturation * (moods.includes('sad') ? 0.78 : 1) * (moods.includes('joyful') ? 1.12 : 1);
  const steepness = base.contrast * (moods.includes('tense') || moods.includes('epic') ? 1.06 : 1);
  const used: Manner = { ...base, saturation, contrast: steepness };
  const wear = (colour: Colour): Colour => {
    const bright = Math.min(1, brightness(colour) / 200);
    const split = mix(used.split[0], used.split[1], bright);
    let worn = tint(colour, split, used.split[2]);
    if (palette !== undefined) worn = tint(worn, mix(palette.shadow, palette.light, bright), 0.3);
    worn = contrast(saturate(worn, saturation), steepness);
    // Minimal and corporate pictures live high on the scale.
    if (scene.style === 'minimal') worn = lighten(worn, 0.16);
    if (scene.style === 'playful') worn = lighten(worn, 0.05);
    return worn;
  };
  const toward = (colour: Colour, role: Colour | undefined, share: number): Colour =>
    role === undefined ? colour : tint(colour, role, share);
  const [top, middle, low] = light.sky;
  return {
    ...light,
    sky: [
      wear(toward(top, palette?.shadow, 0.55)),
      wear(toward(middle, palette?.accentTwo, 0.4)),
      wear(toward(low, palette?.accent, 0.45)),
    ],
    key: saturate(toward(light.key, palette?.accent, 0.45), Math.max(0.8, saturation)),
    ambient: toward(light.ambient, palette?.shadow, 0.45),
    haze: wear(toward(light.haze, palette?.accent, 0.35)),
    lamp: toward(light.lamp, palette?.accent, 0.25),
    hazeAmount: light.hazeAmount * (scene.style === 'dramatic' ? 0.9 : 1),
    manner: used,
    accent: saturate(palette?.accent ?? mix(light.key, hex('d8542e'), 0.55), Math.max(0.7, saturation)),
    accentTwo: saturate(palette?.accentTwo ?? mix(light.sky[1], hex('1f8f92'), 0.5), Math.max(0.7, saturation)),
    ink: wear(darken(mix(light.ambient, light.sky[0], 0.4), scene.style === 'minimal' ? 0.45 : 0.74)),
    wear,
  };
}
