/** What a shot is for in its film. */
export type Intent =
  | 'establish'
  | 'enter'
  | 'detail'
  | 'face'
  | 'begin'
  | 'act'
  | 'trouble'
  | 'peak'
  | 'after'
  | 'ending';

/** What an idea takes for granted. */
export type Need =
  /** Something is acted upon. */
  | 'object'
  /** The hero can hold things. */
  | 'hands'
  /** The hero is human. */
  | 'human'
  /** Someone else is there. */
  | 'partner'
  /** The action has a verb of the concept's own. */
  | 'verb'
  /** Something is forged, carved or built. */
  | 'craft'
  /** Something is written, drawn or painted. */
  | 'page'
  /** The hero is an animal on paws or hooves. */
  | 'legs'
  /** Four walls. */
  | 'room'
  /** Streets and windows. */
  | 'town'
  /** Ground under an open sky, without streets. */
  | 'land'
  /** Under the surface of the sea. */
  | 'water'
  /** Anything but a room. */
  | 'open';

/**
 * A picture that changes into another: what the first frame shows, what the last one shows, and what happens between.
 * Words in braces are filled from the scene, `<lift>` agrees with the hero, `<o:lift>` with the object.
 */
export interface Idea {
  /** Shot sizes it can be framed in, as letters: X extreme wide, W wide, F full, M medium, C close-up, E extreme close-up. */
  sizes: string;
  start: string;
  end: string;
  motion: string;
  needs: readonly Need[];
}

/** Ideas by what they are for. */
export type IdeaBook = Partial<Record<Intent, readonly Idea[]>>;

/** Reads ideas from text: `sizes needs…`, start, end and motion, one line each. */
export function ideas(text: string): Idea[] {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const result: Idea[] = [];
  for (let index = 0; index + 3 < lines.length; index += 4) {
    const [head, start, end, motion] = lines.slice(index, index + 4) as [string, string, string, string];
    const [sizes, ...needs] = head.split(' ') as [string, ...Need[]];
    result.push({ sizes, start, end, motion, needs });
  }
  return result;
}
