import { type IdeaBook, ideas } from './types.ts';

/** Pictures of somebody, whatever they do. */
export const ANYONE: IdeaBook = {
  establish: ideas(`XW
    {wide}, nobody in sight
    {wide}, and {hero} now a small shape {spot}
    {Hero} <come> into view {spot}, tiny against {far}
    XW
    {place} from above, {wide}
    {place} from eye level, {wide2} and, past it, {far}
    The ground rises to meet us and {far} <f:come> into the frame
    W
    {near} dark and large in front of {wide}
    {wide} and {wide2} in the open, {near} gone from the frame
    {Near} <n:slide> out of the way and the whole of {place} opens up
    XW
    {far} at the centre of an empty frame
    {far} held small at the edge, {hero} {spot} on the other side
    {Hero} <move> into the empty half of the frame
    W
    {wide}, {air}
    {wide} with the air cleared, {hero} {spot}
    The air clears by degrees and leaves {hero} standing in it
    XW
    a thin strip of {place} under a great deal of empty space, {wide}
    {wide2} filling two thirds of the frame, {hero} the one upright line in it
    {Hero} <cross> the bottom of the frame and <stop> {spot}`),
  enter: ideas(`FM partner
    {hero} {spot}, the other half of the frame empty
    {hero} and {partner} {spot}, the whole frame theirs
    {Partner} <p:come> into the empty half of the frame
    FM
    {hero} seen from behind {spot}, face hidden
    {hero} turned half toward us, face clear in the light
    {Hero} <turn> from {far} until the light finds {their} face
    WF
    nobody {spot}, {near} soft in the foreground
    {hero} {spot}, sharp between the soft shapes in front
    {Hero} <step> into the gap in the foreground and <stop>
    FW
    {hero} a silhouette against {far}
    {hero} clear of the backlight {spot}, every detail legible
    {Hero} <come> forward out of the backlight
    MC
    {near} in sharp focus, {hero} a blur behind
    {hero} in sharp focus {spot}, {near} now the blur
    Focus racks from {near} to {hero}
    WF
    {hero} small at one edge of the frame {spot}, {far} at the other
    {hero} at the centre of the frame, {far} straight behind
    {Hero} <cross> the frame and <stop> at its centre
    M
    {hero} in profile {spot}, eyes on {far}
    {hero} facing the lens, chin level, {far} out of focus behind
    {Hero} <look> away from {far} and straight at us`),
  detail: ideas(`EC object
    {object} on {surface}, its front in shadow
    {object} on {surface}, its front lit, {texture} out of focus behind
    The light comes round to the front of {object}
    EC
    {texture}, in a narrow band of focus
    {texture2}, the first detail gone soft behind it
    Focus slips from one detail to the next and settles
    EC hands
    {surface} bare under a raking light
    {surface} with {a tool} laid across it, its shadow long
    {A tool} <t:be> set down on {surface} and the shadow steadies
    CE
    {near} in shadow, {texture} just readable beneath
    {near} with a blade of light across it
    A blade of light crosses {near}
    CM
    {surface}, {air} behind it
    {surface} alone and clear, {texture} in the foreground
    The background empties and {texture} <x:come> up sharp
    EC hands
    {hero's} {hand} a finger's width above {texture}
    {hero's} {hand} pressed flat on {texture}, white at the edge
    {Hero's} {hand} closes the last small distance
    EC
    {texture} under flat light
    {texture} with one hard highlight along its edge
    The light swings round and picks out every ridge`),
  face: ideas(`CM partner
    {hero} sharp {spot}, {partner} a soft shape behind
    {hero} soft in the foreground, {partner} sharp behind
    Focus passes from {hero} to {partner}
    C
    {hero} with lowered eyes, half the face in shadow
    {hero} with eyes raised, the shadow slipped back to the ear
    {Hero} <raise> {their} eyes and the shadow withdraws
    EC
    {hero's} eyes wide, {far} held small in them
    {hero's} eyes narrowed to a line, the reflection gone
    {Hero's} eyes tighten until the reflection goes out
    C human
    {hero} in profile, mouth closed, {far} a soft glow beyond
    {hero} three-quarters to the lens, the first trace of a smile
    A smile starts at one corner of {hero's} mouth as {their} face comes round
    CM human
    {hero} looking past the lens, brow drawn
    {hero} with the brow smooth, lips parted, breath just let go
    {Hero} <let> out a long breath
    CM
    {hero} with head bowed {spot}
    {hero} with head high, looking at {far}
    {Hero} slowly <lift> {their} head toward {far}
    C
    one side of {hero's} face lit, the other lost in the dark
    both sides of {hero's} face lit, the dark pushed out of the frame
    {Hero} <turn> full into the light`),
  after: ideas(`WF partner
    {hero} alone {spot}
    {hero} and {partner} side by side {spot}
    {Partner} <p:come> to {hero's} side
    M object
    {hero} {spot}, {object} within reach
    {hero} a step away, {object} alone on {surface}
    {Hero} <leave> {object} on {surface} and <step> away
    M
    {hero} seated {spot}, shoulders down, {surface} cleared
    {hero} leaning back {spot}, face turned up to the light
    {Hero} <lean> back and <let> the light fall on {their} face
    WF
    {hero} {spot} among what is left of the day, {wide} around
    {hero} already at the edge of the frame, the floor clear behind
    {Hero} <move> out toward {far} without looking back`),
  ending: ideas(`WF
    {hero} {spot}, back to us, facing {far}
    {hero} a small shape in front of {far}, {wide} on either side
    {Hero} <stay> still while the frame opens all around
    WF
    {hero} {spot}, one last look over the shoulder
    nobody {spot}, only the light where {hero} stood
    {Hero} <leave> the frame and the light stays
    XW
    {hero} on the way toward {far}, {wide} behind
    {far} and {wide2}, {hero} no more than a point of colour
    {Hero} <grow> smaller with every step toward {far}
    CM object
    {object} on {surface}, {hero} out of focus behind
    {object} alone on {surface}, the space behind it empty
    {Hero} <withdraw> out of focus and {object} <o:keep> the light
    C human
    {hero} facing us, eyes bright, {far} soft behind
    {hero} with eyes closed, light on the face
    {Hero} <close> {their} eyes and <hold> still
    W
    {wide} with {hero} {spot}, {air}
    {wide} going dark from the edges in, {hero} the last thing lit
    The edges of the frame darken and only {hero} keeps the light`),
};
