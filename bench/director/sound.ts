import { buildBrief } from '../../src/director/brief.ts';
import type { DraftDirection } from '../../src/director/draft.ts';
import { parseDirection } from '../../src/director/parser.ts';
import { filmSeconds } from '../../src/lib/timeline.ts';
import { writePlan } from '../../src/providers/llm/local/plan.ts';
import type { CameraMove, ShotSize, VideoStyle } from '../../src/types/film.ts';
import { allShots, type DirectedShot, type DirectorInput, DirectorInputSchema } from '../../src/types/project.ts';

/** An answer as a model should write it, and the order it answers. */
export interface SoundAnswer {
  name: string;
  order: DirectorInput;
  plan: DraftDirection;
}

type ShotLine = readonly [
  seconds: number,
  size: ShotSize,
  camera: CameraMove,
  light: string,
  start: string,
  end: string,
  motion: string,
  more?: Partial<DirectedShot>,
];
type SceneLine = readonly [name: string, description: string, mood: string, ...shots: ShotLine[]];

function write(
  name: string,
  title: string,
  narrative: string,
  cast: Record<string, string>,
  ...scenes: SceneLine[]
): SoundAnswer {
  let id = 0;
  const plan: DraftDirection = {
    title,
    narrative,
    look: { palette: 'slate, rust, one warm light', lens: '40 mm, shallow focus', style: 'live action on film' },
    cast: Object.entries(cast).map(([who, description]) => ({ name: who, description })),
    scenes: scenes.map(([sceneName, description, mood, ...shots], index) => ({
      id: index + 1,
      name: sceneName,
      description,
      mood,
      shots: shots.map(([duration, shotSize, cameraMove, lighting, startPrompt, endPrompt, motionPrompt, more]) => ({
        id: ++id,
        duration,
        startPrompt,
        endPrompt,
        motionPrompt,
        cameraMove,
        shotSize,
        lighting,
        continuesPrevious: false,
        ...more,
      })),
    })),
  };
  return { name, order: orderOf(narrative, filmSeconds(allShots(plan), 24)), plan };
}

function orderOf(concept: string, targetDuration: number, style: VideoStyle = 'cinematic'): DirectorInput {
  return DirectorInputSchema.parse({ concept, targetDuration, aspectRatio: '16:9', style });
}

