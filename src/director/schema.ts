import { CameraMoveSchema, ShotSizeSchema, TransitionTypeSchema } from '../types/film.ts';

type JsonSchema = { [key: string]: string | boolean | readonly (string | JsonSchema)[] | JsonSchema };

const text = (description: string): JsonSchema => ({ type: 'string', description });
const word = (values: readonly string[], description: string): JsonSchema => ({
  type: 'string',
  enum: values,
  description,
});
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: JsonSchema, description: string): JsonSchema => ({ type: 'array', description, items });

/** A closed object whose every property is required, as all vendors' structured output accepts it. */
function record(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

const shot = record({
  id: { type: 'integer', description: 'Whole number from 1, unique in the whole film, not only in its scene.' },
  duration: { type: 'number', description: 'Seconds, from 5 to 10, one of shotSeconds of the brief.' },
  startPrompt: text('What the first frame shows: one instant, no motion. At most 4000 characters.'),
  endPrompt: text('What the last frame shows: one instant, no motion. At most 4000 characters.'),
  motionPrompt: text('What changes between the two frames: one action. At most 4000 characters.'),
  cameraMove: word(CameraMoveSchema.options, 'The one camera move of the shot.'),
  shotSize: word(ShotSizeSchema.options, 'How much of the subject the first frame holds.'),
  lighting: text('Source, direction and quality of the light. At most 500 characters.'),
  colorPalette: orNull(text('Colours where they depart from the look of the film, else null. At most 500 characters.')),
  transitionIn: orNull(word(TransitionTypeSchema.options, 'Only for the first shot of the film, else null.')),
  transitionOut: orNull(word(TransitionTypeSchema.options, 'How this shot gives way to the next; null is a cut.')),
  continuesPrevious: {
    type: 'boolean',
    description: 'True when this shot goes on from the last frame of the one before.',
  },
});

const scene = record({
  id: { type: 'integer', description: 'Whole number from 1, unique among the scenes.' },
  name: text('A few words. At most 200 characters.'),
  description: text('What happens and why it matters. At most 4000 characters.'),
  mood: text('The emotional tone. At most 500 characters.'),
  shots: list(shot, 'At least one shot, in film order.'),
});

/**
 * A direction as JSON schema, in the subset every vendor's structured output takes: closed objects, everything
 * required, null where a value is optional, bounds in words only. Bounds are checked when the answer is parsed.
 */
export const directionJsonSchema = record({
  title: text('The title of the film. At most 200 characters.'),
  narrative: text('The story in a few sentences. At most 4000 characters.'),
  look: record({
    palette: text('The colours of the whole film. At most 500 characters.'),
    lens: text('Lens, depth of field and grain. At most 500 characters.'),
    style: text('Medium and manner, such as live action on 35 mm film. At most 500 characters.'),
  }),
  cast: list(
    record({
      name: text('The name the prompts use. At most 100 characters.'),
      description: text(
        'What never changes to the eye: age, build, face, hair, clothes, materials. At most 1000 characters.',
      ),
    }),
    'Everyone and everything that recurs, at most 30; empty when nothing does.',
  ),
  scenes: list(scene, 'At least one scene, in film order.'),
});
