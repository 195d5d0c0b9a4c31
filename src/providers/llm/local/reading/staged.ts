/** One word that cannot be filmed by itself, and the story that stands for it. words: sentence */
const STORIES = `
love romance: A woman meets a man on a bridge at sunset
friendship: A girl shares her bread with a stray dog on a village lane in the morning
hope: A child plants a seedling in a ruined garden at dawn
freedom liberty: A wild horse gallops across an open field at sunrise
loneliness solitude isolation: An old man waits by the window of a house at dusk
silence quiet calm: A monk sweeps the steps of a temple at dawn
grief sorrow mourning sadness: A widow reads an old letter on a coast at dusk
death mortality: An old woman lights a candle in a temple at night
joy happiness delight: Two children dance in a street in the rain
peace: A fisherman waits in a boat on a lake at dawn
war: A soldier carries a wounded friend across a battlefield at dusk
courage bravery: A young climber climbs a mountain in a storm
fear anxiety: A child listens in the corridor of a house at night
anger rage: A boxer trains in a gym at night
jealousy envy: A woman watches a dancer from the wings of a theatre at night
time: A watchmaker repairs an old clock in a workshop at dusk
memory memories nostalgia: An old woman finds a faded photograph in a house in the afternoon
dream dreams sleep: A girl flies over the clouds at night
childhood youth innocence: Two children build a raft on a river in the afternoon
age ageing aging: An old man plants a tree on a hill at dusk
family home: A family cooks dinner in a kitchen in the evening
motherhood mother: A mother carries her child through a field at sunset
fatherhood: A father teaches his daughter to ride a bicycle in a park in the afternoon
marriage wedding: A bride runs through a garden in the rain
music melody jazz blues song: A musician plays a worn piano on a stage at night
rock: A guitarist plays a guitar on a stage at night
art painting creativity: A painter paints a large canvas in a studio in the afternoon
dance ballet dancing: A dancer rehearses on a stage at dusk
tango flamenco salsa: A dancer dances with her partner in a street at night
poetry writing literature: A poet writes a letter in a study at night
theatre theater acting: An actor rehearses on an empty stage at night
photography: A photographer follows a bird along a coast at dawn
architecture: An architect builds a paper model in an office in the afternoon
fashion: A tailor sews a red coat in an atelier in the afternoon
cooking cuisine food gastronomy: A chef cooks a meal in a kitchen in the evening
coffee espresso: A barista brews coffee in a cafe in the morning
tea: An old woman pours tea in a quiet house at dawn
wine: A farmer harvests grapes in a vineyard at sunset
chess: Two old men play chess in a park in the afternoon
football soccer: A footballer kicks a ball across a wet pitch at dusk
basketball: A player throws a ball on a city court at sunset
tennis golf baseball cricket rugby: A player trains on a pitch in the morning
yoga meditation mindfulness wellness: A woman stretches on a beach at dawn
running marathon jogging: A runner runs through a city at dawn
surfing surf: A surfer rides a wave at sunrise
skiing snowboarding: A skier races down a mountain in the snow in the morning
climbing mountaineering: A climber climbs a mountain wall at dawn
boxing: A boxer trains in a gym at night
swimming: A swimmer crosses a lake at dawn
fishing: A fisherman casts a net from a pier at dawn
sailing: A sailor sails a small boat across the sea in the wind
cycling: A cyclist rides along a mountain road at dawn
travel adventure journey wanderlust: A traveller walks along a desert road at sunrise
exploration discovery: An explorer follows an old map through a jungle in the morning
science research: A scientist studies a glowing vial in a laboratory at night
technology innovation: An engineer builds a small robot in a workshop at night
education learning school: A teacher teaches a child in a classroom in the morning
knowledge wisdom: An old librarian opens a dusty book in a library in the afternoon
history: An archivist opens a trunk of letters in an archive in the afternoon
teamwork collaboration cooperation: A team builds a bridge of rope over a river in the morning
leadership: A captain steers a ship through a storm
success achievement ambition: A climber reaches the summit of a mountain at sunrise
failure defeat: A boxer sits in an empty gym at night
work labour labor craft: A carpenter builds a chair in a workshop in the morning
justice: A detective follows a trail through an alley at night
trust: A trapeze artist catches her partner in a circus at night
beauty: A gardener opens the door of a greenhouse full of orchids at dawn
magic: A magician opens a small box on a stage at night
christmas: A child opens a present in a house in the snow at night
halloween: Three children carry a lantern through a village at night
birthday: A child blows out a candle in a kitchen in the evening
health care: A nurse comforts an old man in a hospital at dawn
sustainability ecology environment: A child plants a tree on a hill in the morning
future tomorrow: A girl teaches a robot to paint on a rooftop at sunset
past: An old man opens a suitcase in an attic at dusk
change transformation: A butterfly emerges in a garden in the morning
balance harmony: A dancer balances on a stone on a beach at dawn
chaos: A waiter runs through a crowded restaurant at night
patience: A fisherman repairs a net at a harbour at dawn
curiosity: A cat explores an old library at night
forgiveness: A son meets his father on a train platform in the rain
gratitude kindness generosity: A baker gives bread to an old man at dawn
summer: Two children swim in a lake in the afternoon
winter: A skater skates across a frozen lake at dawn
autumn fall: An old man sweeps leaves in a park in the afternoon
spring: A gardener plants flowers in a garden in the morning
nature wilderness: A deer crosses a forest stream at dawn
gaming esports: A player plays a glowing game in a bedroom at night
rust decay: A mechanic polishes a rusted car in a garage in the afternoon
dust: An old woman opens the shutters of a dusty house at dawn
glass: A glassblower shapes a glowing bowl in a forge at night
gold: A jeweller polishes a gold ring in a workshop at night
paper: A child folds a paper boat by a river in the rain
light: A child carries a lantern through a dark forest
darkness: A miner lights a lamp in a mine at night
shadow: A dancer dances in front of a white wall on a stage at night
coincidence fate destiny luck: A stranger finds a lost letter on a train platform in the rain
money wealth finance: A merchant counts coins in a market at dusk
business entrepreneurship startup startups: A founder builds a prototype in an office at night
internet: A programmer follows a line of light through a server hall at night`;

const STORY_OF = new Map<string, string>();
for (const line of STORIES.trim().split('\n')) {
  const [words, story] = line.split(': ') as [string, string];
  for (const word of words.split(' ')) if (!STORY_OF.has(word)) STORY_OF.set(word, story);
}

/** A story for a noun that cannot be filmed by itself; undefined where it can, or where we know none. */
export function storyFor(noun: string): string | undefined {
  return STORY_OF.get(noun);
}
