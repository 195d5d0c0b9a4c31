import type { TimeOfDay, Weather } from './reading/types.ts';
import type { Place } from './world/types.ts';

/** A day in order, for films that let time pass. */
export const DAY: readonly TimeOfDay[] = ['dawn', 'morning', 'noon', 'afternoon', 'sunset', 'dusk', 'night'];

const OUTSIDE: Record<TimeOfDay, readonly string[]> = {
  dawn: [
    'dawn light, one warm band at the horizon',
    'cold early light at dawn, shadowless',
    'a rim of pink dawn light under a slate sky',
  ],
  morning: [
    'clear morning daylight, long shadows',
    'fresh daylight with dew in it, morning',
    'pale morning daylight through thin cloud',
  ],
  noon: [
    'high noon sunlight, short hard shadows',
    'glaring midday sunlight bounced up from the ground',
    'white noon daylight with dense small shadows',
  ],
  afternoon: [
    'late afternoon sun, shadows to the left',
    'warm afternoon light from the side',
    'broad golden afternoon light',
  ],
  sunset: [
    'level sunset light straight from the side',
    'sunset, molten sun with violet shadows',
    'red-gold sunset light along every edge',
  ],
  dusk: [
    'blue hour twilight, the sky paler than the ground',
    'last violet twilight low in the sky, blue hour',
    'even twilight without shadows, blue hour',
  ],
  night: [
    'night, moonlight from high behind',
    'deep night with one hard rim from the moon',
    'starlight at night, small pools of light',
  ],
};
const INSIDE: Record<TimeOfDay, readonly string[]> = {
  dawn: [
    'thin dawn light through the opening',
    'early light at dawn along the floor',
    'cold dawn light just strong enough to see by',
  ],
  morning: [
    'morning daylight in a long shaft from the window',
    'fresh daylight from the window side, morning',
    'pale morning daylight through glass, lifting the dust',
  ],
  noon: [
    'hard noon daylight cut off at the sill',
    'midday daylight, cool in the corners',
    'white noon daylight bounced off the floor',
  ],
  afternoon: [
    'late afternoon light across the wall',
    'warm afternoon light from the window',
    'a slow patch of golden afternoon light on the far wall',
  ],
  sunset: [
    'sunset light straight through the window',
    'the last sunset light level across the room',
    'red sunset light, long furniture shadows',
  ],
  dusk: [
    'blue hour light at the window, the room half lit',
    'violet twilight at the window, blue hour',
    'blue hour twilight, the window the palest thing',
  ],
  night: [
    'night, the dark held off by one source',
    'night, moonlight in a cold square on the floor',
    'night outside the glass, warm inside',
  ],
};
/** Light under a covered sky, by day and in the dark. */
const UNDER: Partial<Record<Weather, { day: readonly string[]; dark: readonly string[] }>> = {
  rain: {
    day: [
      'flat grey light through rain',
      'overcast light, every wet surface shining',
      'dull rain light with one paler patch of sky',
    ],
    dark: [
      'lamplight broken up by rain',
      'blue rain light with wet reflections',
      'deep dusk, rain bright in the few lamps',
    ],
  },
  snow: {
    day: [
      'white overcast light bounced up off snow',
      'flat snow light without shadows',
      'pale winter sun behind falling snow',
    ],
    dark: ['blue snow light, the ground brighter than the sky', 'lamplight in falling snow', 'cold moonlight on snow'],
  },
  fog: {
    day: ['grey fog light from everywhere', 'a white sun disc in the fog', 'soft fog light, depth fading to pale'],
    dark: ['lamps with wide halos in the fog', 'blue fog light at nightfall', 'dim fog light with one glow in it'],
  },
  storm: {
    day: [
      'bruised storm light, dark above and bright below',
      'grey storm light torn by bright gaps',
      'a hard white flash under black cloud',
    ],
    dark: ['darkness split by a flash of lightning', 'storm dark with one lamp swinging', 'blue-black storm light'],
  },
};
const BY_WEATHER: Partial<Record<Weather, readonly string[]>> = {
  wind: ['flickering as the clouds race', 'broken by moving shadows'],
  sun: ['clean and cloudless', 'strong enough to squint at'],
};
const TIME_COLOUR: Record<TimeOfDay, string> = {
  dawn: 'dawn pink',
  morning: 'pale gold',
  noon: 'sun white',
  afternoon: 'honey',
  sunset: 'burnt orange',
  dusk: 'violet blue',
  night: 'midnight blue',
};
const AIR_OUTSIDE: Record<Weather, readonly (readonly [string, string])[]> = {
  rain: [
    ['rain falling in fine straight lines', 'rain slants through the frame'],
    ['rings spreading in standing water', 'drops ring the standing water'],
  ],
  snow: [
    ['slow large flakes', 'snow settles on every ledge'],
    ['snow driven sideways', 'snow streams past the lens'],
  ],
  fog: [
    ['fog in flat layers', 'fog slides between us and the depth'],
    ['fog thick enough to soften every edge', 'fog thins and thickens'],
  ],
  storm: [
    ['low cloud torn by wind', 'cloud boils overhead'],
    ['rain flattened by wind', 'gusts throw rain across the frame'],
  ],
  wind: [
    ['grit and leaves in the wind', 'leaves and grit tumble past'],
    ['everything loose leaning one way', 'a gust bends everything loose'],
  ],
  sun: [
    ['shimmering clear air', 'heat trembles above the ground'],
    ['bright motes in the sun', 'bright motes wander through the sun'],
  ],
};
const AIR_INSIDE: Partial<Record<Weather, readonly (readonly [string, string])[]>> = {
  rain: [
    ['rain running down the glass', 'rain runs down the glass'],
    ['the shadow of running rain on the wall', 'the shadow of the rain crawls down the wall'],
  ],
  snow: [['snow piled against the sill', 'flakes tick against the glass']],
  storm: [['a white flash at the window', 'a flash whitens the room and is gone']],
  fog: [['fog pressed against the glass', 'fog shifts behind the glass']],
};

