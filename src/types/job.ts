import * as z from 'zod';
import { ERROR_CODES } from './errors.ts';
import { AspectRatioSchema, CameraMoveSchema, FilmFormatSchema, Sha256Schema, TransitionTypeSchema } from './film.ts';
import { CostEstimateSchema, NoticeSchema } from './project.ts';
import { ShotContextSchema } from './render.ts';

/** Where a job stands as a whole. `paused` waits for money, a decision or a key. */
export const JobStateSchema = z.enum([
  'queued',
  'keyframes',
  'awaiting_review',
  'clips',
  'compile',
  'completed',
  'paused',
  'failed',
  'cancelled',
]);
export type JobState = z.infer<typeof JobStateSchema>;

/** States a job never leaves by itself. */
export const FINAL_JOB_STATES: ReadonlySet<JobState> = new Set(['completed', 'failed', 'cancelled']);

/** A stored medium: one object in R2, named by its hash. */
export const MediaSchema = z.object({
  /** R2 key, also the path under `/api/media/`. */
  key: z.string(),
  sha256: Sha256Schema,
  sizeBytes: z.int().min(1),
  mediaType: z.string(),
});
export type Media = z.infer<typeof MediaSchema>;

/** A vendor's own name for a submission: ids and addresses as JSON, never a key. Only its adapter reads it. */
export const HandleSchema = z.record(z.string(), z.json());
export type Handle = z.infer<typeof HandleSchema>;

/** A result and the hash of everything that shaped it: whoever asks for the same gets it without paying again. */
export const StoredResultSchema = z.object({ requestHash: Sha256Schema, media: z.array(MediaSchema).min(1) });
export type StoredResult = z.infer<typeof StoredResultSchema>;

/** An error as it is stored with a task. */
export const StoredErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  retryable: z.boolean().optional(),
  retryAfterMs: z.number().optional(),
  provider: z.string().optional(),
  model: z.string().optional(),
  shotId: z.int().optional(),
  vendorStatus: z.int().optional(),
  stage: z.enum(['prepare', 'submit', 'poll', 'download']).optional(),
});
export type StoredError = z.infer<typeof StoredErrorSchema>;

/** What a task is to make; its inputs are other tasks of the same job. */
export const TaskWorkSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('keyframe'),
    prompt: z.string(),
    width: z.int(),
    height: z.int(),
    seed: z.int(),
    shot: ShotContextSchema,
  }),
  z.object({
    kind: z.literal('clip'),
    prompt: z.string(),
    /** Seconds asked of the video model, at least the shot's length. */
    durationSeconds: z.number(),
    /** Frames the shot has in the film. */
    frameCount: z.int(),
    aspectRatio: AspectRatioSchema,
    cameraMove: CameraMoveSchema,
    startTask: z.string(),
    /** Absent where the model takes no last frame. */
    endTask: z.string().optional(),
    seed: z.int(),
  }),
  z.object({
    kind: z.literal('film'),
    title: z.string(),
    clipTasks: z.array(z.string()),
    frameCounts: z.array(z.int()),
    transitions: z.array(TransitionTypeSchema),
  }),
]);
export type TaskWork = z.infer<typeof TaskWorkSchema>;

const taskCommon = {
  id: z.string(),
  /** The shot it is made for; absent for the film. */
  shotId: z.int().optional(),
  provider: z.string(),
  model: z.string().optional(),
  work: TaskWorkSchema,
  /** The provider's settings that shape the result, such as quality; never a key. */
  options: z.record(z.string(), z.json()),
  /** Ids of the tasks whose results this one needs. */
  inputs: z.array(z.string()),
  /** Reserved before each submission, in US dollars; null when the price is not known. */
  estimateUsd: z.number().nullable(),
  /** Submissions so far. */
  attempts: z.int(),
};

