/** animal: home; mark / mark; limbs */
const ANIMALS = `
cat kitten: street; a torn left ear/a white blaze on the chest; paws
dog puppy hound wolfhound: street; one brown patch over the eye/a frayed red collar; paws
wolf coyote: forest; a grey ruff and a scarred muzzle/amber eyes; paws
fox: forest; a black-tipped brush/a notched ear; paws
bear panda cub: forest; a pale crescent on the chest/matted brown fur; paws
lion lioness tiger leopard cheetah panther jaguar: savanna; a scar across the nose/a ragged coat; paws
elephant: savanna; a chipped left tusk/ears torn at the edge; feet
giraffe zebra rhino hippo antelope gazelle: savanna; a nicked ear/dust-pale flanks; hooves
horse pony mare stallion donkey mule unicorn: field; a white star on the forehead/a wind-knotted mane; hooves
cow bull ox buffalo goat sheep lamb pig: field; a brass bell at the neck/a dark patch on the flank; hooves
deer stag moose reindeer elk: forest; one broken tine/a pale throat; hooves
rabbit hare mouse rat squirrel hedgehog hamster beaver otter badger raccoon: meadow; a notched ear/a pale belly; paws
monkey ape gorilla orangutan chimpanzee: jungle; a silver back/a wise creased face; hands
bird sparrow robin swallow finch hummingbird parrot pigeon dove nightingale: meadow; one white wing feather/a rust-red breast; wings
crow raven owl eagle hawk falcon vulture: forest; a broken tail feather/a pale ring around the eye; wings
penguin puffin seagull gull albatross swan duck goose crane heron stork flamingo pelican: coast; a grey smudge on the breast/a bent wing tip; wings
whale dolphin orca shark seal walrus manatee: sea; a scarred dorsal fin/pale barnacles along the jaw; fins
fish goldfish salmon clownfish koi ray jellyfish octopus squid seahorse: reef; one torn fin/a band of pale colour; fins
turtle tortoise crocodile alligator lizard gecko chameleon snake frog toad: river; a chipped scale above the eye/a moss-green back; feet
bee butterfly moth dragonfly ladybug ladybird firefly beetle ant spider snail caterpillar cricket: garden; a frayed wing edge/a fine gold bristle; legs
dinosaur mammoth: jungle; a healed gash on the flank/moss-coloured hide; feet`;

const ROBOTS = 'robot android cyborg automaton droid drone rover bot machine ai golem mech'.split(' ');
const CREATURES =
  'dragon monster ghost spirit alien fairy elf dwarf giant troll goblin demon phoenix mermaid vampire zombie werewolf creature beast yeti kraken puppet doll scarecrow snowman skeleton shadow toy teddy gnome orc ogre genie'.split(
    ' ',
  );

/** A robot is known by its shell. */
export const ROBOT_MARKS = [
  'dented white panels and one round amber lens',
  'a rust-streaked yellow casing and two mismatched optics',
  'scuffed pewter plating and a cracked glass faceplate',
  'faded olive panels and a single blue status lamp',
] as const;
export const CREATURE_MARKS = [
  'pale, slightly translucent skin',
  'moss-coloured hide and heavy lids',
  'a patched and hand-mended body',
  'ash-grey skin and small bright eyes',
] as const;

/** How an animal is filmed. */
export interface Animal {
  home: string;
  marks: readonly string[];
  limbs: string;
}
const ANIMAL_OF = new Map<string, Animal>();
for (const line of ANIMALS.trim().split('\n')) {
  const [names, rest] = line.split(': ') as [string, string];
  const [home, marks, limbs] = rest.split('; ') as [string, string, string];
  for (const name of names.split(' ')) ANIMAL_OF.set(name, { home, marks: marks.split('/'), limbs });
}
const ROBOT_WORDS = new Set(ROBOTS);
const CREATURE_WORDS = new Set(CREATURES);

/** The animal a noun in the singular names. */
export function animalOf(noun: string): Animal | undefined {
  return ANIMAL_OF.get(noun);
}
export function isRobot(noun: string): boolean {
  return ROBOT_WORDS.has(noun);
}
export function isCreature(noun: string): boolean {
  return CREATURE_WORDS.has(noun);
}
