import nlp from 'compromise/two';
import { eachShot, type Rule, UNKNOWN_LANGUAGE } from './rule.ts';
import { areAlike, wordsOf } from './text.ts';

/** Praise that no model can draw, in English. */
const PRAISE =
  /\b(?:stunning|epic|breath-?taking|amazing|awe-?inspiring|jaw-?dropping|mind-?blowing|gorgeous|incredible|spectacular|magnificent|unforgettable|mesmeri[sz]ing|captivating|visually striking|high[- ]quality|best quality|(?:highly|ultra|extremely|insanely)[- ]detailed|award[- ]winning|professional photography|perfect composition)\b/i;
/** Tags that say the same in every language. */
const TAGS =
  /(?<![\p{L}\p{N}])(?:4k|8k|uhd|hdr|ultra[- ]?hd|masterpiece|artstation|unreal engine|octane render|hyper-?realistic)(?![\p{L}\p{N}])/iu;

/** Change over time where one instant should stand, in English. */
const CHANGE =
  /\b(?:(?:begins?|starts?|beginning|starting) to \w+|(?:and )?then (?:\w+s|the|a|he|she|it|they)\b|gradually|over time|transitions? (?:to|into)|transform(?:s|ing) into|morph(?:s|ing)? into|turns into|fades? (?:in|out|to|into)\b|(?:the )?camera (?:slowly |gently |smoothly )?(?:push|pull|pan|tilt|crane|doll|zoom|track|mov|orbit|follow|glid|drift|ris|descend)\w*|zoom(?:s|ing)? (?:in|out)|(?:slowly|quickly|suddenly) \w+(?:s|ing)\b)/i;

/** Common verbs of change in any form; a part-of-speech tagger takes many of them for nouns ("the calm breaks"). */
const CHANGE_VERBS =
  /\b(?:appear|arriv|approach|bend|blink|bloom|blow|bounc|break|brush|burn|burst|carr|catch|circl|climb|coil|collaps|crack|crawl|cross|crumbl|danc|descend|dip|disappear|draw|drift|drip|drop|emerg|enter|explod|fad|fall|fill|flap|flicker|float|flow|fl(?:y|ies)|fold|gather|glid|grow|hit|hover|jump|kick|kneel|laugh|land|lean|leap|leav|lift|lower|melt|mov|nod|open|orbit|pan|pass|pick|plung|pour|pull|push|rais|reach|recede|reveal|ris|roll|rotat|run|rush|scatter|settl|shak|shatter|shift|shimmer|sink|slid|slip|smil|soar|spark|spill|spin|splash|spread|spring|steam|step|stretch|strik|surg|swa(?:y|ps?)|sweep|swing|swirl|throw|tilt|toss|touch|trac|tremb|turn|twist|unfold|vanish|vibrat|walk|wav|whip|whirl|widen|withdraw|work)(?:s|es|ed|ing|ping|ting|ning)?\b|\b(?:clos(?:es|ed|ing)|glow(?:s|ing)|shin(?:es|ing)|lights up|wells? up)\b/i;

/** How descriptions of pictures begin, in English. */
const FRAME_OPENING =
  /^\W*(?:an? |the )?(?:still |static |extreme |very |medium )*(?:close-?up|wide|full|long|medium|establishing|portrait|photo|photograph|picture|image|frame|view|shot)\b/i;

/** Verbs that hold a picture rather than change it. */
const STILL_VERBS = new Set(
  'be have stand sit lie hang remain stay show depict feature contain look seem appear wear hold rest exist portray include display keep'.split(
    ' ',
  ),
);
/** Share of a frame's words from which a motion prompt only says the frame again. */
const FRAME_AGAIN = 0.8;

/** Words of praise and quality tags, which take the place of something that can be seen. */
export const genericFiller: Rule = {
  name: 'generic_filler',
  weight: 8,
  check: (context) =>
    eachShot(context, (shot) => {
      const text = [shot.startPrompt, shot.endPrompt, shot.motionPrompt, shot.lighting].join('\n');
      const filler = TAGS.exec(text)?.[0] ?? (context.english ? PRAISE.exec(text)?.[0] : undefined);
      if (filler === undefined) return undefined;
      return {
        why: `"${filler}" cannot be seen, and models draw what they draw without it.`,
        suggestion: 'Put a visible fact in its place: a material, a colour, a direction of light.',
      };
    }),
};

/** Frame prompts that tell of motion; an image model draws one instant. */
export const keyframeMotion: Rule = {
  name: 'keyframe_motion',
  weight: 12,
  check(context) {
    if (!context.english) return { flaws: [], skipped: UNKNOWN_LANGUAGE };
    return eachShot(context, (shot) => {
      const found = CHANGE.exec(shot.startPrompt)?.[0] ?? CHANGE.exec(shot.endPrompt)?.[0];
      if (found === undefined) return undefined;
      return {
        why: `A frame is one instant, but its prompt says "${found.trim()}"; an image model cannot draw change.`,
        suggestion: 'Describe the frame as a photograph, and put the change into the motion prompt.',
      };
    });
  },
};

/** Whether an English sentence tells of change: one verb that does not merely hold the picture is enough. */
function tellsChange(motion: string): boolean {
  if (CHANGE_VERBS.test(motion)) return true;
  if (FRAME_OPENING.test(motion)) return false;
  const verbs = nlp(motion).compute('root').match('#Verb').not('(#Auxiliary|#Modal|#Copula|#Particle)');
  const phrases: { terms: { normal: string; root?: string }[] }[] = verbs.json();
  return phrases.some(({ terms }) => terms.some(({ root, normal }) => !STILL_VERBS.has(root ?? normal)));
}

/** Motion prompts that only describe a picture, by the frame's own words or, in English, without a verb of change. */
export const motionStill: Rule = {
  name: 'motion_still',
  weight: 12,
  check: (context) =>
    eachShot(context, (shot) => {
      const motion = new Set(wordsOf(shot.motionPrompt));
      const again = [shot.startPrompt, shot.endPrompt].some((frame) =>
        areAlike(motion, new Set(wordsOf(frame)), FRAME_AGAIN),
      );
      if (!again && (!context.english || tellsChange(shot.motionPrompt))) return undefined;
      return {
        why: again
          ? 'The motion prompt says a frame over again, so nothing tells the video model what moves.'
          : 'The motion prompt describes a picture and not what changes in it.',
        suggestion: 'Say who or what moves, in which direction and how fast, with strong verbs.',
      };
    }),
};