const WRITTEN: SoundAnswer[] = [
  write(
    'coffee',
    'First Cup',
    'A night nurse makes the coffee that ends her shift, and the street wakes with it.',
    { Ines: 'a nurse of forty, cropped grey hair, blue scrubs under a duffel coat' },
    [
      'The Kitchen',
      'Ines alone with a moka pot.',
      'tired, then tender',
      [
        6,
        'extreme_close_up',
        'push_in',
        'a blue gas ring in the dark',
        'A ring of blue gas flame under a dented moka pot, everything else black.',
        'The spout of the moka pot crowned with brown foam, blue light along its edge.',
        'Coffee wells up in the spout and foams over; the camera pushes in.',
      ],
      [
        7,
        'medium',
        'pan_left',
        'grey window light from the left',
        'Ines at a narrow kitchen counter, both hands round an empty cup, the window still dark.',
        'Ines with the cup at her lips, eyes closed, the window pale behind her.',
        'She pours, lifts the cup and breathes the steam in; the camera pans left to the window.',
      ],
    ],
    [
      'The Street',
      'The city starts without her.',
      'light, relieved',
      [
        9,
        'wide',
        'crane_up',
        'first sun on the upper floors',
        'A narrow street from a first-floor window, shutters down, one bicycle against a wall.',
        'The same narrow street from high above, shutters up, awnings out, people crossing.',
        'Shutters roll up one after the other and people step out while the camera cranes up.',
        { transitionOut: 'fade_black' },
      ],
    ],
  ),
  write(
    'quotes',
    'The Boat Called “Tomorrow”',
    'A girl writes "tomorrow" on a paper boat and lets the flooded street take it; it’s her brother who catches it.',
    { Lina: 'a girl of eight, yellow raincoat, one missing tooth', Tariq: 'her brother, twelve, striped jumper' },
    [
      'The Gutter',
      'Lina, her boat, and too much rain: "go on," she says.',
      'brave & wet',
      [
        5,
        'close_up',
        'tilt_down',
        'flat rain light',
        'The hands of Lina hold a paper boat with the word "tomorrow" on its bow, rain on the paper.',
        'The paper boat sits on brown water at the kerb, her fingers just off it, letters "tomorrow" running.',
        'Her fingers let go and the boat wobbles, then catches the current.',
      ],
      [
        8,
        'wide',
        'dolly_right',
        'flat rain light, one shop window',
        'A flooded street at the level of the water, the boat small between parked cars (a red one, a blue one).',
        'The boat past the last car, heading for a grating; it’s leaning, its bow wet.',
        'The boat races along the kerb between the cars; the camera dollies right beside it.',
      ],
      [
        7,
        'medium',
        'static',
        'shop window from behind',
        'Tariq on his knees at an iron grating, one arm out, jumper soaked to the elbow.',
        'Tariq holds the boat up between two fingers, grinning, water dripping from it.',
        'He scoops the boat off the grating and lifts it to the light.',
        { transitionOut: 'crossfade' },
      ],
      [
        6.5,
        'full',
        'pull_out',
        'low sun under the cloud',
        'Lina and Tariq at the kerb, heads together over the wet boat, rain stopping.',
        'The two small at the end of the shining street, the boat on her head like a hat.',
        'Lina puts the boat on her head and they walk off as the camera pulls back.',
      ],
    ],
  ),
  write(
    'punctuation',
    'C:\\> run / sleep; 24/7',
    'Inside a data centre: racks [A–F], pipes {cold}, a technician, and one blinking light // nothing else.',
    {},
    [
      'Aisle 7',
      'Temperature: 18.5 °C; humidity: 45 %. A fan fails (again).',
      'clinical, humming',
      [
        5,
        'extreme_close_up',
        'static',
        'green and amber LEDs, nothing else',
        'A single amber LED among forty green ones, label "A/07: fan", dust on the bezel.',
        'The amber LED has gone red, its neighbours dark; the label "A/07: fan" is lit from below.',
        'The LED blinks twice and turns red, and the ones beside it go out.',
      ],
      [
        10,
        'wide',
        'push_in',
        'cold strip lights: 6500 K',
        'An aisle of racks, {doors} closed, pipes overhead, a figure at the far end -- tiny.',
        'The figure, a technician in a parka, halfway along the aisle, torch on, breath visible.',
        'A technician strides up the aisle, torch swinging, while the lights step on: 1, 2, 3.',
      ],
      [
        5,
        'close_up',
        'tilt_up',
        'torch light, hard shadows',
        'A gloved hand on a fan tray [slot 7], screws out, the blades still.',
        'The tray pushed home, blades a blur, the LED above it green.',
        'The hand slides the tray in; the blades spin up and the LED turns green.',
      ],
    ],
  ),
  write(
    'german',
    'Der letzte Ton',
    'Ein Klavierbauer stimmt das Klavier seiner verstorbenen Frau – und spielt zum ersten Mal wieder.',
    { Konrad: 'a man of seventy-five, white moustache, grey work coat' },
    [
      'Die Werkstatt',
      'Konrad öffnet das Klavier, das zehn Jahre geschlossen war.',
      'hesitant, hushed',
      [
        8,
        'close_up',
        'push_in',
        'one desk lamp',
        'A brass tuning lever on felt, dust on the black lid of an upright piano beside it.',
        'The lever on the first pin, the lid up, the hand of Konrad white at the knuckles.',
        'Konrad lifts the lid and sets the lever on the first pin.',
      ],
      [
        10,
        'full',
        'dolly_left',
        'window light, grey afternoon',
        'Konrad bent into the open piano, grey work coat, a row of hammers before his face.',
        'Konrad upright with one ear close to the strings, the lever turned a quarter.',
        'He turns the lever by degrees and leans in to listen; the camera dollies left.',
      ],
    ],
    [
      'Der Abend',
      'Er spielt.',
      'warm, released',
      [
        7,
        'extreme_close_up',
        'static',
        'desk lamp from the right',
        'Two old hands above yellowed keys, not touching them yet.',
        'The same two old hands deep in a chord, the lamp moving in the lacquer.',
        'The hands sink into a chord and the reflection of the lamp shivers.',
      ],
      [
        10,
        'wide',
        'pull_out',
        'desk lamp in a dark room',
        'Konrad at the piano in a small pool of light, the workshop dark around him.',
        'The lit window of the workshop from across the street, a small figure at a piano.',
        'The camera pulls back through the window while he plays on.',
      ],
    ],
  ),
  write(
    'arabic',
    'شعار من نار',
    'حداد يصنع شعاراً من الذهب المصهور، وعند الفجر يرى المدينة اسمها فيه.',
    { الحداد: 'a smith of fifty, black beard with grey, leather apron, burn scars on both arms' },
    [
      'الورشة',
      'النار والذهب قبل الفجر.',
      'heavy, expectant',
      [
        6,
        'extreme_close_up',
        'push_in',
        'molten gold as the only source',
        'A crucible of molten gold seen from above, skin of slag across it, black all around.',
        'The slag parted, the gold mirror-bright, a beard and two eyes reflected in it.',
        'A rod draws the slag aside and the gold clears to a mirror.',
      ],
      [
        8,
        'medium',
        'tilt_down',
        'gold light from below',
        'الحداد lifts tongs with the crucible above a dark mould, apron lit gold.',
        'الحداد bent over the mould, a thin line of gold running through its channels.',
        'He tips the crucible and gold runs through the channels of the mould.',
      ],
      [
        6,
        'wide',
        'crane_up',
        'dawn over rooftops',
        'A flat roof at dawn, an emblem of gold on a tripod, the city blue below.',
        'The emblem from above, sun in it, its shadow across half the city.',
        'The sun reaches the emblem and its shadow slides out over the roofs.',
        { transitionOut: 'fade_white' },
      ],
    ],
  ),
  write(
    'chinese',
    '最后一班渡船',
    '老船夫最后一次渡江，船上只有一个带着鸟笼的孩子。',
    { 老船夫: '七十岁，草帽，蓝布衫，左手缺一根手指' },
    [
      '渡口',
      '黄昏，雾，一条木船。',
      '安静，惜别',
      [
        7,
        'wide',
        'pan_right',
        '江面上的暮光',
        '雾中的木头渡口，一条小船系在桩上，草帽挂在船头',
        '船已离岸，老船夫站在船尾，孩子抱着鸟笼坐在中间',
        '老船夫撑篙，小船缓缓离开渡口',
      ],
      [
        8,
        'close_up',
        'static',
        '一盏船灯',
        '竹鸟笼里一只灰色的小鸟，孩子的手指扣着笼门',
        '笼门打开，笼子空了，孩子仰着头',
        '孩子拉开笼门，小鸟扑翅飞出',
      ],
      [
        10,
        'extreme_wide',
        'crane_up',
        '最后的天光',
        '江心的小船，两个人影，四周是水',
        '小船很小，一只鸟在雾的上面飞向对岸',
        '小鸟穿过雾飞向对岸，船跟着它慢慢移动',
      ],
    ],
  ),
  write('single', 'Match', 'A match is struck and tells everything in six seconds.', {}, [
    'Dark',
    'One match.',
    'sudden',
    [
      6,
      'extreme_close_up',
      'push_in',
      'the match itself',
      'A red match head against a black striker, grain of the wood in focus.',
      'A full yellow flame on the match, smoke curling, two faces reflected in the striker.',
      'The head drags along the striker, spits and flares up.',
    ],
  ]),
  write(
    'spanish',
    'La última caja',
    'Una mudanza: una mujer encuentra en la última caja el mapa que dibujó de niña, y no cierra la puerta.',
    { Nuria: 'a woman of thirty-five, red headscarf, paint on her jeans' },
    [
      'El piso vacío',
      'Ya no queda nada, salvo una caja.',
      'bare, echoing',
      [
        5,
        'medium',
        'pan_left',
        'noon light through bare windows',
        'Nuria in the doorway of an empty room, keys in hand, one cardboard box under the window.',
        'Nuria crouched at the box, one flap up, keys on the floor.',
        'She crosses the room, drops the keys and lifts a flap.',
      ],
      [
        7,
        'close_up',
        'push_in',
        'noon light, white paper bounce',
        'A child’s map on squared paper in two hands, crayon rivers, a cross in one corner.',
        'The map closer, a thumb on the cross, the folds catching light.',
        'Her thumb travels along the crayon river to the cross.',
      ],
      [
        8,
        'full',
        'static',
        'noon light',
        'Nuria on the bare floor, the map spread before her, the box on its side.',
        'Nuria on her feet at the window, the map against the glass, the street behind it.',
        'She gets up and holds the map against the street outside.',
        { transitionOut: 'wipe_right' },
      ],
      [
        8.5,
        'wide',
        'pull_out',
        'late sun',
        'A street corner that matches the map, a fig tree where the cross would be.',
        'Nuria small under the fig tree, the door of the house behind her wide open.',
        'She walks up to the tree and lays a hand on it; the camera pulls back past the open door.',
      ],
    ],
  ),
  write(
    'product',
    'Runs on Rain',
    'A running shoe that likes bad weather: each puddle makes it faster 🌧️👟.',
    { 'the shoe': 'a low running shoe, matt grey mesh, orange sole with deep lugs' },
    [
      'Puddles',
      'Four puddles, four speeds.',
      'gleeful',
      [
        5,
        'extreme_close_up',
        'static',
        'overcast, low',
        'An orange sole with deep lugs a hand above a still puddle, sky in the water.',
        'The sole flat in the puddle, a crown of water frozen around the shoe.',
        'The shoe stamps down and a crown of water leaps up.',
      ],
      [
        5,
        'medium',
        'dolly_right',
        'overcast',
        'the shoe mid-stride over wet cobbles, droplets behind the heel, blurred railings.',
        'the shoe a metre on, toe down, a fan of spray off the lugs.',
        'It strikes, rolls and springs off; the camera tracks along to the right.',
        { continuesPrevious: false },
      ],
      [
        5,
        'wide',
        'crane_down',
        'break in the cloud',
        'A flight of wet steps from above, a runner at the top, orange at the feet.',
        'The runner at the foot of the steps in mid-air, water off every step.',
        'The runner bounds down the steps and each one splashes.',
      ],
      [
        5,
        'close_up',
        'push_in',
        'sun on wet mesh',
        'the shoe alone on a wet wall, steaming, laces loose.',
        'The mesh of the shoe so near that each drop is a lens with a small sun in it.',
        'Steam lifts off the mesh while the camera pushes in to the drops.',
      ],
    ],
  ),
  write(
    'take',
    'One Breath',
    'A free diver goes down and comes up, in one take of three shots.',
    { Yuki: 'a diver of thirty, shaved head, black suit, one long white fin' },
    [
      'Down and Up',
      'One line, one breath.',
      'held',
      [
        9,
        'wide',
        'tilt_down',
        'sun shafts from above',
        'Yuki head down on a yellow line just under the surface, sun shafts all round, white fin up.',
        'Yuki a white fin far below on the yellow line, the shafts fading into blue.',
        'Yuki kicks once and slides down the line; the camera tilts down after the fin.',
        { transitionOut: 'cut' },
      ],
      [
        10,
        'medium',
        'static',
        'blue, near black',
        'Yuki a white fin far below on the yellow line, the shafts fading into blue.',
        'Yuki turned upright, one hand round a tag on the line, eyes shut.',
        'The fin rolls over and a hand closes on the tag.',
        { continuesPrevious: true },
      ],
      [
        10,
        'full',
        'crane_up',
        'blue to white',
        'Yuki turned upright, one hand round a tag on the line, eyes shut.',
        'Yuki breaking the surface with a wide open mouth, drops hanging in hard sun.',
        'Yuki rises along the line, faster and brighter, and bursts out into the sun.',
        { continuesPrevious: true },
      ],
    ],
  ),
];

