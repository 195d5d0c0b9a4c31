import type { CameraMove, ShotSize, VideoStyle } from '../../../types/film.ts';
import type { Energy } from './beats/types.ts';
import type { Intent } from './ideas/types.ts';
import type { Random } from './random.ts';

/** Sizes from far to near, with the letters idea books use and the words prompts use. */
const SIZES: readonly { size: ShotSize; letter: string; words: string }[] = [
  { size: 'extreme_wide', letter: 'X', words: 'Extreme wide shot' },
  { size: 'wide', letter: 'W', words: 'Wide shot' },
  { size: 'full', letter: 'F', words: 'Full shot' },
  { size: 'medium', letter: 'M', words: 'Medium shot' },
  { size: 'close_up', letter: 'C', words: 'Close-up' },
  { size: 'extreme_close_up', letter: 'E', words: 'Extreme close-up' },
];

/** Moves that suit what a shot is for, by weight. */
const MOVES: Record<Intent, Partial<Record<CameraMove, number>>> = {
  establish: { crane_down: 4, pan_right: 3, pan_left: 3, push_in: 2, crane_up: 2, tilt_down: 2, dolly_right: 1 },
  enter: { dolly_left: 3, dolly_right: 3, push_in: 2, tilt_up: 3, pan_left: 1, pan_right: 1, crane_down: 1 },
  detail: { push_in: 3, tilt_down: 3, static: 2, dolly_left: 2, dolly_right: 2, tilt_up: 1, pan_left: 1 },
  face: { push_in: 5, static: 3, dolly_left: 1, dolly_right: 1, tilt_up: 2 },
  begin: { push_in: 3, dolly_right: 2, dolly_left: 2, tilt_down: 2, crane_down: 1, static: 1 },
  act: { dolly_left: 3, dolly_right: 3, pan_left: 3, pan_right: 3, push_in: 2, crane_up: 1, static: 1, tilt_down: 1 },
  trouble: { pull_out: 3, tilt_down: 3, static: 3, crane_down: 2, dolly_left: 1, pan_right: 1 },
  peak: { crane_up: 4, push_in: 4, tilt_up: 4, pull_out: 1, dolly_right: 1 },
  after: { pull_out: 3, static: 3, pan_left: 2, pan_right: 2, crane_up: 1, dolly_left: 1 },
  ending: { pull_out: 5, crane_up: 4, static: 1, tilt_up: 2 },
};
/** How much a style likes to hold still. */
const STILLNESS: Partial<Record<VideoStyle, number>> = { minimal: 2.5, documentary: 1.5, energetic: 0.2, playful: 0.6 };
/** Statics stay well under 40 %, whatever the beats ask for. */
const MOST_STATIC = 0.3;

/** Where the camera stands, by how much of the subject it sees. */
const ANGLES: Record<'far' | 'middle' | 'near', readonly string[]> = {
  far: [
    'low horizon',
    'high vantage',
    'symmetrical, dead centre',
    'seen through foreground shapes',
    'subject low on the left third',
    'subject low on the right third',
    'long-lens compression',
    'ground-level',
  ],
  middle: [
    'eye level',
    'low angle',
    'slight high angle',
    'three-quarter view',
    'profile view',
    'over-the-shoulder depth',
    'framed in a narrow gap',
    'subject on the right third',
  ],
  near: [
    'eye level',
    'from just below',
    'from just above',
    'tight on the left third',
    'tight on the right third',
    'profile view',
    'overhead',
    'raking angle',
  ],
};
/** First and last standpoint of moves that change it. */
const STANDPOINTS: Partial<Record<CameraMove, readonly (readonly [string, string])[]>> = {
  crane_up: [
    ['eye level', 'high angle looking down'],
    ['ground level', 'raised above head height'],
  ],
  crane_down: [
    ['high angle looking down', 'eye level'],
    ['raised above head height', 'ground level'],
  ],
  tilt_up: [
    ['angled down to the ground', 'angled up'],
    ['aimed low', 'aimed high'],
  ],
  tilt_down: [
    ['angled up', 'angled down to the ground'],
    ['aimed high', 'aimed low'],
  ],
  pan_left: [
    ['turned to the right side', 'turned to the left side'],
    ['subject at the left edge', 'subject at the right edge'],
  ],
  pan_right: [
    ['turned to the left side', 'turned to the right side'],
    ['subject at the right edge', 'subject at the left edge'],
  ],
  dolly_left: [
    ['seen from the right', 'seen from the left'],
    ['right of the axis', 'left of the axis'],
  ],
  dolly_right: [
    ['seen from the left', 'seen from the right'],
    ['left of the axis', 'right of the axis'],
  ],
};
/** Focal length by size, far to near: a lens keeps its length through a shot. */
const FOCAL_LENGTHS: readonly (readonly number[])[] = [
  [18, 21],
  [24, 28],
  [35, 32],
  [40, 50],
  [75, 85],
  [100, 105],
];

