import {
  type CameraMove,
  CameraMoveSchema,
  type ShotSize,
  ShotSizeSchema,
  type TransitionType,
  TransitionTypeSchema,
} from '../types/film.ts';

/** A word of ours that a model's word was taken for. */
export interface ReadEnum<Value> {
  value: Value;
  /** False when it was the same word in another spelling, so that nothing changed in meaning. */
  changed: boolean;
}

/** Longest text that is still taken for a single word or phrase. */
const MAX_PHRASE = 120;

function phrase(raw: string): string {
  return raw
    .slice(0, MAX_PHRASE)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
}

/** First rule that matches wins, so special words stand before general ones. */
type Rules<Value> = readonly (readonly [RegExp, Value])[];

const CAMERA_RULES: Rules<CameraMove> = [
  [/\b(static|still|locked|lock off|fixed|none|no movement|stationary|tripod|hold)\b/, 'static'],
  [/\b(crane|boom|jib|pedestal|ped|drone|aerial)\b.*\b(down|descend\w*|lower\w*)\b/, 'crane_down'],
  [/\b(crane|boom|jib|pedestal|ped|drone|aerial)\b/, 'crane_up'],
  [/\btilt\w*\b.*\bdown/, 'tilt_down'],
  [/\btilt/, 'tilt_up'],
  [/\bpan\w*\b.*\bleft|\bleft\b.*\bpan/, 'pan_left'],
  [/\bpan|\bwhip/, 'pan_right'],
  [/\b(push|dolly|zoom|track\w*|move\w*|creep\w*)\b.*\b(in|into|forward|towards?|closer)\b/, 'push_in'],
  [/\b(pull|dolly|zoom|track\w*|move\w*)\b.*\b(out|back|backwards?|away)\b/, 'pull_out'],
  [
    /\b(dolly|truck\w*|track\w*|slide|slider|crab|lateral|strafe|orbit\w*|arc|move\w*)\b.*\bleft\b|\bleft\b.*\b(dolly|truck|track\w*)/,
    'dolly_left',
  ],
  [
    /\b(dolly|truck\w*|track\w*|slide|slider|crab|lateral|strafe|orbit\w*|arc|move\w*)\b.*\bright\b|\bright\b.*\b(dolly|truck|track\w*)/,
    'dolly_right',
  ],
  [/\b(orbit\w*|arc|truck\w*|slide|slider|crab|lateral|strafe)\b/, 'dolly_right'],
  [/\b(pull|reveal|widen\w*)/, 'pull_out'],
  [/\b(push|dolly|zoom|track\w*|follow\w*|steadicam|gimbal|creep\w*|close in)\b/, 'push_in'],
  [/\b(up|rise|rising|ascend\w*)\b/, 'crane_up'],
  [/\b(down|descend\w*|lower\w*)\b/, 'crane_down'],
  [/\b(hand ?held|shak\w+|subtle|slight|drift\w*|float\w*)\b/, 'static'],
];

const TRANSITION_RULES: Rules<TransitionType> = [
  [/\bwhite\b|\bflash\b/, 'fade_white'],
  [/\bwip\w*\b.*\bright|\bright\b.*\bwip/, 'wipe_right'],
  [/\bwip|\bslide|\bpush\b|\bswipe/, 'wipe_left'],
  [/\bblack\b/, 'fade_black'],
  [/\bcross|\bdissol|\bmix\b|\bblend|\bmorph|\boverlap/, 'crossfade'],
  [/\bfad|\bdip/, 'fade_black'],
  [/\bcut|\bnone\b|\bstraight|\bno transition|\binstant|\bcontinu|\bdirect|\bmatch/, 'cut'],
];

const SIZE_RULES: Rules<ShotSize> = [
  [/\b(extreme|very|ultra|super)\b.*\b(close|cu)\b|\becu\b|\bxcu\b|\bmacro\b|\bdetail|\binsert\b/, 'extreme_close_up'],
  [
    /\b(extreme|very|ultra|super)\b.*\b(wide|long)\b|\bews\b|\bels\b|\bxws\b|\bestablish|\baerial|\blandscape|\bpanoram/,
    'extreme_wide',
  ],
  [/\bmedium close|\bmcu\b/, 'close_up'],
  [/\bclose|\bcu\b|\bportrait|\bhead/, 'close_up'],
  [/\bmedium (wide|long|full)|\bmls\b|\bmws\b|\bcowboy|\bamerican|\bknee|\bthree quarter|\bfull|\bfs\b/, 'full'],
  [/\bmedium|\bmid\b|\bms\b|\bwaist|\bover the shoulder|\bots\b|\btwo shot|\bnormal|\bstandard/, 'medium'],
  [/\bwide|\blong|\bws\b|\bls\b|\bmaster/, 'wide'],
];

function read<Value extends string>(
  raw: unknown,
  known: readonly Value[],
  rules: Rules<Value>,
): ReadEnum<Value> | undefined {
  if (typeof raw !== 'string') return undefined;
  const words = phrase(raw);
  const exact = known.find((value) => value.replaceAll('_', ' ') === words);
  if (exact !== undefined) return { value: exact, changed: false };
  // `extreme wide shot` and `crossfade transition` only name what they are.
  const bare = words
    .replace(/\b(shot|camera|transition|move|movement|slow|slowly|gentle|gently|the|a)\b/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  const named = known.find(
    (value) => value.replaceAll('_', ' ') === bare || value.replaceAll('_', '') === bare.replaceAll(' ', ''),
  );
  if (named !== undefined) return { value: named, changed: false };
  const rule = words === '' ? undefined : rules.find(([pattern]) => pattern.test(words));
  return rule && { value: rule[1], changed: true };
}

/** The camera move a model meant, such as `push_in` for "Push-in" or "dolly zoom"; undefined when it cannot be told. */
export function readCameraMove(raw: unknown): ReadEnum<CameraMove> | undefined {
  return read(raw, CameraMoveSchema.options, CAMERA_RULES);
}

/** The transition a model meant, such as `fade_black` for "fade to black"; undefined when it cannot be told. */
export function readTransition(raw: unknown): ReadEnum<TransitionType> | undefined {
  return read(raw, TransitionTypeSchema.options, TRANSITION_RULES);
}

/** The shot size a model meant, such as `extreme_close_up` for "ECU"; undefined when it cannot be told. */
export function readShotSize(raw: unknown): ReadEnum<ShotSize> | undefined {
  return read(raw, ShotSizeSchema.options, SIZE_RULES);
}