/** One unit of a job. Each state carries exactly what is known in it. */
export const TaskSchema = z.discriminatedUnion('state', [
  /** Waits for its inputs, for a free place, or for `notBefore` after a refused submission. */
  z.object({ ...taskCommon, state: z.literal('waiting'), notBefore: z.number().optional() }),
  /** The intent is durable; the one billable request is being made. */
  z.object({ ...taskCommon, state: z.literal('submitting'), requestHash: Sha256Schema, startedAt: z.number() }),
  /** The vendor works on it. */
  z.object({
    ...taskCommon,
    state: z.literal('running'),
    requestHash: Sha256Schema,
    handle: HandleSchema,
    startedAt: z.number(),
    pollAt: z.number(),
    polls: z.int(),
    /** 0–1 where the vendor tells. */
    progress: z.number().optional(),
  }),
  /** The vendor is done; the result is being copied into our storage. */
  z.object({
    ...taskCommon,
    state: z.literal('storing'),
    requestHash: Sha256Schema,
    /** Kept so that an expired result address can be asked for anew. */
    handle: HandleSchema,
    /** What there is to fetch, and what came inside the vendor's answer and is stored already. */
    results: z.array(z.union([z.object({ url: z.string() }), z.object({ media: MediaSchema })])).min(1),
    costUsd: z.number().nullable(),
    costBasis: z.enum(['reported', 'computed']),
    tries: z.int(),
    retryAt: z.number(),
  }),
  z.object({
    ...taskCommon,
    state: z.literal('completed'),
    requestHash: Sha256Schema,
    media: z.array(MediaSchema).min(1),
    costUsd: z.number().nullable(),
    /** True when an earlier job of this project had already made exactly this. */
    reused: z.boolean(),
  }),
  z.object({ ...taskCommon, state: z.literal('failed'), error: StoredErrorSchema }),
  /** The request may or may not have been charged; a person decides. */
  z.object({ ...taskCommon, state: z.literal('outcome_unknown'), requestHash: Sha256Schema, error: StoredErrorSchema }),
  z.object({ ...taskCommon, state: z.literal('cancelled') }),
]);
export type Task = z.infer<typeof TaskSchema>;
export type TaskState = Task['state'];
/** A task narrowed to one state. */
export type TaskIn<State extends TaskState> = Extract<Task, { state: State }>;

/** Estimated and actual cost of a job, in US dollars. */
export const JobCostTrackingSchema = z.object({
  estimated: CostEstimateSchema,
  actual: z.object({
    llm: z.number(),
    images: z.array(z.object({ shotId: z.int(), cost: z.number() })),
    videos: z.array(z.object({ shotId: z.int(), cost: z.number() })),
    compile: z.number(),
    total: z.number(),
  }),
});
export type JobCostTracking = z.infer<typeof JobCostTrackingSchema>;

/** The whole of a job as its object keeps it. */
export const JobSchema = z.object({
  id: z.string(),
  projectId: z.string(),
  title: z.string(),
  state: JobStateSchema,
  format: FilmFormatSchema,
  /** Frames the finished film will have. */
  totalFrames: z.int(),
  tasks: z.array(TaskSchema),
  estimate: CostEstimateSchema,
  /** Language-model spend recorded before the job began, in US dollars. */
  llmCostUsd: z.number(),
  budgetUsd: z.number().optional(),
  /** Spent by this project before this job, in US dollars. */
  spentBeforeUsd: z.number(),
  /** Promised to submissions whose price is still open. `reservedUsd + spentUsd` never passes the budget. */
  reservedUsd: z.number(),
  /** Settled by this job. */
  spentUsd: z.number(),
  /** Submissions allowed at once, per provider. */
  limits: z.record(z.string(), z.int().min(1)),
  notices: z.array(NoticeSchema),
  /** Why a paused or failed job stands still, and what to do. */
  reason: z.string().optional(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Job = z.infer<typeof JobSchema>;

/** One line of a job's append-only log, as SSE sends it: `id` is the cursor. */
export const JobEventSchema = z.object({
  cursor: z.int().min(1),
  at: z.iso.datetime(),
  type: z.enum(['job-state', 'task-state']),
  /** `job-state`: the new state; `task-state`: the task's. */
  state: z.string(),
  taskId: z.string().optional(),
  shotId: z.int().optional(),
  message: z.string().optional(),
});
export type JobEvent = z.infer<typeof JobEventSchema>;
