import type { TimeOfDay, Weather } from './reading/types.ts';
import type { Place } from './world/types.ts';

/** A day in order, for films that let time pass. */
export const DAY: readonly TimeOfDay[] = ['dawn', 'morning', 'noon', 'afternoon', 'sunset', 'dusk', 'night'];

const OUTSIDE: Record<TimeOfDay, readonly string[]> = {
  dawn: [
    'thin blue dawn with one warm band at the horizon',
    'cold first light, shadowless and low',
    'a rim of pink light under a slate sky',
  ],
  morning: [
    'clear low morning sun, long soft shadows',
    'fresh morning light with dew in it',
    'pale gold sun through morning haze',
  ],
  noon: [
    'high white sun, short hard shadows',
    'glaring overhead light bounced up from the ground',
    'bright top light with dense small shadows',
  ],
  afternoon: [
    'slanting afternoon sun, shadows to the left',
    'warm lateral light, mellow contrast',
    'broad afternoon sun filtered by thin cloud',
  ],
  sunset: [
    'level orange sun straight from the side',
    'molten low sun with violet shadows',
    'red-gold light along every edge',
  ],
  dusk: [
    'blue dusk, the sky still brighter than the ground',
    'last violet dusk light low in the sky',
    'even blue half-light, no shadows left',
  ],
  night: [
    'moonlight from high behind, blue-black shadows',
    'deep night with one hard rim from the moon',
    'starlit dark, small pools of lamplight',
  ],
};
const INSIDE: Record<TimeOfDay, readonly string[]> = {
  dawn: [
    'thin blue dawn through the opening',
    'a grey first light along the floor',
    'cold window light just strong enough to see by',
  ],
  morning: [
    'clear morning light in a long bar from the window',
    'fresh side light from the window',
    'pale sun through glass, lifting the dust',
  ],
  noon: [
    'hard daylight cut off at the sill',
    'bright ambient daylight, cool in the corners',
    'white noon light bounced off the floor',
  ],
  afternoon: [
    'slanting afternoon light across the wall',
    'warm window light from the side',
    'a slow gold patch on the far wall',
  ],
  sunset: [
    'orange light straight through the window',
    'the last sun level across the room',
    'red window light, long furniture shadows',
  ],
  dusk: [
    'blue window light losing to the lamps',
    'dim violet light at the window',
    'half-dark, the window the brightest thing',
  ],
  night: [
    'darkness held off by one source',
    'moonlight in a cold square on the floor',
    'night outside the glass, warm inside',
  ],
};
const BY_WEATHER: Record<Weather, readonly string[]> = {
  rain: ['diffused by rain', 'glinting on every wet surface'],
  snow: ['bounced up off snow', 'softened by falling snow'],
  fog: ['spread thin by fog', 'glowing in the fog'],
  storm: ['split by a flash of lightning', 'under a bruised storm sky'],
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
      time === 'night' ? 'starlight and a faint planet glow' : 'low sun raking over the ground',
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
  const base = place.interior ? INSIDE[time] : OUTSIDE[time];
  const dark = place.interior || time === 'night' || time === 'dusk' || time === 'dawn';
  const withLamp = dark && place.lamp !== '' ? base.map((light) => `${place.lamp} as the warm source, ${light}`) : [];
  const plain =
    weather && !place.interior ? base.map((light, index) => `${light}, ${BY_WEATHER[weather][index % 2]}`) : base;
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
