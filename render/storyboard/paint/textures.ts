import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { type Colour, css } from '../colour.ts';
import { createRandom } from '../random.ts';

const TILE_WIDTH = 512;
const TILE_HEIGHT = 256;
const GLOW_SIZE = 128;

/** Seamless value noise of several octaves, 0–1, on a `width`×`height` grid; `cells` is the coarsest lattice across. */
function fractalNoise(
  width: number,
  height: number,
  cellsX: number,
  cellsY: number,
  octaves: number,
  seed: number,
): Float32Array {
  const total = new Float32Array(width * height);
  let weight = 1;
  let sum = 0;
  for (let octave = 0; octave < octaves; octave += 1) {
    const random = createRandom(seed + octave * 977);
    const columns = cellsX << octave;
    const rows = cellsY << octave;
    const lattice = Float32Array.from({ length: columns * rows }, () => random.next());
    for (let y = 0; y < height; y += 1) {
      const v = (y / height) * rows;
      const row = Math.floor(v);
      const fy = v - row;
      const sy = fy * fy * (3 - 2 * fy);
      const rowA = (row % rows) * columns;
      const rowB = ((row + 1) % rows) * columns;
      for (let x = 0; x < width; x += 1) {
        const u = (x / width) * columns;
        const column = Math.floor(u);
        const fx = u - column;
        const sx = fx * fx * (3 - 2 * fx);
        const a = column % columns;
        const b = (column + 1) % columns;
        const top = (lattice[rowA + a] ?? 0) * (1 - sx) + (lattice[rowA + b] ?? 0) * sx;
        const low = (lattice[rowB + a] ?? 0) * (1 - sx) + (lattice[rowB + b] ?? 0) * sx;
        const at = y * width + x;
        total[at] = (total[at] ?? 0) + (top * (1 - sy) + low * sy) * weight;
      }
    }
    sum += weight;
    weight *= 0.52;
  }
  return total.map((value) => value / sum);
}

const step = (low: number, high: number, value: number): number => {
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return share * share * (3 - 2 * share);
};

