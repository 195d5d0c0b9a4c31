import type { CameraMove, ShotSize } from '../../../types/film.ts';
import type { Intent } from './ideas/types.ts';
import type { Random } from './random.ts';

/** Sizes as idea books write them. */
export const SIZES: Readonly<Record<string, ShotSize>> = {
  X: 'extreme_wide',
  W: 'wide',
  F: 'full',
  M: 'medium',
  C: 'close_up',
  E: 'extreme_close_up',
};

/** Moves that suit what a shot is for, by weight. */
const MOVES: Record<Intent, readonly (readonly [CameraMove, number])[]> = {
  establish: [
    ['crane_up', 3],
    ['pan_right', 2],
    ['pan_left', 2],
    ['push_in', 2],
    ['tilt_up', 1],
    ['crane_down', 2],
  ],
  enter: [
    ['dolly_right', 3],
    ['dolly_left', 3],
    ['push_in', 2],
    ['crane_down', 1],
    ['pan_right', 1],
  ],
  detail: [
    ['push_in', 3],
    ['static', 2],
    ['tilt_up', 2],
    ['tilt_down', 2],
    ['dolly_right', 1],
  ],
  face: [
    ['push_in', 4],
    ['static', 2],
    ['dolly_left', 1],
  ],
  begin: [
    ['dolly_left', 2],
    ['dolly_right', 2],
    ['push_in', 2],
    ['tilt_down', 2],
  ],
  act: [
    ['dolly_right', 2],
    ['dolly_left', 2],
    ['pan_left', 2],
    ['pan_right', 2],
    ['tilt_down', 1],
    ['static', 1],
  ],
  trouble: [
    ['pull_out', 2],
    ['static', 2],
    ['tilt_down', 2],
    ['pan_left', 2],
    ['push_in', 1],
  ],
  peak: [
    ['push_in', 3],
    ['crane_up', 3],
    ['tilt_up', 2],
    ['dolly_right', 1],
  ],
  after: [
    ['pull_out', 3],
    ['static', 2],
    ['pan_right', 1],
    ['crane_up', 1],
  ],
  ending: [
    ['pull_out', 4],
    ['crane_up', 3],
    ['tilt_up', 1],
  ],
};

const SIZE_WISHES: Record<Intent, string> = {
  establish: 'XW',
  enter: 'WF',
  detail: 'EC',
  face: 'CM',
  begin: 'MF',
  act: 'MFC',
  trouble: 'MCW',
  peak: 'CWM',
  after: 'FMW',
  ending: 'XW',
};

/** A move that suits the intent, never the one the last shot had. */
export function chooseMove(intent: Intent, earlier: readonly CameraMove[], random: Random): CameraMove {
  const last = earlier.at(-1);
  const stills = earlier.filter((move) => move === 'static').length;
  const options = MOVES[intent].filter(
    ([move]) => move !== last && (move !== 'static' || stills * 4 <= earlier.length),
  );
  return random.weighted(options.length > 0 ? options : [['push_in', 1]]);
}

/** A size the idea allows and the intent wants, not the same three times in a row. */
export function chooseSize(intent: Intent, allowed: string, earlier: readonly ShotSize[], random: Random): ShotSize {
  const sizes = [...allowed].flatMap((letter) => SIZES[letter] ?? []);
  const wished = [...SIZE_WISHES[intent]].flatMap((letter) => SIZES[letter] ?? []);
  const fresh = sizes.filter((size) => size !== earlier.at(-1));
  const best = fresh.filter((size) => wished.includes(size));
  const pool = best.length > 0 ? best : fresh.length > 0 ? fresh : sizes.length > 0 ? sizes : wished;
  return random.pick(pool);
}
