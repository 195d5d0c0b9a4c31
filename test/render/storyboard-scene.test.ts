import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { drawFrame } from '../../render/storyboard/index.ts';
import { readColours } from '../../render/storyboard/lexicon/colours.ts';
import { SETTING_WORDS, type SettingName } from '../../render/storyboard/lexicon/settings.ts';
import { SUBJECT_WORDS } from '../../render/storyboard/lexicon/subjects.ts';
import { readScene } from '../../render/storyboard/scene.ts';
import { SETTINGS } from '../../render/storyboard/settings/index.ts';
import { ShotSizeSchema } from '../../src/types/film.ts';
import type { StoryboardJob } from '../../src/types/render.ts';

const job = (prompt: string, rest: Partial<StoryboardJob> = {}): StoryboardJob => ({
  kind: 'storyboard',
  prompt,
  width: 192,
  height: 108,
  seed: 3,
  caption: false,
  ...rest,
});

const EXAMPLES: Record<SettingName, readonly string[]> = {
  forge: ['A blacksmith in his forge', 'Un herrero en su taller', '鍛冶屋が鉄を打つ', 'حداد في ورشة الحدادة'],
  street: ['A woman crosses a busy city street', 'una calle en la ciudad', 'شارع المدينة'],
  skyline: ['Two friends on a rooftop above the skyline', '摩天楼'],
  forest: ['Deep in the forest', 'Im dunklen Wald', 'La forêt au matin', '森の中'],
  coast: ['Waves crash on the shore', 'Am Strand', '海辺の海岸'],
  underwater: ['A diver over a coral reef', '海底'],
  mountain: ['On the summit of a mountain', 'La montaña', '山の頂上'],
  desert: ['Sand dunes of the Sahara', 'الصحراء'],
  living_room: ['A child reads on the sofa at home', 'Im Wohnzimmer'],
  cafe: ['A barista in a coffee shop', 'カフェ'],
  office: ['A team meeting in the office', '办公室'],
  space: ['A nebula in deep space', '宇宙'],
  laboratory: ['A scientist in the laboratory', '研究室'],
  stage: ['A singer on stage at a concert', 'ステージ'],
  village: ['Wheat fields around a farm', '村庄'],
  ruins: ['The ruins of an ancient temple', 'Die alte Burg', '寺院'],
  road: ['A car drives down an empty highway', 'la carretera'],
  snow: ['A frozen arctic tundra', '雪原'],
  river: ['A rowboat on a still lake', '湖'],
  market: ['A crowded spice bazaar', 'سوق'],
  library: ['Rows of bookshelves in the library', '図書館'],
  abstract: ['Qualities of excellence', 'zxcvb qwerty'],
};

describe('an eye or a hand', () => {
  it('stands for itself only where it comes first, and never for where the camera stands', () => {
    const subjectsOf = (prompt: string) => readScene(job(prompt)).subjects;
    expect(subjectsOf('Full shot, eye level: the cat under a curtain')).toEqual(['cat']);
    expect(subjectsOf('Close-up: the fox with its eyes on the far bank')).not.toContain('eye');
    expect(subjectsOf('Wide shot: a bicycle, a hand on the saddle')).not.toContain('hand');
    expect(subjectsOf('Extreme close-up: an eye, wide open')[0]).toBe('eye');
    expect(subjectsOf('Close-up: a hand on a sword')[0]).toBe('hand');
  });
});

describe('animals', () => {
  const subjectsOf = (prompt: string) => readScene(job(prompt)).subjects;

  it.each([
    ['A fox crosses the river', ['fox']],
    ['Un lobo en el bosque', ['wolf']],
    ['海亀が泳ぐ', ['turtle']],
    ['An elephant and her calf', ['elephant', 'young']],
    ['A mother bear teaches her cub; she waits', ['bear', 'young']],
  ])('%s', (prompt, subjects) => {
    expect(subjectsOf(prompt)).toEqual(subjects);
  });

  it('do not make a woman of whoever walks beside them', () => {
    expect(subjectsOf('She walks her dog along the beach')).toEqual(['woman', 'dog']);
  });
});

