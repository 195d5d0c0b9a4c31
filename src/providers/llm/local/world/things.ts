import type { Kind } from './types.ts';

const BY_KIND: Partial<Record<Kind, string>> = {
  vehicle: `car truck bus taxi train tram bicycle bike motorcycle motorbike scooter boat ship yacht sailboat canoe kayak ferry
    submarine plane airplane aeroplane jet helicopter rocket spaceship spacecraft balloon kite airship glider satellite
    tractor wagon carriage sled skateboard locomotive van lorry ambulance tank hovercraft zeppelin steamship raft starship
    shuttle supercar`,
  food: `coffee tea bread cake pie pizza burger soup noodle ramen sushi chocolate cheese wine beer whisky whiskey cocktail juice
    lemonade apple orange lemon strawberry cherry peach mango banana tomato potato carrot honey icecream gelato croissant
    pancake cookie biscuit egg rice pasta salad taco curry dumpling steak fish steam meal breakfast dinner lunch dessert
    espresso latte cappuccino smoothie sauce spice olive milk`,
  plant: `flower rose tulip sunflower lily orchid lotus daisy lavender tree oak pine maple cherry-tree willow bonsai leaf leaves
    seed seedling sapling sprout plant grass fern moss ivy cactus mushroom vine bamboo blossom bouquet crop wheat corn bush
    hedge root branch petal bud algae seaweed kelp poppy dandelion acorn`,
  nature: `sun moon star sunrise sunset dawn dusk twilight night storm thunderstorm lightning rain snow blizzard snowfall fog mist
    wind wave ocean sea river waterfall lake volcano eruption avalanche aurora rainbow cloud sky galaxy nebula comet meteor planet
    eclipse season spring summer autumn winter tide tornado hurricane fire flame wildfire ice glacier iceberg water
    dune canyon cliff horizon light darkness shadow thunder lava universe cosmos supernova blackhole weather moonlight sunlight
    earth moonrise stream drought flood earthquake monsoon`,
  idea: `love hope freedom peace war grief joy time death courage memory memories silence loneliness happiness fear anger justice
    innocence gravity electricity photosynthesis evolution democracy economy inflation climate history science music jazz art
    mathematics physics chemistry biology philosophy religion education health internet blockchain software algorithm
    intelligence data network energy power future past progress innovation sustainability equality diversity ambition success
    failure dream nostalgia solitude friendship family-ties trust truth beauty chaos order balance change growth motivation
    anxiety depression happiness wisdom infinity consciousness relativity capitalism globalization culture tradition
    language immigration migration teamwork leadership security privacy cloud-computing service strategy productivity
    marketing finance insurance banking knowledge information adventure`,
};
const OBJECTS = `sword knife axe shield crown ring emblem logo necklace watch clock phone smartphone laptop computer camera lamp lantern candle book
  letter map key door chair table desk bed mirror window box chest suitcase backpack bag shoe sneaker boot hat coat dress
  jacket scarf glove shirt suit umbrella glasses cup mug glass bottle plate bowl pot kettle pan oven stove knife fork spoon
  guitar violin piano drum trumpet cello record radio television screen keyboard painting statue sculpture photograph photo
  postcard poster sign flag rope chain hammer nail wrench saw needle thread loom wheel engine gear clockwork battery bulb
  telescope microscope compass anchor lighthouse windmill treehouse house home cabin tent bench swing toy puzzle kite ball
  coin treasure jewel gem diamond pearl stone rock brick crystal mask perfume lipstick cream soap towel pillow blanket rug
  carpet curtain quilt typewriter pen pencil brush paint notebook diary newspaper magazine ticket stamp package parcel
  gift present basket vase jar barrel crate cage bridge gate fence wall staircase ladder elevator headphones earphones speaker
  microphone tablet console controller drone printer sculpture mural robot-arm helmet armour armor bow arrow gun cannon bomb
  potion wand cauldron spellbook scroll feather shell bone skull fossil egg nest hive web trap net hook rod paddle oar sail
  parachute wings statue fountain bell whistle flute harp doll teddy cradle coffin grave tombstone product device gadget app
  website machine tool instrument artifact artefact relic secret message song melody poem story recipe`;

const KIND_OF = new Map<string, Kind>();
for (const [kind, line] of Object.entries(BY_KIND) as [Kind, string][]) {
  for (const word of line.trim().split(/\s+/)) if (!KIND_OF.has(word)) KIND_OF.set(word, kind);
}
for (const word of OBJECTS.trim().split(/\s+/)) if (!KIND_OF.has(word)) KIND_OF.set(word, 'object');

/** The kind a lifeless noun in the singular is known to have. */
export function thingKind(noun: string): Kind | undefined {
  return KIND_OF.get(noun);
}

/** Nouns that end like ideas. */
export function soundsAbstract(noun: string): boolean {
  return /(tion|sion|ness|ity|ism|ment|ship|ance|ence|hood|ology|onomy|esis)$/.test(noun) && noun.length > 6;
}
