import type { Edit } from './edit.ts';
import { oneLine, sceneLabel, transitionName } from './text.ts';
import { timecode } from './timecode.ts';

/** Hour at which a programme begins by convention, so that what comes before it has room. */
const PROGRAMME_START_HOURS = 1;
/** CMX reels that are no tape: `BL` is black. There is none for white, so it is an auxiliary source, named by a comment. */
const BLACK_REEL = 'BL';
const AUXILIARY_REEL = 'AX';
const LONGEST_TITLE = 70;

/** What a line of the list takes its pictures from. */
interface Source {
  reel: string;
  /** What comments call it. */
  name: string;
}

const BLACK: Source = { reel: BLACK_REEL, name: 'BLACK' };
const WHITE: Source = { reel: AUXILIARY_REEL, name: 'WHITE' };

/** A stretch of the programme that one source fills. Frames. */
interface Stretch extends Source {
  /** How it comes in; a cut when undefined. */
  effect: { code: string; name: string; length: number } | undefined;
  /** The source's frame it begins with. */
  sourceIn: number;
  recordIn: number;
  recordOut: number;
  /** The scene that begins with it. */
  scene?: string | undefined;
}

/**
 * A CMX 3600 edit decision list: one video track, non-drop timecode, the programme at 01:00:00:00, every clip's own time
 * at 00:00:00:00. A dissolve or wipe starts with the later clip's first frame while the earlier one runs on, which is
 * what the two lines of its event say; fades go through a source of one colour. Layout as in the CMX 3600 manual and as
 * editors write it today (`FROM CLIP NAME`, `LOC`), read 2026-11-25.
 */
export function edl(edit: Edit): string {
  const lines = [`TITLE: ${oneLine(edit.title).slice(0, LONGEST_TITLE).toWellFormed()}`, 'FCM: NON-DROP FRAME', ''];
  let previous: Stretch | undefined;
  stretches(edit).forEach((stretch, index) => {
    lines.push(...eventLines(index + 1, stretch, previous, edit), '');
    previous = stretch;
  });
  return lines.join('\r\n');
}

function stretches(edit: Edit): Stretch[] {
  const list: Stretch[] = [];
  edit.transitions.forEach((transition, index) => {
    const shot = edit.shots[index];
    const last = list.at(-1);
    const colour = transition?.type === 'fade_white' ? WHITE : BLACK;
    const begins = shot?.startFrame ?? edit.totalFrames;
    const outFrames = transition === undefined || transition.overlaps ? 0 : transition.framesBefore;
    if (last) last.recordOut = begins - outFrames;
    if (outFrames > 0) {
      const recordIn = begins - outFrames;
      list.push({ ...colour, effect: dissolve(outFrames), sourceIn: 0, recordIn, recordOut: begins });
    }
    if (shot === undefined) return;
    const effect = entry(edit, index);
    // Nothing can dissolve from nothing. The first frame of an opening fade is all colour, so it is what to come from.
    const opens = index === 0 && effect !== undefined;
    if (opens) list.push({ ...colour, effect: undefined, sourceIn: 0, recordIn: 0, recordOut: 1 });
    list.push({
      reel: `S${String(shot.ordinal).padStart(4, '0')}`,
      name: shot.fileName,
      scene: shot.opensScene ? sceneLabel(shot) : undefined,
      effect: opens ? { ...effect, length: effect.length - 1 } : effect,
      sourceIn: opens ? 1 : 0,
      recordIn: opens ? 1 : begins,
      recordOut: edit.totalFrames,
    });
  });
  return list;
}

function entry(edit: Edit, index: number): Stretch['effect'] {
  const transition = edit.transitions[index];
  if (transition === undefined) return undefined;
  const length = transition.overlaps ? transition.framesBefore + transition.framesAfter : transition.framesAfter;
  // SMPTE wipe 1 runs from left to right. Its reverse has no code of its own that all editors share: a comment says it.
  const wipe = { code: 'W001', name: transitionName(transition.type), length };
  return transition.type === 'wipe_left' || transition.type === 'wipe_right' ? wipe : dissolve(length);
}

function dissolve(length: number): Stretch['effect'] {
  return length === 0 ? undefined : { code: 'D', name: transitionName('crossfade'), length };
}

function eventLines(event: number, stretch: Stretch, previous: Stretch | undefined, edit: Edit): string[] {
  const { reel, name, effect, sourceIn, recordIn, recordOut } = stretch;
  const used: [number, number] = [sourceIn, sourceIn + recordOut - recordIn];
  const scene = stretch.scene === undefined ? [] : [`* LOC: ${record(recordIn, edit)} BLUE    ${stretch.scene}`];
  if (effect === undefined || previous === undefined) {
    return [line(event, reel, 'C', '', used, [recordIn, recordOut], edit), `* FROM CLIP NAME: ${name}`, ...scene];
  }
  const at = previous.sourceIn + recordIn - previous.recordIn;
  return [
    line(event, previous.reel, 'C', '', [at, at], [recordIn, recordIn], edit),
    line(event, reel, effect.code, String(effect.length).padStart(3, '0'), used, [recordIn, recordOut], edit),
    `* FROM CLIP NAME: ${previous.name}`,
    `* TO CLIP NAME: ${name}`,
    `* EFFECT NAME: ${effect.name.toUpperCase()}`,
    ...scene,
  ];
}

function line(
  event: number,
  reel: string,
  code: string,
  length: string,
  sourceFrames: [number, number],
  recordFrames: [number, number],
  edit: Edit,
): string {
  const times = [
    ...sourceFrames.map((frame) => timecode(frame, edit.frameRate)),
    ...recordFrames.map((frame) => record(frame, edit)),
  ];
  const head = `${String(event).padStart(3, '0')}  ${reel.padEnd(8)} V     ${code.padEnd(4)} ${length.padStart(3)} `;
  return `${head}${times.join(' ')}`;
}

function record(frame: number, { frameRate }: Edit): string {
  return timecode(frame + PROGRAMME_START_HOURS * 3600 * frameRate, frameRate);
}
