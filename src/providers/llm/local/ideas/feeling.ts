import { type IdeaBook, ideas } from './types.ts';

/** Struggle. */
export const FIGHT: IdeaBook = {
  begin: ideas(`WF
    {hero} {spot}, feet planted, an empty stretch of ground ahead
    {hero} with feet planted, a long shadow reaching in from the other side
    A long shadow reaches across the ground to {hero's} feet
    CE hands
    {hero's} {hand} loose at {their} side
    {hero's} {hand} a fist, the tendons standing out
    {Hero's} {hand} closes
    M
    {hero} with head down {spot}
    {hero} with head up, eyes locked on {far}
    {Hero} <look> up and <fix> on {far}`),
  act: ideas(`MF
    {hero} coiled low {spot}
    {hero} at full stretch, dust thrown up behind
    {Hero} <uncoil> across the frame
    C
    {hero} with {their} guard high, only the eyes showing
    {hero} with {their} guard broken open, mouth wide
    A blow lands and the guard flies open
    WF verb
    {hero} on the left, {acting}, {near} upright
    {hero} on the right, still {acting}, {near} knocked flat
    {Hero} <drive> across the frame and {near} <n:go> over
    E
    {texture}, dry
    {texture}, struck, grit hanging in the air above it
    Something strikes the surface and grit jumps`),
  trouble: ideas(`MC
    {hero} upright in the dust
    {hero} on the ground, one arm out
    {Hero} <go> down
    XW
    {hero} facing {far}, an even distance apart
    {hero} hard up against {near}, no ground left
    {Hero} <give> ground step by step until there is none
    C
    {hero} with eyes shut, dirt on one cheek
    {hero} with eyes open, teeth showing
    {Hero} <open> {their} eyes`),
  peak: ideas(`FM
    {hero} on one knee, {a tool} on the ground in front
    {hero} on {their} feet, {tool} raised against the light
    {Hero} <come> up off the ground with {tool} in hand
    W
    {hero} dark in a wall of dust
    {hero} clear of the dust, alone, {far} bright
    The dust blows through and only {hero} is standing
    C
    {hero} mid-shout, veins in the neck
    {hero} silent, chin up, sweat running
    The shout ends and {hero} <hold> the stare`),
  after: ideas(`WF
    {hero} {spot} among trampled ground
    {hero} seated in the middle of it, arms on knees
    {Hero} <sit> down on the spot
    CE hands
    {hero's} {hands} shaking above {surface}
    {hero's} {hands} still, one laid over the other
    One hand covers the other and the shaking stops`),
};

/** Dance, music, sport: something done to be seen. */
export const PERFORM: IdeaBook = {
  begin: ideas(`WF
    {hero} at the edge of the light, the centre empty
    {hero} dead centre in the light, eyes down
    {Hero} <step> into the light
    CE
    {hero's} feet together, weight back
    {hero's} feet apart, one heel lifted
    One heel lifts
    C
    {hero} with eyes closed, breath held
    {hero} with eyes open and bright
    {Hero} <breathe> in and <open> {their} eyes`),
  act: ideas(`FM
    {hero} folded small {spot}
    {hero} opened to full height, arms wide
    {Hero} <unfold> to full height in one long line
    W verb
    {hero} on the left, {acting}, a long shadow behind
    {hero} on the right, {acting}, the shadow swung round in front
    {Hero} <sweep> across the frame, shadow wheeling round
    MC
    {hero} side-on, hair and cloth hanging straight
    {hero} side-on, hair and cloth thrown out in an arc
    {Hero} <spin> and everything loose flies out
    E
    {texture}, still
    {texture}, trembling, a little dust jumping from it
    The beat comes up through the surface
    F partner
    {hero} and {partner} back to back
    {hero} and {partner} face to face, a hand's width apart
    {Hero} and {partner} turn to face each other`),
  trouble: ideas(`MC
    {hero} at the top of a movement, balanced
    {hero} with the balance lost, one arm thrown out
    The balance goes
    F
    {hero} in the light {spot}
    {hero} in half-dark, the light gone past
    The light moves on and leaves {hero} behind
    C
    {hero} looking straight ahead
    {hero} looking down, jaw tight
    {Hero} <drop> {their} gaze`),
  peak: ideas(`F
    {hero} crouched, every line pulled in
    {hero} in the air, every line flung out, nothing below
    {Hero} <leave> the ground
    XW
    {hero} tiny in a single pool of light
    {hero} tiny in a space lit from wall to wall
    Light floods out from {hero} to {far}
    C
    {hero} with head thrown back, throat lit
    {hero} with head forward, hair across the face, grinning
    {Hero} <bring> {their} head down, grinning`),
  after: ideas(`M
    {hero} holding the last pose, chest high
    {hero} with hands on knees, laughing for breath
    The pose breaks and {hero} <double> over, laughing
    W
    {hero} alone {spot}, the light still on
    {hero} leaving, only the edge of the light on one shoulder
    {Hero} <move> out of the light`),
};

