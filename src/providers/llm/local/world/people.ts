import type { Trade } from './types.ts';

/** trade: outfit / outfit; tool; place */
const TRADES = `
blacksmith smith: a scorched leather apron over a linen shirt/rolled flannel sleeves and a heavy hide apron; hammer; forge
farmer rancher: a faded denim jacket and mud-caked boots/a checked shirt and a straw hat; pitchfork; field
gardener botanist: a canvas apron with earth-stained pockets/a wide felt hat and rolled sleeves; trowel; garden
baker: a flour-dusted white apron/a striped apron and a paper cap; dough scraper; bakery
chef cook: a buttoned white jacket/a navy apron and rolled cuffs; kitchen knife; kitchen
barista: a black canvas apron over a grey shirt/a denim apron with a folded cloth at the waist; portafilter; cafe
fisherman fisher: a yellow oilskin coat/a salt-stained wool sweater; coil of rope; harbour
sailor captain: a navy peacoat/a striped jersey under a worn oilskin; brass telescope; ship
astronaut cosmonaut: a white pressure suit with a scuffed visor/a patched orange flight suit; tether hook; space
pilot aviator: a sheepskin flight jacket/a plain olive flight suit; leather gloves; airfield
scientist researcher chemist physicist inventor: a white coat with ink on the cuff/a grey lab coat and clear goggles; glass vial; laboratory
doctor surgeon nurse medic: pale green scrubs/a white coat with a stethoscope; stethoscope; hospital
teacher professor: a tweed jacket with chalk on the sleeve/a knitted cardigan; stick of chalk; classroom
student pupil: a canvas backpack and a grey hoodie/a pressed school blazer; notebook; classroom
librarian archivist scholar historian: a moss-green cardigan/a waistcoat with a watch chain; bound ledger; library
writer poet novelist journalist reporter: a corduroy jacket/a rumpled linen shirt; fountain pen; study
detective inspector investigator: a charcoal trench coat/a creased grey suit; notebook; alley
painter artist illustrator: a paint-streaked smock/a loose shirt with rolled, coloured cuffs; brush; studio
sculptor potter ceramist: a clay-smeared apron/a dust-whitened work shirt; wire cutter; workshop
carpenter woodworker luthier: a canvas tool apron/a sawdust-flecked work shirt; hand plane; workshop
mechanic engineer technician: grease-marked blue coveralls/a grey work jacket with rolled cuffs; wrench; garage
watchmaker clockmaker jeweller jeweler: a dark waistcoat and a loupe on a cord/a leather sleeve guard and a loupe; fine tweezers; workshop
tailor seamstress dressmaker: a waistcoat with pins in the lapel/a grey dress with a tape measure at the neck; shears; atelier
glassblower: a sleeveless shirt and a scorched glove/a dark apron and tinted glasses; blowpipe; forge
dancer ballerina: a loose grey practice top/a pale wrap dress; folded ribbon; stage
musician violinist pianist guitarist cellist drummer: a plain black shirt/a velvet jacket worn at the elbows; instrument; stage
singer: a dark silk shirt/a long coat with an upturned collar; microphone; stage
boxer fighter wrestler: wrapped fists and a grey sweatshirt/a sleeveless hood and taped hands; roll of tape; gym
runner athlete: a white singlet and bare shins/a wind-cut running jacket; stopwatch; track
footballer player: a mud-flecked jersey/a plain red strip; ball; stadium
cyclist: a matte black helmet and a wool jersey/a bright rain cape; bottle; road
surfer swimmer diver: a dark wetsuit peeled to the waist/a salt-faded rash vest; surfboard; beach
climber mountaineer hiker: a red shell jacket and a coiled rope/a frost-stiff parka; ice axe; mountain
soldier warrior guard: a mud-stained greatcoat/a dented breastplate over wool; shield; battlefield
knight: a dented steel breastplate/a chain-mail shirt under a torn surcoat; sword; castle
samurai ronin: lacquered black armour over indigo cloth/a travel-worn indigo kimono; sheathed katana; forest
king queen emperor empress prince princess: a heavy embroidered cloak/a plain crown and a fur collar; sceptre; castle
wizard witch sorcerer magician: a star-worn grey cloak/a long patched robe; carved staff; forest
monk nun priest: a plain saffron robe/a rough brown habit; string of beads; temple
shepherd: a felted cloak/a sheepskin vest; crook; hills
cowboy: a dust-pale hat and a suede vest/a long duster coat; coiled lasso; desert
nomad traveler traveller explorer wanderer pilgrim: a sun-faded shawl/a canvas coat and a rolled blanket; walking staff; desert
miner: a dented lamp helmet/a coal-smudged canvas jacket; pickaxe; mine
builder welder worker: a tinted visor and a leather bib/an orange work vest; level; construction
driver trucker: a peaked cap and a wool vest/a bomber jacket; steering wheel; street
postman courier messenger mailman: a blue jacket and a satchel/a weatherproof cape; letter; street
lighthouse-keeper keeper: a heavy navy sweater/an oilskin coat with brass clasps; lantern; lighthouse
clown acrobat juggler: a patched check jacket/a faded red tailcoat; three wooden balls; circus
hacker programmer developer coder: a black hoodie/a crumpled band shirt; keyboard; office
founder entrepreneur manager ceo executive designer architect: a charcoal knit over a white shirt/a collarless linen jacket; sketchbook; office
hunter tracker: a waxed jacket/a fur-lined hood; bow; forest
thief burglar spy assassin killer: a dark hooded jacket/a grey overcoat with the collar up; glove; alley
pirate: a salt-stiff red coat/a torn striped shirt and a sash; cutlass; ship
beekeeper: a white suit and a folded veil/a straw hat with netting; smoker; meadow
photographer filmmaker director: a canvas vest with a camera strap/a black sweater; camera; street
vendor shopkeeper merchant seller: a striped apron/a quilted waistcoat; brass scale; market`;

