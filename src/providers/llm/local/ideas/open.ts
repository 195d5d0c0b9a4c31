import { type IdeaBook, ideas } from './types.ts';

/** A place under the sky or under water, and what passes through it. */
export const OPEN_PLACE: IdeaBook = {
  enter: ideas(`WX town
    {wide}, every window dark
    {wide}, windows lit from end to end
    Windows light up one after another
    WM open
    {near} close and dark, the rest of the frame a blur
    {near} at the edge of the frame, {wide} sharp beyond
    Focus leaves {near} and everything behind comes up sharp
    XW open
    {far} in a flat even light
    {far} with one long bar of light across it
    A bar of light travels across {far}`),
  detail: ideas(`E
    {texture}, in shadow
    {texture2} beside it, both in low light
    The light widens to take in the second detail
    C town
    {surface}, wet and empty
    {surface} with a folded newspaper on it
    Someone leaves a folded newspaper and is gone
    CE land
    {near}, a small bird on it
    {near}, bare, bent to one side
    The bird takes off and {near} <n:sway>
    EC water
    {texture}, nothing near it
    {texture}, a small striped fish just above
    A small fish comes in and hangs there
    E open
    {texture}, dull
    {texture}, one bright highlight along its edge
    A highlight wakes along the edge`),
  begin: ideas(`W town
    {wide}, empty
    {wide}, three people far apart in it
    Three people come in from different sides
    M water
    {surface} with nothing near it
    {surface} with a shoal of small fish above it
    A shoal pours out of the blue and settles over {surface}
    MC land
    {surface} in shade
    {surface} half in sunlight
    The shade draws off {surface}
    WF town
    a small food cart {spot}, its shutter down
    a small food cart with its shutter up, steam and warm light round it
    The shutter goes up and steam rolls out`),
  act: ideas(`WF town
    {wide}, a dense crowd in the lower half of the frame
    {wide}, one person under an umbrella where the crowd was
    The crowd thins until one person is left
    CM town
    hands round a paper cup, {far} blurred behind
    hands round a paper cup out of focus, {far} sharp behind
    Focus slips from the hands to {far}
    W town
    {wide}, headlamps in a broken line
    {wide}, the headlamps one unbroken ribbon of light
    Traffic runs until its lamps join into a ribbon
    W land
    {wide} under broken cloud
    {wide} with one bright patch of sun at its centre
    A patch of sun slides into the middle of the land
    XW land
    {far}, a flock of birds low over it
    {far}, the flock high and scattered
    The flock climbs and scatters
    MF land
    fresh animal tracks {spot}
    the tracks brimming with water, the sky in each of them
    Water seeps up into the tracks
    WF water
    {wide}, one fish at the left edge
    {wide}, a whole shoal broadside at the centre
    A shoal pours in behind the first fish and turns as one
    F water
    a diver {spot}, a hand lamp pointed down
    a diver {spot}, the lamp beam on {surface}, colours bright inside it
    The beam swings over to {surface}
    MC water
    {near}, folded
    {near}, spread wide, fine threads in the current
    {Near} <n:spread> into the current
    XW town
    {far} at the end of an empty line of sight
    {far} with a single figure walking toward it
    A figure comes into the line of sight and walks away from us`),
  face: ideas(`C town
    a face behind a rain-flecked window, {far} reflected across it
    a face behind a window, eyes raised, the reflection gone
    The eyes come up and the reflection slides away
    M land
    a lone walker {spot}, back to us
    the walker turned to us, one hand shading the eyes
    The walker turns and shades both eyes
    C water
    a turtle's eye, half closed
    the eye open, {far} small in it
    The eye opens
    CM town
    a stranger with head bowed over a lit phone
    the stranger looking up, the light of {place} on the face
    The stranger looks up from the phone`),
  trouble: ideas(`W open
    {wide}, clear to the edges
    {wide}, its far half lost in shadow
    Shadow comes across from {far}
    M town
    {surface} with a forgotten glove on it
    {surface} bare, the glove on the ground below
    The glove slips off
    WX water
    {wide} in full colour
    {wide} bleached pale, one patch of colour left at the centre
    Colour drains from the edges inward
    C land
    {near}, green and upright
    {near}, dry and bent to the ground
    {Near} <n:dry> out and bend`),
  peak: ideas(`XW town
    {wide}, dark but for one window
    {wide}, lit to the last window
    Light runs through {place} window by window
    XW land
    {wide} in cold shade
    {wide} in full sun, {far} a dark line
    The light breaks over {far} and floods the land
    W water
    {surface}, a single point of colour on it
    {surface} crowded with colour, fish in every gap
    Colour spreads from one point over the whole of {surface}
    WF open
    {far} in shadow
    {far} in a blaze of light
    A blaze of light finds {far}`),
  after: ideas(`W town
    {wide}, the last three people far apart
    {wide}, nobody, one light left burning
    The last people go and one light stays
    W land
    {wide}, long shadows pointing at us
    {wide}, the shadows gone, {near} an outline
    The shadows reach us and dissolve
    CE water
    {texture}, a cloud of sand hanging over it
    {texture}, clear and still
    The sand sinks`),
  ending: ideas(`X land
    {place} filling the frame, {wide}
    {place} a thin strip under an empty sky
    {Place} sinks to a thin strip under the sky
    XW town
    {wide}, lights in every window
    {wide}, one light left in all of it
    The lights go out until one is left
    WX water
    a diver {spot}, fins down
    the diver a small dark shape against {far}
    The diver rises toward {far}`),
};
