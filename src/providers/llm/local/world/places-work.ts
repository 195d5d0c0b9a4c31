/** Rooms and yards where work is done. Format: see `places.ts`. */
export const WORK_PLACES = `
forge smithy foundry ironworks|in|the coals of the hearth|hammer|village,hills
beside the anvil/in the doorway/in front of the hearth
the anvil/a scarred oak bench
the open doorway/the mouth of the hearth
a rack of tongs/a row of horseshoes
hammers hung in rows on a soot-blackened wall/a brick hearth under a leather bellows/iron rods stacked against the stone/a stone trough of black water
scale flaking from hot iron/soot in the joints of the brick/hammer marks in the face of the anvil
thin smoke under the rafters>smoke curls up into the rafters/a scatter of sparks>sparks jump and die on the stone floor
ember orange/iron grey/smoke blue
workshop studio-shop atelier shed woodshop pottery|in|a bare bulb over the bench|chisel|street,study
at the workbench/beside the tool wall/under the skylight
the workbench/a clamped plank
a tall dusty window/a half-open sliding door
a vice with worn jaws/a jar of brushes
tools outlined in pencil on a pegboard/offcuts leaning in a corner/a workbench scarred by years of cuts/shelves of jars and tins
curls of wood at the foot of the bench/a thumb-worn handle/pencil marks on raw timber
fine dust in the window light>dust turns slowly in the window light/sawdust on every edge>a little sawdust slides from the bench
honey wood/chalk white/slate grey
kitchen scullery|in|the low flame of the stove|wooden spoon|garden,street
at the table/in front of the stove/beside the window
the wooden table/the worktop
the window over the sink/the door to the yard
a row of copper pans/a bowl of eggs
enamel pans on hooks/a patterned oilcloth on the table/a dresser of mismatched plates/a curtain half drawn over the sink
steam beading on tile/flour in the grain of the table/a chipped enamel rim
steam above the stove>steam leans toward the window/flour hanging in the light>flour settles on the table
butter yellow/mint green/worn white
bakery|in|the glow of the open oven|dough scraper|street,kitchen
at the kneading table/in front of the oven/behind the counter
the floured table/the wooden counter
the mouth of the oven/the shop window
a rack of cooling loaves/a stack of proving baskets
loaves in ranks on steel shelves/a deep brick oven/flour sacks by the wall/a brass scale on the counter
cracks in a dark crust/a skin of flour on dough/blistered crumb
flour in the light>flour drifts down through the light/steam off new bread>steam lifts off the loaves
crust brown/flour white/oven gold
cafe coffeehouse coffeeshop|in|a row of low pendant lamps|portafilter|street,office
at the counter/by the window seat/beside the grinder
the pale wood counter/a small round table
the street window/the open door
a stack of plain cups/a glass jar of beans
a single machine on a long bare counter/plain cups in a row/a wall of lime plaster/two stools facing the street
crema closing over dark coffee/the matte glaze of a cup/oil on roasted beans
steam over a cup>a thread of steam bends and breaks/low sun in the steam>steam crosses a shaft of sun
oat white/roast brown/stone grey
laboratory lab|in|a ring of bench lamps|glass vial|corridor,observatory
at the bench/behind the glass partition/beside the centrifuge
the steel bench/a backlit tray
the glass partition/a wall of monitors
a rack of test tubes/a coil of glass tubing
racks of glassware/a humming row of machines/cold cabinets with small green lights/a whiteboard wiped almost clean
a meniscus trembling in glass/frost on a sample tube/fine print scales on steel
cold vapour at the edge of the bench>cold vapour slides off the bench/reflections in glass>reflections slip along the glass
clinical white/cyan/graphite
hospital clinic ward|in|a strip of cool ceiling light|stethoscope|corridor,city
beside the bed/at the end of the corridor/by the blinds
the bedside table/a steel tray
the bright end of the corridor/the window blinds
a drip stand/a folded curtain
a made bed under a reading lamp/pale curtains on rails/a long polished corridor/a chair pulled close to the bed
folds in a cotton sheet/tape on the back of a hand/scuffed linoleum
still, clean air>the curtain stirs in the draught/window light on the floor>a bar of light creeps across the floor
pale green/bone white/steel blue
office boardroom startup headquarters workplace|in|desk lamps and screen glow|sketchbook|city,rooftop
at the long desk/by the glass wall/at the head of the table
the long desk/the meeting table
the city beyond the glass/the lit stairwell
a row of chairs/a plant in a concrete pot
a long shared desk/a glass wall over the city/notes pinned in a careful grid/an open stairwell
pencil grain on tracing paper/fingerprints on glass/the weave of a chair back
daylight across the floor>daylight slides along the floor/reflections on the glass>reflections slip across the glass wall
paper white/slate blue/warm brown
factory plant-hall warehouse assembly|in|sodium lamps in a long row|wrench|street,office
on the gantry/beside the line/at the control desk
the moving line/a steel pallet
the open loading door/the far end of the hall
a yellow railing/a stack of pallets
machines in ranks under a steel roof/a conveyor running out of sight/painted walkways on concrete/high windows grey with dust
grease on a chain/weld seams on steel/scuffed yellow paint
haze under the lamps>haze rolls slowly under the lamps/steam from a valve>steam bursts from a valve and thins
safety yellow/concrete grey/steel blue
garage carpark pitlane|in|a caged inspection lamp|wrench|street,road
under the raised door/at the tool chest/beside the jack
the tool chest/a folded rag on the wing
the raised door/a workbench at the back
a tyre on its side/an open toolbox
tools on a shadow board/oil-stained concrete/tyres stacked to the roof/a half-raised shutter door
a bead of oil/scratches in bare metal/tread full of grit
dust in the headlight beam>dust crosses the light/exhaust haze>haze thins toward the door
oil black/chrome/tail-light red
classroom school university lecture-hall|in|tall window light|stick of chalk|corridor,library
at the blackboard/at a desk by the window/in the doorway
the wooden desk/the teacher's table
the blackboard/the schoolyard beyond the window
a globe on its stand/a row of coat hooks
rows of scratched desks/a wiped blackboard/paper planets on strings/coats on a row of hooks
chalk dust on a sleeve/names cut in a desk lid/ink on blotting paper
chalk dust in the light>chalk dust sinks through the light/a curtain half open>the curtain breathes in the window
board green/chalk white/varnish brown
library archive bookshop bookstore|in|green-shaded reading lamps|bound ledger|corridor,study
between two shelves/at the reading table/on the rolling ladder
the reading table/an open ledger
the end of the aisle/a tall arched window
a leaning row of spines/a brass lamp
shelves rising out of the light/a long reading table/a rolling ladder on a brass rail/a spiral stair to the gallery
gilt worn off a spine/a pressed leaf between pages/foxing at the edge of a page
dust in the lamplight>dust drifts through the lamplight/paper lifting in a draught>a page lifts and falls back
deep green/brass/parchment
studio gallery stage-set showroom backdrop|in|one large soft source overhead|cloth|city,cafe
at the centre of the floor/beside the plinth/at the edge of the backdrop
a plain plinth/a slab of pale stone
the seamless backdrop/a tall frosted window
a sheet of frosted glass/the edge of a paper roll
a seamless backdrop curving into the floor/a plinth standing alone/one hard shadow on a pale wall/a frosted window from floor to ceiling
the grain of honed stone/a clean edge of shadow/a film of water on slate
empty, even air>the shadow edge slides along the floor/a faint haze>haze turns in the light
bone white/warm grey/soft black
stage theatre theater concert opera arena|in|a single follow spot|microphone|corridor,city
at the front of the stage/in the wings/centre stage
the bare boards/a music stand
the dark rows of seats/the lit wings
a fold of curtain/the edge of a speaker stack
bare boards under a lighting rig/red seats fading into dark/a heavy curtain half drawn/ropes tied off along the wall
scuffs in black paint/worn velvet/rosin dust on wood
haze in the beam>haze rolls through the beam/dust above the footlights>dust lifts above the footlights
velvet red/spotlight amber/deep black
construction site scaffold building-site|out|a halogen work light|level|street,city
on the scaffold/at the foot of the crane/on the open slab
a stack of boards/a bare concrete slab
the crane against the sky/the unfinished top floor
a fence of orange mesh/a bundle of steel rods
steel rising floor over floor/a crane arm/planks and ladders along raw concrete/puddles in tyre ruts
rust blooming on steel/wet cement under a trowel/twisted wire ties
cement dust>cement dust blows off the edge/wind in plastic sheeting>plastic sheeting snaps in the wind
raw concrete/hi-vis orange/sky grey
mine tunnel cave cavern crypt|in|a lamp held at shoulder height|pickaxe|hills,river
at the mouth of the tunnel/on a ledge of rock/beside a timber prop
a flat rock/an upturned crate
the pale mouth of the tunnel/the dark further in
a timber prop/a hanging root
walls that close in past the lamplight/timber props in a row/a seam glinting in the rock/water pooled on the floor
wet rock/a glint of mineral/splintered timber
dust in the lamp beam>dust sifts down from the roof/drips catching the light>drips fall through the light
coal black/warm yellow/wet slate
`;
