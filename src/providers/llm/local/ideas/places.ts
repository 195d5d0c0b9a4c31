import { type IdeaBook, ideas } from './types.ts';

/** A room and what is left in it. Nobody has to be there. */
export const ROOM: IdeaBook = {
  enter: ideas(`W room
    the way into {place}, shut
    the way into {place}, open, {wide} beyond
    The way opens inward and the light goes in first
    M room
    {near} close, {place} a blur behind
    {place} sharp, {surface} at its centre, {near} gone soft
    Focus goes past {near} and finds {surface}`),
  detail: ideas(`E room
    {texture}, in shadow
    {texture2} beside it, both in low light
    The light widens to take in the second detail
    C room
    {surface} with {a tool} left on it
    {surface} with only a clean outline where {tool} lay
    {Tool} <t:be> lifted away, and the outline stays
    E room
    dust on {surface}, untouched
    dust on {surface}, one fingertip line through it
    A fingertip draws a line through the dust`),
  begin: ideas(`W room
    {wide}, curtains of shadow on both sides
    {wide} and {wide2}, the shadows drawn back
    The shadows draw back on both sides
    M room
    {surface} bare
    {surface} with two cups, one of them steaming
    Two cups are set down on {surface}`),
  act: ideas(`M room
    an empty chair beside {surface}
    a chair beside {surface}, a coat hung over it, still swinging
    A coat is hung up and swings
    W room
    {wide} in a long bar of light
    {wide2}, the bar of light swung across to it
    The bar of light swings from one side to the other
    C room
    {near} undisturbed
    {near} rocking, as if just let go
    Something brushes past and {near} <n:rock>
    F room
    a pair of shoes {spot}, laces tied
    the shoes {spot}, laces undone, a second smaller pair beside them
    A smaller pair is put down beside the first`),
  face: ideas(`C room
    an old photograph, its glass holding {far}
    an old photograph, the glass clear, two faces showing
    The reflection slides off and two faces show
    M room
    a mirror with only {wide} in it
    the mirror with a figure at its edge, face turned away
    A figure comes to the edge of the mirror`),
  trouble: ideas(`W room
    {wide}, every lamp lit
    {wide}, the lamps out, grey light from {far}
    The lamps go out one after another
    M room
    {surface} laid and ready
    {surface} cleared, one thing forgotten at its edge
    Hands clear {surface} and forget one thing`),
  peak: ideas(`W room
    {place} in half-dark, {air}
    {place} full of people and light, {surface} at the middle of it
    Light and people fill {place} all at once
    C room
    {surface} in plain daylight
    {surface} in a blaze of low sun, {texture} glowing
    Low sun finds {surface}`),
  after: ideas(`W room
    {place} with chairs pushed back, crumbs and light
    {place} in order, the last chair straight
    The last chair is put straight
    C room
    one cup, half full, steam rising
    the cup empty, a ring of light in the bottom
    The steam thins and is gone`),
  ending: ideas(`W room
    {wide} from inside {place}
    {place} seen from outside through {far}, small and lit
    We withdraw until {place} is one lit shape
    X room
    {place} with the light on
    {place} with the light off, {far} behind it
    The light goes off`),
};

/** An idea, explained or felt, through things that can be filmed. */
export const TOPIC: IdeaBook = {
  enter: ideas(`M
    {surface} with a single plain wooden block on it
    {surface} with a small model of {hero} built of such blocks
    Hands build a small model, block by block
    W
    a person {spot} with an empty sheet of paper
    a person {spot}, a sheet of paper held up, one drawn circle on it
    The person draws one circle and holds it up
    C
    an eye reflecting {far}
    an eye with one bright point in it
    The reflection gathers into a point`),
  detail: ideas(`E
    {texture}, magnified until it is a landscape
    a deeper layer of it, finer lines branching from the first
    Finer lines branch out as we sink closer
    E
    a drop of ink above clear water
    the ink unrolled in the water like smoke
    The drop touches the water and unrolls
    C
    two glass beads apart on {surface}
    the beads touching, one shadow between them
    The beads roll together`),
  begin: ideas(`M
    {surface}, a row of objects in a line, the first upright
    the whole row tipped over, the last still leaning
    The first tips and the rest go over in turn
    W
    {wide}, one person standing still in it
    {wide}, threads of light from that person to {far}
    Threads of light run out from one person to {far}
    C
    a closed hand
    the hand open, a seed on the palm
    The hand opens`),
  act: ideas(`M
    a cutaway model of {hero} {spot}, its inside dark
    a cutaway model of {hero} {spot}, a warm light along its inside
    Light threads through the inside of the model
    W
    a chalk circle on the ground at the centre of {place}
    the circle with six smaller ones round it, people standing in them
    People step in and six smaller circles join the first
    C
    a balance with one pan down
    the balance level, both pans trembling
    The pans come level
    F
    a person with arms full of loose paper
    a person with one clean stack of paper, {far} behind
    Loose sheets come together in one stack
    E
    a clear tube, empty
    the tube half full, bubbles climbing its side
    Bubbles climb the tube as it fills`),
  face: ideas(`C
    a child frowning at something below the frame
    the child looking up, mouth open, lit from below
    Light comes up and the child looks up
    M
    an old teacher {spot}, one finger raised
    the finger lowered, pointing at {surface}
    The teacher lowers a finger and points`),
  trouble: ideas(`M
    the model of {hero} standing complete
    the model with a gap in its middle, one piece on the floor
    One piece drops out
    W
    people in a ring, every face lit
    the ring broken at one place, the faces there dark
    The ring breaks and the light fails there`),
  peak: ideas(`W
    {place} dark, a single lit point for {hero} at the centre
    the point branched into a net of light across {place}
    The point branches into a net of light
    C
    scattered pieces on {surface}
    the pieces joined, the whole of {hero} plain to see
    The pieces find their places
    X
    one person and one light in the frame, {wide} around
    hundreds of lights in the frame, {wide} around, the first still brightest
    Light passes from the first person to everyone`),
  after: ideas(`M
    hands holding the finished model of {hero}
    a smaller pair of hands holding it
    The model passes into smaller hands
    W
    {surface} in use, papers and tools across it
    {surface} clear but for the seed, sprouted
    The clutter clears and the seed is seen to have sprouted`),
  ending: ideas(`W
    the model of {hero} on {surface}, {far} behind
    {far}, the same shape repeated in it on the scale of the land
    The shape of the model repeats in the land beyond
    X
    a person and a shadow {spot}
    the person walked on, the shadow of {hero} left on the ground
    The person walks on`),
};
