import { type IdeaBook, ideas } from './types.ts';

/** A thing to be looked at: a product, a meal, a device, a relic. The hero is the thing. */
export const OBJECT: IdeaBook = {
  face: ideas(`CM
    {hero} sharp in the foreground, a face soft behind
    {hero} soft in the foreground, the face sharp behind, smiling
    Focus passes from {hero} to the face behind, which breaks into a smile
    M
    two people on either side of {hero}, eyes down
    two people laughing, {hero} between them
    Two people look up from {hero} and laugh
    C
    a face in half-light, turned to {hero}
    the face in full light, eyes wide, {hero} at the edge of the frame
    Light comes up over a face turned to {hero}`),
  enter: ideas(`MC
    {surface} with only the shadow of {hero} on it
    {hero} standing on {surface}, the shadow joined to it
    {Hero} <slide> in to meet its own shadow
    C
    {hero} as a black outline, one rim of light
    {hero} with the front face lit, the outline gone
    The light comes round from behind {hero}
    FM
    {near} in front of {hero}, both soft
    {hero} sharp and clear on {surface}, {near} gone
    {Near} <n:drift> out of the frame and {hero} <come> sharp`),
  detail: ideas(`E
    one edge of {hero}, everything past it soft
    one edge of {hero} end to end, a highlight resting halfway
    A highlight runs down the edge and rests
    E
    {texture} beside {hero}, both in shadow
    {texture} beside {hero}, light raking across both
    The light drops low and rakes across the two surfaces
    EC
    the top of {hero} seen straight down
    the side of {hero}, the top only a curve
    The view swings from the top of {hero} over to the side
    EC
    {hero} mirrored in a film of water
    {hero} mirrored in a film of water, rings spreading through it
    A drop falls and rings spread through the mirror`),
  begin: ideas(`M
    {surface} bare, {air} behind it
    {surface} with {hero} set exactly at its centre
    A hand sets {hero} down and leaves the frame
    W
    {wide}, {hero} too small to make out
    {wide} out of focus, {hero} plain in the foreground
    {Hero} <come> up into the foreground
    C
    a fold of cloth over {hero}, its shape showing through
    the cloth in a heap, {hero} bare beside it
    The cloth slides off {hero}`),
  act: ideas(`MC
    {hero} on {surface}, a hand just entering the frame
    {hero} held in that hand, a finger's width above {surface}
    The hand closes and lifts {hero} clear
    M
    {hero} turned a quarter away
    {hero} square to the lens
    {Hero} <turn> a quarter toward us
    WF
    someone's back between us and {hero}
    a person turned to us, {hero} in use, its front to us
    The person turns and brings {hero} round into view
    CE
    {hero} dry and still in a cold light
    {hero} with a warm light across it and a bead of moisture on its side
    The light warms and a single bead forms
    F
    {hero} alone on {surface} among empty space
    {hero} on {surface}, two people leaning in on either side
    Two people lean in from either side`),
  trouble: ideas(`W
    {wide}, crowded with identical grey shapes
    the crowd of shapes fallen out of focus, one clear space in the middle
    The grey shapes fall out of focus and a space opens
    M
    {hero} half hidden behind {near}
    {hero} quite alone, {near} out of the picture
    {Near} <n:move> aside
    C
    {hero} in darkness, only {air} to see
    {hero} still in darkness, a first glint on one edge
    A glint wakes on one edge`),
  peak: ideas(`C
    {hero} low in the frame, the space above it dark
    {hero} centred and raised, the space round it luminous
    {Hero} <rise> into a field of light
    E
    {hero} so close that it is only curve and shadow
    the curve resolved into the whole face of {hero}
    Curve and shadow resolve into {hero}
    W
    {hero} on {surface}, {wide} dark behind
    {hero} on {surface}, {wide} fully lit behind
    The room behind {hero} comes up to full light`),
  after: ideas(`M
    {hero} in someone's hands, both in soft focus
    {hero} set down between two people, steam and conversation around it
    {Hero} <come> to rest between two people
    W
    {hero} by {far}, someone walking toward it
    {hero} carried off, {far} open behind
    The person takes {hero} along and leaves by {far}`),
  ending: ideas(`MC
    {hero} off-centre on {surface}, {near} beside it
    {hero} alone in the exact centre, nothing else in the frame
    Everything but {hero} clears the frame
    W
    {hero} close, {far} soft behind
    {hero} small on {surface}, clean empty space on every side
    The space round {hero} grows until it is all there is
    C
    {hero} in full light
    {hero} as a clean dark shape on a bright ground
    The ground brightens behind until only the shape of {hero} is left`),
};

