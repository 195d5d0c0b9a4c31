import { gerund, regularPast, thirdPerson } from './inflect.ts';

/** What somebody does, by the pictures it makes. */
export type ActionClass =
  | 'make'
  | 'tend'
  | 'seek'
  | 'travel'
  | 'find'
  | 'fight'
  | 'perform'
  | 'meet'
  | 'wait'
  | 'change'
  | 'work';

const BY_CLASS: Record<ActionClass, string> = {
  make: `forge build make craft carve paint draw sculpt sew knit weave cook bake brew write compose invent design assemble
    repair fix restore create construct print sketch polish sharpen mix fold mend tailor mould weld solder shape hammer
    blow brew ferment roast grind prepare rebuild engrave embroider hatch code program sculpt stitch distil`,
  tend: `tend water nurse care guard protect plant feed raise nurture clean wash heal save rescue help comfort keep harvest
    groom sweep shelter adopt cultivate farm milk shear herd bury bless cure preserve defuse serve grow support`,
  seek: `search seek hunt look follow track chase investigate explore study pursue stalk forage roam prowl scout trace
    try hope lose map survey patrol examine question ask wonder fish dig dive spy`,
  travel: `walk run drive fly sail ride swim climb cross wander travel journey return go come arrive leave escape flee march
    race drift float hike ski surf skate cycle row carry deliver bring haul drag push crawl gallop migrate trek ascend descend
    jump leap fall sink soar glide paddle commute pass move enter roll land launch rush sprint jog head hurry step circle`,
  find: `find discover reveal open uncover unlock unearth unveil show see notice spot realize realise encounter stumble
    recover solve decode detect receive inherit witness remember hear catch steal win awaken present introduce`,
  fight: `fight battle defend attack confront face duel struggle resist conquer defeat survive slay rebel invade besiege
    hunt wrestle box destroy kill overcome challenge protest revolt storm clash threaten hide rob break burn`,
  perform: `dance sing play perform juggle conduct rehearse train compete celebrate practise practice spin act laugh party
    stretch skip twirl drum strum busk exercise swing bounce throw kick dribble score workout meditate`,
  meet: `meet love kiss marry befriend reunite visit talk tell argue share hug greet miss join welcome embrace say
    forgive apologize apologise call date propose betray trust invite speak whisper confess promise teach learn explain read`,
  wait: `wait watch dream sleep sit think stare listen rest pray imagine stand live gaze mourn grieve stay lie doze ponder
    contemplate smoke drink eat sip long yearn worry ignore refuse linger lean hang`,
  change: `become turn transform wake bloom melt rise set shine glow freeze thaw evolve age fade vanish disappear appear
    emerge explode erupt crash collapse rot rust decay blossom shift bend crumble swallow spread flow pour flicker
    ignite cool warm expand shrink form dissolve blow crackle fill cover surround overflow`,
  work: `work use sell buy give take get run manage trade lead start begin finish end stop change want need decide learn
    operate control hold wear put pull lift pick choose collect gather sort pack load test measure count check touch
    deliver offer provide connect transform reduce save improve unite join cut chop slice stir hand send let`,
};

/** Past forms that no rule gives, with participles: written → base. */
const IRREGULAR = `built:build made:make drew:draw drawn:draw wove:weave woven:weave wrote:write written:write fed:feed kept:keep
  sought:seek lost:lose ran:run drove:drive driven:drive flew:fly flown:fly rode:ride ridden:ride swam:swim went:go gone:go
  came:come left:leave fled:flee brought:bring fell:fall fallen:fall sank:sink sunk:sink found:find showed:show shown:show
  saw:see seen:see caught:catch stole:steal stolen:steal won:win fought:fight slew:slay hid:hide hidden:hide broke:break
  broken:break sang:sing sung:sing spun:spin threw:throw thrown:throw met:meet told:tell said:say spoke:speak taught:teach
  slept:sleep sat:sit thought:think stood:stand lay:lie ate:eat drank:drink hung:hang became:become woke:wake rose:rise
  risen:rise shone:shine froze:freeze frozen:freeze sold:sell bought:buy gave:give given:give took:take taken:take got:get
  led:lead began:begin begun:begin held:hold wore:wear worn:wear chose:choose sent:send grew:grow grown:grow blew:blow
  blown:blow dug:dig dove:dive heard:hear shook:shake swept:sweep read:read cut:cut put:put set:set knew:know known:know
  felt:feel dreamt:dream burnt:burn learnt:learn spent:spend struck:strike bent:bend hit:hit let:let`;