/** What is in the air, given the place and the weather: as seen, and as it moves. */
export function airOf(place: Place, weather: Weather | undefined): readonly (readonly [string, string])[] {
  if (!weather || /^(space|crater|reef)$/.test(place.key)) return place.air;
  return place.interior ? (AIR_INSIDE[weather] ?? place.air) : AIR_OUTSIDE[weather];
}

/** Where light can come from here and now, in words. */
export function lightsOf(place: Place, time: TimeOfDay, weather: Weather | undefined): readonly string[] {
  if (/^(space|crater|mars)$/.test(place.key)) {
    return [
      'one hard sun, no fill at all',
      place.key === 'mars' ? 'small pale sun through dust' : 'sunlight without air to soften it',
      `${place.lamp || 'a helmet lamp'} as the only warm source`,
      time === 'night' || place.key === 'space'
        ? 'starlight and a faint planet glow'
        : 'low sun raking over the ground',
    ];
  }
  if (place.key === 'studio')
    return [
      'one large softbox overhead',
      'soft studio light from the left, a white card on the right',
      'a broad softbox behind frosted glass',
    ];
  if (place.key === 'reef')
    return ['shafts of sun from the surface', 'blue light falling off with depth', 'rippling light from above'];
  const covered = weather && !place.interior ? UNDER[weather] : undefined;
  const night = time === 'night' || time === 'dusk' || time === 'dawn';
  if (covered)
    return (night ? covered.dark : covered.day).map((light) => (light.includes(time) ? light : `${light}, ${time}`));
  const base = place.interior ? INSIDE[time] : OUTSIDE[time];
  const dark = place.interior || time === 'night' || time === 'dusk' || time === 'dawn';
  const withLamp = dark && place.lamp !== '' ? base.map((light) => `${place.lamp} as the warm source, ${light}`) : [];
  const added = weather && BY_WEATHER[weather];
  const plain =
    added && !place.interior ? base.map((light, index) => `${light}, ${added[index % added.length]}`) : base;
  return [...withLamp, ...plain];
}

/** A palette with the colour of another time of day in the place of its own. */
export function recoloured(palette: string, time: TimeOfDay): string {
  const others = palette.split(', ').filter((colour) => !Object.values(TIME_COLOUR).includes(colour));
  return [...others, TIME_COLOUR[time]].join(', ');
}

/** Three colours of a place at a time of day. */
export function coloursOf(place: Place, time: TimeOfDay, turn: number): string[] {
  const [first, second, third] = place.colours;
  const own = turn % 2 === 0 ? [first, third ?? second] : [second, first];
  return [...own.filter((colour) => colour !== undefined), TIME_COLOUR[time]];
}
