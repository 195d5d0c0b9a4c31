import { describe, expect, it } from 'vitest';
import { readConcept } from '../../src/providers/llm/local/read.ts';

function summary(concept: string) {
  const { hero, events, places, time, weather, genre } = readConcept(concept);
  const [event] = events.filter(({ action }) => action);
  return {
    genre,
    hero: hero?.words,
    kind: hero?.kind,
    verb: event?.action?.verb,
    object: event?.object?.words,
    partner: event?.partner?.words,
    place: places[0]?.key,
    time,
    weather,
  };
}

const ROWS: [concept: string, expected: Partial<ReturnType<typeof summary>>][] = [
  [
    'A blacksmith forges a glowing sword at dawn',
    { hero: 'blacksmith', verb: 'forge', object: 'glowing sword', time: 'dawn' },
  ],
  ['City at night', { genre: 'portrait', hero: 'city', kind: 'place', place: 'city', time: 'night' }],
  ['Launch of a minimalist wireless speaker called Aura', { genre: 'product', hero: 'minimalist wireless speaker' }],
  ['Launch of the Aurora smart lamp', { genre: 'product', hero: 'Aurora smart lamp' }],
  ['Product launch: a smart water bottle that tracks hydration', { genre: 'product', hero: 'smart water bottle' }],
  [
    "A children's story about a fox who cannot sleep and walks through the forest",
    { hero: 'fox', place: 'forest', verb: 'lie' },
  ],
  ['A documentary on coral reefs and the people who protect them', { hero: 'people', verb: 'protect', place: 'reef' }],
  [
    'Detective Mara Voss chases a thief across the rooftops of Paris',
    { hero: 'Detective Mara Voss', verb: 'chase', partner: 'thief', place: 'rooftop' },
  ],
  ['3 dogs race 12 cats for $5,000', { hero: 'dogs', verb: 'race', partner: 'cats' }],
  ['A wolf and a girl become friends in the snow', { hero: 'wolf', partner: 'girl', verb: 'meet', weather: 'snow' }],
  ['Samurai duel in the rain', { hero: 'samurai', verb: 'duel', weather: 'rain' }],
  [
    'Two brothers build a raft and cross the river in a storm',
    { hero: 'brothers', verb: 'build', object: 'raft', place: 'river' },
  ],
  ['A drone zips over Reykjavik', { hero: 'drone', place: 'city' }],
  ['Mount Everest', { genre: 'portrait', kind: 'place', place: 'mountain' }],
  ['How bees make honey', { hero: 'bees', verb: 'make', object: 'honey' }],
  ['The history of the bicycle', { genre: 'explainer', hero: 'bicycle', kind: 'vehicle' }],
  ['love', { hero: 'woman', partner: 'man', verb: 'meet' }],
  ['The love between a mother and her son', { hero: 'mother', partner: 'son' }],
  ["Sale! 50% off everything this weekend at Murphy's Shoes", { genre: 'product', hero: 'shoes' }],
  [
    'A car commercial for the new Toyota Corolla driving along the coast',
    { genre: 'product', kind: 'vehicle', place: 'coast' },
  ],
  ['Nike Air Max 90 running through Tokyo in 2049', { genre: 'product', hero: 'Nike Air Max 90', place: 'tokyo' }],
  ['A day in the life of a street food vendor in Bangkok', { hero: 'street food vendor', place: 'city' }],
  ['The Eiffel Tower', { genre: 'portrait', hero: 'the Eiffel Tower', kind: 'place', place: 'city' }],
  ['Zombies invade a shopping mall', { hero: 'zombies', kind: 'creature', verb: 'invade', place: 'market' }],
  ['A teacher explains gravity to children with an apple', { hero: 'teacher', partner: 'children' }],
  ['Our startup Flowbase automates invoices for small businesses', { genre: 'product', hero: 'Flowbase' }],
  // Other languages, through the glossary.
  ['夜の街を歩く猫', { hero: 'cat', verb: 'walk', place: 'city', time: 'night' }],
  ['صياد عجوز يصلح شباكه عند الفجر', { hero: 'old fisherman', verb: 'repair', object: 'net', time: 'dawn' }],
  [
    'Un herrero forja una espada brillante al amanecer',
    { hero: 'blacksmith', verb: 'forge', object: 'sword', time: 'dawn' },
  ],
  ['Ein kleiner Fuchs sucht den Mond im Wald', { hero: 'fox', verb: 'search', object: 'moon', place: 'forest' }],
  [
    'Une vieille femme danse sous la pluie à Paris',
    { hero: 'old woman', verb: 'dance', place: 'paris', weather: 'rain' },
  ],
  ['एक बच्चा समुद्र के किनारे पतंग उड़ाता है', { hero: 'child', verb: 'fly', object: 'kite', place: 'coast' }],
  [
    'Una niña y su perro caminan por la playa al atardecer',
    { hero: 'girl', partner: 'dog', verb: 'walk', place: 'coast', time: 'sunset' },
  ],
  ['自由', { hero: 'wild horse', verb: 'gallop' }],
  ['Publicité pour un parfum de luxe', { genre: 'product', hero: 'perfume' }],
];

describe('readConcept', () => {
  it.each(ROWS)('%s', (concept, expected) => {
    expect(summary(concept)).toMatchObject(expected);
  });

  it('takes pronouns for whom they stand for, and a name for whoever has it', () => {
    const { hero, events } = readConcept(
      'A taxi driver named Sal drives through New York at night and remembers his wife',
    );
    expect(hero).toMatchObject({ words: 'taxi driver', name: 'Sal', gender: 'male' });
    expect(events[1]).toMatchObject({
      hero: { name: 'Sal' },
      action: { verb: 'remember' },
      partner: { words: 'wife', possessive: 'his' },
    });
  });

  it('knows people again by name, and leaves each event its own hour in a long story', () => {
    const { events, time } = readConcept(
      'In a small town, an old woman named Ingrid repairs a wooden boat every morning. Her grandson Lars arrives from Oslo. ' +
        'At night a storm tears the roof open. In the morning Ingrid sails out of the fjord while Lars watches from the pier.',
    );
    expect(time).toBeUndefined();
    expect(events.map(({ hero }) => hero?.name ?? hero?.words)).toEqual([
      'Ingrid',
      'Lars',
      undefined,
      'Ingrid',
      'Lars',
    ]);
    expect(events.map((event) => event.time)).toEqual(['morning', 'morning', 'night', 'morning', 'morning']);
    expect(events.map(({ weather }) => weather)).toEqual([undefined, undefined, 'storm', undefined, undefined]);
  });

  it('sees together what belongs together', () => {
    expect(readConcept('A rider on a horse crosses the desert').hero).toMatchObject({
      words: 'rider',
      carrying: 'on a horse',
    });
  });

  it.each([
    'constructor',
    '__proto__ toString',
    '…',
    '   a',
    '𝒜 𝒷',
    '{"scenes":[]}',
    'a'.repeat(10_000),
    '的'.repeat(3000),
  ])('reads anything: %s', (concept) => {
    expect(readConcept(concept).events.length).toBeGreaterThan(0);
  });
});
