import type { Edit, EditShot } from './edit.ts';
import { shotDescription } from './text.ts';
import { clockTime } from './timecode.ts';

/** `-->` would end a cue's text early, in both formats. */
function cueText(shot: EditShot): string {
  return shotDescription(shot).replaceAll('-->', '→');
}

/** SubRip captions: what happens in each shot, from cut to cut in film time. */
export function srt({ shots, frameRate }: Edit): string {
  const cues = shots.map((shot) => {
    const [from, to] = [shot.fromFrame, shot.toFrame].map((frame) => clockTime(frame, frameRate, ','));
    return `${shot.ordinal}\r\n${from} --> ${to}\r\n${cueText(shot)}\r\n`;
  });
  return cues.join('\r\n');
}

/** WebVTT captions: what happens in each shot, from cut to cut in film time. Cue identifiers are shot ids. */
export function vtt({ shots, frameRate }: Edit): string {
  const cues = shots.map((shot) => {
    const [from, to] = [shot.fromFrame, shot.toFrame].map((frame) => clockTime(frame, frameRate));
    return `shot-${shot.shot.id}\n${from} --> ${to}\n${escapeCue(cueText(shot))}\n`;
  });
  return `WEBVTT\n\n${cues.join('\n')}`;
}

/** WebVTT cue text is markup: ampersands and angle brackets must be references. */
function escapeCue(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
