import * as z from 'zod';
import type { Answer, RefusalDetails, RefusalFault, SimulatorRequest, VendorProtocol, World } from '../protocol.ts';
import { sizeOfRatio } from './fal-models.ts';

/** Stability as of 2026-11: the three image services and the balance. */
export const stability: VendorProtocol = {
  name: 'stability',
  handle: async (request, world) => {
    const { method, path } = request;
    const key = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const standing = world.checkKey(key);
    if (method === 'GET' && path === '/v1/user/balance') {
      if (standing === 'unauthorised') return REFUSALS.unauthorised({ on: 'status', retryAfterSeconds: 0 });
      return { status: 200, body: { credits: standing === 'no-credit' ? 0 : 100 } };
    }
    const service = /^\/v2beta\/stable-image\/generate\/(core|ultra|sd3)$/.exec(path)?.[1] as Service | undefined;
    if (method !== 'POST' || service === undefined) return undefined;
    if (standing !== 'valid') return REFUSALS[standing]({ on: 'submit', retryAfterSeconds: 0 });
    return generate(request, world, service);
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

type Service = 'core' | 'ultra' | 'sd3';

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => failure(400, 'bad_request', 'prompt: is too long'),
  'rate-limit': ({ retryAfterSeconds }) => ({
    ...failure(429, 'rate_limit_exceeded', 'You have exceeded the rate limit of 150 requests in 10 seconds.'),
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  'error-before-accept': () => failure(503, 'service_unavailable', 'Try again.'),
  'error-after-accept': () => failure(500, 'internal_error', 'Something went wrong.'),
  unauthorised: () => ({ status: 401, body: { id: ID, name: 'unauthorized', message: 'missing or invalid API key' } }),
  'no-credit': () => failure(402, 'payment_required', 'You lack sufficient credits.'),
};
const ID = '5f0d1a5c2d3e4f60718293a4b5c6d7e8';

function failure(status: number, name: string, sentence: string): { status: number; body: object } {
  return { status, body: { id: ID, name, errors: [sentence] } };
}

const text = z.string().min(1).max(10_000);
const CoreSchema = z.strictObject({
  prompt: text,
  aspect_ratio: z.enum(['16:9', '1:1', '21:9', '2:3', '3:2', '4:5', '5:4', '9:16', '9:21']).optional(),
  negative_prompt: text.optional(),
  seed: z.string().regex(/^\d+$/).optional(),
  style_preset: z.string().optional(),
  output_format: z.enum(['jpeg', 'png', 'webp']).optional(),
});
const strength = z.string().regex(/^(0(\.\d+)?|1)$/);
const FORMS = {
  core: CoreSchema,
  ultra: CoreSchema.extend({ image: z.unknown().optional(), strength: strength.optional() }).refine(
    ({ image, strength: given }) => (image === undefined) === (given === undefined),
  ),
  sd3: CoreSchema.extend({
    model: z.enum(['sd3.5-large', 'sd3.5-large-turbo', 'sd3.5-medium', 'sd3.5-flash']),
    mode: z.enum(['text-to-image', 'image-to-image']),
    image: z.unknown().optional(),
    strength: strength.optional(),
  }).refine(({ mode, image, strength: given, aspect_ratio }) =>
    mode === 'image-to-image'
      ? image !== undefined && given !== undefined && aspect_ratio === undefined
      : image === undefined && given === undefined,
  ),
};

async function generate(request: SimulatorRequest, world: World, service: Service): Promise<Answer> {
  const form = Object.fromEntries(await request.form());
  const parsed = FORMS[service].safeParse(form);
  if (!parsed.success) return failure(400, 'bad_request', parsed.error.issues[0]?.message ?? 'invalid form');
  const { aspect_ratio = '1:1', seed, ...fields } = parsed.data;
  const picture = 'image' in fields && fields.image instanceof Blob ? fields.image.size : null;
  const outputs = [{ mediaType: 'image/jpeg' as const, ...sizeOfRatio(aspect_ratio, 1_000_000) }];
  const model = typeof form.model === 'string' ? form.model : service;
  const input = { ...fields, aspect_ratio, seed, image: picture };
  return world.accept(request, { model, kind: 'image', input, outputs, synchronous: true }, async (task) => {
    if (task.outcome === 'failed') return failure(500, 'internal_error', 'The model failed.');
    return {
      status: 200,
      body: {
        image: (await world.mediaBytes(task)).toString('base64'),
        seed: Number(seed ?? 1),
        finish_reason: task.outcome === 'moderated' ? 'CONTENT_FILTERED' : 'SUCCESS',
      },
    };
  });
}