/** Wardrobe of people without a trade. */
export const EVERYDAY_OUTFITS = [
  'a rust-red wool coat',
  'a mustard raincoat',
  'a faded blue work jacket',
  'a cream cable-knit sweater',
  'a grey overcoat with one missing button',
  'a dark green anorak',
  'a white linen shirt with rolled sleeves',
] as const;

/** What makes a face known again. */
export const FEATURES = [
  'grey-streaked hair tied back',
  'close-cropped black hair',
  'a scar through one eyebrow',
  'freckles across the nose',
  'deep lines around the eyes',
  'a long dark braid',
  'wind-tangled copper hair',
  'round wire glasses',
  'a crooked nose',
] as const;
export const CHILD_FEATURES = [
  'a gap between the front teeth',
  'a crooked fringe',
  'scraped knees',
  'freckled cheeks',
  'two short braids',
] as const;
export const OLD_FEATURES = [
  'a deeply lined face',
  'thin white hair',
  'heavy-knuckled hands',
  'pale, watchful eyes',
  'a stooped back',
] as const;

const PEOPLE =
  'man woman person human figure stranger adult lady gentleman guy friend lover neighbour neighbor father mother dad mum mom parent husband wife brother sister son daughter uncle aunt twin cousin hero heroine protagonist survivor refugee widow widower bride groom narrator client customer visitor guest passenger tourist local villager native citizen victim suspect champion rival enemy leader volunteer employee colleague boss god goddess saint angel twin orphan prisoner patient stranger self peasant noble servant geisha ninja viking gladiator pharaoh caveman'.split(
    ' ',
  );
const GROUPS =
  'family couple team crowd crew band choir tribe army gang class community company people staff audience'.split(' ');
const YOUNG =
  'child kid boy girl baby toddler teenager teen schoolboy schoolgirl grandson granddaughter grandchild'.split(' ');
const OLD = 'grandmother grandfather grandma grandpa granny elder pensioner nana abuela grandparent'.split(' ');
const FEMALE = new Set(
  'woman lady mother mum mom wife sister daughter aunt widow bride queen empress princess witch nun actress waitress heroine goddess girl schoolgirl grandmother grandma granny nana abuela granddaughter ballerina seamstress geisha'.split(
    ' ',
  ),
);
const MALE = new Set(
  'man gentleman guy father dad husband brother son uncle widower groom king emperor prince wizard monk priest fisherman postman mailman cowboy boy schoolboy grandfather grandpa grandson knight god samurai'.split(
    ' ',
  ),
);

const TRADE_OF = new Map<string, Trade>();
for (const line of TRADES.trim().split('\n')) {
  const [names, rest] = line.split(': ') as [string, string];
  const [outfit, tool, place] = rest.split('; ') as [string, string, string];
  for (const name of names.split(' ')) TRADE_OF.set(name, { outfit: outfit.split('/'), tool, place });
}
const PERSON_WORDS = new Set([...TRADE_OF.keys(), ...PEOPLE, ...GROUPS, ...YOUNG, ...OLD, ...FEMALE, ...MALE]);
const YOUNG_WORDS = new Set(YOUNG);
const OLD_WORDS = new Set(OLD);
const GROUP_WORDS = new Set(GROUPS);

/** Words in -er, -or, -ist that are no people. */
const NOT_PEOPLE = new Set(
  'poker snooker cracker locker cooker blender freezer lighter slider browser router server folder holder marker dresser drawer divider leader-board water paper flower tower river letter power number mirror door floor color colour computer summer winter weather dinner corner center centre laser poster monster dragster motor tractor reactor sensor meteor elevator escalator calculator generator refrigerator projector detector radiator indicator factor error terror horror harbor harbour humor humour odor flavor flavour vapor vapour anchor razor feather leather timber amber ember ginger pepper butter silver copper spider tiger otter beaver panther oyster lobster hamster rooster finger shoulder ladder hammer boiler trailer helicopter skyscraper cluster charger starter filter printer scooter roller boulder glacier crater cancer disaster master matter order border chapter barrier burger container counter cover danger fever fiber gutter layer ladder lever litter locker lumber manner member meter muster offer outer over picture pillar plaster platter quarter rubber shelter shower soccer soldering spinner stapler sticker sweater tender theater theatre thunder timer toaster trigger under upper user voucher wafer whisper wonder twist mist list fist wrist december september october november easter other never ever after later super hyper either'.split(
    ' ',
  ),
);

/** Whether a noun in the singular names people. */
export function isPerson(noun: string): boolean {
  if (PERSON_WORDS.has(noun)) return true;
  return noun.length > 4 && !NOT_PEOPLE.has(noun) && /(er|or|ist|ian|man|woman|eer|boy|girl)$/.test(noun);
}

/** The trade of a noun in the singular, if it is one. */
export function tradeOf(noun: string): Trade | undefined {
  return TRADE_OF.get(noun);
}

/** How old a noun makes someone. */
export function ageOf(noun: string): 'young' | 'old' | undefined {
  if (YOUNG_WORDS.has(noun)) return 'young';
  return OLD_WORDS.has(noun) ? 'old' : undefined;
}

/** The gender a noun gives away; most give none. */
export function genderOf(noun: string): 'female' | 'male' | undefined {
  if (FEMALE.has(noun)) return 'female';
  return MALE.has(noun) ? 'male' : undefined;
}

/** Whether a singular noun names several people. */
export function isGroup(noun: string): boolean {
  return GROUP_WORDS.has(noun);
}