function alphaTile(width: number, height: number, alpha: (x: number, y: number) => number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      image.data[at] = 255;
      image.data[at + 1] = 255;
      image.data[at + 2] = 255;
      image.data[at + 3] = Math.round(Math.min(1, Math.max(0, alpha(x, y))) * 255);
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** The shapes of the air and the paint, as white tiles of varying opacity. */
export type TextureName = 'cloud' | 'cloudLight' | 'wisp' | 'smoke' | 'glow';

/** Falloff of a glow from its middle (0) to its rim (1): the straight lines between these points. */
function glowFalloff(reach: number): number {
  if (reach < 0.25) return 1 - (reach / 0.25) * 0.48;
  if (reach < 0.55) return 0.52 - ((reach - 0.25) / 0.3) * 0.36;
  return Math.max(0, 0.16 * (1 - (reach - 0.55) / 0.45));
}

function makeTexture(name: TextureName): Canvas {
  if (name === 'glow') {
    const half = GLOW_SIZE / 2;
    return alphaTile(GLOW_SIZE, GLOW_SIZE, (x, y) => glowFalloff(Math.hypot(x + 0.5 - half, y + 0.5 - half) / half));
  }
  const noise = fractalNoise(
    TILE_WIDTH,
    TILE_HEIGHT,
    name === 'wisp' ? 2 : 4,
    name === 'wisp' ? 6 : 3,
    6,
    name === 'wisp' ? 41 : 7,
  );
  const at = (x: number, y: number): number =>
    noise[((y + TILE_HEIGHT) % TILE_HEIGHT) * TILE_WIDTH + ((x + TILE_WIDTH) % TILE_WIDTH)] ?? 0;
  // Every tile fades to nothing at its rim, so that one stamp is one cloud and never a rectangle.
  const rim = (x: number, y: number): number => {
    const u = (x / TILE_WIDTH) * 2 - 1;
    const v = (y / TILE_HEIGHT) * 2 - 1;
    return 1 - step(0.35, 1, Math.hypot(u, v));
  };
  const density = (x: number, y: number): number =>
    step(0.4, 0.58, at(x, y) * (0.5 + 0.52 * rim(x, y))) * step(0, 0.35, rim(x, y));
  switch (name) {
    case 'cloud':
      return alphaTile(TILE_WIDTH, TILE_HEIGHT, density);
    case 'cloudLight':
      return alphaTile(TILE_WIDTH, TILE_HEIGHT, (x, y) => {
        const edge = density(x, y) - 0.86 * density(x + 5, y + 9) + (at(x, y) - at(x + 4, y + 6)) * 2.4;
        return density(x, y) * Math.max(0, edge) * 1.1;
      });
    case 'wisp':
      return alphaTile(TILE_WIDTH, TILE_HEIGHT, (x, y) => step(0.44, 0.74, at(x, y)) * rim(x, y));
    case 'smoke':
      return alphaTile(TILE_WIDTH, TILE_HEIGHT, (x, y) => step(0.3, 0.8, at(x, y)) * rim(x, y) ** 1.5);
  }
}

const textures = new Map<TextureName, Canvas>();
const tinted = new Map<string, Canvas>();

function keep(key: string, canvas: Canvas): Canvas {
  if (tinted.size >= TINTED_LIMIT) {
    const oldest = tinted.keys().next().value;
    if (oldest !== undefined) tinted.delete(oldest);
  }
  tinted.set(key, canvas);
  return canvas;
}
// One film uses a handful of colours; a long-lived server must still not keep every one it ever saw.
const TINTED_LIMIT = 48;

/** A texture tile (512×256; the glow 128×128) in one colour. */
export function texture(name: TextureName, colour: Colour): Canvas {
  const fill = css(colour);
  const key = `${name} ${fill}`;
  const known = tinted.get(key);
  if (known !== undefined) return known;
  let shape = textures.get(name);
  if (shape === undefined) {
    shape = makeTexture(name);
    textures.set(name, shape);
  }
  const canvas = createCanvas(shape.width, shape.height);
  const context = canvas.getContext('2d');
  context.fillStyle = fill;
  context.fillRect(0, 0, shape.width, shape.height);
  context.globalCompositeOperation = 'destination-in';
  context.drawImage(shape, 0, 0);
  return keep(key, canvas);
}

/** A heap of cloud with its lit side, in one tile. */
export function cloudTexture(shadow: Colour, lit: Colour): Canvas {
  const key = `heap ${css(shadow)} ${css(lit)}`;
  const known = tinted.get(key);
  if (known !== undefined) return known;
  const canvas = createCanvas(TILE_WIDTH, TILE_HEIGHT);
  const context = canvas.getContext('2d');
  context.globalAlpha = 0.85;
  context.drawImage(texture('cloud', shadow), 0, 0);
  context.globalAlpha = 1;
  context.drawImage(texture('cloudLight', lit), 0, 0);
  return keep(key, canvas);
}

const SURFACE_SIZE = 512;
let speckles: Float32Array | undefined;
let bristles: Float32Array | undefined;

/** Film grain: noise with a bell curve about 0. */
function grainField(): Float32Array {
  if (speckles !== undefined) return speckles;
  const random = createRandom(20_011);
  speckles = Float32Array.from(
    { length: SURFACE_SIZE * SURFACE_SIZE },
    () => random.next() + random.next() + random.next() - 1.5,
  );
  return speckles;
}

/** Brush strokes: streaks of light and dark running uphill to the right. */
function brushField(): Float32Array {
  if (bristles !== undefined) return bristles;
  const half = SURFACE_SIZE / 2;
  const streaks = fractalNoise(SURFACE_SIZE, half, 5, 22, 3, 311);
  const patches = fractalNoise(SURFACE_SIZE, SURFACE_SIZE, 5, 5, 3, 97);
  const field = new Float32Array(SURFACE_SIZE * SURFACE_SIZE);
  for (let y = 0; y < SURFACE_SIZE; y += 1) {
    for (let x = 0; x < SURFACE_SIZE; x += 1) {
      // The streaks repeat every half tile in height, so a shear of one half keeps the tile seamless.
      const sheared = (y + (x >> 1)) % half;
      const at = y * SURFACE_SIZE + x;
      field[at] = ((streaks[sheared * SURFACE_SIZE + x] ?? 0.5) - 0.5) * 1.6 + ((patches[at] ?? 0.5) - 0.5) * 0.8;
    }
  }
  bristles = field;
  return field;
}

const surfaces = new Map<string, Canvas>();

/**
 * What the picture is painted on: film grain and brush strokes (each 0–1) as specks of black and white in one 512×512
 * repeatable tile, because every pass over the whole picture costs milliseconds. Styles are few, so tiles are kept.
 */
export function surfaceTile(grain: number, brush: number): Canvas {
  const key = `${grain} ${brush}`;
  const known = surfaces.get(key);
  if (known !== undefined) return known;
  const canvas = createCanvas(SURFACE_SIZE, SURFACE_SIZE);
  const context = canvas.getContext('2d');
  const image = context.createImageData(SURFACE_SIZE, SURFACE_SIZE);
  const specks = grainField();
  const strokes = brushField();
  for (let index = 0; index < SURFACE_SIZE * SURFACE_SIZE; index += 1) {
    const value = (specks[index] ?? 0) * 20 * grain + (strokes[index] ?? 0) * 19 * brush;
    const light = value > 0 ? 255 : 0;
    image.data.fill(light, index * 4, index * 4 + 3);
    image.data[index * 4 + 3] = Math.min(80, Math.round(Math.abs(value)));
  }
  context.putImageData(image, 0, 0);
  surfaces.set(key, canvas);
  return canvas;
}
