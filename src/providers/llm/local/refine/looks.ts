import type { CameraMove, ShotSize, TransitionType } from '../../../../types/film.ts';
import { endSizeOf, sizeWords } from '../camera.ts';
import { airOf, lightsOf, recoloured } from '../light.ts';
import type { DraftShot } from '../plan-types.ts';
import { sentenceCase, singular } from '../reading/inflect.ts';
import type { TimeOfDay, Weather } from '../reading/types.ts';
import { AT } from '../story.ts';
import { placeByKey, placeOf } from '../world/places.ts';
import type { Place } from '../world/types.ts';

/** A change to one shot. */
export type Change = (shot: DraftShot, position: number) => DraftShot;

const SIZES: readonly ShotSize[] = ['extreme_wide', 'wide', 'full', 'medium', 'close_up', 'extreme_close_up'];
const SIZE_OPENING = new RegExp(`^(?:${SIZES.map(sizeWords).join('|')})`, 'i');

function inBoth(shot: DraftShot, edit: (prompt: string, frame: 'start' | 'end') => string): DraftShot {
  return { ...shot, startPrompt: edit(shot.startPrompt, 'start'), endPrompt: edit(shot.endPrompt, 'end') };
}

/** The light a prompt ends with: the longest beginning of the shot's lighting that stands there as a sentence. */
function lightSentence(prompt: string, lighting: string): string | undefined {
  const parts = lighting.split(', ');
  for (let count = parts.length; count > 0; count--) {
    const sentence = `${sentenceCase(parts.slice(0, count).join(', '))}.`;
    if (prompt.includes(sentence)) return sentence;
  }
  return undefined;
}

/** Lights a shot anew, in its prompts too. */
export function relit(lighting: string): Change {
  const sentence = `${sentenceCase(lighting)}.`;
  return (shot) => {
    const edit = (prompt: string): string => {
      const old = lightSentence(prompt, shot.lighting);
      if (old !== undefined) return prompt.replace(old, () => sentence);
      if (prompt.includes(shot.lighting)) return prompt.replaceAll(shot.lighting, () => lighting);
      return `${prompt.replace(/\.?\s*$/, '')}. ${sentence}`;
    };
    return { ...inBoth(shot, edit), lighting };
  };
}

/** The setting a prompt names, to know what light and weather it has. */
function placeIn(prompt: string): Place {
  const words = prompt.toLowerCase().match(/[a-z]+/g) ?? [];
  return words.map((word) => placeOf(singular(word))).find((place) => place !== undefined) ?? placeByKey('street');
}

/** Moves a shot to another time of day. */
export function atTime(time: TimeOfDay): Change {
  return (shot) => {
    const lights = lightsOf(placeIn(`${shot.startPrompt} ${shot.endPrompt}`), time, undefined);
    const light = lights[0] ?? time;
    const named = light.includes(time) ? light : `${light}, ${time}`;
    const changed = relit(named)(shot, 0);
    return shot.colorPalette === undefined
      ? changed
      : { ...changed, colorPalette: recoloured(shot.colorPalette, time) };
  };
}

/** `at dawn` and its like in a scene's text, told for another time. */
export function retimed(text: string, time: TimeOfDay): string {
  return text.replace(new RegExp(`\\b(?:${Object.values(AT).join('|')})\\b`, 'gi'), AT[time]);
}

/** Lets it rain, snow, blow. */
export function inWeather(weather: Weather): Change {
  return (shot) => {
    const air = airOf(placeIn(`${shot.startPrompt} ${shot.endPrompt}`), weather);
    const [seen, moving] = air[0] ?? [weather, `${weather} moves through the frame`];
    const edit = (prompt: string): string =>
      prompt.includes(sentenceCase(seen)) ? prompt : `${prompt.replace(/\.?\s*$/, '')}. ${sentenceCase(seen)}.`;
    const motionPrompt = `${shot.motionPrompt.replace(/\.?\s*$/, '')}. ${sentenceCase(moving)}.`;
    return { ...inBoth(shot, edit), motionPrompt };
  };
}

/** Frames a shot in another size. */
export function sized(size: ShotSize): Change {
  return (shot) => {
    const write = (prompt: string, frame: 'start' | 'end'): string => {
      const words = sizeWords(frame === 'start' ? size : endSizeOf(size, shot.cameraMove));
      return SIZE_OPENING.test(prompt) ? prompt.replace(SIZE_OPENING, words) : `${words}: ${prompt}`;
    };
    return { ...inBoth(shot, write), shotSize: size };
  };
}

/** What each move is called in a motion prompt. */
const MOVE_WORDS: Record<CameraMove, string> = {
  static: 'The camera holds still',
  push_in: 'The camera pushes in',
  pull_out: 'The camera pulls out',
  pan_left: 'The camera pans left',
  pan_right: 'The camera pans right',
  tilt_up: 'The camera tilts up',
  tilt_down: 'The camera tilts down',
  crane_up: 'The camera cranes up',
  crane_down: 'The camera cranes down',
  dolly_left: 'The camera dollies left',
  dolly_right: 'The camera dollies right',
};
const CAMERA_SENTENCE = /(?:The|A fixed) camera\b[^.]*\./i;

/** Moves the camera another way. The last frame is framed as the new move leaves it. */
export function moved(move: CameraMove): Change {
  return (shot) => {
    const sentence = `${MOVE_WORDS[move]}.`;
    const motionPrompt = CAMERA_SENTENCE.test(shot.motionPrompt)
      ? shot.motionPrompt.replace(CAMERA_SENTENCE, sentence)
      : `${shot.motionPrompt.replace(/\.?\s*$/, '')}. ${sentence}`;
    const endPrompt = shot.endPrompt.replace(SIZE_OPENING, sizeWords(endSizeOf(shot.shotSize, move)));
    return { ...shot, cameraMove: move, motionPrompt, endPrompt };
  };
}

/** Joins a shot to the next in another way. */
export function joined(transitionOut: TransitionType): Change {
  return (shot) => ({ ...shot, transitionOut });
}

/** Gives a shot other colours. */
export function coloured(colorPalette: string): Change {
  return (shot) => ({ ...shot, colorPalette });
}

/** Lengthens a shot, or with a negative number shortens it, to what can be made. */
export function lengthened(seconds: number, offered: readonly number[]): Change {
  return (shot) => ({ ...shot, duration: nearest(shot.duration + seconds, shot.duration, offered) });
}

/** Sets a shot's length, to what can be made. */
export function lasting(seconds: number, offered: readonly number[]): Change {
  return (shot) => ({ ...shot, duration: nearest(seconds, undefined, offered) });
}

/** The offered length nearest to a wish, and not the old one where there is another on that side. */
function nearest(wish: number, old: number | undefined, offered: readonly number[]): number {
  const beyond = old === undefined ? [] : offered.filter((one) => (wish > old ? one > old : one < old));
  const list = beyond.length > 0 ? beyond : old === undefined ? offered : [old];
  return list.reduce((best, one) => (Math.abs(one - wish) < Math.abs(best - wish) ? one : best), list[0] ?? wish);
}

/** Another pace in the words of a motion prompt. */
export function paced(pace: 'slow' | 'fast'): Change {
  const fast = /\b(?:briskly|with purpose|fast|swiftly|quickly)\b/gi;
  const slow = /\b(?:almost imperceptibly|very slowly|slowly|gently|steadily|at an even pace)\b/gi;
  return (shot) => ({
    ...shot,
    motionPrompt: shot.motionPrompt.replace(pace === 'slow' ? fast : slow, pace === 'slow' ? 'slowly' : 'briskly'),
  });
}
