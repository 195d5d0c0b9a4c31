import * as z from 'zod';
import { ERROR_CODES } from './errors.ts';
import { CostLineSchema, VideoDirectionSchema } from './project.ts';

/** Any field's old and new value; absent values are null. */
export const FieldChangeSchema = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });
export type FieldChange = z.infer<typeof FieldChangeSchema>;

/** What changed in one shot or scene that is in both directions. */
export const ItemChangeSchema = z.object({ id: z.int(), fields: z.array(FieldChangeSchema) });
export type ItemChange = z.infer<typeof ItemChangeSchema>;

const PlacedShotSchema = z.object({ shotId: z.int(), position: z.int() });

/** What distinguishes two directions. Positions count from 0 in film order. */
export const DirectionDiffSchema = z.object({
  /** Whether there is any difference at all. */
  changed: z.boolean(),
  /** `title`, `narrative`, `look`, `cast`, `totalDuration`. */
  film: z.array(FieldChangeSchema),
  scenes: z.object({ added: z.array(z.int()), removed: z.array(z.int()), changed: z.array(ItemChangeSchema) }),
  shots: z.object({
    added: z.array(PlacedShotSchema),
    removed: z.array(PlacedShotSchema),
    /** Shots that stand elsewhere among those in both directions, as few as explain the new order, or in another scene. */
    moved: z.array(z.object({ shotId: z.int(), from: z.int(), to: z.int(), fromScene: z.int(), toScene: z.int() })),
    changed: z.array(ItemChangeSchema),
    /** Ids of shots with neither other fields nor another place. */
    unchanged: z.array(z.int()),
  }),
});
export type DirectionDiff = z.infer<typeof DirectionDiffSchema>;

const DifferenceSchema = z.number().nullable();

/** What the film costs more (or, below 0, less) than before, in US dollars; null where a price is not known. */
export const PriceDifferenceSchema = z.object({
  /** Known part of each estimate, as in their `total`. */
  beforeUsd: z.number().min(0),
  afterUsd: z.number().min(0),
  differenceUsd: DifferenceSchema,
  images: DifferenceSchema,
  videos: DifferenceSchema,
  compile: DifferenceSchema,
  /** Roles whose price is not known in one of the two. */
  unknown: z.array(CostLineSchema.shape.role),
});
export type PriceDifference = z.infer<typeof PriceDifferenceSchema>;

/** Answer to `POST /api/projects/:id/refine`: the new direction, and how it differs from the one before. */
export const RefineAnswerSchema = VideoDirectionSchema.extend({
  diff: DirectionDiffSchema,
  priceDifference: PriceDifferenceSchema,
});
export type RefineAnswer = z.infer<typeof RefineAnswerSchema>;

/** What made a version of the direction. */
export const DirectionOriginSchema = z.enum(['direct', 'refine', 'edit', 'restore']);
export type DirectionOrigin = z.infer<typeof DirectionOriginSchema>;

/** One line of `GET /api/projects/:id/direction/versions`. */
export const DirectionVersionSchema = z.object({
  /** From 1, in the order they were made. */
  version: z.int().min(1),
  createdAt: z.iso.datetime(),
  origin: DirectionOriginSchema,
  title: z.string(),
  directedBy: z.string().optional(),
  shots: z.int(),
  /** Film seconds. */
  totalDuration: z.number(),
  /** Known part of the estimate at the time, in US dollars. */
  estimatedUsd: z.number(),
});
export type DirectionVersion = z.infer<typeof DirectionVersionSchema>;

/** Answer to `GET /api/projects/:id/direction/answers`: what the model last wrote that could not be used. */
export const UnusableAnswersSchema = z.object({
  createdAt: z.iso.datetime(),
  task: z.enum(['direct', 'refine']),
  /** What was said about it. */
  error: z.object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
  /** Every answer as it came, oldest first, each cut at 400,000 characters. */
  answers: z.array(z.string()),
});
export type UnusableAnswers = z.infer<typeof UnusableAnswersSchema>;