describe('a phrase that means something else than its words', () => {
  it('is neither a subject nor a place', () => {
    const scene = (prompt: string) => readScene(job(prompt));
    expect(scene('A walker on the crest of a dune in the desert').subjects).toEqual(['man']);
    expect(scene('The lamp raised, the space round it luminous, in a studio').setting).not.toBe('space');
    expect(scene('The sword on a scarred oak bench in the forge').subjects).toEqual(['sword']);
    expect(scene('A softbox behind frosted glass').subjects).not.toContain('cup');
    expect(scene('The bear, a pale crescent on the chest, fur on its chest').subjects).toEqual(['bear']);
    expect(scene('Seen through foreground shapes: a small dark shape, the forest all around').setting).toBe('forest');
    expect(scene('A satellite in outer space').setting).toBe('space');
    expect(scene('A treasure chest in the sand').subjects).toEqual(['box']);
    expect(scene('The crest of the old family').subjects).toContain('emblem');
    expect(scene('An oak on a hill').subjects).toContain('tree');
  });
});

describe('readScene', () => {
  it.each(Object.entries(EXAMPLES))('finds the setting %s', (setting, prompts) => {
    for (const prompt of prompts) expect(readScene(job(prompt)).setting, prompt).toBe(setting);
  });

  it('has words for every setting it can paint', () => {
    expect(SETTING_WORDS.map(([name]) => name).sort()).toEqual(Object.keys(SETTINGS).sort());
  });

  it('keeps the setting across prompts that name the same place', () => {
    const settings = ['raises the hammer', 'strikes the glowing steel', 'wipes his brow, exhausted'].map(
      (rest) => readScene(job(`A blacksmith in a forge ${rest}`)).setting,
    );
    expect(new Set(settings)).toEqual(new Set(['forge']));
  });

  it('reads subjects in order and lets the specific stand for the general', () => {
    expect(readScene(job('A woman rides a horse across the desert')).subjects).toEqual(['woman', 'horse']);
    expect(readScene(job('A blacksmith raises his hammer over the anvil')).subjects).toEqual(['smith']);
    expect(readScene(job('Two people laughing, the lamp between them')).subjects).toEqual(['couple', 'lantern']);
    expect(readScene(job('An astronaut, a man far from home')).subjects).toEqual(['astronaut']);
  });

  it('does not find words inside other words', () => {
    expect(readScene(job('A careful scarcity of information')).subjects).toEqual([]);
    expect(readScene(job('They see the main scene at court')).setting).toBe('abstract');
  });

  it('lets the lighting of the shot outrank the prompt', () => {
    const shot = {
      sceneId: 1,
      shotId: 1,
      frame: 'start',
      cameraMove: 'static',
      shotSize: 'wide',
      mood: '',
      style: 'cinematic',
    } as const;
    expect(readScene(job('A sunny beach', { shot: { ...shot, lighting: 'cold moonlight' } })).light).toBe('moonlight');
    expect(readScene(job('A beach at dawn', { shot: { ...shot, lighting: '' } })).light).toBe('dawn');
  });

  it('is linear enough for the longest prompt', () => {
    const started = performance.now();
    readScene(job('a'.repeat(8000)));
    readScene(job('森'.repeat(8000)));
    readScene(job('. '.repeat(4000)));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('readColours', () => {
  it('reads words and hex codes in reading order', () => {
    expect(readColours('teal, #ff8800 and #abc')).toEqual([
      [31, 143, 146],
      [255, 136, 0],
      [170, 187, 204],
    ]);
    expect(readColours('rojo y azul')).toHaveLength(2);
    expect(readColours('nothing here, #12, #zzzzzz')).toEqual([]);
  });
});

async function pixels(request: StoryboardJob): Promise<Uint8ClampedArray> {
  const image = await loadImage(drawFrame(request));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height).data;
}

describe('pictures', () => {
  it('differ from setting to setting', async () => {
    const all = await Promise.all(Object.values(EXAMPLES).map((prompts) => pixels(job(prompts[0] ?? ''))));
    all.forEach((one, index) => {
      for (const other of all.slice(index + 1)) {
        let sum = 0;
        for (let at = 0; at < one.length; at += 1) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
        expect(sum / one.length).toBeGreaterThan(4);
      }
    });
  });

  it('exist for every subject at every shot size and at both ends', () => {
    for (const [, words] of SUBJECT_WORDS) {
      const word = (words.split(' ')[0] ?? '').replaceAll('_', ' ');
      for (const shotSize of ShotSizeSchema.options) {
        const shot = {
          sceneId: 1,
          shotId: 1,
          cameraMove: 'static',
          shotSize,
          mood: '',
          lighting: '',
          style: 'playful',
        } as const;
        for (const frame of ['start', 'end'] as const) {
          expect(
            drawFrame(job(`${word} in a meadow`, { width: 96, height: 64, shot: { ...shot, frame } })).length,
          ).toBeGreaterThan(500);
        }
      }
    }
  });
});
