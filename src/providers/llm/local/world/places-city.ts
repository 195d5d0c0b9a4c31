/** Streets, houses and rooms. Format: see `places.ts`. */
export const CITY_PLACES = `
city downtown metropolis skyline tower|out|lit windows and street lights|umbrella|street,rooftop
on a footbridge/at a crossing/under an awning
a low wall/a railing
high-rises at the end of the avenue/a lit footbridge over the avenue
a street sign with no lettering/a line of parked bicycles
high-rises stepping back into haze/an avenue narrowing to a point/fire escapes down brick walls/an overpass on concrete legs
wet asphalt with light in it/flaking paint on a shutter/rivets along a bridge
vapour from a grate>vapour rises from a grate and tears/haze between the high-rises>haze slides between the high-rises
concrete grey/window amber/blue steel
street alley road-side lane avenue neighbourhood neighborhood sidewalk|out|a shop sign with no lettering|umbrella|city,cafe
at the corner/in a doorway/in the middle of the street
a stone step/a window sill
the far corner/a lit window at the end
a hanging lamp/a stack of crates
doorways stepping away down the street/cables strung between roofs/shutters half lowered/worn paving with puddles in it
a puddle holding one light/peeling posters worn blank/moss between paving stones
vapour from a drain>vapour curls out of a drain/a paper bag in the gutter>a paper bag skitters along the gutter
brick red/warm yellow/wet black
tokyo shinjuku shibuya osaka neon|out|neon tubes and vending machines|clear umbrella|alley-bar,train
under a noren curtain/at a narrow crossing/beside a vending machine
a low concrete ledge/the lid of a vending machine crate
a lit crossing at the end of the lane/a train on an elevated track
a paper lantern/a row of parked bicycles
narrow lanes between lit signs/tangled cables over low roofs/an elevated track on steel legs/rows of glowing vending machines
neon broken up in a puddle/water on a clear umbrella/chipped tile under a sign
steam from a noodle stall>steam from a noodle stall leans across the lane/light rain in neon>fine rain drifts through the neon
neon magenta/wet asphalt black/vending-machine cyan
alley-bar bar pub nightclub club restaurant diner|in|a low lamp over the counter|glass|street,city
at the counter/in a corner booth/by the door
the counter/a small marble table
the street beyond the window/the back room
a row of bottles/an empty stool
bottles lit from behind/booths of cracked leather/a mirror freckled with age/stools along a worn counter
a ring left by a glass/brass worn bright/condensation on a bottle
smoke-thin haze>haze bends round the lamp/light through bottles>bottle light trembles on the wall
amber/mahogany/deep green
paris montmartre venice rome london lisbon prague amsterdam barcelona vienna madrid berlin|out|iron street lights|folded map|rooftop,cafe
on the bridge/at a corner café table/on the stone steps
the stone parapet/a zinc café table
rooftops falling away to the river/a dome over the roofs
an iron lamp/a window box
pale stone façades with iron balconies/a river between stone banks/rooftops of slate and zinc/steps climbing between houses
worn limestone/wrought iron curling over a sill/cobbles polished by feet
river haze>haze lifts off the river/pigeons on the parapet>pigeons clatter up from the parapet
limestone cream/slate blue/iron black
house home cottage apartment flat room living-room bedroom cabin|in|a shaded table lamp|key|street,garden
by the window/in the hallway/at the foot of the stairs
the table/the window sill
the window/the half-open door
the back of an armchair/a vase on a shelf
a hallway with one door ajar/photographs worn pale in their frames/an armchair turned to the window/stairs going up into shadow
faded wallpaper at a seam/a dented brass handle/dust on a picture frame
dust in a shaft of sun>dust turns in a shaft of sun/the curtain in a draught>the curtain swells and sinks
walnut brown/faded pink/soft gold
study desk-room bedroom-desk attic|in|a single desk lamp|fountain pen|street,library
at the desk/by the bookcase/at the attic window
the desk/a pile of papers
the night window/the closed door
a stack of books/an ink bottle
a desk under a sloping roof/papers pinned over papers/a narrow window above the desk/a trunk with its lid up
ink drying on paper/a worn corner of leather/scratches around a keyhole
dust over the lamp>dust rises through the lamplight/paper edges lifting>the edge of a paper lifts
ink blue/paper cream/walnut
corridor hallway stairwell station-hall|in|a line of ceiling lamps|key|street,city
at the far door/halfway along/at the turn of the stairs
the window ledge/the handrail
the door at the end/a tall window on the landing
a door frame/a row of lockers
doors repeating into the distance/a floor that holds every reflection/a stair turning out of sight/a tall window on the landing
scuffed paint at hand height/a worn brass rail/light under a door
air that hardly stirs>a door swings a hand's width/reflections on the floor>reflections break and join on the floor
institution green/cream/shadow grey
rooftop roof balcony terrace|out|the glow of the streets below|folding chair|city,street
at the parapet/beside the water tank/under a line of washing
the parapet/an upturned crate
the skyline/a single lit window opposite
a chimney/a line of washing
roofs stepping away in every direction/a water tank on iron legs/aerials against the sky/a line of washing
rust on a rail/tar gone soft in the sun/a pigeon feather on gravel
washing in the wind>washing fills and empties in the wind/city haze>haze drifts between the roofs
slate/brick/evening violet
train station railway subway metro platform carriage|in|carriage lamps|ticket|city,street
at the carriage window/on the platform edge/between two seats
the fold-down table/a platform bench
the tunnel of track behind/the departing signal
a luggage rack/a hanging strap
seats in worn green plush/landscape streaking behind glass/a platform under iron arches/tracks running together
rain trails on glass/a brass window catch/worn plush
reflections over the landscape>reflections slide over the glass/steam along the platform>steam rolls along the platform
plush green/signal red/window grey
museum palace mansion hotel cathedral church|in|light through a high window|candle|garden,corridor
under the arch/at the foot of the staircase/beside a column
a marble ledge/a velvet-topped stand
the far archway/the great window
a column/a rope on brass posts
a staircase dividing in two/columns repeating into shadow/a floor of black and white marble/a ceiling lost in the dark
veins in marble/gilt flaking from a frame/candle wax on stone
dust in a tall shaft of light>dust sinks through the shaft of light/candle smoke>candle smoke wavers and straightens
marble white/old gold/deep red
temple shrine monastery pagoda mosque|out|a row of oil lamps|string of beads|forest,mountain
at the top of the steps/under the gate/beside a stone basin
a stone basin/a worn step
the gate against the sky/the dark doorway
a hanging bell/a post wound with cloth
steps worn hollow/a gate of weathered timber/tiled eaves curving up/stone lamps along a path
moss on carved stone/lacquer worn to the wood/incense ash
incense smoke>incense smoke rises and folds over/leaves on the steps>leaves tick across the steps
vermilion/moss green/ash grey
castle fortress ruin ruins throne|in|torches in iron rings|iron key|hills,battlefield
at the foot of the throne/on the battlement/beside the torch
a stone sill/a long oak table
a slit window/the great door
a hanging chain/a tattered banner
vaults rising out of torchlight/banners worn to threads/a stair cut into the wall/a long table under a cold hearth
lichen on cut stone/rust around a bolt/wax run down an iron spike
torch smoke>torch smoke streams sideways in the draught/dust under the vaults>dust sifts from the vaults
flame orange/stone grey/deep blue
circus carnival fairground amusement playground park-fair|out|strings of coloured bulbs|paper ticket|street,meadow
at the ticket booth/beside the carousel/under the strings of bulbs
a painted barrel/the edge of the ring
the big wheel/the striped tent
a string of bulbs/a candy-striped pole
a striped tent against the sky/a carousel with chipped horses/bulbs strung between poles/a wheel turning over the roofs
chipped gold paint/sugar on a stick/rope wound round a peg
confetti on the ground>confetti skips over the ground/bulb glow in the dust>dust turns in the bulb glow
candy red/cream/bright gold
gym track stadium court pitch ring|in|floodlights|roll of tape|street,city
at the edge of the ring/on the start line/beside the bench
the bench/the bottom rope
the far stand/the tunnel
a hanging bag/a hurdle
empty stands under floodlights/lanes running round a bend/a ring under one lamp/lockers with dented doors
chalk on a palm/sweat on canvas/worn lane paint
breath in cold air>breath clouds and goes/chalk dust>chalk dust puffs and falls
floodlight white/court green/brick
market mall shop store supermarket bazaar souk stall shopping-mall boutique|in|bare bulbs over the stalls|woven basket|street,cafe
between two stalls/at the counter/under the awning
the counter/a stack of crates
the far end of the aisle/the bright entrance
a pyramid of oranges/a rack of coats
stalls in long rows under one roof/crates stacked with fruit/cloth hung in bright rows/an aisle narrowing to the entrance
the weave of a basket/dust on a brass scale/peeling paint on a crate
dust in the light from the entrance>dust turns in the light from the entrance/steam from a food stall>steam leans across the aisle
saffron/tomato red/canvas white
`;
