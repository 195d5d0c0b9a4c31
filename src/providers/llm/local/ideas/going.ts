import { type IdeaBook, ideas } from './types.ts';

/** Looking for something. */
export const SEEK: IdeaBook = {
  begin: ideas(`M
    {hero} {spot}, still, the way ahead dark
    {hero} leaning into the dark, a little light on {their} face
    {Hero} <lean> forward and <listen>
    CE
    a faint mark on {surface}, almost worn away
    the faint mark with {hero's} shadow over it, its outline sharp
    {Hero's} shadow slides across the mark and makes it readable
    WF
    {hero} at a parting of two ways {spot}
    {hero} three steps down the darker of the two
    {Hero} <weigh> both ways and <take> the darker`),
  act: ideas(`WF
    {hero} on the left, {near} between us and {far}
    {hero} on the far right, {near} passed
    {Hero} <go> past {near}, head turning from side to side
    MC
    {hero} in a slot of light between two dark shapes
    {hero} with {their} cheek against {near}, one eye on {far}
    {Hero} <press> close to {near} and <peer> round
    E
    {texture} with nothing on it
    {texture} with a small wet print at its centre
    A print darkens the surface and holds
    XW
    {hero} a point of light low in the frame, {wide} above
    {hero} higher in the frame, a thin trail behind
    {Hero} <climb> through the frame, tiny, steady
    M verb
    {hero} {spot}, {acting}
    {hero} {spot2}, still {acting}, {far} now close behind
    {Hero} <move> on from one hiding place to the next`),
  trouble: ideas(`WF
    {hero} {spot}, a clear path to {far}
    {hero} {spot}, the path to {far} swallowed up
    The path closes in and {hero} <stop>
    C
    {hero} with {their} head high and alert
    {hero} with {their} head down, the light off {their} face
    The light leaves {hero's} face
    XW
    {hero} in the middle of the frame, {wide} around
    {hero} at the centre of the frame, the shadows twice as long
    Shadows lengthen around {hero}`),
  peak: ideas(`MC
    {hero} {spot}, eyes searching, {far} out of focus
    {hero} stock still, eyes fixed, {far} in sharp focus
    {Hero} <stop> dead as {far} <f:come> into focus
    EC object
    a shape under a layer of shadow on {surface}
    {object}, unmistakable, the shadow drawn off
    The shadow draws off and {object} <o:lie> there plain
    WF
    a dark gap beside {far}, {hero} in front of it
    light pouring through the gap, {hero} black against it
    {Hero} <push> through and light pours back at us`),
  after: ideas(`M object
    {hero} and {object} an arm's length apart
    {hero} and {object} side by side, facing the same way
    {Hero} <close> the last distance to {object}
    W
    {hero} on the way back, {wide} behind
    {hero} at {far}, the way behind in full light
    {Hero} <take> the same way back, unhurried`),
};