/** Two who belong together, or should. */
export const MEET: IdeaBook = {
  begin: ideas(`WF
    {hero} on one side of the frame {spot}, the other side empty
    {hero} on one side, {other} on the other, a wide gap between
    {Other} comes in at the far side
    C
    {hero} looking down and away
    {hero} looking up, straight across the frame
    {Hero} <look> up at somebody we cannot see yet
    M
    {hero} alone {spot}, an empty place beside
    {hero} with {their} {hand} on the empty place
    {Hero} <lay> a {hand} on the empty place beside {them}`),
  act: ideas(`MF
    {hero} and {other} far apart {spot}
    {hero} and {other} an arm's length apart
    {Hero} and {other} cross the gap from both sides
    CE hands
    {hero's} {hand} open on {surface}
    {hero's} {hand} covered by another
    A second hand comes down gently over the first
    C
    {hero} mid-word, {other} a soft shape in the foreground
    {hero} silent, {other} sharp in the foreground
    Focus passes from {hero} to {other}
    M verb
    {hero} {spot}, {acting}, head tilted
    {hero} {spot}, laughing, head thrown back
    {Hero} <burst> out laughing`),
  trouble: ideas(`M
    {hero} and {other} shoulder to shoulder
    {hero} and {other} back to back, a step between
    {Hero} and {other} turn away from each other
    W
    {hero} and {other} in one pool of light
    {hero} in the light, {other} in the dark
    {Other} steps back out of the light
    C
    {hero} about to speak
    {hero} with lips pressed shut, eyes wet
    {Hero} <swallow> the words`),
  peak: ideas(`CM
    {hero} and {other} in profile, a hand's width of light between
    {hero} and {other} forehead to forehead, the gap closed
    The gap of light between them narrows and closes
    WF
    {hero} and {other} at the two ends of {place}
    {hero} and {other} together at the centre, arms round each other
    {Hero} and {other} run the length of {place} and meet
    E
    two hands not quite touching
    two hands clasped, knuckles pale
    The hands catch and hold`),
  after: ideas(`W
    {hero} and {other} side by side {spot}, seen from behind
    {hero} and {other} two small shapes against {far}
    {Hero} and {other} walk on toward {far}
    C
    {hero} with a wet cheek
    {hero} with the cheek dry, smiling at someone out of frame
    {Hero} <wipe> {their} cheek and <smile>`),
};