/** Verbs whose -s form is more often a plural noun when nothing speaks for the verb. */
export const NOUNISH = new Set(
  `wave work dream crane light leave fall play race dance fight kiss love hunt ride walk run drive fly storm watch show test paint
  water plant cook forge house sail ship train park map box dress film shape design mould farm study fish cycle row
  step head circle land launch smoke drink end start stop change form cover cool warm face challenge protest hand look turn set
  spot battle attack score party drum swing act call date visit name code program print sketch mix fold search track
  journey trek cross pass move roll rush spy survey question hope question care guard help shelter date cut control trade use need
  hold lift pick test measure count check touch share talk hug light spread flow blow age rust rot shift crash clash kick
  practice exercise skip bounce box duel milk bless cure support nurse tailor age tear rest long sleep lie lean`.split(
    /\s+/,
  ),
);

const CLASS_OF = new Map<string, ActionClass>();
const BASE_OF = new Map<string, { base: string; form: VerbForm }>();

/** How a verb was written. */
export type VerbForm = 'base' | 'third' | 'gerund' | 'past';

for (const [kind, line] of Object.entries(BY_CLASS) as [ActionClass, string][]) {
  for (const verb of line.trim().split(/\s+/)) {
    if (CLASS_OF.has(verb)) continue;
    CLASS_OF.set(verb, kind);
    BASE_OF.set(verb, { base: verb, form: 'base' });
    BASE_OF.set(thirdPerson(verb), { base: verb, form: 'third' });
    BASE_OF.set(gerund(verb), { base: verb, form: 'gerund' });
    const past = regularPast(verb);
    if (!BASE_OF.has(past)) BASE_OF.set(past, { base: verb, form: 'past' });
  }
}
for (const pair of IRREGULAR.trim().split(/\s+/)) {
  const [past, base] = pair.split(':') as [string, string];
  if (BASE_OF.get(past)?.form !== 'base') BASE_OF.set(past, { base, form: 'past' });
}

/** The verb a written word may be, if it is a known one. */
export function verbOf(word: string): { base: string; form: VerbForm } | undefined {
  return BASE_OF.get(word);
}

/** The class of a verb; verbs we do not know are work. */
export function classOf(base: string, particle?: string): ActionClass {
  if (base === 'look' && (particle === 'after' || particle === 'over')) return 'tend';
  if (base === 'watch' && particle === 'over') return 'tend';
  if (base === 'take' && particle === 'care') return 'tend';
  if (base === 'look' && (particle === 'at' || particle === 'out')) return 'wait';
  return CLASS_OF.get(base) ?? 'work';
}

/** Whether a word is the base form of a verb we know. */
export function isVerb(base: string): boolean {
  return CLASS_OF.has(base);
}

/** What verbs are done to and with where the concept does not say: verb: object; tool */
const USUAL = new Map(
  `paint: canvas; brush
draw: charcoal drawing; stick of charcoal
sketch: charcoal drawing; stick of charcoal
write: letter; fountain pen
compose: handwritten score; fountain pen
bake: round loaf of bread; dough scraper
cook: steaming pot; wooden spoon
sew: red coat; pair of shears
knit: woollen scarf; knitting needle
weave: striped cloth; shuttle
carve: wooden figure; carving knife
sculpt: clay figure; wire cutter
forge: blade; hammer
brew: copper pot; wooden spoon
read: old book; lamp
fish: net; fishing rod
dig: wooden chest; spade
print: large print; ink roller
invent: small machine; wrench
repair: old radio; screwdriver
fix: old radio; screwdriver`
    .split('\n')
    .map((line) => {
      const [verb, object, tool] = line.split(/[:;] /) as [string, string, string];
      return [verb, { object, tool }] as const;
    }),
);

/** What a verb is usually done to and with; undefined where nothing is usual. */
export function usualFor(verb: string): { object: string; tool: string } | undefined {
  return USUAL.get(verb);
}
