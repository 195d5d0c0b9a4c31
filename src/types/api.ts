import * as z from 'zod';
import { ERROR_CODES } from './errors.ts';
import { AspectRatioSchema, FilmFormatSchema, FrameRateSchema, ResolutionSchema, VideoStyleSchema } from './film.ts';
import { JobCostTrackingSchema, JobStateSchema, MediaSchema, StoredErrorSchema } from './job.ts';
import {
  ConceptSchema,
  CostEstimateSchema,
  checkConstraints,
  DirectedShotSchema,
  DirectorConstraintsSchema,
  LanguageSchema,
  NoticeSchema,
  ProjectSchema,
  SeedSchema,
  TargetDurationSchema,
} from './project.ts';
import { KeyCheckSchema, ProjectConfigSchema } from './providers.ts';

/** Most bytes a request body may have. */
export const MAX_BODY_BYTES = 1_000_000;

const BudgetSchema = z.number().min(0).max(1_000_000);

/** Body of `POST /api/projects`. */
export const CreateProjectSchema = z
  .strictObject({
    /** Default: the beginning of the concept. */
    name: z.string().trim().min(1).max(200).optional(),
    concept: ConceptSchema,
    style: VideoStyleSchema.optional(),
    targetDuration: TargetDurationSchema.default(60),
    aspectRatio: AspectRatioSchema.default('16:9'),
    resolution: ResolutionSchema.default('720p'),
    frameRate: FrameRateSchema.default(24),
    seed: SeedSchema.default(0),
    /** What title, story and scenes are told in. Default: the concept's own language. */
    language: LanguageSchema.optional(),
    /** What prompts for image and video models are written in. Default `en`. */
    promptLanguage: LanguageSchema.optional(),
    constraints: DirectorConstraintsSchema.optional(),
    budgetUsd: BudgetSchema.optional(),
    /** Stop each job after its keyframes until they are approved. */
    reviewKeyframes: z.boolean().default(false),
    config: ProjectConfigSchema.prefault({}),
  })
  .superRefine(checkConstraints);
export type CreateProject = z.infer<typeof CreateProjectSchema>;
export type CreateProjectInput = z.input<typeof CreateProjectSchema>;

/** Answer to `POST /api/projects`: the project, and what of its configuration is not done as it says. */
export const CreatedProjectSchema = ProjectSchema.extend({ notices: z.array(NoticeSchema) });
export type CreatedProject = z.infer<typeof CreatedProjectSchema>;

const NewKeySchema = z.string().min(1).max(4096).optional();

/** Body of `PATCH /api/projects/:id`: what may change at any time. */
export const UpdateProjectSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    /** Null takes the cap away. A running job follows at once. */
    budgetUsd: BudgetSchema.nullable().optional(),
    /** Counts for jobs that are started afterwards. */
    reviewKeyframes: z.boolean().optional(),
    /** New API keys for the providers the project has; sealed on arrival. */
    keys: z
      .strictObject({ llm: NewKeySchema, image: NewKeySchema, video: NewKeySchema, compile: NewKeySchema })
      .optional(),
  })
  .refine((update) => Object.keys(update).length > 0, 'must change at least one field');
export type UpdateProject = z.infer<typeof UpdateProjectSchema>;

/** Body of `POST /api/projects/:id/refine`. */
export const RefineSchema = z.strictObject({
  feedback: z.string().trim().min(1, 'must say what to change').max(10_000),
  /** Change this shot and no other. */
  shotId: z.int().min(1).optional(),
});
export type Refine = z.infer<typeof RefineSchema>;

/** Body of `PATCH /api/projects/:id/direction/shots/:shotId`: the fields to replace; null takes an optional one away. */
export const EditShotSchema = z
  .strictObject({
    duration: DirectedShotSchema.shape.duration.optional(),
    startPrompt: DirectedShotSchema.shape.startPrompt.optional(),
    endPrompt: DirectedShotSchema.shape.endPrompt.optional(),
    motionPrompt: DirectedShotSchema.shape.motionPrompt.optional(),
    cameraMove: DirectedShotSchema.shape.cameraMove.optional(),
    shotSize: DirectedShotSchema.shape.shotSize.unwrap().optional(),
    lighting: DirectedShotSchema.shape.lighting.optional(),
    colorPalette: DirectedShotSchema.shape.colorPalette.nullable(),
    transitionIn: DirectedShotSchema.shape.transitionIn.nullable(),
    transitionOut: DirectedShotSchema.shape.transitionOut.nullable(),
    continuesPrevious: z.boolean().optional(),
  })
  .refine((edit) => Object.keys(edit).length > 0, 'must change at least one field');
