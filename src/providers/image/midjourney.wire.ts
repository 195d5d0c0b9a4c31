import * as z from 'zod';

/** Longest id or button name that is kept. */
const IdSchema = z.string().min(1).max(300);

/** Answer to every `/mj/submit/…`, with HTTP 200 whatever it says (contract: llm-image §3.7). */
export const SubmitResultSchema = z.object({
  code: z.int(),
  description: z.string().nullish(),
  result: z.union([IdSchema, z.number().transform(String)]).nullish(),
});

/** A task as `/mj/task/{id}/fetch` shows it (midjourney-proxy.derived.json). */
export const TaskSchema = z.object({
  id: IdSchema.optional(),
  action: z.string().nullish(),
  status: z.string(),
  state: z.string().nullish(),
  progress: z.string().nullish(),
  imageUrl: z.string().nullish(),
  failReason: z.string().nullish(),
  /** The C# fork only: what can be done with the result. */
  buttons: z.array(z.object({ customId: IdSchema.nullish() })).nullish(),
});
export type MidjourneyTask = z.infer<typeof TaskSchema>;

/** A submission, or with `step` `imagined` a finished grid. */
export const MidjourneyHandleSchema = z.object({
  taskId: z.string(),
  step: z.enum(['imagine', 'upscale', 'imagined']),
  /** Of a finished grid: the button that enlarges the chosen picture; null where the proxy has no buttons. */
  customId: z.string().nullable(),
});
export type MidjourneyHandle = z.infer<typeof MidjourneyHandleSchema>;
