import { type Colour, css, darken, mix } from '../colour.ts';
import { polygon } from './shapes.ts';
import { FAR, type Stage, tone } from './stage.ts';

/** A room in one-point perspective. The back wall is a rectangle; floor, ceiling and sides run from it to the lens. */
export interface Room {
  left: number;
  right: number;
  top: number;
  /** Where back wall and floor meet. */
  floor: number;
  /** Vanishing point. */
  x: number;
  y: number;
}

/** A room that fits the frame's shape. */
export function makeRoom(stage: Stage, depth = 0.5): Room {
  const halfWidth = stage.width * 0.5 * (1 - depth * 0.42);
  return {
    left: stage.width / 2 - halfWidth,
    right: stage.width / 2 + halfWidth,
    top: stage.height * 0.5 - stage.height * 0.5 * (1 - depth * 0.5) - 0.04,
    floor: stage.horizon + (stage.height - stage.horizon) * 0.42,
    x: stage.width / 2,
    y: stage.horizon,
  };
}

/** A point on the line from the vanishing point through (x, y), `factor` times as far: nearer to the lens when > 1. */
export function nearer(room: Room, x: number, y: number, factor: number): readonly [number, number] {
  return [room.x + (x - room.x) * factor, room.y + (y - room.y) * factor];
}

/** Colours of a room. */
export interface RoomColours {
  wall: Colour;
  floor: Colour;
  ceiling: Colour;
}

/** Walls, ceiling and a boarded or tiled floor. `planks` 0 leaves the floor plain. */
export function paintRoom(stage: Stage, room: Room, colours: RoomColours, planks = 14): void {
  const { context, lightSide } = stage;
  const back = context.createLinearGradient(room.left, room.top, room.right, room.floor);
  const bright = tone(stage, colours.wall, 0.62, 0.12);
  const dim = tone(stage, colours.wall, 0.12, 0.08);
  back.addColorStop(lightSide === -1 ? 0 : 1, css(bright));
  back.addColorStop(lightSide === -1 ? 1 : 0, css(dim));
  context.fillStyle = back;
  context.fillRect(room.left - 0.02, room.top - 0.02, room.right - room.left + 0.04, room.floor - room.top + 0.04);
  const corner = (x: number, y: number): readonly [number, number] => nearer(room, x, y, FAR);
  const face = (
    a: readonly [number, number],
    b: readonly [number, number],
    from: Colour,
    to: Colour,
    alongX: boolean,
  ): void => {
    const [farAX, farAY] = corner(a[0], a[1]);
    const [farBX, farBY] = corner(b[0], b[1]);
    const gradient = alongX
      ? context.createLinearGradient(a[0], 0, a[0] < room.x ? -0.3 : stage.width + 0.3, 0)
      : context.createLinearGradient(0, a[1], 0, a[1] < room.y ? -0.3 : stage.height + 0.25);
    gradient.addColorStop(0, css(from));
    gradient.addColorStop(1, css(to));
    context.fillStyle = gradient;
    context.fill(polygon([a, b, [farBX, farBY], [farAX, farAY]]));
  };
  const leftWall = tone(stage, colours.wall, lightSide === 1 ? 0.42 : 0.1, 0.04);
  const rightWall = tone(stage, colours.wall, lightSide === -1 ? 0.42 : 0.1, 0.04);
  face(
    [room.left, room.top],
    [room.right, room.top],
    tone(stage, colours.ceiling, 0.2, 0.08),
    darken(tone(stage, colours.ceiling, 0.04), 0.3),
    false,
  );
  face([room.left, room.top], [room.left, room.floor], leftWall, darken(leftWall, 0.5), true);
  face([room.right, room.top], [room.right, room.floor], rightWall, darken(rightWall, 0.5), true);
  const floorNear = darken(tone(stage, colours.floor, 0.12), 0.25);
  face([room.left, room.floor], [room.right, room.floor], tone(stage, colours.floor, 0.5, 0.08), floorNear, false);
  context.strokeStyle = css(darken(floorNear, 0.5), 0.35);
  context.lineWidth = 0.003;
  context.beginPath();
  for (let index = 0; index <= planks && planks > 0; index += 1) {
    const x = room.left + ((room.right - room.left) * index) / planks;
    const [farX, farY] = corner(x, room.floor);
    context.moveTo(x, room.floor);
    context.lineTo(farX, farY);
  }
  context.stroke();
  // A dark line where surfaces meet seats the room.
  context.strokeStyle = css(mix(stage.grade.ink, bright, 0.2), 0.5);
  context.lineWidth = 0.004;
  context.strokeRect(room.left, room.top, room.right - room.left, room.floor - room.top);
}

/** Soft window or doorway light lying on the floor. */
export function floorLight(
  stage: Stage,
  x: number,
  y: number,
  width: number,
  length: number,
  slant: number,
  colour: Colour,
  strength: number,
): void {
  const { context } = stage;
  const gradient = context.createLinearGradient(0, y, 0, y + length);
  gradient.addColorStop(0, css(colour, strength));
  gradient.addColorStop(1, css(colour, 0));
  context.save();
  context.globalCompositeOperation = 'screen';
  context.fillStyle = gradient;
  context.fill(
    polygon([
      [x - width / 2, y],
      [x + width / 2, y],
      [x + width * 0.85 + slant, y + length],
      [x - width * 0.85 + slant, y + length],
    ]),
  );
  context.restore();
}
