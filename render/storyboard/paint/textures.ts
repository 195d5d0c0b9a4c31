import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { type Colour, css } from '../colour.ts';
import { createRandom } from '../random.ts';

const TILE_WIDTH = 512;
const TILE_HEIGHT = 256;

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
export type TextureName = 'cloud' | 'cloudLight' | 'wisp' | 'smoke';

function makeTexture(name: TextureName): Canvas {
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
// One film uses a handful of colours; a long-lived server must still not keep every one it ever saw.
const TINTED_LIMIT = 48;

/** A texture tile (512×256) in one colour. */
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
  const canvas = createCanvas(TILE_WIDTH, TILE_HEIGHT);
  const context = canvas.getContext('2d');
  context.fillStyle = fill;
  context.fillRect(0, 0, TILE_WIDTH, TILE_HEIGHT);
  context.globalCompositeOperation = 'destination-in';
  context.drawImage(shape, 0, 0);
  if (tinted.size >= TINTED_LIMIT) {
    const oldest = tinted.keys().next().value;
    if (oldest !== undefined) tinted.delete(oldest);
  }
  tinted.set(key, canvas);
  return canvas;
}

let grain: Canvas | undefined;

/** 256×256 film grain: dark and light specks, repeatable. */
export function grainTile(): Canvas {
  if (grain !== undefined) return grain;
  const size = 256;
  const random = createRandom(20_011);
  const canvas = createCanvas(size, size);
  const context = canvas.getContext('2d');
  const image = context.createImageData(size, size);
  for (let at = 0; at < image.data.length; at += 4) {
    // Sum of uniforms: near enough to a bell curve.
    const value = random.next() + random.next() + random.next() - 1.5;
    const speck = value > 0 ? 255 : 0;
    image.data[at] = speck;
    image.data[at + 1] = speck;
    image.data[at + 2] = speck;
    image.data[at + 3] = Math.round(Math.abs(value) * 26);
  }
  context.putImageData(image, 0, 0);
  grain = canvas;
  return canvas;
}

let brush: Canvas | undefined;

/** 512×512 canvas-and-bristle texture: streaks of light and dark along one direction, repeatable. */
export function brushTile(): Canvas {
  if (brush !== undefined) return brush;
  const size = 512;
  const streaks = fractalNoise(size, size, 4, 48, 3, 311);
  const patches = fractalNoise(size, size, 5, 5, 3, 97);
  const canvas = createCanvas(size, size);
  const context = canvas.getContext('2d');
  const image = context.createImageData(size, size);
  for (let index = 0; index < size * size; index += 1) {
    const value = ((streaks[index] ?? 0.5) - 0.5) * 1.5 + ((patches[index] ?? 0.5) - 0.5) * 0.8;
    const light = value > 0 ? 255 : 0;
    image.data[index * 4] = light;
    image.data[index * 4 + 1] = light;
    image.data[index * 4 + 2] = light;
    image.data[index * 4 + 3] = Math.round(Math.min(1, Math.abs(value)) * 150);
  }
  context.putImageData(image, 0, 0);
  brush = canvas;
  return canvas;
}
