import * as z from 'zod';

const CreditsSchema = z.object({ credits: z.number() }).nullish();

/** Answer of `POST /v1/image_to_video`: npm `@runwayml/sdk` 4.20.1 `ImageToVideoCreateResponse`, read 2026-11-25. */
export const RunwayCreatedSchema = z.object({
  id: z.string().min(1),
  /** The most it may cost. */
  estimatedCost: CreditsSchema,
});

/** Answer of `GET /v1/tasks/{id}`: `TaskRetrieveResponse` of the same package. */
export const RunwayTaskSchema = z.discriminatedUnion('status', [
  z.object({ status: z.enum(['PENDING', 'THROTTLED']) }),
  z.object({ status: z.literal('RUNNING'), progress: z.number().nullish() }),
  z.object({ status: z.literal('SUCCEEDED'), output: z.array(z.url()).min(1), cost: CreditsSchema }),
  z.object({
    status: z.literal('FAILED'),
    failure: z.string().nullish(),
    failureCode: z.string().nullish(),
    cost: CreditsSchema,
  }),
  z.object({ status: z.literal('CANCELLED'), cost: CreditsSchema }),
]);

/** Answer of `GET /v1/organization`. */
export const RunwayOrganizationSchema = z.object({ creditBalance: z.number().nullish() });

/** A refused request: 400 names the fields. */
export const RunwayErrorSchema = z.object({
  error: z.string(),
  issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })).nullish(),
});
