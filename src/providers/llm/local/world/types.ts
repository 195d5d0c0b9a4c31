/** What a thing is, as far as it changes how it is filmed. */
export type Kind =
  | 'person'
  | 'animal'
  | 'robot'
  | 'creature'
  | 'vehicle'
  | 'object'
  | 'food'
  | 'plant'
  | 'nature'
  | 'place'
  | 'idea';

/** One setting with everything a shot can point the camera at. Phrases carry their own article. */
export interface Place {
  /** The word it is known by, `forge`. */
  key: string;
  /** How prompts name it, `the forge`. */
  name: string;
  interior: boolean;
  /** Where somebody can be: `beside the anvil`. */
  spots: readonly string[];
  /** What things rest on. */
  surfaces: readonly string[];
  /** What the eye goes to in the depth. */
  far: readonly string[];
  /** What can stand out of focus in front. */
  near: readonly string[];
  /** What a wide shot shows of it. */
  wide: readonly string[];
  /** What a detail shot shows of it. */
  textures: readonly string[];
  /** What is in the air: as seen, and as it moves. */
  air: readonly (readonly [string, string])[];
  /** A light of its own; empty when it has none. */
  lamp: string;
  colours: readonly string[];
  /** What hands would hold here. */
  tool: string;
  /** Where a film that outgrows this place goes on. */
  next: readonly string[];
}

/** Someone's trade: what they wear, hold, and where they are. */
export interface Trade {
  outfit: readonly string[];
  tool: string;
  place: string;
}
