import * as z from 'zod';
import {
  AspectRatioSchema,
  CameraMoveSchema,
  FrameRateSchema,
  ResolutionSchema,
  ShotSizeSchema,
  TransitionTypeSchema,
  VideoStyleSchema,
} from './film.ts';
import { SafeProjectConfigSchema } from './providers.ts';

/** Shortest and longest a single shot may be, in seconds. */
export const SHOT_SECONDS = { min: 5, max: 10 } as const;
/** Shortest and longest film that can be asked for, in seconds. */
export const FILM_SECONDS = { min: 5, max: 3600 } as const;
/** How far a film may miss its target, in seconds. */
export const FILM_TOLERANCE_SECONDS = 5;

const PromptSchema = z.string().trim().min(1).max(4000);

/** One shot: one camera set-up, one action, one clip. */
export const DirectedShotSchema = z.object({
  /** Unique in the whole direction, from 1, and kept for life: an edited shot keeps its id. */
  id: z.int().min(1).max(100_000),
  /** Seconds, 5–10. */
  duration: z.number().min(SHOT_SECONDS.min).max(SHOT_SECONDS.max),
  /** What the first frame shows: one instant, no motion. */
  startPrompt: PromptSchema,
  /** What the last frame shows: one instant, no motion. */
  endPrompt: PromptSchema,
  /** What changes between the two. */
  motionPrompt: PromptSchema,
  cameraMove: CameraMoveSchema,
  shotSize: ShotSizeSchema.default('medium'),
  lighting: z.string().trim().min(1).max(500),
  colorPalette: z.string().trim().min(1).max(500).optional(),
  /** Counts only where the earlier shot's `transitionOut` is absent or a cut. */
  transitionIn: TransitionTypeSchema.optional(),
  transitionOut: TransitionTypeSchema.optional(),
  /** The take goes on from the shot before: its end keyframe is this shot's start keyframe, one image, one price. */
  continuesPrevious: z.boolean().default(false),
});
export type DirectedShot = z.infer<typeof DirectedShotSchema>;

/** Shots that belong together in place, time and tone. */
export const DirectedSceneSchema = z.object({
  id: z.int().min(1).max(100_000),
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().min(1).max(4000),
  mood: z.string().trim().min(1).max(500),
  shots: z.array(DirectedShotSchema).min(1).max(200),
});
export type DirectedScene = z.infer<typeof DirectedSceneSchema>;

/** What the whole film has in common to the eye; carried into every prompt. */
export const LookSchema = z.object({
  palette: z.string().trim().max(500),
  lens: z.string().trim().max(500),
  style: z.string().trim().max(500),
});
export type Look = z.infer<typeof LookSchema>;

/** Someone or something that recurs and must look the same each time. */
export const CastMemberSchema = z.object({
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().min(1).max(1000),
});
export type CastMember = z.infer<typeof CastMemberSchema>;

/** Most pictures that may be given of one member of the cast. */
export const MOST_CAST_PICTURES = 4;
/** Pictures that a person gave of a member of the cast. */
export const CastReferenceSchema = z.object({
  /** As the direction calls it; with or without its article, in any case. */
  name: CastMemberSchema.shape.name,
  /** R2 keys, oldest first; also the paths under `/api/media/`. */
  keys: z.array(z.string()).min(1).max(MOST_CAST_PICTURES),
});
export type CastReference = z.infer<typeof CastReferenceSchema>;

const MoneySchema = z.number().min(0);

/** One line of an estimate: what is bought, how much of it, and how sure the price is. */
export const CostLineSchema = z.object({
  role: z.enum(['llm', 'image', 'video', 'compile']),
  provider: z.string(),
  model: z.string().optional(),
  /** The shot this line pays for; absent for lines of the whole film. */
  shotId: z.int().optional(),
  quantity: z.number().min(0),
  unit: z.string(),
  /** US dollars; null when the price is not known, which is never the same as free. */
  costUsd: MoneySchema.nullable(),
  /** `exact` when billed by this very quantity at a listed price, else `estimated`. */
  basis: z.enum(['exact', 'estimated']),
  /** Day the price was read, `YYYY-MM-DD`; absent where there is no price. */
  priceDate: z.iso.date().optional(),
});
export type CostLine = z.infer<typeof CostLineSchema>;

/** What a direction will cost, in US dollars. */
export const CostEstimateSchema = z.object({
  llm: MoneySchema,
  images: MoneySchema,
  videos: MoneySchema,
  compile: MoneySchema,
  /** Sum of the known prices. When `unknown` is not empty the film costs more than this. */
  total: MoneySchema,
  breakdown: z.object({
    imageCount: z.int().min(0),
    videoCount: z.int().min(0),
    /** Film seconds after overlaps. */
    totalDuration: z.number().min(0),
  }),
  lines: z.array(CostLineSchema),
  /**
   * What making some pictures and clips again is likely to cost: this share of all of them. Part of no line and no sum;
   * absent in estimates of earlier versions.
   */
  retryAllowance: z.object({ share: z.number().min(0), costUsd: MoneySchema }).optional(),
  /** Roles with at least one line whose price is not known. */
  unknown: z.array(z.enum(['llm', 'image', 'video', 'compile'])),
});
export type CostEstimate = z.infer<typeof CostEstimateSchema>;

/** Something the plan asks for that the chosen model or a bound does not allow, said before money is spent. */
export const NoticeSchema = z.object({
  /** A stable word for the kind of notice, such as `end_frame_unsupported`. */
  code: z.string(),
  message: z.string(),
  shotId: z.int().optional(),
});
export type Notice = z.infer<typeof NoticeSchema>;

