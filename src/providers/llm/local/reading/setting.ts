import type { Reading, TimeOfDay, Weather } from './types.ts';

const TIMES: readonly (readonly [RegExp, TimeOfDay])[] = [
  [/\b(dawn|daybreak|sunrise|first light|early morning)\b/i, 'dawn'],
  [/\b(golden hour|sunset|sundown)\b/i, 'sunset'],
  [/\b(dusk|twilight|blue hour|nightfall|evening)\b/i, 'dusk'],
  [/\b(night|midnight|nighttime|moonlit|moonlight|starlit|starry|after dark)\b/i, 'night'],
  [/\b(noon|midday|high sun)\b/i, 'noon'],
  [/\b(afternoon)\b/i, 'afternoon'],
  [/\b(morning|breakfast)\b/i, 'morning'],
];
const WEATHERS: readonly (readonly [RegExp, Weather])[] = [
  [/\b(thunder\w*|storms?|stormy|hurricane|tempest|lightning)\b/i, 'storm'],
  [/\b(rain|rains|rainy|raining|drizzle|downpour|monsoon)\b/i, 'rain'],
  [/\b(snow|snows|snowy|snowing|blizzard|snowfall)\b/i, 'snow'],
  [/\b(fog|foggy|mist|misty|haze)\b/i, 'fog'],
  [/\b(wind|windy|gale)\b/i, 'wind'],
  [/\b(sunny|sunshine|sunlit|heatwave)\b/i, 'sun'],
];
const TONES: readonly (readonly [RegExp, Reading['tone']])[] = [
  [
    /\b(dark|noir|horror|scary|haunted|creepy|murder\w*|kill\w*|death|grim|war|sinister|ghost\w*|grief|mourn\w*|apocalyp\w*|abandoned)\b/i,
    'dark',
  ],
  [/\b(fun|funny|happy|playful|cute|cheerful|joy\w*|party|silly|bright|colou?rful|birthday|kids?)\b/i, 'light'],
  [
    /\b(calm|quiet|peaceful|gentle|serene|slow|minimal\w*|meditat\w*|lonely|silence|silent|soft|nostalgi\w*|memor\w*)\b/i,
    'calm',
  ],
  [
    /\b(epic|fast|sporty|action|explosi\w*|intense|extreme|race|racing|energetic|battle|chase|fight\w*|dynamic|bold)\b/i,
    'wild',
  ],
];
const ERA =
  /\b(1[0-9]{3}s?|20[0-4][0-9]s?|(?:the )?(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)|medieval|victorian|renaissance|baroque|ancient (?:rome|greece|egypt|china)|stone age|bronze age|ice age|edo|viking age|cyberpunk|steampunk|retro-?futur\w+|art deco|post-?apocalyptic|futuristic|prehistoric|regency|wild west)\b/i;

/** What is named first in the text. */
function first<T>(rows: readonly (readonly [RegExp, T])[], text: string): T | undefined {
  const found = rows.flatMap(([pattern, value]) => {
    const at = pattern.exec(text)?.index;
    return at === undefined ? [] : [{ at, value }];
  });
  return found.sort((one, other) => one.at - other.at)[0]?.value;
}

/** The time of day English text names. */
export function timeIn(text: string): TimeOfDay | undefined {
  return first(TIMES, text);
}
/** The weather English text names. */
export function weatherIn(text: string): Weather | undefined {
  return first(WEATHERS, text);
}
/** The tone English text sets. */
export function toneIn(text: string): Reading['tone'] {
  return first(TONES, text) ?? 'plain';
}
/** The period English text names. */
export function eraIn(text: string): string | undefined {
  return ERA.exec(text)?.[1]?.toLowerCase();
}

/** Whether a noun in the singular is nothing but a time or the weather. */
export function isTimeOrWeather(noun: string): boolean {
  return /^(dawn|daybreak|sunrise|sunset|sundown|dusk|twilight|nightfall|evening|night|midnight|noon|midday|afternoon|morning|rain|snow|fog|mist|storm|thunderstorm|wind|sunshine|moonlight|starlight|hour|minute|second|day|week|month|year|today|tonight|time|summer|winter|spring|autumn|fall)$/.test(
    noun,
  );
}
