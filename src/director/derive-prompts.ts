import type { FrameEnd } from '../lib/keyframes.ts';
import type { CameraMove, ShotSize } from '../types/film.ts';
import type { DirectedScene, DirectedShot, VideoDirection } from '../types/project.ts';
import { isNamedIn } from './cast-names.ts';
import { cutText } from './read-values.ts';

/** Longest prompt sent to an image model, in characters. */
export const IMAGE_PROMPT_LIMIT = 4000;
/** Longest prompt sent to a video model whose own limit is not known, in characters; the tightest of the models take 1000. */
export const MOTION_PROMPT_LIMIT = 1000;

const SIZE_WORDS: Readonly<Record<ShotSize, string>> = {
  extreme_wide: 'extreme wide shot',
  wide: 'wide shot',
  full: 'full shot',
  medium: 'medium shot',
  close_up: 'close-up',
  extreme_close_up: 'extreme close-up',
};

const CAMERA_WORDS: Readonly<Record<CameraMove, string>> = {
  static: 'The camera stays still.',
  push_in: 'The camera pushes in.',
  pull_out: 'The camera pulls out.',
  pan_left: 'The camera pans left.',
  pan_right: 'The camera pans right.',
  tilt_up: 'The camera tilts up.',
  tilt_down: 'The camera tilts down.',
  crane_up: 'The camera cranes up.',
  crane_down: 'The camera cranes down.',
  dolly_left: 'The camera dollies left.',
  dolly_right: 'The camera dollies right.',
};

/** The shot's words, then one sentence per addition that they do not hold yet, as long as there is room. */
function compose(base: string, additions: readonly (string | undefined)[], limit: number): string {
  let prompt = cutText(base.trim(), limit);
  let known = prompt.toLowerCase();
  for (const addition of additions) {
    const text = addition?.trim().replace(/[.;,\s]+$/, '');
    if (!text || known.includes(text.toLowerCase().replace(/^[\p{L} ]+: /u, ''))) continue;
    const joined = `${/[.!?…。！？]$/.test(prompt) ? prompt : `${prompt}.`} ${text}.`;
    if (joined.length > limit) continue;
    prompt = joined;
    known = prompt.toLowerCase();
  }
  return prompt;
}

/** Whether a prompt names a shot size itself: the last frame of a push-in is closer than the shot's own size. */
function saysSize(text: string): boolean {
  const within = text.toLowerCase();
  return Object.values(SIZE_WORDS).some((size) => within.includes(size));
}

function labelled(label: string, text: string | undefined): string | undefined {
  return text ? `${label}: ${text}` : undefined;
}

/** The descriptions of the cast that a text names. */
function castIn({ cast }: Pick<VideoDirection, 'cast'>, text: string): string[] {
  return cast.filter(({ name }) => isNamedIn(name, text)).map(({ name, description }) => `${name}: ${description}`);
}

/**
 * The prompt an image model gets for one keyframe: the shot's own prompt, then what every picture of the film shares:
 * the descriptions of the cast named in it, shot size, lighting, palette, lens and style. Nothing is said twice, and
 * what does not fit into `limit` is left out from the end.
 * @param frame which end of the shot; a shot that continues another shares its start with that one's end, and whoever
 *   draws it should use the shot the keyframe plan names.
 * @param limit most characters the image model takes. Default {@link IMAGE_PROMPT_LIMIT}.
 */
export function derivePrompt(
  direction: Pick<VideoDirection, 'look' | 'cast'>,
  scene: Pick<DirectedScene, 'mood'>,
  shot: DirectedShot,
  frame: FrameEnd,
  limit = IMAGE_PROMPT_LIMIT,
): string {
  const base = frame === 'start' ? shot.startPrompt : shot.endPrompt;
  const { look } = direction;
  return compose(
    base,
    [
      ...castIn(direction, base),
      saysSize(base) ? undefined : SIZE_WORDS[shot.shotSize],
      labelled('Lighting', shot.lighting),
      labelled('Palette', shot.colorPalette ?? look?.palette),
      labelled('Mood', scene.mood),
      labelled('Lens', look?.lens),
      labelled('Style', look?.style),
    ],
    limit,
  );
}

/**
 * The prompt a video model gets for a shot: what changes, how the camera moves unless the words say so already, then the
 * descriptions of the cast named in it and the look, as far as there is room.
 * @param limit most characters the video model takes. Default {@link MOTION_PROMPT_LIMIT}.
 */
export function deriveMotionPrompt(
  direction: Pick<VideoDirection, 'look' | 'cast'>,
  shot: DirectedShot,
  limit = MOTION_PROMPT_LIMIT,
): string {
  const saysCamera = /\bcamera\b/i.test(shot.motionPrompt);
  const { look } = direction;
  return compose(
    shot.motionPrompt,
    [
      saysCamera ? undefined : CAMERA_WORDS[shot.cameraMove],
      ...castIn(direction, shot.motionPrompt),
      labelled('Style', look?.style),
      labelled('Lighting', shot.lighting),
      labelled('Palette', shot.colorPalette ?? look?.palette),
    ],
    limit,
  );
}
