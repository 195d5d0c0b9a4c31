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

/** A clip at one side of a seam: the task that makes it, and its frames in the film. */
const SeamClipSchema = z.object({ task: z.string(), frameCount: z.int() });

/** What a task is to make; its inputs are other tasks of the same job. */
export const TaskWorkSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('keyframe'),
    prompt: z.string(),
    width: z.int(),
    height: z.int(),
    seed: z.int(),
    shot: ShotContextSchema,
    /** What it is drawn after, the weightiest first: keyframes of this job by task, given pictures by R2 key. */
    references: z.array(z.union([z.object({ task: z.string() }), z.object({ key: z.string() })])).optional(),
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
  /** Brings a vendor's clip to the film's size, rate, codec and frame count as soon as it has landed. */
  z.object({
    kind: z.literal('conform'),
    clipTask: z.string(),
    frameCount: z.int(),
    /** Whether a transition touches its first or last frames. */
    transitionAtStart: z.boolean(),
    transitionAtEnd: z.boolean(),
  }),
  /** Renders what a transition touches as soon as its clips are there. */
  z.object({
    kind: z.literal('seam'),
    transition: TransitionTypeSchema.exclude(['cut']),
    earlier: SeamClipSchema.optional(),
    later: SeamClipSchema.optional(),
  }),
  z.object({
    kind: z.literal('film'),
    title: z.string(),
    /** Tasks whose results are seams of this film. */
    seamTasks: z.array(z.string()),
    clipTasks: z.array(z.string()),
    /** Clips as they came, in film order, whose own sound is kept; absent for a silent film. */
    soundTasks: z.array(z.string()).optional(),
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
  /** Submissions since the task or its step was last begun anew; refusals are tried again only so often. */
  attempts: z.int(),
  /** Submissions in all; names the next one. */
  submissions: z.int(),
  /** How often a person had it made anew although nothing in the plan changed. */
  variation: z.int(),
  /** Kept as it is whatever changes around it. */
  locked: z.boolean(),
  /**
   * What the last billable step came to, where a result takes several: the next submission goes on from it, and it is
   * neither made nor paid again.
   */
  finishedStep: HandleSchema.optional(),
  /** Usual time from submission to result, as the catalogue says; undefined when it says nothing. Milliseconds. */
  usualMs: z.number().optional(),
  /** Shortest pause between two questions that the vendor asks for; undefined where it asks for none. Milliseconds. */
  pollMs: z.number().optional(),
};

/** One unit of a job. Each state carries exactly what is known in it. */
export const TaskSchema = z.discriminatedUnion('state', [
  /** Waits for its inputs, for a free place, or for `notBefore` after a refused submission. */
  z.object({
    ...taskCommon,
    state: z.literal('waiting'),
    notBefore: z.number().optional(),
    /** Known as soon as its inputs are there. */
    requestHash: Sha256Schema.optional(),
    /** The task that is making the very same thing; waited for rather than paid twice. */
    twin: z.string().optional(),
  }),
  /** The intent is durable; the one billable request is being made. */
  z.object({ ...taskCommon, state: z.literal('submitting'), requestHash: Sha256Schema, startedAt: z.number() }),
  /** Its submission's answer was lost; the vendor is asked what became of it. The money stays reserved. */
  z.object({
    ...taskCommon,
    state: z.literal('reconciling'),
    requestHash: Sha256Schema,
    startedAt: z.number(),
    tries: z.int(),
    retryAt: z.number(),
    error: StoredErrorSchema,
  }),
  /** The vendor works on it. */
  z.object({
    ...taskCommon,
    state: z.literal('running'),
    requestHash: Sha256Schema,
    handle: HandleSchema,
    startedAt: z.number(),
    pollAt: z.number(),
    polls: z.int(),
    /** How often an expired result had to be asked for anew. */
    refreshes: z.int(),
    /** 0–1 where the vendor tells. */
    progress: z.number().optional(),
    /** Why the vendor could not be asked last time. */
    error: StoredErrorSchema.optional(),
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
    /** What was done that one might not expect, as sentences. */
    notices: z.array(z.string()).optional(),
    startedAt: z.number(),
    tries: z.int(),
    retryAt: z.number(),
    refreshes: z.int(),
  }),
  z.object({
    ...taskCommon,
    state: z.literal('completed'),
    requestHash: Sha256Schema,
    media: z.array(MediaSchema).min(1),
    costUsd: z.number().nullable(),
    /** Made by this job, taken over because exactly this had been made before, or put in its place by a person. */
    origin: z.enum(['made', 'reused', 'uploaded']),
    /** What was done that one might not expect, as sentences. */
    notices: z.array(z.string()).optional(),
  }),
  z.object({
    ...taskCommon,
    state: z.literal('failed'),
    /** What failed, where it got so far; absent when it never could be asked for. */
    requestHash: Sha256Schema.optional(),
    error: StoredErrorSchema,
    /**
     * Set where the vendor did its work and only the result could not be fetched: it is paid for and not lost, so its money
     * stays reserved and a retry asks for it again instead of ordering anew.
     */
    unfetched: z.object({ handle: HandleSchema }).optional(),
  }),
  /** The request may or may not have been charged; a person decides. */
  z.object({
    ...taskCommon,
    state: z.literal('outcome_unknown'),
    requestHash: Sha256Schema,
    startedAt: z.number(),
    error: StoredErrorSchema,
    /** What the vendor called it, where that is known. */
    handle: HandleSchema.optional(),
  }),
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
  /** Submissions this job may have in flight at once, per vendor. */
  limits: z.record(z.string(), z.int().min(0)),
  /** Stops before the clips until a person has seen the keyframes. */
  review: z.enum(['off', 'pending', 'approved']),
  /** Set by a person: nothing new is submitted. */
  paused: z.boolean(),
  /** Providers that refused key or credit, and what they said; nothing more is sent to them until the job is resumed. */
  holds: z.record(z.string(), z.string()),
  /** Times from submission to result seen so far, per provider and model. */
  latencies: z.record(z.string(), z.object({ count: z.int(), meanMs: z.number(), fastestMs: z.number().optional() })),
  /** Whether vendors are given an address to call. */
  webhooks: z.boolean(),
  /** Makes those addresses unguessable. */
  webhookSecret: z.string(),
  notices: z.array(NoticeSchema),
  /** Why a paused or failed job stands still, and what to do. */
  reason: z.string().optional(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Job = z.infer<typeof JobSchema>;

/** One settled or open submission, as `GET /api/jobs/:jobId/cost` lists it. */
export const ChargeSchema = z.object({
  taskId: z.string(),
  shotId: z.int().optional(),
  role: z.enum(['llm', 'image', 'video', 'compile']),
  provider: z.string(),
  model: z.string().optional(),
  /** US dollars; null when no price is known. */
  costUsd: z.number().nullable(),
  /** How the amount is known: the vendor said so, or it follows from the price list. */
  basis: z.enum(['reported', 'computed', 'unknown']),
  at: z.iso.datetime(),
});
export type Charge = z.infer<typeof ChargeSchema>;

/** Answer to `GET /api/jobs/:jobId/cost`: every submission counts, retries and remakes too. */
export const JobCostSchema = JobCostTrackingSchema.extend({
  /** Promised to submissions whose price is still open. */
  reservedUsd: z.number(),
  /** Settled by this job. */
  spentUsd: z.number(),
  /** Spent by the project before this job. */
  spentBeforeUsd: z.number(),
  budgetUsd: z.number().optional(),
  charges: z.array(ChargeSchema),
});
export type JobCost = z.infer<typeof JobCostSchema>;

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