/** Waiting, watching, dreaming, remembering. */
export const WAIT: IdeaBook = {
  begin: ideas(`WF
    an empty place {spot}
    {hero} seated {spot}, hands in the lap
    {Hero} <sit> down and <settle>
    CE
    {surface} with nothing on it but light
    {surface} with {hero's} {hand} lying in the light
    {Hero's} {hand} comes to rest in the light
    M
    {hero} {spot}, looking at {far}
    {hero} {spot}, eyes closed, light on the face
    {Hero} <close> {their} eyes`),
  act: ideas(`MF
    {hero} {spot}, bright light low on the wall behind
    {hero} quite still, the light climbed to shoulder height
    The light climbs the wall; {hero} does not stir
    C
    {hero} in profile, {far} soft beyond
    {hero} with {their} cheek on one {hand}, {far} sharp beyond
    {Hero} <lean> on one {hand} and focus slips to {far}
    M verb
    {hero} {spot}, {acting}
    {hero} {spot2}, still {acting}, {near} between us
    {Near} <n:drift> in between us and {hero}
    W
    {hero} a small still shape in the frame, {wide} around
    {hero} just as still, {air}
    {Air} <a:come> and <a:go> around a figure that stays`),
  trouble: ideas(`C
    {hero} facing the light
    {hero} turned away, the light on the back of the head
    {Hero} <turn> from the light
    WF
    {hero} {spot}, a lamp on nearby
    {hero} {spot}, the lamp out, only an outline left
    The lamp goes out
    M
    {hero} with a straight back
    {hero} bent forward, face in {their} {hands}
    {Hero} <bend> slowly forward`),
  peak: ideas(`MC
    {hero} in shadow, a line of light on the floor
    {hero} half risen, the light full on the chest
    {Hero} <start> up as the light reaches {them}
    WF
    {far} shut and dark, {hero} in front of it
    {far} open and bright, {hero} on {their} feet
    {Far} <f:open> and {hero} <rise>
    E
    {hero's} eye, closed
    {hero's} eye, open, {far} reflected in it
    The eye opens`),
  after: ideas(`W
    {hero} {spot}, ready to go
    the place empty, still warm with light
    {Hero} <get> up and <go>
    M
    {hero} at {far}, one {hand} raised against the brightness
    {hero} at {far}, the {hand} lowered, looking straight into it
    {Hero} <lower> {their} {hand}`),
};

/** Becoming something else. */
export const CHANGE: IdeaBook = {
  begin: ideas(`M
    {hero} {spot}, unchanged, in plain light
    {hero} {spot}, a first thread of colour along one edge
    A thread of colour runs along the edge of {hero}
    CE
    {texture}, cold and even
    {texture}, one warm spot at its centre
    A warm spot spreads from the centre
    W
    {hero} small in the frame, {wide} around, everything grey
    {hero} just as small, one note of colour round {them}
    Colour seeps out around {hero}`),
  act: ideas(`MF
    {hero} half in shadow, half in light
    {hero} three parts in light, the last shadow at the feet
    The shadow drains down {hero} toward the ground
    C
    {hero} as at first, edges hard
    {hero} with edges gone soft and luminous
    The hard edges of {hero} dissolve into light
    W
    {hero} {spot}, {wide} dim
    {hero} {spot}, {wide} lit by {them}
    Light spreads outward from {hero} into {place}
    E
    {texture}, closed
    {texture}, split, something bright in the gap
    The surface splits along a line`),
  trouble: ideas(`MC
    {hero} bright {spot}
    {hero} dimmed, a crack of dark down the middle
    The brightness stutters and goes
    W
    {hero} at the centre, light all round
    {hero} at the centre, dark all round
    The dark comes in from every side
    F
    {hero} upright
    {hero} folded in on {itself}
    {Hero} <fold> inward`),
  peak: ideas(`WF
    {hero} folded small in the dark
    {hero} at full height, light streaming off every edge
    {Hero} <rise> and light breaks off every edge
    C
    {hero} an outline
    {hero} solid, in full colour
    Colour fills the outline from the middle out
    XW
    {place} dark but for one point
    {place} bright from edge to edge, {hero} at its heart
    One point of light becomes all of it`),
  after: ideas(`W
    {hero} {spot}, new light on familiar {bare near}
    {hero} further in, everything round {them} changed
    {Hero} <move> through {place} as if for the first time
    C
    {hero} looking at {their} own reflection
    {hero} looking past it, at us
    {Hero} <look> up from the reflection`),
};