/** Something that moves by itself: a car, a balloon, a train, a ship. */
export const MOVER: IdeaBook = {
  enter: ideas(`WX
    {wide}, the frame empty of movement
    {wide}, {hero} coming in small at one side
    {Hero} <come> in at the edge of the frame
    C
    a part of {hero} so near that it fills the picture
    {hero} whole, a length away
    {Hero} <draw> away from us until all of it shows
    W
    {near} with only light behind it
    {near} with {hero} passing behind it
    {Hero} <pass> behind {near}`),
  detail: ideas(`E
    the surface of {hero}, dry and dull
    the surface of {hero}, streaked with light from {far}
    Reflections of {far} stream along the surface
    CE
    the shadow of {hero} on {texture}
    {texture} again, the shadow stretched long and thin
    The shadow stretches and slides across {texture}`),
  begin: ideas(`FM
    {hero} at rest {spot}
    {hero} just clear of the spot, dust hanging where it was
    {Hero} <start> and dust jumps up behind
    W
    {hero} pointing away from {far}
    {hero} pointing straight at {far}
    {Hero} <swing> round to face {far}`),
  act: ideas(`W
    {hero} at the left of the frame, {near} ahead of it
    {hero} at the right of the frame, {near} behind it
    {Hero} <cross> the frame past {near}
    X
    {hero} a speck low in the frame, {wide} above
    {hero} a speck high in the frame, {wide2} spread below
    {Hero} <climb> the whole height of the frame
    F
    {hero} from behind, {far} ahead
    {hero} from the side, {far} sweeping past
    We draw round beside {hero} at the same speed
    M
    {hero} leaning into a bend, {near} close by
    {hero} upright again on the straight, {near} gone
    {Hero} <lean>, <hold> and <straighten>`),
  trouble: ideas(`W
    {hero} in clear air, {far} visible
    {hero} in {air}, {far} lost
    The weather shuts in and {hero} <falter>
    C
    {hero} steady in the middle of the frame
    {hero} tilted hard to one side, low in the frame
    {Hero} <drop> and <tilt>`),
  face: ideas(`M
    a child at a window, nothing beyond the glass
    a child at a window, the shape of {hero} reflected across the glass
    The reflection of {hero} crosses the glass
    C
    a stranger looking down, hat brim hiding the eyes
    the stranger with head tipped back, the light of the sky in both eyes
    The stranger looks up to follow {hero}`),
  peak: ideas(`X
    {hero} below the horizon line, dark
    {hero} above the horizon line, full in the light
    {Hero} <break> the line of the horizon into the light
    W
    {hero} hemmed in by {near} and {wide}
    {hero} in the open, nothing round it but sky
    {Hero} <come> clear of everything`),
  after: ideas(`W
    {hero} slowing {spot}
    {hero} at rest {spot}, dust settled
    {Hero} <slow>, <stop> and <settle>`),
  ending: ideas(`X
    {hero} against {far}, still large
    {hero} a dot against {far}
    {Hero} <shrink> into the distance
    W
    {wide} with {hero} in it
    {wide} without it, only a faint trace across the frame
    {Hero} <leave> the frame and a faint trace hangs there`),
};

/** Weather, light, water, growing things. The hero is what the eye follows. */
export const NATURE: IdeaBook = {
  enter: ideas(`W
    {wide}, flat and colourless
    {wide} touched by {hero} along one side
    {Hero} <reach> into the frame from one side
    X
    {far} before anything has begun
    {far} with {hero} clear above it
    {Hero} <come> up over {far}
    M
    {near} dark against a dull ground
    {near} rimmed with light, {hero} behind it
    {Hero} <light> the edge of {near} from behind`),
  detail: ideas(`E
    {texture}, dry, shadowless
    {texture}, wet with light, every grain casting a shadow
    Low light draws a shadow behind every grain
    E
    one drop hanging from {near}
    {near} bare, rings opening in a dark surface below
    The drop falls
    C
    {surface}, half covered in shadow
    {surface}, the shadow gone to a thin line at the edge
    The shadow pulls back to the edge`),
  begin: ideas(`X
    {wide}, hushed, {air}
    {wide}, a first bright seam where {hero} will be
    A bright seam opens
    W
    {near} motionless
    {near} bent to one side, {hero} beyond
    The first breath of movement bends {near}`),
  act: ideas(`X
    {hero} low, {wide} in shade
    {hero} high, {wide2} in full colour
    Colour spreads outward under {hero}
    W
    {hero} at the left, {far} plain
    {hero} across the whole frame, {far} hidden
    {Hero} <roll> across from left to right
    M
    {near} sharp, {hero} a soft field behind
    {hero} sharp, {near} a soft dark line
    Focus slips past {near} to {hero}
    F
    {hero} gathered tight at the centre
    {hero} opened out to the edges of the frame
    {Hero} <open> outward
    C
    light lying still on {surface}
    light broken into pieces on {surface}
    The light breaks up and shivers`),
  face: ideas(`C
    a bird on {near}, head under its wing
    the bird awake, {hero} in its eye
    The bird lifts its head
    M
    a single figure far off, facing away
    the figure turned toward {hero}, one hand shading the eyes
    The figure turns and shades its eyes`),
  trouble: ideas(`X
    {hero} full and clear over {wide}
    {hero} cut in half by a bank of dark
    A bank of dark slides across {hero}
    W
    {wide} calm
    {wide} churned, {near} whipped flat
    The calm breaks`),
  peak: ideas(`X
    {far} dim, {hero} held back
    {far} blazing, {hero} at full strength over everything
    {Hero} <break> out at full strength
    W
    {hero} reflected whole in {surface}
    {hero} and its reflection run together into one bright field
    Reflection and sky run together`),
  after: ideas(`W
    {hero} thinning at the edges, {near} dripping
    {near} dry and still, {hero} a trace of colour
    The last of it thins out
    C
    {texture}, changed, still wet
    {texture}, dry at the edges
    The wet draws in from the edges`),
  ending: ideas(`X
    {hero} touching {far}
    {far} alone, an after-colour where {hero} was
    {Hero} <sink> past {far} and the colour stays
    W
    {wide} under {hero}, {near} in front
    {wide} in half-dark, {near} only an outline
    The light goes and {near} <n:become> an outline`),
};
