import * as z from 'zod';

/** Answer to a submission. The addresses drop the rest of the endpoint id, so they are kept rather than built. */
export const SubmittedSchema = z.object({
  request_id: z.string().min(1).max(200),
  status_url: z.string().nullish(),
  response_url: z.string().nullish(),
  cancel_url: z.string().nullish(),
});

/** Answer to a question about a request. There is no failed state: a failure is `COMPLETED` with an error behind it. */
export const StatusSchema = z.object({
  status: z.enum(['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED']),
  error: z.string().nullish(),
  error_type: z.string().nullish(),
});

/** An error in either of its two forms: the model's own, a list with machine codes, or that of the request around it. */
export const ErrorSchema = z.object({
  detail: z.union([
    z.string(),
    z.array(z.object({ msg: z.string().nullish(), type: z.string().nullish() })),
    z.object({ msg: z.string().nullish(), type: z.string().nullish() }),
  ]),
  error_type: z.string().nullish(),
});

/** What image models give. Not all of them say whether the safety checker struck. */
export const ImageResultSchema = z.object({
  images: z.array(z.object({ url: z.url() })).min(1),
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
});

/** What video models give. */
export const VideoResultSchema = z.object({ video: z.object({ url: z.url() }) });

/** Prices of endpoints, from the platform API. */
export const PricingSchema = z.object({
  prices: z.array(
    z.object({ endpoint_id: z.string(), unit_price: z.number().min(0), unit: z.string(), currency: z.string() }),
  ),
});

/** A page of the request history, from the platform API. */
export const HistorySchema = z.object({
  items: z.array(
    z.object({
      request_id: z.string().min(1).max(200),
      endpoint_id: z.string(),
      sent_at: z.string(),
      json_input: z.unknown().optional(),
    }),
  ),
  next_cursor: z.string().nullish(),
});

/** The public keys of webhooks. */
export const KeySetSchema = z.object({ keys: z.array(z.object({ x: z.string().max(100) })).max(20) });

/** What is kept of a request: its model, its id, and the vendor's own paths to it. Never an origin, never a key. */
export const FalHandleSchema = z.object({
  model: z.string(),
  requestId: z.string(),
  statusPath: z.string(),
  responsePath: z.string(),
  cancelPath: z.string(),
});
export type FalHandle = z.infer<typeof FalHandleSchema>;
