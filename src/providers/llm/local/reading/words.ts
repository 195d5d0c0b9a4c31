/** Splits a lexicon line. */
export function wordSet(line: string): ReadonlySet<string> {
  return new Set(line.trim().split(/\s+/));
}

export const DETERMINERS = wordSet(
  'a an the this that these those some every each no another any all both many several few more less most',
);
export const POSSESSIVES = wordSet('my your his her its our their whose');
export const NUMBERS = wordSet('one two three four five six seven eight nine ten twelve twenty hundred thousand');
export const PRONOUNS = wordSet(
  'i you he she it we they me him us them who someone somebody everyone everybody something nothing nobody himself herself itself themselves which what',
);
export const PREPOSITIONS = wordSet(
  'in on at over under through across into onto inside outside near beside behind beneath below above between among along around against toward towards past from by with without for during before after beyond within amid off up down about upon of to like as than until since per via aboard atop underneath alongside',
);
export const CONJUNCTIONS = wordSet(
  'and or but while when where because so if although though then until whereas yet nor',
);
export const AUXILIARIES = wordSet(
  "is are was were be been being am has have had do does did will would can could should may might must shall isn't aren't doesn't don't can't won't cannot",
);
export const ADVERBS = wordSet(
  'home away together alone again still never always slowly quickly very too just only even back out here there now today soon once twice also finally suddenly quietly forever ever not not almost perhaps maybe far everywhere nowhere upstairs downstairs abroad underwater later next first last instead really',
);

/** Adjectives that a suffix does not give away. */
export const ADJECTIVES = wordSet(`
  old young new big small little tiny huge giant tall short long wide narrow deep shallow high low fast slow quick quiet loud
  silent bright dark light pale red blue green yellow orange purple pink white black grey gray brown golden gold silver
  warm cold hot cool cosy cozy soft hard rough smooth sharp blunt heavy thin thick fat slim strong weak brave shy proud sad happy
  lonely alone lost last first final hidden secret lone single empty full broken whole wild tame rich poor free busy lazy
  calm angry strange odd plain simple modern ancient medieval vintage retro classic minimal minimalist epic noir cyberpunk
  steampunk futuristic magical mystical haunted abandoned forgotten enchanted glowing burning frozen wet dry dusty rusty
  muddy snowy rainy foggy misty stormy sunny cloudy windy icy starry moonlit neon electric solar wooden stone metal glass
  paper plastic iron steel bronze copper ceramic woollen silk velvet leather urban rural local global royal holy sacred clean
  dirty fresh ripe raw sweet bitter sour salty crisp sleek smart sporty elegant fancy cheap bold vivid gentle kind
  cruel evil good bad best great real true fake hungry thirsty sleepy tired elderly teenage homeless blind deaf mute
  pregnant retired famous unknown mysterious curious clumsy clever foolish wise stubborn patient restless fragile ruined
  crowded deserted remote distant near open closed round square flat blank red-haired one-eyed handmade homemade organic
  sustainable affordable premium luxury wireless digital analog analogue handwritten underground underwater tropical arctic
  polar northern southern eastern western japanese french italian spanish german chinese indian african american mexican
  victorian baroque gothic viking roman greek egyptian celtic nordic extinct alien robotic mechanical clockwork invisible
  transparent immortal orphaned stray feral domestic floating flying sleeping running singing dancing talking smiling dying
  rising falling crying laughing shining melting blooming sad tiny mighty fierce gruff grumpy cheerful jolly solemn bare`);

/** Things that are not counted and so take no `a`. */
export const MASS_NOUNS = wordSet(`
  water rain snow ice fog mist smoke fire sand dust mud wind sunlight moonlight starlight light darkness air oxygen steam lava
  coffee tea beer wine milk bread rice flour honey sugar salt butter chocolate cheese food fruit meat soup oil music jazz
  love hope freedom peace war grief joy time death life courage memory silence loneliness happiness fear anger jealousy
  justice innocence nature wilderness gravity electricity photosynthesis evolution gold silver iron steel copper bronze clay
  wood stone glass paper leather wool silk cotton linen furniture clothing jewellery jewelry luggage skincare perfume software
  equipment machinery information energy knowledge work education science history art poetry dance architecture fashion
  technology innovation sustainability health sleep homework laughter traffic weather thunder lightning grass moss ivy coral
  blood sweat pollen plankton confetti money cash wealth power beauty magic ink paint charcoal chalk graffiti origami pottery
  astronomy biology chemistry physics mathematics economics football basketball tennis yoga meditation solitude nostalgia
  blockchain cybersecurity internet wellness mindfulness broccoli spaghetti pasta sushi ramen`);

/** Words that say what kind of film is wanted, not what it is about. */
export const FILM_WORDS = wordSet(
  'film movie video clip short trailer teaser ad advert advertisement commercial promo spot documentary animation cartoon reel montage story tale scene footage story scenes shot shots intro explainer tutorial vlog biopic timelapse time-lapse hyperlapse portrait tour walkthrough visual spot visualizer sequence interview',
);

/** Too general to be a picture. */
export const VAGUE_NOUNS = wordSet(
  'day night way thing things lot kind sort type part place time times moment moments life world side end start beginning middle something anything everything idea concept theme style mood feel look view video film minute minutes second seconds hour hours week month year years decade century story someone name use purpose example fact reason',
);