/** Getting from here to there. */
export const TRAVEL: IdeaBook = {
  begin: ideas(`FM
    {hero} {spot}, everything packed, {far} ahead
    {hero} one long stride into the frame, the ground behind bare
    {Hero} <set> off
    CE
    the ground at {hero's} feet, unmarked
    the ground with one fresh track pressed into it
    The first step lands and lifts
    W
    {hero} a still figure at the edge of the frame, {wide} beyond
    {hero} well inside the frame, {wide} around, the edge far behind
    {Hero} <leave> the edge behind`),
  act: ideas(`MC object
    {hero} {spot}, {object} held close, {far} behind
    {hero} {spot2}, {object} still held close, {far} out of sight
    {Hero} <hold> {object} closer and <go> on
    WF
    {hero} at the left of the frame, leaning into the way ahead
    {hero} at the right of the frame, {far} grown larger
    {Hero} <cover> the width of the frame at a steady pace
    M verb
    {hero} side-on, {acting}, {near} just ahead
    {hero} side-on, {acting}, {near} well behind
    {Near} <n:whip> past between us and {hero}
    XW
    {hero} no bigger than a grain at the bottom of the frame, {wide} above
    {hero} halfway up the frame, a thin line of tracks below
    {Hero} <trace> a thin line up through the frame
    C
    {hero} face into the wind, eyes half shut
    {hero} looking back over the shoulder, eyes wide
    {Hero} <glance> back without slowing
    FM
    {hero} framed from behind, {far} a smudge ahead
    {hero} framed from the front, {far} gone out of the picture
    We fall in behind {hero}, then come round to meet {them}`),
  trouble: ideas(`WF
    {hero} before an open way, {air}
    {hero} before a way blocked by {near}
    The way shuts and {hero} <pull> up short
    MC
    {hero} upright, one foot forward
    {hero} down on one knee, head hanging
    {Hero} <sink> to one knee
    XW
    {hero} in the clear, {far} visible
    {hero} almost lost in {air}, {far} gone
    The weather closes over {far} and then over {hero}`),
  peak: ideas(`CM object
    {object} half hidden {spot}
    {object} in full light, {hero} a step behind it
    {Hero} <bring> {object} out into the light
    XW
    {hero} below the brow of the rise, only sky above
    {hero} on the brow, {wide} laid open beyond
    {Hero} <top> the rise and all of {place} opens below
    MF
    {hero} mid-stride {spot}, arms driving, {near} a streak
    {hero} with both feet off the ground, the gap open below
    {Hero} <leap>
    C
    {hero} with teeth set, dust on the skin
    {hero} with mouth open in a shout, sun full in the face
    {Hero} <break> into the open and <shout>`),
  after: ideas(`W
    {hero} arriving {spot}, long shadow in front
    {hero} at rest {spot}, the shadow round behind
    {Hero} <slow>, <stop> and <look> around
    C
    dust and weather on {hero's} shoulders
    {hero's} shoulders brushed clean, {far} beyond
    {Hero} <brush> off the road`),
};

/** Coming upon something, or bringing it to light. */
export const FIND: IdeaBook = {
  begin: ideas(`M
    {hero} {spot}, attention elsewhere, something half hidden on {surface}
    {hero} bent toward {surface}, the half-hidden thing in the light
    Something catches the light and {hero} <bend> toward it
    CE object
    {surface}, a covered shape upon it
    {surface}, one corner of the cover folded back
    One corner of the cover folds back
    WF
    {hero} passing {near}, eyes front
    {hero} stopped beside {near}, head turned
    {Hero} <stop> in mid-step`),
  act: ideas(`CM hands object
    {hero's} {hands} on the edge of the cover
    {hero's} {hands} spread wide, the cover bunched between them
    {Hero's} {hands} draw the cover apart
    EC
    {texture}, thick with dust
    {texture}, a clean stroke through the dust
    A stroke goes through the dust and something shines beneath
    M verb
    {hero} {spot}, {acting}, light from below
    {hero} standing back from the light, one arm across the eyes
    {Hero} <fall> back a step from the brightness
    F
    {hero} on one knee {spot}, {far} dim
    {hero} on both feet, {far} bright
    {Hero} <rise> as the light behind {them} comes up`),
  trouble: ideas(`C object
    {object}, half out of the dark
    {object}, the dark closed over it again but for one edge
    The dark slides back over {object}
    MC
    {hero} reaching forward
    {hero} with the arm drawn back against the chest
    {Hero} <snatch> {their} arm back
    W
    {hero} alone {spot}, {far} quiet
    {hero} alone {spot}, a second shadow beside the first
    A second shadow slides in beside {hero's}`),
  peak: ideas(`EC object
    {object} edge-on, no more than a bright line
    {object} face-on, filling the frame, every mark on it clear
    {Object} <o:turn> from edge to face
    MC object
    {hero} above {object}, face dark
    {hero} above {object}, face lit from below by it
    Light rises off {object} onto {hero's} face
    WF object
    {wide}, {object} lost somewhere at its centre
    {object} bright at the centre, everything round it dark
    Everything round {object} falls into shadow`),
  after: ideas(`M object
    {hero} holding {object} close
    {hero} holding {object} out to the light
    {Hero} <hold> {object} out to the light
    W object
    {object} {spot}, {hero} beside it
    {object} {spot}, {hero} gone to {far}
    {Hero} <leave> {object} standing and <go> to {far}`),
};
