import { type IdeaBook, ideas } from './types.ts';

/** Building, forging, cooking, painting. */
export const MAKE: IdeaBook = {
  begin: ideas(`M page object
    {object} blank {spot}, {hero} in front of it
    {object} with one first line on it, {hero} leaning close
    {Hero} <set> the first line on {object}
    M hands craft
    {hero} {spot}, {tool} still on {surface}, the raw material laid out in front
    {hero} holding the first piece up to the light, {tool} in the other hand
    {Hero} <pick> up {tool} and <weigh> the first piece in the light
    CE hands
    {tool} lying idle on {surface}, a film of dust on it
    {hero's} {hand} round {tool}, the dust wiped away
    {Hero's} {hand} wipes {tool} clean and closes on it
    MF object craft
    {hero} {spot} before an empty {bare surface}
    {hero} bent low over the first rough shape of {object}
    {Hero} <set> the first rough shape of {object} down and <bend> over it`),
  act: ideas(`CE page object hands
    {hero's} {hand} with {tool} just above {object}
    {hero's} {hand} at the far edge of {object}, a fresh line behind it
    {Hero's} {hand} runs across {object} and leaves a fresh line
    MC page object
    {hero} {spot}, eyes down on {object}
    {hero} leaning back, {object} half covered with fresh lines
    {Hero} <lean> back from {object} and <look> at it
    CM object hands
    {object} between {hero's} {hands}, half done
    {object} between {hero's} {hands}, nearly done, turned to the light
    {Hero's} {hands} turn {object} to the light and go on
    M hands object craft
    {hero} {spot}, {tool} at the top of its swing above {object}
    {hero} with {tool} lowered, a clear new line in the side of {object}
    {Tool} <t:come> down and {object} <o:take> a new line
    CE hands object craft
    {hero's} {hands} steadying {object}, its surface rough
    {hero's} {hands} round {object}, the surface under them smooth
    {Hero's} {hands} work along {object} until the roughness is gone
    MF verb craft
    {hero} side-on {spot}, {acting}, sleeves clean
    {hero} still {acting}, sleeves darkened, {surface} littered with offcuts
    {Hero} <keep> {acting} while the litter on {surface} grows
    F verb
    {hero} framed past {near}, {acting}
    {hero} straightened up behind {near}, one arm across the brow
    {Hero} <straighten> up and <wipe> {their} brow`),
  trouble: ideas(`MC page object
    {hero} over {object}, {tool} raised and still
    {hero} with head in both hands, {object} crossed through
    {Hero} <drop> {tool} and <put> {their} head in both hands
    CM object hands craft
    {hero} holding {object} at arm's length, a fault visible along one side
    {object} set down on {surface}, {hero's} {hands} flat on either side of it
    {Hero} <find> the fault, <lower> {object} and <lean> on {surface}
    EC object craft
    {object}, whole, in a hard sidelight
    {object} with a thin crack running out of the highlight
    A crack opens out of the highlight and stops short
    MW
    {hero} {spot}, {tool} dropped at {their} feet
    {hero} crouched, {their} back against the wall, {tool} in reach again
    {Hero} <slide> down to a crouch and <reach> for {tool}`),
  peak: ideas(`CE page object
    {object} almost full, {tool} at its last corner
    {object} complete, {tool} laid beside it
    The last corner fills and {tool} <t:be> laid down
    CM object hands
    {object} in {hero's} {hands}, in shadow
    {object} held up in {hero's} {hands}, full in the light
    {Hero} <hold> {object} up to the light
    MC object
    {object} almost whole on {surface}, {hero} leaning in close
    {object} complete, raised level with {hero's} eyes
    {Hero} <raise> {object}, finished, into the strongest light in the room
    EC object
    {object} in near darkness, one edge visible
    {object} fully lit from end to end
    Light runs along {object} from one end to the other
    FW object hands craft
    {hero} {spot} with {object} wrapped in cloth
    {hero} with the cloth fallen, {object} bare in both hands
    The cloth slides off and {hero} <hold> {object} out in both hands`),
  after: ideas(`M object
    {object} on {surface}, {hero} standing over it, hands loose
    {object} in the foreground, {hero} a step further back, arms folded
    {Hero} <step> back from {object} and <fold> {their} arms
    CE hands
    {hero's} {hands} marked by the work, palms down on {surface}
    {hero's} {hands} turned palm up, every mark visible
    {Hero} <turn> {their} {hands} over in the light`),
};

