import * as z from 'zod';
import type { Answer, OutputSpec, SimulatorRequest, World } from '../protocol.ts';

const MOST_REFERENCES = 4;
const EdgeSchema = z.coerce.number().int().min(256).max(2048);
const common = { prompt: z.string().min(1).max(2048) };
const sized = { width: EdgeSchema.optional(), height: EdgeSchema.optional(), seed: z.coerce.number().int().optional() };

/** How each family takes its inputs and gives its picture (workers-ai.derived.json). */
interface Family {
  inputs: z.ZodType<{ width?: number | undefined; height?: number | undefined }>;
  form?: true;
  mediaType: OutputSpec['mediaType'];
  answer: 'image' | 'bytes';
}

const FLUX_1: Family = {
  inputs: z.strictObject({ ...common, steps: z.int().max(8).optional() }).transform(() => ({})),
  mediaType: 'image/jpeg',
  answer: 'image',
};
const FLUX_2: Family = {
  inputs: z.strictObject({ ...common, ...sized, steps: z.coerce.number().int().optional() }),
  form: true,
  mediaType: 'image/jpeg',
  answer: 'image',
};
const LEONARDO = z.strictObject({
  ...common,
  ...sized,
  num_steps: z.int().optional(),
  negative_prompt: z.string().optional(),
});
const LUCID: Family = { inputs: LEONARDO.omit({ negative_prompt: true }), mediaType: 'image/jpeg', answer: 'image' };
const PHOENIX: Family = { inputs: LEONARDO, mediaType: 'image/jpeg', answer: 'bytes' };
const STABLE_DIFFUSION: Family = {
  inputs: LEONARDO.extend({ num_steps: z.int().max(20).optional() }),
  mediaType: 'image/png',
  answer: 'bytes',
};

function familyOf(model: string): Family {
  if (model.includes('/flux-1-')) return FLUX_1;
  if (model.includes('/flux-2-')) return FLUX_2;
  if (model.includes('/lucid-')) return LUCID;
  return model.includes('/phoenix-') ? PHOENIX : STABLE_DIFFUSION;
}

type Failure = (status: number, code: number, message: string) => { status: number; body: object };

/** Runs an image model. */
export async function acceptImage(
  request: SimulatorRequest,
  world: World,
  model: string,
  failure: Failure,
): Promise<Answer> {
  const family = familyOf(model);
  const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data') ?? false;
  if (isForm !== (family.form ?? false)) return failure(400, 5004, 'Invalid data.');
  const given = isForm ? await fieldsOf(request) : { fields: request.json(), references: 0 };
  const parsed = family.inputs.safeParse(given.fields);
  if (!parsed.success || given.references > MOST_REFERENCES) return failure(400, 5004, 'Invalid data.');
  const { width = 1024, height = 1024 } = parsed.data;
  const outputs = [{ mediaType: family.mediaType, width, height }];
  const submission = { model, kind: 'image', input: { ...given }, outputs, synchronous: true } as const;
  return world.accept(request, submission, async (task) => {
    if (task.outcome === 'moderated') return failure(400, 3030, 'Input prompt contains unsafe content');
    if (task.outcome === 'failed') return failure(500, 1000, 'Internal error.');
    const bytes = await world.mediaBytes(task);
    if (family.answer === 'bytes') return { status: 200, headers: { 'content-type': family.mediaType }, body: bytes };
    const result = { image: bytes.toString('base64') };
    return { status: 200, body: { result, success: true, errors: [], messages: [] } };
  });
}

async function fieldsOf(request: SimulatorRequest): Promise<{ fields: Record<string, string>; references: number }> {
  const form = await request.form();
  const fields: Record<string, string> = {};
  let references = 0;
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else if (name === `input_image_${references}`) references++;
    else fields[name] = 'a file';
  }
  return { fields, references };
}
