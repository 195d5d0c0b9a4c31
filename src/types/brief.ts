import * as z from 'zod';
import { AspectRatioSchema, FrameRateSchema, VideoStyleSchema } from './film.ts';
import {
  ConceptSchema,
  DirectorConstraintsSchema,
  LanguageSchema,
  SeedSchema,
  TargetDurationSchema,
} from './project.ts';

/**
 * The director's order as it stands in the user message, as JSON between {@link BRIEF_OPEN} and {@link BRIEF_CLOSE}.
 * Every model reads the same message; the built-in local director reads this block and nothing else.
 */
export const DirectorBriefSchema = z.object({
  task: z.enum(['direct', 'refine', 'repair']),
  concept: ConceptSchema,
  style: VideoStyleSchema,
  targetDuration: TargetDurationSchema,
  aspectRatio: AspectRatioSchema,
  frameRate: FrameRateSchema,
  seed: SeedSchema,
  constraints: DirectorConstraintsSchema,
  /** Seconds the chosen video model can make. */
  shotSeconds: z.array(z.number()).min(1),
  /** Whether the chosen video model takes a last frame. Absent: not known. */
  endFrame: z.boolean().optional(),
  /** Whether its clips come with sound. Absent: not known. */
  sound: z.boolean().optional(),
  /** What title, narrative, scene names and scene descriptions are written in. Absent: the concept's own language. */
  language: LanguageSchema.optional(),
  /** What everything that goes into prompts is written in. Absent: `en`. */
  promptLanguage: LanguageSchema.optional(),
  /** `refine`: what the user said. */
  feedback: z.string().max(10_000).optional(),
  /** `refine`: the one shot it concerns; others must stay as they are. */
  shotId: z.int().optional(),
  /** `refine` and `repair`: the plan as it stands, as sent by whoever wrote it. */
  direction: z.unknown().optional(),
});
export type DirectorBrief = z.infer<typeof DirectorBriefSchema>;

export const BRIEF_OPEN = '<brief>';
export const BRIEF_CLOSE = '</brief>';
