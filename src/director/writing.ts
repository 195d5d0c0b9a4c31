import { JSONParser } from '@streamparser/json';
import * as z from 'zod';
import type { DirectorCall } from './conversation.ts';

/** Most characters of one answer that are followed. */
const MAX_FOLLOWED_CHARACTERS = 1_000_000;
/** Longest text of a shot that is shown, in characters. */
const MAX_TEXT_CHARACTERS = 4000;

const TextSchema = z
  .string()
  .transform((text) => text.slice(0, MAX_TEXT_CHARACTERS).toWellFormed())
  .optional()
  .catch(undefined);
const NumberSchema = z.number().optional().catch(undefined);

/** A shot as the model wrote it. Nothing about it has been checked but that its texts are texts. */
export const WrittenShotSchema = z.object({
  id: NumberSchema,
  duration: NumberSchema,
  startPrompt: TextSchema,
  endPrompt: TextSchema,
  motionPrompt: TextSchema,
  cameraMove: TextSchema,
  shotSize: TextSchema,
});
export type WrittenShot = z.infer<typeof WrittenShotSchema>;

/** What can be seen of a plan while it is being written: a preview, of which the finished direction may keep nothing. */
export type Writing =
  /** A request begins; what was shown of the one before is void. Counted from 1. */
  | { type: 'attempt'; attempt: number; task: DirectorCall['task'] }
  | { type: 'title'; title: string }
  /** Scenes are counted from 1, in film order. */
  | { type: 'scene'; scene: number; name: string }
  | { type: 'shot'; scene: number; shot: WrittenShot };

/**
 * Follows one answer while it is written and tells of each scene and shot as soon as it is whole. Text before the first
 * brace is passed over; from where an answer is no JSON any more, nothing more is told.
 * @returns takes the answer's pieces in order.
 */
export function followPlan(tell: (writing: Writing) => void): (piece: string) => void {
  const parser = new JSONParser({ paths: ['$.title', '$.scenes.*.name', '$.scenes.*.shots.*'], keepStack: false });
  let over = false;
  let begun = false;
  let heard = 0;
  let held = '';
  parser.onError = () => {
    over = true;
  };
  parser.onEnd = () => {
    over = true;
  };
  parser.onValue = ({ value, key, stack }) => {
    const scene = Number(stack[2]?.key ?? 0) + 1;
    const text = TextSchema.parse(value);
    if (key === 'title' && text !== undefined) tell({ type: 'title', title: text });
    else if (key === 'name' && text !== undefined) tell({ type: 'scene', scene, name: text });
    else if (typeof key === 'number') {
      const shot = WrittenShotSchema.safeParse(value);
      if (shot.success) tell({ type: 'shot', scene, shot: shot.data });
    }
  };
  return (piece) => {
    heard += piece.length;
    if (over || heard > MAX_FOLLOWED_CHARACTERS) return;
    let text = held + piece;
    // A letter of two halves may be cut in the middle.
    const cut = /[\uD800-\uDBFF]$/.test(text);
    held = cut ? text.slice(-1) : '';
    if (cut) text = text.slice(0, -1);
    if (!begun) {
      const start = text.indexOf('{');
      if (start < 0) return;
      begun = true;
      text = text.slice(start);
    }
    try {
      parser.write(text);
    } catch {
      over = true;
    }
  };
}
