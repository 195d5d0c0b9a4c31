import type { FrameRate } from '../types/film.ts';

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');

/** SMPTE timecode without drop frames, `HH:MM:SS:FF`. Film rates are whole numbers, so nothing is ever dropped. */
export function timecode(frame: number, frameRate: FrameRate): string {
  const seconds = Math.floor(frame / frameRate);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % frameRate]
    .map((part) => pad(part))
    .join(':');
}

/** Clock time to the millisecond, `HH:MM:SS.mmm`, with another decimal sign where a format wants one. */
export function clockTime(frame: number, frameRate: FrameRate, decimalSign: '.' | ',' = '.'): string {
  const milliseconds = Math.round((frame * 1000) / frameRate);
  const seconds = Math.floor(milliseconds / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => pad(part));
  return `${clock.join(':')}${decimalSign}${pad(milliseconds % 1000, 3)}`;
}

/** A length in seconds as people read it: `5.5 s`, `6 s`. */
export function secondsText(frames: number, frameRate: FrameRate): string {
  return `${Number((frames / frameRate).toFixed(2))} s`;
}
