import { clipSeconds } from '../../lib/clip-seconds.ts';
import { shotFrames } from '../../lib/timeline.ts';
import { MOTION_PROMPT_LIMIT } from '../derive-prompts.ts';
import type { Flaw, Rule } from './rule.ts';

/** What the plan asks of the chosen video model and the model cannot do. */
export const capability: Rule = {
  name: 'capability',
  weight: 10,
  check({ shots, order, videoModel }) {
    if (!videoModel) return { flaws: [], skipped: 'Nothing is known of the chosen video model.' };
    const flaws: Flaw[] = [];
    const { name, durations, endFrame, aspectRatios, promptCharacters = MOTION_PROMPT_LIMIT } = videoModel;
    if (aspectRatios && !aspectRatios.includes(order.aspectRatio)) {
      flaws.push({
        why: `${name} does not make ${order.aspectRatio} pictures, so every clip is cropped to the film.`,
        suggestion: `Choose ${aspectRatios.join(' or ')}, or another video model.`,
        gravity: 0.5,
      });
    }
    shots.forEach((shot, index) => {
      const clip = clipSeconds(shot.duration, durations, order.frameRate);
      const off = shotFrames(clip, order.frameRate) - shotFrames(shot.duration, order.frameRate);
      if (durations && off !== 0) {
        flaws.push({
          shotId: shot.id,
          why:
            off > 0
              ? `${name} makes a clip of ${clip} s for this shot of ${shot.duration} s; the rest is paid for and cut off.`
              : `${name} makes at most ${clip} s for this shot of ${shot.duration} s; the last picture is held.`,
          suggestion: `Make the shot ${clip} s long.`,
          gravity: 0.7,
        });
      }
      if (endFrame === false && shots[index + 1]?.continuesPrevious) {
        flaws.push({
          shotId: shots[index + 1]?.id ?? shot.id,
          why: `${name} takes no last frame, so shot ${shot.id} ends as the model decides and this one cannot continue it.`,
          suggestion: 'Make it a shot of its own, or choose a video model that takes a last frame.',
          gravity: 0.7,
        });
      }
      if (shot.motionPrompt.length > promptCharacters) {
        flaws.push({
          shotId: shot.id,
          why: `The motion prompt has ${shot.motionPrompt.length} characters; ${name} takes ${promptCharacters}, and the rest is cut off.`,
          suggestion: 'Say only what changes between the two frames.',
          gravity: 0.5,
        });
      }
    });
    return { flaws };
  },
};
