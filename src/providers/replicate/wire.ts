import * as z from 'zod';

// Replicate's OpenAPI document of 2026-04-09 and npm `replicate` 1.4.0 (contracts: llm-image §3.3, video §1.8).

/** A prediction: the answer to a submission, to a question about it, and the body of a webhook. */
export const PredictionSchema = z.object({
  id: z.string().min(1).max(200),
  /** `aborted` ended before it ran: its deadline passed, or it was cancelled, while it waited. */
  status: z.enum(['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted']),
  output: z.unknown(),
  error: z.unknown().optional(),
  /** True once input and output were deleted, an hour after the end. */
  data_removed: z.boolean().nullish(),
});
export type Prediction = z.infer<typeof PredictionSchema>;

/** A page of all predictions of the account, newest first. */
export const PredictionPageSchema = z.object({
  next: z.string().nullish(),
  results: z.array(
    z.object({
      id: z.string().min(1).max(200),
      model: z.string().nullish(),
      version: z.string().nullish(),
      input: z.record(z.string(), z.unknown()).nullish(),
      created_at: z.string(),
      /** In the types of the package, not in the document. */
      webhook: z.string().nullish(),
    }),
  ),
});
export type ListedPrediction = z.infer<typeof PredictionPageSchema>['results'][number];

/** Answer of `GET /webhooks/default/secret`. */
export const WebhookSecretSchema = z.object({ key: z.string().min(1).max(500) });

/** Answer of `POST /files`. */
export const FileSchema = z.object({ urls: z.object({ get: z.url() }) });

/** An error: `title` is a short name, `detail` a sentence. */
export const ReplicateErrorSchema = z.object({
  title: z.string().nullish(),
  detail: z.string().nullish(),
  /** Seconds, on 429. */
  retry_after: z.number().nullish(),
});

/** One input of a model; a choice may stand apart from it, under the input's own name. */
const InputSchema = z.object({
  type: z.string().nullish(),
  enum: z.array(z.unknown()).max(500).nullish(),
  allOf: z.array(z.object({ $ref: z.string().nullish() })).nullish(),
});
const InputsSchema = z
  .object({
    components: z.object({
      schemas: z.looseObject({ Input: z.object({ properties: z.record(z.string(), InputSchema) }) }),
    }),
  })
  .transform(({ components: { schemas } }) => {
    const { Input, ...others } = schemas;
    const enums = new Map<string, unknown[]>();
    for (const [name, schema] of Object.entries(others)) {
      const choice = InputSchema.safeParse(schema).data?.enum;
      if (choice) enums.set(name, choice);
    }
    return { inputs: Input.properties, enums };
  });

/** A model's version, with the description of what it takes. */
export const VersionSchema = z.object({ openapi_schema: InputsSchema.nullish().catch(null) });
export type Version = z.infer<typeof VersionSchema>;

/** Answer of `GET /models/{owner}/{name}`. */
export const ModelSchema = z.object({
  /** Official models run without naming a version. */
  is_official: z.boolean().nullish(),
  latest_version: VersionSchema.nullish(),
});

/** What is kept of a submission. */
export const ReplicateHandleSchema = z.object({ id: z.string().min(1) });
