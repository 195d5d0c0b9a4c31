import type { DirectedShot, DirectorInput, VideoDirection } from '../../src/types/project.ts';
import { film, order, shot } from './fixtures.ts';

/** A plan with nothing to complain about, and the order it answers. */
export interface SoundFilm {
  name: string;
  order: DirectorInput;
  direction: VideoDirection;
}

const KEEPER: DirectedShot[] = [
  shot(1, {
    duration: 6,
    startPrompt:
      'A brass lamp fills the frame of the lighthouse window, its glass beaded with fog, a dark sea behind it, low angle, blue hour.',
    endPrompt:
      'The brass lamp lit, a white cone of light standing in the fog outside the window, a huge dark back breaking the water far below.',
    motionPrompt: 'The lamp catches and its beam swings out over the sea; the camera pushes in past the glass.',
    cameraMove: 'push_in',
    shotSize: 'close_up',
    lighting: 'one brass lamp against blue dusk',
  }),
  shot(2, {
    duration: 8,
    startPrompt:
      'Old Mara at the iron railing of the gallery, both hands on the cold bar, her yellow coat the only colour.',
    endPrompt: 'Old Mara leans far over the railing, hood blown back, one arm out towards the white water below.',
    motionPrompt: 'Old Mara leans out and the wind tears her hood back; the camera pans left after her arm.',
    cameraMove: 'pan_left',
    shotSize: 'medium',
    lighting: 'grey evening light from the left, lamp glow on her cheek',
  }),
  shot(3, {
    duration: 10,
    startPrompt:
      'From far above, the rock with its tower and a whale beside it as long as the jetty, black water all around.',
    endPrompt: 'The whale has rolled on its side beside the jetty, one pale flipper upright, rings of foam spreading.',
    motionPrompt: 'The whale rolls onto its side and lifts a flipper, and foam spreads in rings.',
    cameraMove: 'crane_up',
    shotSize: 'extreme_wide',
    lighting: 'the last blue of the sky, a thin beam of lamp light',
    transitionOut: 'fade_black',
  }),
  shot(4, {
    duration: 7,
    startPrompt:
      'A wet wooden jetty at night, Old Mara kneeling at its end, lantern beside her, the whale an arm away.',
    endPrompt:
      'The hand of Old Mara flat on the dark skin of the whale, lantern light in the drops between her fingers.',
    motionPrompt: 'She reaches out and lays her palm on the whale while the lantern sways.',
    cameraMove: 'static',
    shotSize: 'full',
    lighting: 'a single lantern from below',
  }),
  shot(5, {
    duration: 9,
    startPrompt:
      'The hand of Old Mara flat on the dark skin of the whale, lantern light in the drops between her fingers.',
    endPrompt:
      'An empty jetty with the lantern burning on it, a tail fin going under out in the beam of the lighthouse.',
    motionPrompt: 'The whale slides away from under her hand and dives; the camera pulls back down the jetty.',
    cameraMove: 'pull_out',
    shotSize: 'extreme_close_up',
    lighting: 'a single lantern from below, far beam of the lamp',
    continuesPrevious: true,
  }),
];

const CAT: DirectedShot[] = [
  shot(1, {
    duration: 5,
    startPrompt: '濡れた路地のアスファルトに映る赤い提灯、その上に置かれた白い猫の前足、極端な接写',
    endPrompt: '水たまりに広がる波紋、赤い光がばらばらに砕けている、猫の足はもう画面の端にある',
    motionPrompt: '猫の足が水を踏み、提灯の光が波紋に砕けて広がる',
    cameraMove: 'tilt_down',
    shotSize: 'extreme_close_up',
    lighting: '提灯の赤い光、雨の夜',
  }),
  shot(2, {
    duration: 8,
    startPrompt: '自動販売機の前に座る白い猫のミケ、青白い光が濡れた毛を照らし、背後に暗い階段',
    endPrompt: '階段の途中で振り返る白い猫のミケ、目だけが光り、下の通りに傘の列が見える',
    motionPrompt: 'ミケが立ち上がって階段を駆け上がり、途中で振り返る',
    cameraMove: 'dolly_right',
    shotSize: 'full',
    lighting: '自動販売機の青い光',
  }),
  shot(3, {
    duration: 7,
    startPrompt: '木の引き戸の細い隙間から漏れる暖かい明かり、手前に濡れた敷石と小さな鉢植え',
    endPrompt: '開いた引き戸の中、畳の上で丸くなって眠る白い猫のミケ、外ではまだ雨が降っている',
    motionPrompt: '引き戸がゆっくり開き、ミケが中へ入って丸くなる',
    cameraMove: 'push_in',
    shotSize: 'medium',
    lighting: '室内の電球の暖かい光',
  }),
];

/** A night at a lighthouse, in English, with a cast, a continued take and constraints. */
export function keeperFilm(): SoundFilm {
  return {
    name: 'keeper',
    order: order({
      concept: 'A lighthouse keeper meets a whale in the fog',
      targetDuration: 40,
      constraints: { mustInclude: ['brass lamp', 'whales'], avoid: ['ships', 'text'], maxScenes: 3 },
    }),
    direction: {
      ...structuredClone(film(KEEPER.slice(0, 3), KEEPER.slice(3))),
      look: { palette: 'slate blue, brass, one yellow', lens: '40 mm, deep focus', style: 'live action on 35 mm film' },
      cast: [
        { name: 'Old Mara', description: 'seventy, broad, grey braid, yellow oilskin coat' },
        { name: 'the whale', description: 'a humpback, scarred dark back, one pale flipper' },
      ],
    },
  };
}

/** A cat looking for a home in Tokyo, all of it in Japanese. */
export function catFilm(): SoundFilm {
  return {
    name: 'cat',
    order: order({
      concept: '雨の東京で白い猫が家を探す',
      targetDuration: 20,
      constraints: { mustInclude: ['提灯'], avoid: ['犬'] },
    }),
    direction: {
      ...structuredClone(film(CAT.slice(0, 2), CAT.slice(2))),
      cast: [{ name: 'ミケ', description: '白い毛の若い猫、片方の耳だけ黒い' }],
    },
  };
}
