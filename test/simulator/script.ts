import * as z from 'zod';

/** Everything that can be made to go wrong. */
export const FaultSchema = z.enum([
  /** The vendor says no, for good: surely not billed. */
  'refuse',
  /** Taken and billed, but the answer never comes. */
  'time-out-after-accept',
  /** Taken and billed, but the connection breaks before the answer. */
  'drop-after-accept',
  /** 429 with `Retry-After`; not billed. */
  'rate-limit',
  /** 5xx, not billed. */
  'error-before-accept',
  /** 5xx, billed all the same. */
  'error-after-accept',
  /** Takes ten times as long. */
  'slow',
  /** An answer in a shape that nobody documented; on `submit` it is billed. */
  'wrong-json',
  /** Taken, and fails at the end. */
  'failed',
  /** Taken, and refused for its content at the end. */
  'moderated',
  /** The webhook comes twice. */
  'duplicate-webhook',
  /** The webhook comes once before anything is ready, and again when it is. */
  'out-of-order-webhook',
  /** The address of a result is dead on arrival; a new one can be asked for. */
  'expired-url',
  /** The key is not accepted. */
  'unauthorised',
  /** The account has no credit. */
  'no-credit',
]);
export type Fault = z.infer<typeof FaultSchema>;

/** Where a fault strikes: at the billable request, at a question about its standing, or at the fetching of a result. */
export const FaultPointSchema = z.enum(['submit', 'status', 'download']);
export type FaultPoint = z.infer<typeof FaultPointSchema>;

/** One line of a script. */
export const FaultRuleSchema = z.strictObject({
  fault: FaultSchema,
  /** Default: any vendor. */
  vendor: z.string().optional(),
  /** Strikes only models whose name holds this. Default: any model. */
  model: z.string().optional(),
  /** Default: `download` for `expired-url`, else `submit`. */
  on: FaultPointSchema.optional(),
  /** How often it strikes. */
  times: z.int().min(1).default(1),
  /** How many that it could strike it lets pass first. */
  after: z.int().min(0).default(0),
  /** For `rate-limit`. */
  retryAfterSeconds: z.number().min(0).default(1),
});
/** A {@link FaultRuleSchema} as one writes it. */
export type FaultRule = z.input<typeof FaultRuleSchema>;

/** The lines of a script that are still to come. */
export class FaultScript {
  private rules: z.infer<typeof FaultRuleSchema>[] = [];

  /** Adds lines at the end. @throws ZodError when one is not understood. */
  add(rules: readonly FaultRule[]): void {
    this.rules.push(...rules.map((rule) => FaultRuleSchema.parse(rule)));
  }

  clear(): void {
    this.rules = [];
  }

  /** The fault that strikes now, if one does; it is used up by this. The first line that fits wins. */
  next(on: FaultPoint, vendor: string, model: string): { fault: Fault; retryAfterSeconds: number } | undefined {
    for (const rule of this.rules) {
      const point = rule.on ?? (rule.fault === 'expired-url' ? 'download' : 'submit');
      if (point !== on || rule.times === 0) continue;
      if (rule.vendor !== undefined && rule.vendor !== vendor) continue;
      if (rule.model !== undefined && !model.includes(rule.model)) continue;
      if (rule.after > 0) {
        rule.after -= 1;
        continue;
      }
      rule.times -= 1;
      return { fault: rule.fault, retryAfterSeconds: rule.retryAfterSeconds };
    }
    return undefined;
  }
}