const LOCAL: readonly (readonly [concept: string, style: VideoStyle, seconds: number])[] = [
  ['A blacksmith forges a glowing sword at dawn', 'cinematic', 60],
  ['A lighthouse keeper finds a whale in the fog', 'dramatic', 45],
  ['Two old friends play chess in a park while it rains', 'documentary', 40],
  ['How a loaf of bread is made before sunrise', 'documentary', 30],
  ['A robot learns to paint in an abandoned factory', 'artistic', 75],
  ['A new electric bicycle for the city', 'corporate', 30],
  ['A cat chases a red balloon over the roofs', 'playful', 35],
  ['The last tree in the desert', 'minimal', 20],
  ['A drummer practises until the neighbours dance', 'energetic', 50],
  ['An astronaut writes a letter home', 'cinematic', 120],
  ['A fox crosses a frozen lake at night', 'minimal', 25],
  ['A clockmaker repairs the clock of the town hall', 'dramatic', 90],
  ['Children build a castle of snow', 'playful', 15],
  ['A night train carries one passenger', 'artistic', 55],
];

function fromLocal([concept, style, seconds]: (typeof LOCAL)[number], index: number): SoundAnswer {
  const order = orderOf(concept, seconds, style);
  const brief = buildBrief('direct', { ...order, seed: index });
  const parsed = parseDirection(JSON.stringify(writePlan(brief)), order);
  if (!parsed.ok) throw new Error(`the local director wrote an unusable plan for "${concept}"`);
  return { name: `local-${index + 1}`, order, plan: parsed.direction };
}

/** Sound answers: some written by hand in several languages, some by the local director. Always the same. */
export function soundAnswers(): SoundAnswer[] {
  return [...WRITTEN, ...LOCAL.map(fromLocal)];
}