/** How one shot is framed at its two ends. */
export interface Framing {
  size: ShotSize;
  endSize: ShotSize;
  move: CameraMove;
  angle: string;
  endAngle: string;
  millimetres: number;
}

function indexOf(size: ShotSize): number {
  return SIZES.findIndex((row) => row.size === size);
}

/** `Medium shot` */
export function sizeWords(size: ShotSize): string {
  return SIZES[indexOf(size)]?.words ?? 'Medium shot';
}

/** Far, middle or near, which is how backgrounds are described. */
export function distanceOf(size: ShotSize): 'far' | 'middle' | 'near' {
  const index = indexOf(size);
  return index < 2 ? 'far' : index < 4 ? 'middle' : 'near';
}

/** Where a move leaves the framing: one step closer, one step wider, or as it was. */
export function endSizeOf(size: ShotSize, move: CameraMove): ShotSize {
  const step = move === 'push_in' ? 1 : move === 'pull_out' ? -1 : 0;
  return SIZES[Math.max(0, Math.min(SIZES.length - 1, indexOf(size) + step))]?.size ?? size;
}

/** Sizes an idea can be framed in. */
export function sizesFrom(letters: string): ShotSize[] {
  return [...letters].flatMap((letter) => SIZES.find((row) => row.letter === letter)?.size ?? []);
}

/** Chooses framings one after another, so that they vary with reason. */
export class Camera {
  private readonly style: VideoStyle;
  private readonly moves: CameraMove[] = [];
  private readonly sizes: ShotSize[] = [];
  private readonly uses = new Map<CameraMove, number>();
  private lastAngle = '';

  constructor(style: VideoStyle) {
    this.style = style;
  }

  /** Whether a third shot of this size would follow two. */
  repeats(size: ShotSize): boolean {
    return this.sizes.at(-1) === size && this.sizes.at(-2) === size;
  }

  /** Frames the next shot. `held` is the framing a continuing take starts from. */
  frame(intent: Intent, letters: string, random: Random, held?: Framing): Framing {
    const size = held?.endSize ?? this.size(letters, random);
    const move = this.move(intent, size, random);
    this.sizes.push(size);
    this.moves.push(move);
    this.uses.set(move, (this.uses.get(move) ?? 0) + 1);
    const endSize = endSizeOf(size, move);
    const distance = distanceOf(size);
    const standpoints = STANDPOINTS[move];
    const angles = ANGLES[distance].filter((angle) => angle !== this.lastAngle);
    const [angle, endAngle] = standpoints
      ? random.pick(standpoints)
      : ((one) => [one, one] as const)(held?.endAngle ?? random.pick(angles));
    this.lastAngle = endAngle;
    const lengths = FOCAL_LENGTHS[indexOf(size)] ?? [50];
    return { size, endSize, move, angle, endAngle, millimetres: held?.millimetres ?? random.pick(lengths) };
  }

  private size(letters: string, random: Random): ShotSize {
    const wished = sizesFrom(letters);
    const fresh = wished.filter((size) => size !== this.sizes.at(-1));
    const pool = fresh.length > 0 ? fresh : wished.filter((size) => !this.repeats(size));
    if (pool.length > 0) return random.pick(pool);
    const at = indexOf(wished[0] ?? 'medium');
    return SIZES[at < 3 ? at + 1 : at - 1]?.size ?? 'medium';
  }