/** The director's plan. */
export const VideoDirectionSchema = z.object({
  title: z.string().trim().min(1).max(200),
  narrative: z.string().trim().min(1).max(4000),
  /** Film seconds after overlaps. */
  totalDuration: z.number().min(0),
  scenes: z.array(DirectedSceneSchema).min(1).max(200),
  look: LookSchema.optional(),
  cast: z.array(CastMemberSchema).max(30).default([]),
  estimatedCost: CostEstimateSchema,
  /** Who wrote it, for example `local director (rule-based)` or a model's name. */
  directedBy: z.string().max(200).optional(),
  /** What was repaired or cannot be done as asked. */
  notices: z.array(NoticeSchema).default([]),
});
export type VideoDirection = z.infer<typeof VideoDirectionSchema>;

/** What the user rules in and out. */
export const DirectorConstraintsSchema = z.strictObject({
  maxScenes: z.int().min(1).max(100).optional(),
  maxShotsPerScene: z.int().min(1).max(100).optional(),
  mustInclude: z.array(z.string().trim().min(1).max(200)).max(20).optional(),
  avoid: z.array(z.string().trim().min(1).max(200)).max(20).optional(),
});
export type DirectorConstraints = z.infer<typeof DirectorConstraintsSchema>;

/** The longest film that `constraints` leave room for, in seconds; infinite when they set no limit. */
export function longestFilmSeconds(constraints: DirectorConstraints | undefined): number {
  const { maxScenes, maxShotsPerScene } = constraints ?? {};
  if (maxScenes === undefined || maxShotsPerScene === undefined) return Number.POSITIVE_INFINITY;
  return maxScenes * maxShotsPerScene * SHOT_SECONDS.max;
}

/** The user's idea, in any language. */
export const ConceptSchema = z.string().trim().min(1, 'must say what the film is about').max(10_000);
/** Film length asked for, in seconds. */
export const TargetDurationSchema = z.number().min(FILM_SECONDS.min).max(FILM_SECONDS.max);
/** A language by its BCP 47 tag, such as `de` or `pt-BR`. */
export const LanguageSchema = z
  .string()
  .trim()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as "en", "de" or "pt-BR"');
/** Whole number from which everything the local providers do follows. */
export const SeedSchema = z.int().min(0).max(0xffff_ffff);

const directorInput = z.strictObject({
  concept: ConceptSchema,
  style: VideoStyleSchema.optional(),
  targetDuration: TargetDurationSchema,
  aspectRatio: AspectRatioSchema,
  constraints: DirectorConstraintsSchema.optional(),
  /** Frames per second the film's time is counted in. Default 24. */
  frameRate: FrameRateSchema.default(24),
  seed: SeedSchema.default(0),
  /** What title, story and scenes are told in. Default: the concept's own language. */
  language: LanguageSchema.optional(),
  /** What prompts for image and video models are written in. Default `en`, which these models know best. */
  promptLanguage: LanguageSchema.optional(),
});

/** Adds an issue where the constraints leave no room for the film that is asked for. */
export function checkConstraints(
  input: { targetDuration: number; constraints?: DirectorConstraints | undefined },
  context: z.RefinementCtx,
): void {
  const { constraints, targetDuration } = input;
  const longest = longestFilmSeconds(constraints);
  if (longest < targetDuration - FILM_TOLERANCE_SECONDS) {
    context.addIssue({
      code: 'custom',
      path: ['constraints'],
      message:
        `${constraints?.maxScenes} scene(s) of at most ${constraints?.maxShotsPerScene} shot(s) last ${longest} s at most, ` +
        `too short for ${targetDuration} s; allow more scenes or shots, or ask for a shorter film`,
    });
  }
  const avoided = new Set(constraints?.avoid?.map((word) => word.toLowerCase()));
  constraints?.mustInclude?.forEach((word, index) => {
    if (avoided.has(word.toLowerCase())) {
      context.addIssue({
        code: 'custom',
        path: ['constraints', 'mustInclude', index],
        message: `"${word}" is also in avoid; keep it in one of the two`,
      });
    }
  });
}

/** What the director is asked for. */
export const DirectorInputSchema = directorInput.superRefine(checkConstraints);
export type DirectorInput = z.infer<typeof DirectorInputSchema>;

/** A film in the making. Keys are stored apart, sealed, and are no part of it. */
export const ProjectSchema = z.object({
  id: z.string(),
  name: z.string(),
  concept: ConceptSchema,
  style: VideoStyleSchema.optional(),
  /** Seconds. */
  targetDuration: TargetDurationSchema,
  aspectRatio: AspectRatioSchema,
  resolution: ResolutionSchema,
  frameRate: FrameRateSchema,
  seed: SeedSchema,
  language: LanguageSchema.optional(),
  promptLanguage: LanguageSchema.optional(),
  constraints: DirectorConstraintsSchema.optional(),
  /** Hard cap on everything this project may ever spend, in US dollars; absent means no paid call is ever limited by it. */
  budgetUsd: z.number().min(0).max(1_000_000).optional(),
  config: SafeProjectConfigSchema,
  /** Stop each job after its keyframes until they are approved. */
  reviewKeyframes: z.boolean().default(false),
  /** Pictures that image models draw the cast after. They outlive any direction. */
  castReferences: z.array(CastReferenceSchema).max(30).default([]),
  direction: VideoDirectionSchema.optional(),
  /** Counts up with every new or changed direction; 0 before the first. */
  directionVersion: z.int().min(0),
  /** The version that was approved, while it is. */
  approvedVersion: z.int().optional(),
  /** The latest generation job. */
  jobId: z.string().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Project = z.infer<typeof ProjectSchema>;

/** All shots of a direction in film order. */
export function allShots(direction: Pick<VideoDirection, 'scenes'>): DirectedShot[] {
  return direction.scenes.flatMap((scene) => scene.shots);
}
