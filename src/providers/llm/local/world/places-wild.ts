/** Land, water and sky. Format: see `places.ts`. */
export const WILD_PLACES = `
forest woods woodland grove jungle rainforest bamboo|out||walking staff|river,mountain
between two trunks/on the path/beside a fallen log
a mossy stone/a fallen log
a bright gap between the trunks/the bend of the path
a fern frond/a low branch
trunks rising past the top of the frame/a path going under branches/ferns knee-high between roots/a fallen log furred with moss
moss on bark/a beetle-bored leaf/resin beading on a trunk
mist between the trunks>mist threads between the trunks/leaves coming down>a few leaves spin down
moss green/bark brown/mist grey
garden greenhouse orchard park backyard yard vineyard farmyard|out||trowel|field,house
between the beds/under the arbour/beside the water butt
an upturned pot/a low stone wall
the gate at the end of the path/the glasshouse
a row of seedlings/a watering can
rows of beds edged with brick/climbing stems on canes/a narrow path to a gate/glass panes fogged from inside
soil under a fingernail/dew on a leaf edge/roots white against dark earth
pollen in the light>pollen drifts over the beds/leaves turning>leaves turn their pale sides up
leaf green/terracotta/soil brown
mars red-planet|out|a suit lamp and a habitat window|sealed container|crater,space
at the airlock/on a ridge of red rock/inside the ribs of the dome
a flat red boulder/a steel planting tray
the low pale sun/a line of rust-coloured rock
a guy wire/a half-buried wheel track
rust-coloured plains under a butterscotch sky/a pressurised dome with frosted panes/tracks running back over the dunes/dark boulders with long shadows
red dust packed in a seam/frost on the inside of a pane/a cracked crust of oxide
red dust hanging low>red dust streams low over the ground/frost in the dome light>frost crystals slide down the pane
rust red/butterscotch/dust pink
crater moon lunar asteroid planet|out|a helmet lamp|tether hook|space,mars
at the crater rim/beside the lander/on the grey plain
a flat grey rock/the lander's footpad
the Earth above the horizon/the far crater wall
a strut of the lander/a half-buried probe
grey plains under a black sky/a crater wall in hard light/a line of footprints/a lander on thin legs
ridged footprints/glassy grains in dust/foil creased by heat
no air at all, edges hard>a little dust arcs up and falls straight/a hard line of shadow>the shadow line creeps over the stones
ash grey/black/earth blue
space orbit cosmos spaceship-interior galaxy universe|out|control panels|tether hook|crater,mars
at the hatch/beside the round window/at the end of a tether
the control panel/a padded locker
the curve of a planet/a far spill of stars
a tangle of tethers/a solar panel edge
a planet's curve filling the lower frame/a white hull against black/a spill of stars/panels catching a hard sun
micro-pitted metal/a frosted seal/gold foil in hard light
drifting ice grains>ice grains drift across the light/hard unscattered light>the terminator slides under the hull
void black/hull white/pale blue
desert dunes dune sahara outback wasteland oasis|out|a small fire|walking staff|canyon,village
on the crest of a dune/in the lee of a rock/beside a dry well
a flat stone/a half-buried plank
the shimmering horizon/a line of dark rock
a dry thorn bush/a half-buried post
dunes running to the horizon/a single line of footprints/bleached timbers in the sand/a sky without a cloud
ripples in sand/wood grain split by the sun/salt crust curling at its edge
sand lifting off the crest>sand smokes off the crest/heat over the ground>the heat makes the horizon swim
ochre/bone/burnt sienna
canyon cliff gorge mesa badlands|out|a small fire|coil of rope|desert,river
at the rim/on a narrow ledge/at the foot of the wall
a ledge of rock/a boulder
the river far below/the notch in the rim
a leaning pine/an overhang of rock
walls banded in red and cream/a river like a thread below/a ledge path with no rail/an eagle-high rim against the sky
banded sandstone/a root gripping rock/dust on a boot toe
dust in slanting light>dust slides off the ledge/swallows under the rim>swallows cut across the gap
sandstone red/cream/shadow violet
mountain mountains peak summit alps himalaya everest ridge|out|a headlamp|ice axe|hills,village
on the ridge/below the summit/beside a cairn
a cairn/a shelf of rock
the summit/the valley under cloud
a prayer flag/a rope over rock
ridges stepping back into blue/a summit above cloud/a path cut across scree/snow lying in the gullies
rime on rock/a frayed rope/boot prints in hard snow
spindrift off the ridge>spindrift streams off the ridge/cloud below the path>cloud pours over the pass
granite grey/pale blue/lichen gold
hills hill highlands moor countryside valley pasture|out||crook|village,field
at the dry-stone wall/on the brow of the hill/beside a lone tree
a dry-stone wall/a flat stone
the far ridge/a farm light in the valley
a gate post/a thorn tree
hills folded one behind another/a wall running over the brow/sheep like chalk marks on a slope/a track down to a farm
lichen on stone/wool caught on wire/wind-flattened grass
cloud shadow on the slope>cloud shadow slides over the slope/wind in the grass>wind combs the grass flat
heather purple/grass green/stone grey
field meadow farm prairie savanna steppe grassland plain paddy|out|a low lantern|pitchfork|hills,village
at the field gate/in the tall grass/beside a lone tree
a gate post/a hay bale
a line of poplars/a barn on the rise
tall grass/a wire fence
grass to the horizon/a lone tree on the rise/a track of two ruts/a barn with its doors open
seed heads against the light/cracked earth/dew on a wire
insects in low light>insects rise and fall in the low light/wind through the grass>wind combs through the grass
straw gold/sage green/sky blue
village hamlet town|out|one lit window|basket|hills,street
at the well/in the lane/on a doorstep
the rim of the well/a doorstep
the bell over the roofs/the lane out of the village
a hanging basket/a cart wheel
low roofs around a well/smoke from two chimneys/a lane between walls/washing between two windows
worn doorsteps/thatch over a beam/a rope-cut groove in stone
chimney smoke>chimney smoke lies over on the roofs/hens in the lane>hens scatter along the lane
whitewash/thatch brown/smoke blue
sea ocean deep pacific atlantic waves wave|out|a mast lamp|coil of rope|coast,ship
at the waterline/in the trough of a swell/above the drop-off
a floating spar/a wet black rock
the horizon/a dark swell rising
a curl of foam/a strand of kelp
swells marching in from the horizon/foam lacing dark water/a sky as wide as the water/light breaking on the chop
foam bubbles bursting/light webbing under the surface/a skin of salt on wood
spray over the crest>spray tears off the crest/haze at the horizon>haze closes the horizon
deep teal/foam white/storm grey
reef underwater seabed lagoon coral|out|shafts of sun from the surface|diving lamp|sea,coast
over a bed of coral/in the mouth of a wreck/below the surface light
a coral shelf/a half-buried amphora
the bright surface overhead/the blue edge of the drop-off
a coral fan/a swaying frond
coral heads in blue distance/sunlight in moving ribs on sand/a wall dropping into dark/a wreck furred with weed
polyps opening/sand ripples/light webbing over stone
drifting particles>particles hang and turn in the current/bubbles going up>bubbles wobble up toward the light
turquoise/warm pink/deep blue
coast beach shore island cliffside seaside bay|out|a small driftwood fire|rope|sea,lighthouse
at the tideline/on the rocks/beside an upturned boat
a driftwood log/an upturned boat
the headland/the line where sea meets sky
sea grass/a net on a post
wet sand holding the sky/a headland going blue/driftwood along the tideline/an upturned boat above the tide
ribbed sand/salt on planks/a shell half full of water
spray in the air>spray drifts in from the rocks/gulls over the water>gulls tilt and slide on the wind
sand/grey green/pale sky
lighthouse|in|the turning lamp|brass lantern|coast,sea
on the gallery rail/at the foot of the stair/beside the great lens
the lens housing/a deep window sill
the sea beyond the glass/the top of the stair
the brass frame of the lens/a coil of rope
a stair winding up the wall/the great lens in its brass frame/salt-hazed panes all round/black rock under the gallery
salt crystals on glass/polished brass/ridges of cut glass
mist in the beam>mist turns white in the passing beam/spray on the panes>spray runs down the panes
beam white/brass/deep blue
harbour harbor port dock pier marina|out|lights along the quay|coil of rope|sea,street
at the end of the pier/beside a bollard/on the slipway
a bollard/a stack of fish boxes
the harbour mouth/masts against the sky
a hung net/a tarred post
boats nodding at their ropes/nets piled on stone/masts crossing against the sky/steps going down into water
tar in a seam/barnacles on a chain/frayed hemp
mist on the water>mist slides off the water/gulls on posts>gulls lift off the posts
tar black/oilskin yellow/weed green
ship boat deck submarine|out|a swinging deck lamp|coil of rope|sea,harbour
at the bow rail/under the mast/beside the wheel
a hatch cover/the rail
the empty horizon/the bow cutting the sea
a shroud line/a coiled hawser
a wet deck tilting to the rail/rigging crossing the sky/a wheel worn pale/a wake drawn straight behind
rope fibres/salt on varnish/brass gone green
spray over the bow>spray breaks over the bow/sails in the wind>canvas cracks and fills
tarred brown/canvas cream/steel grey
river stream lake waterfall pond riverbank shore-lake wetland swamp|out|a lantern on a pole|paddle|forest,hills
at the water's edge/on a flat stone midstream/on the wooden jetty
a flat river stone/the planks of a jetty
the far bank/the bend of the river
reeds/a hanging willow branch
water sliding round stones/reeds along the bank/a jetty on thin legs/trees doubled in still water
pebbles under clear water/a dragonfly on a reed/wet wood grain
mist on the water>mist slides over the water/light off the ripples>ripple light shivers on the leaves
silt green/silver/reed brown
sky clouds air airfield heavens stratosphere horizon|out||folded map|mountain,city
above the cloud deck/under the wing/on the open airfield
the edge of a wing/a bank of cloud
the bright edge of a cloud/the curve of the horizon
a wing strut/a torn rag of cloud
cloud stacked to the top of the frame/a patchwork of fields far below/the sun behind a bright rim/open blue in every direction
ice on a wing edge/the torn edge of a cloud/stitched canvas
cloud tearing past>cloud tears past and opens/thin high haze>thin haze brightens
sky blue/cloud white/sun gold
snow tundra arctic antarctica antarctic glacier icefield ice pole|out|a small storm lamp|ice axe|mountain,cabin
on the pressure ridge/in the lee of a drift/on the frozen lake
a block of ice/a half-buried sledge
a blue wall of ice/the white horizon
a snow-crusted rope/a leaning marker pole
white ground running into white sky/a blue wall of ice/a line of tracks/wind-cut ridges of snow
hoarfrost needles/bubbles in blue ice/snow crusted on wool
blown snow>blown snow hisses low over the ground/ice glitter in the air>ice glitter turns in the light
pale cyan/bone white/pale violet
road highway route motorway roadside|out|headlamps|folded map|desert,street
on the hard shoulder/at the crossroads/on the centre line
a guard rail/the warm bonnet of a car
the vanishing point of the road/a far set of lights
a leaning marker post/a wire fence
a straight road running to a point/telegraph poles in perspective/painted lines worn thin/verges of pale grass
cracked asphalt/a worn painted line/grit against rubber
heat over the asphalt>heat wavers over the asphalt/dust from the verge>dust swirls off the verge
asphalt grey/line yellow/wide blue
battlefield war trench arena-ground|out|scattered fires|shield|hills,castle
on the rise/behind a broken cart/in the trodden mud
a broken cart/an upturned shield
the smoke along the far ridge/a torn banner
a splintered post/a torn banner
trodden mud between two lines of hills/smoke lying along a ridge/broken carts and planted spears/crows on a bare tree
mud drying on metal/torn cloth/a split shield rim
smoke along the ground>smoke drags along the ground/ash in the air>ash settles like snow
mud brown/smoke grey/blood rust
observatory|in|the red glow of dim safety lamps|star chart|hills,space
under the open dome/at the eyepiece/beside the chart table
the chart table/a brass mount
the slit of open sky/the long barrel of the telescope
a brass wheel/a stack of charts
a telescope aimed through the slit of the dome/charts spread under red light/a ladder curving along the wall/stars in the open slit
engraved degrees on brass/pencil on a star chart/frost on the dome rail
breath in the cold>breath clouds in the cold/starlight in the slit>the dome slit inches along the stars
dim red/brass/middeep blue
`;
