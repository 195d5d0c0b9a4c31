import { type IdeaBook, ideas } from './types.ts';

/** Pictures of an animal, whatever it does. */
export const ANIMAL: IdeaBook = {
  enter: ideas(`WF
    {wide}, nothing stirring
    {wide}, {hero} come into view {spot}
    {Hero} <come> into view {spot}
    M
    {hero} from behind {spot}, {far} beyond
    {hero} turned to us, {far} out of focus
    {Hero} <turn> round to us
    CM
    {near} close, {hero} only a shape behind it
    {hero} clear beside {near}, eyes bright
    {Hero} <come> out from behind {near}
    F
    {hero} dark against {far}
    {hero} in full light {spot}, {far} pale behind
    {Hero} <come> forward into the light`),
  begin: ideas(`FM legs
    {hero} asleep {spot}
    {hero} awake {spot}, head up, eyes on {far}
    {Hero} <wake> and <raise> {their} head
    CM
    {hero} with head low {spot}
    {hero} with head raised toward {far}
    {Hero} <raise> {their} head toward {far}
    WF
    {near} with nothing behind it
    {near} with {hero} looking out from behind it
    {Hero} <look> out from behind {near}`),
  act: ideas(`WF
    {hero} at the left of the frame, {far} ahead
    {hero} at the right of the frame, {far} close
    {Hero} <cross> the frame toward {far}
    M verb
    {hero} {spot}, {acting}
    {hero} {spot2}, still {acting}, {near} between us
    {Hero} <go> on {acting} and <pass> behind {near}
    C
    {hero} in profile, eyes on {far}
    {hero} looking straight at us, the light in both eyes
    {Hero} <turn> and <look> straight at us
    XW
    {hero} a small dark shape low in the frame, {wide} above
    {hero} near the top of the frame, {wide2} below
    {Hero} <travel> up through the frame
    FM object
    {hero} a length away from {object}
    {hero} beside {object}, head bent to it
    {Hero} <come> up to {object} and <bend> {their} head to it
    FW partner
    {hero} and {partner} at opposite edges of the frame
    {hero} and {partner} side by side {spot}
    {Hero} and {partner} close the distance
    MF
    {hero} half hidden by {near}
    {hero} clear of {near}, {wide} behind
    {Hero} <slip> past {near}`),
  detail: ideas(`E
    {hero's} eye, half closed
    {hero's} eye wide open, {far} small in it
    The eye opens wide
    EC
    {texture}, nothing on it
    {texture}, the shadow of {hero} across it
    The shadow of {hero} slides across
    E legs
    {hero's} {hand} lifted just clear of the ground
    {hero's} {hand} pressed into {texture}
    {Hero's} {hand} comes down without a sound`),
  face: ideas(`C
    {hero} with eyes half closed
    {hero} with eyes wide, the light in them
    {Hero} <open> {their} eyes wide
    C
    {hero} in shadow but for the eyes
    {hero} in full light, every mark clear
    The light comes up over {hero}
    CM
    {hero} looking down
    {hero} looking up at {far}
    {Hero} <look> up at {far}`),
  trouble: ideas(`WF
    {hero} {spot}, the way ahead open
    {hero} {spot}, the way ahead closed by {near}
    {Hero} <stop> short before {near}
    MC
    {hero} alert, head high
    {hero} pressed low {spot}, eyes wide
    {Hero} <drop> low and <freeze>
    XW
    {hero} small in the frame, {wide} around, evenly lit
    {hero} in the last patch of light, {wide2} dark around it
    The light shrinks to a patch around {hero}`),
  peak: ideas(`FM legs
    {hero} low {spot}, gathered tight
    {hero} in mid-air, stretched to full length
    {Hero} <leap>
    WF
    {far} dim, {hero} dark in front of it
    {far} bright, {hero} rimmed with light
    Light comes up behind {hero}
    CM
    {hero} with eyes on {far}, face in shadow
    {hero} with the light of {far} full on the face
    The light of {far} reaches {hero}`),
  after: ideas(`M legs
    {hero} {spot}, head high
    {hero} lying down {spot}, eyes closed
    {Hero} <lie> down and <close> {their} eyes
    WF
    {hero} {spot}, looking back at us
    {hero} close to {far}, facing away
    {Hero} <turn> and <go> toward {far}`),
  ending: ideas(`WF
    {hero} {spot}, facing {far}
    {hero} a small shape before {far}, {wide} around
    {Hero} <go> on toward {far}
    XW
    {hero} in the open, {wide} behind
    {wide2}, {hero} a point of colour near {far}
    {Hero} <grow> smaller on the way to {far}
    CM
    {hero} looking at us {spot}
    {hero} with eyes closed, light on the face
    {Hero} <close> {their} eyes`),
};
