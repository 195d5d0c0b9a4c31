/** A colour in sRGB, each channel 0–255 (fractions allowed). */
export type Colour = readonly [red: number, green: number, blue: number];

export const BLACK: Colour = [0, 0, 0];
export const WHITE: Colour = [255, 255, 255];

const clampByte = (value: number): number => Math.min(255, Math.max(0, value));

/** Colour of `#rrggbb` (the `#` is optional); black when the text is no colour. */
export function hex(text: string): Colour {
  const value = Number.parseInt(text.replace('#', ''), 16);
  return Number.isNaN(value) ? BLACK : [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** CSS text of a colour with an opacity of 0–1. */
export function css(colour: Colour, alpha = 1): string {
  const [red, green, blue] = colour.map((channel) => Math.round(clampByte(channel)));
  return alpha >= 1 ? `rgb(${red},${green},${blue})` : `rgba(${red},${green},${blue},${Math.max(0, alpha).toFixed(4)})`;
}

/** `share` 0 is all `from`, 1 all `to`. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ];
}

/** Surface colour `base` under a light of colour `light`; `gain` 1 keeps a white light neutral. */
export function shade(base: Colour, light: Colour, gain = 1): Colour {
  return [
    clampByte((base[0] * light[0] * gain) / 255),
    clampByte((base[1] * light[1] * gain) / 255),
    clampByte((base[2] * light[2] * gain) / 255),
  ];
}

/** Perceived brightness, 0–255 (Rec. 709 weights on the encoded values, good enough to sort and to grade by). */
export function brightness(colour: Colour): number {
  return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2];
}

/** Distance from grey, 0–1. */
export function chroma(colour: Colour): number {
  return (Math.max(...colour) - Math.min(...colour)) / 255;
}

/** Pushes a colour away from grey (`amount` > 1) or towards it (< 1), keeping its brightness. */
export function saturate(colour: Colour, amount: number): Colour {
  const grey = brightness(colour);
  return [
    clampByte(grey + (colour[0] - grey) * amount),
    clampByte(grey + (colour[1] - grey) * amount),
    clampByte(grey + (colour[2] - grey) * amount),
  ];
}

/** Steepens (`amount` > 1) or flattens tone about a middle grey. */
export function contrast(colour: Colour, amount: number): Colour {
  const pivot = 96;
  return [
    clampByte(pivot + (colour[0] - pivot) * amount),
    clampByte(pivot + (colour[1] - pivot) * amount),
    clampByte(pivot + (colour[2] - pivot) * amount),
  ];
}

/** Takes the hue of `target` by `share` but keeps the brightness of `colour`, so a palette tints without flattening depth. */
export function tint(colour: Colour, target: Colour, share: number): Colour {
  const wanted = brightness(colour);
  const has = Math.max(8, brightness(target));
  let moved: Colour = [(target[0] * wanted) / has, (target[1] * wanted) / has, (target[2] * wanted) / has];
  const peak = Math.max(...moved);
  if (peak > 255) {
    // Too bright for that hue: keep brightness by fading towards white instead of clipping into another hue.
    const scaled: Colour = [(moved[0] * 255) / peak, (moved[1] * 255) / peak, (moved[2] * 255) / peak];
    const room = 255 - brightness(scaled);
    moved = mix(scaled, WHITE, room > 0 ? Math.min(1, (wanted - brightness(scaled)) / room) : 0);
  }
  return mix(colour, moved, share);
}

/** Lighter by `share` of the way to white. */
export const lighten = (colour: Colour, share: number): Colour => mix(colour, WHITE, share);
/** Darker by `share` of the way to black. */
export const darken = (colour: Colour, share: number): Colour => mix(colour, BLACK, share);
