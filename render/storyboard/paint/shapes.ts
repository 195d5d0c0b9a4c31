import { Path2D } from '@napi-rs/canvas';
import type { Random } from '../random.ts';

/** A point of an outline; a third value of 1 makes it a corner instead of a curve. */
export type Point = readonly [x: number, y: number, corner?: 1];

/** A smooth outline through all points (Catmull-Rom), sharp only where a point says so. */
export function outline(points: readonly Point[], closed = true): Path2D {
  const path = new Path2D();
  const count = points.length;
  const at = (index: number): Point => {
    const wrapped = closed ? (index + count) % count : Math.min(count - 1, Math.max(0, index));
    return points[wrapped] ?? [0, 0];
  };
  const start = at(0);
  path.moveTo(start[0], start[1]);
  for (let index = 0; index < (closed ? count : count - 1); index += 1) {
    const before = at(index - 1);
    const from = at(index);
    const to = at(index + 1);
    const after = at(index + 2);
    const pullFrom = from[2] === 1 ? 0 : 1 / 6;
    const pullTo = to[2] === 1 ? 0 : 1 / 6;
    path.bezierCurveTo(
      from[0] + (to[0] - before[0]) * pullFrom,
      from[1] + (to[1] - before[1]) * pullFrom,
      to[0] - (after[0] - from[0]) * pullTo,
      to[1] - (after[1] - from[1]) * pullTo,
      to[0],
      to[1],
    );
  }
  if (closed) path.closePath();
  return path;
}

/** A straight-edged shape. */
export function polygon(points: readonly Point[]): Path2D {
  const path = new Path2D();
  points.forEach(([x, y], index) => {
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
  path.closePath();
  return path;
}

/** A limb, trunk or tentacle: a curve through `spine` whose half width at each joint is `[x, y, halfWidth]`. */
export function limb(spine: readonly (readonly [x: number, y: number, halfWidth: number])[]): Path2D {
  const left: Point[] = [];
  const right: Point[] = [];
  const last = spine.length - 1;
  spine.forEach(([x, y, half], index) => {
    const before = spine[Math.max(0, index - 1)] ?? [x, y, half];
    const after = spine[Math.min(last, index + 1)] ?? [x, y, half];
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    const normalX = -(after[1] - before[1]) / length;
    const normalY = (after[0] - before[0]) / length;
    left.push([x + normalX * half, y + normalY * half]);
    right.unshift([x - normalX * half, y - normalY * half]);
    if (index === last) {
      // A rounded end, half a width beyond the last joint.
      left.push([x + normalY * half * 0.7, y - normalX * half * 0.7]);
    }
  });
  return outline([...left, ...right]);
}

/** Heights of a rough line: `count` + 1 values around 0, midpoint-displaced, within about ±1. `count` is a power of two. */
export function roughLine(random: Random, count: number, roughness: number): number[] {
  const heights = new Array<number>(count + 1).fill(0);
  heights[0] = random.range(-0.5, 0.5);
  heights[count] = random.range(-0.5, 0.5);
  let swing = 1;
  for (let step = count; step > 1; step /= 2) {
    for (let index = step / 2; index < count; index += step) {
      const middle = ((heights[index - step / 2] ?? 0) + (heights[index + step / 2] ?? 0)) / 2;
      heights[index] = middle + random.range(-swing, swing) * 0.7;
    }
    swing *= roughness;
  }
  return heights;
}

/** Ground below a rough line from `left` to `right`. */
export function ridge(
  heights: readonly number[],
  left: number,
  right: number,
  baseline: number,
  amplitude: number,
  bottom: number,
): Path2D {
  const path = new Path2D();
  const step = (right - left) / (heights.length - 1);
  path.moveTo(left, bottom);
  heights.forEach((height, index) => {
    path.lineTo(left + index * step, baseline - height * amplitude);
  });
  path.lineTo(right, bottom);
  path.closePath();
  return path;
}

const sketches = new Map<string, Path2D>();

/**
 * A fixed outline written as text, `'x y, x y!, …'`: a smooth curve through the points, `!` marks a corner. Kept after
 * the first use: drawings of subjects repeat, and only the source holds them, so their number is fixed.
 */
export function sketch(points: string, closed = true): Path2D {
  const key = closed ? points : `${points} open`;
  const known = sketches.get(key);
  if (known !== undefined) return known;
  const parsed = points.split(',').map((text): Point => {
    const corner = text.endsWith('!');
    const [x = '0', y = '0'] = text.replace('!', '').trim().split(' ');
    return corner ? [Number(x), Number(y), 1] : [Number(x), Number(y)];
  });
  const path = outline(parsed, closed);
  sketches.set(key, path);
  return path;
}