/** Using, running, selling: any other trade. */
export const WORK: IdeaBook = {
  begin: ideas(`M hands
    {hero} {spot}, {a tool} hanging at {their} side
    {hero} with {tool} raised to the light, checking it
    {Hero} <lift> {tool} and <turn> it once in the light
    FW
    {hero} in the way in, {wide} unlit behind
    {hero} inside {spot}, {wide} lit
    {Hero} <come> in and the lights come up one after another
    CE hands
    {hero's} {hand} still, a breath above {surface}
    {hero's} {hand} flat on {surface}, {tool} beside it
    {Hero's} {hand} comes down on {surface}`),
  act: ideas(`MF verb
    {hero} {spot}, {acting}, weight on the back foot
    {hero} still {acting}, weight thrown forward, {near} knocked askew
    {Hero} <lean> into it, {acting} with the whole body
    CE hands
    {hero's} {hands} crossed over {tool}
    {hero's} {hands} apart, {tool} caught mid-turn in the right one
    {Hero's} {hands} part and {tool} <t:flip> over
    MW
    {hero} on the left of the frame {spot}, {surface} on the right still bare
    {hero} on the right, {surface} covered edge to edge
    {Hero} <work> across from left to right, filling {surface}
    M object
    {hero} {spot} and {object} within arm's reach
    {hero} with {object} pulled close, {their} shadow over it
    {Hero} <draw> {object} close`),
  trouble: ideas(`MC
    {hero} {spot}, looking down at {tool}, snapped in two
    {hero} looking up, jaw set, the broken {bare tool} put aside
    {Hero} <put> the broken {bare tool} aside and <look> up
    WF
    {wide} in order around {hero}
    {wide} dim, {hero} alone in one pool of light
    The lights fail one by one, all but the one over {hero}
    CM
    {hero} with eyes shut, {hand} against {near}
    {hero} with eyes open, {hand} closed on {near}
    {Hero} <open> {their} eyes and <take> hold of {near}`),
  peak: ideas(`FW
    {hero} at the foot of the frame {spot}, {far} in shadow
    {hero} at the foot of the frame, {far} ablaze with light
    Light floods {far} and {hero} <stand> straight in it
    M hands
    {hero} with both {hands} closed in front of the chest
    {hero} with both {hands} open and raised, light between them
    {Hero} <open> {their} {hands} and the light comes through
    C
    {hero} in shadow, a thin rim of light on one cheek
    {hero} lit full, every line of the face clear
    The light swings across {hero's} face and stays`),
  after: ideas(`M
    {hero} {spot}, {tool} put back in its place
    {hero} with a coat over one arm, half turned to {far}
    {Hero} <take> {their} coat and <turn> to {far}
    W
    {hero} between {near} and {far}, {surface} strewn with the day's work
    {surface} clear, {hero} by {far}
    {Hero} <clear> {surface} and <go> to {far}`),
};

/** Caring for something that lives or lasts. */
export const TEND: IdeaBook = {
  begin: ideas(`MF
    {hero} {spot}, upright, looking down at {object or surface}
    {hero} on {their} knees beside {object or surface}, head level with it
    {Hero} <kneel> beside {object or surface}
    CE object
    {object}, drooping, a dry edge toward us
    {object}, lifted a little by {hero's} {hand}
    {Hero's} {hand} comes in from below and lifts the edge
    W
    {hero} far off {spot}, {wide} between us
    {hero} near, {tool} carried in front, {wide} left behind
    {Hero} <come> the length of {place} with {tool}`),
  act: ideas(`CM hands
    {hero's} {hands} cupped above {object or surface}, holding back a thread of water
    {hero's} {hands} opened, the last drop hanging from a fingertip
    {Hero's} {hands} open and the water goes down
    M verb
    {hero} bent {spot}, {acting}
    {hero} sitting back on {their} heels, still {acting}, {tool} across the knees
    {Hero} <sit> back without letting the work go
    EC object
    {object}, one dull patch in the middle
    {object}, the patch brushed away, a bright bead of water left
    A slow stroke clears the dull patch
    FW
    {hero} at one end of a row, {near} in front
    {hero} at the other end of the row, everything behind upright
    {Hero} <go> down the row, setting everything straight`),
  trouble: ideas(`CM object
    {object} upright in a failing light
    {object} bowed to one side, a shadow over half of it
    A shadow crosses {object} and it bows
    WF
    {hero} {spot}, {air}
    {hero} hunched round {object or surface}, back turned to the weather
    {Hero} <hunch> down and <shield> {object or surface}
    C
    {hero} with {their} head close to {object or surface}, listening
    {hero} with {their} head lifted, staring at {far}
    {Hero} <break> off and <stare> toward {far}`),
  peak: ideas(`EC object
    {object} closed and dark at the centre of the frame
    {object} open, a lit core facing us
    {Object} <o:open> all at once toward the light
    MC
    {hero} crouched in shadow beside {object or surface}
    {hero} in full light beside {object or surface}, head thrown back
    Light breaks over {object or surface} and climbs {hero's} face
    WF
    a single patch of colour beside {hero} {spot}
    colour across the whole width of {place}, {hero} in the middle of it
    Colour runs outward from {hero} to {far}`),
  after: ideas(`M
    {hero} {spot}, {hand} resting lightly on {object or surface}
    {hero} seated beside {object or surface}, both in the same light
    {Hero} <settle> beside {object or surface} and <stay>
    W
    {hero} making the last round {spot}, {a tool} in hand
    {tool} stood against {near}, {hero} gone to {far}
    {Hero} <lean> {tool} against {near} and <go>`),
};