export type EditShot = z.infer<typeof EditShotSchema>;

/** One task as `GET /api/jobs/:jobId` shows it. */
export const TaskViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['keyframe', 'clip', 'conform', 'seam', 'film']),
  shotId: z.int().optional(),
  frame: z.enum(['start', 'end']).optional(),
  provider: z.string(),
  model: z.string().optional(),
  state: z.string(),
  attempts: z.int(),
  progress: z.number().optional(),
  /** Never made again, whatever changes around it. */
  locked: z.boolean(),
  reused: z.boolean().optional(),
  /** Made by this job, taken over from an earlier one, or put in its place by a person. */
  origin: z.enum(['made', 'reused', 'uploaded']).optional(),
  /** What was done that one might not expect, such as a held last frame. */
  notices: z.array(z.string()).optional(),
  media: z.array(MediaSchema.extend({ url: z.string() })).optional(),
  error: StoredErrorSchema.optional(),
});
export type TaskView = z.infer<typeof TaskViewSchema>;

/** Answer to `GET /api/jobs/:jobId`. */
export const JobViewSchema = z.object({
  id: z.string(),
  projectId: z.string(),
  title: z.string(),
  state: JobStateSchema,
  reason: z.string().optional(),
  format: FilmFormatSchema,
  totalFrames: z.int(),
  /** Tasks done and tasks in all, over the whole job and per phase. */
  progress: z.object({
    done: z.int(),
    total: z.int(),
    keyframes: z.object({ done: z.int(), total: z.int() }),
    clips: z.object({ done: z.int(), total: z.int() }),
    film: z.object({ done: z.int(), total: z.int() }),
  }),
  tasks: z.array(TaskViewSchema),
  cost: JobCostTrackingSchema,
  notices: z.array(NoticeSchema),
  /** Address of the finished film, relative to the server; absent until it exists. */
  filmUrl: z.string().optional(),
  /**
   * Address of an HLS playlist that grows with the film, relative to the server; absent where the film is not put together
   * here.
   */
  watchUrl: z.string().optional(),
  /** Addresses of the clips in film order, as far as they exist. */
  clipUrls: z.array(z.string()),
  /** Cursor of the newest event. */
  cursor: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type JobView = z.infer<typeof JobViewSchema>;

/** Answer to `POST /api/projects/:id/generate`. */
export const GenerateAnswerSchema = z.object({ jobId: z.string(), state: JobStateSchema, statusUrl: z.string() });
export type GenerateAnswer = z.infer<typeof GenerateAnswerSchema>;

/** Answer to `POST /api/projects/:id/check`. */
export const KeyChecksSchema = z.object({ checks: z.array(KeyCheckSchema) });
export type KeyChecks = z.infer<typeof KeyChecksSchema>;

/** RFC 9457 problem details, the form of every error the API answers. */
export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What happened and what to do next, for a person. */
  detail: z.string(),
  /** Stable, for programs. */
  code: z.enum(ERROR_CODES),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  provider: z.string().optional(),
  jobId: z.string().optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;

/** One line of `GET /api/projects`. */
export const ProjectSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
});
export type ProjectSummary = z.infer<typeof ProjectSummarySchema>;

/** What generating now would cost, given what was made before: nothing is paid for twice. US dollars. */
export const ToPaySchema = z.object({
  images: z.number(),
  videos: z.number(),
  compile: z.number(),
  /** Sum of the known prices. */
  total: z.number(),
  imageCount: z.int(),
  videoCount: z.int(),
  /** Roles in which something without a known price is to be made. */
  unknown: z.array(z.enum(['image', 'video', 'compile'])),
});
export type ToPay = z.infer<typeof ToPaySchema>;

/** Answer to `GET /api/projects/:id/cost`: the price of the whole plan, and of what of it is still to be made. */
export const CostAnswerSchema = CostEstimateSchema.extend({
  /** Absent where one of the providers cannot be run by this version. */
  toPay: ToPaySchema.optional(),
});
export type CostAnswer = z.infer<typeof CostAnswerSchema>;

/** Body of `POST /api/jobs/:jobId/tasks/:taskId/lock`. */
export const LockSchema = z.strictObject({ locked: z.boolean() });
export type Lock = z.infer<typeof LockSchema>;

/** Body of `POST /api/jobs/:jobId/tasks/:taskId/decide`: pay again, or leave the task out. */
export const DecideSchema = z.strictObject({ decision: z.enum(['retry', 'skip']) });
export type Decide = z.infer<typeof DecideSchema>;