  private move(intent: Intent, size: ShotSize, random: Random): CameraMove {
    const count = this.moves.length + 1;
    const options = (Object.entries(MOVES[intent]) as [CameraMove, number][]).flatMap(
      ([move, weight]): [CameraMove, number][] => {
        if (move === this.moves.at(-1)) return [];
        // A size at the end of the scale has nowhere to go.
        if (endSizeOf(size, move) === size && (move === 'push_in' || move === 'pull_out')) return [];
        // The film opens on a move: a hook does not stand still.
        if (move === 'static' && this.moves.length === 0) return [];
        if (move === 'static' && ((this.uses.get('static') ?? 0) + 1) / Math.max(4, count) > MOST_STATIC) return [];
        const liked = move === 'static' ? (STILLNESS[this.style] ?? 1) : 1;
        // What was used often comes less often.
        return [[move, (weight * liked) / (1 + (3 * (this.uses.get(move) ?? 0)) / count)]];
      },
    );
    return options.length > 0
      ? random.weighted(options)
      : this.moves.at(-1) === 'dolly_left'
        ? 'dolly_right'
        : 'dolly_left';
  }
}

const CAMERA_LINES: Record<CameraMove, readonly string[]> = {
  static: [
    'The camera holds perfectly still',
    'The camera does not move',
    'The camera is locked off and watches',
    'A fixed camera lets it happen',
  ],
  push_in: [
    'The camera pushes in {pace}',
    'The camera closes the distance {pace}',
    'The camera creeps in past {near}',
    'The camera moves in {pace}',
  ],
  pull_out: [
    'The camera draws back {pace}',
    'The camera pulls out {pace} and takes in more of {place}',
    'The camera retreats past {near}',
    'The camera backs away {pace}',
  ],
  pan_left: [
    'The camera pans left {pace}',
    'The camera turns left to follow',
    'The camera swings left {pace} toward {far}',
    'The camera swings left in one even arc',
  ],
  pan_right: [
    'The camera pans right {pace}',
    'The camera turns right to follow',
    'The camera swings right {pace} toward {far}',
    'The camera swings right in one even arc',
  ],
  tilt_up: [
    'The camera tilts up {pace}',
    'The camera lifts its gaze {pace}, tilting up',
    'The camera tilts up from {surface}',
    'The camera tilts up in one even move',
  ],
  tilt_down: [
    'The camera tilts down {pace}',
    'The camera lowers its gaze, tilting down {pace}',
    'The camera tilts down to {surface}',
    'The camera tilts down {pace} and stops',
  ],
  crane_up: [
    'The camera cranes up {pace}',
    'The camera rises {pace} on a crane and looks down',
    'The camera cranes up over {near}',
    'The camera lifts off and cranes up toward {far}',
  ],
  crane_down: [
    'The camera cranes down {pace}',
    'The camera sinks {pace} on a crane to eye height',
    'The camera cranes down past {near}',
    'The camera comes down {pace} out of the air, craning to ground level',
  ],
  dolly_left: [
    'The camera dollies left {pace}',
    'The camera tracks left, {near} sliding by',
    'The camera glides left alongside',
    'The camera dollies left {pace} on a parallel line',
  ],
  dolly_right: [
    'The camera dollies right {pace}',
    'The camera tracks right, {near} sliding by',
    'The camera glides right alongside',
    'The camera dollies right {pace} on a parallel line',
  ],
};
const PACE: Record<Energy, readonly string[]> = {
  1: ['almost imperceptibly', 'very slowly'],
  2: ['slowly', 'gently'],
  3: ['steadily', 'at an even pace'],
  4: ['briskly', 'with purpose'],
  5: ['fast', 'swiftly'],
};

/** The camera's part of a motion prompt; words in braces are left to be filled. */
export function cameraLines(move: CameraMove, energy: Energy, random: Random): string[] {
  return random.shuffle(CAMERA_LINES[move]).map((line) => line.replace('{pace}', random.pick(PACE[energy])));
}
