import * as z from 'zod';
import type { Answer, SimulatorRequest, World } from '../protocol.ts';

/** Sizes of the models that make no others. */
const FIXED_SIZES = ['1024x1024', '1536x1024', '1024x1536'];
const MOST_REFERENCES = 16;

const QualitySchema = z.enum(['low', 'medium', 'high', 'xhigh', 'max', 'auto']);
const PictureRequestSchema = z.strictObject({
  model: z.string().regex(/^(gpt-image-|chatgpt-image-)/, 'was shut down, or never was'),
  prompt: z.string().min(1).max(32_000),
  size: z.string().regex(/^\d+x\d+$/),
  quality: QualitySchema,
  output_format: z.enum(['png', 'jpeg']),
});
type PictureRequest = z.infer<typeof PictureRequestSchema>;

/** How OpenAI's pictures go wrong in its own words. */
export type Failure = (status: number, type: string, code: string | null) => { status: number; body: object };

/** `POST /images/generations` (contract: llm-image §3.4). */
export function acceptPicture(request: SimulatorRequest, world: World, failure: Failure): Promise<Answer> | Answer {
  return make(request, world, request.json(), [], failure);
}

/** `POST /images/edits`, as a form with its pictures (contract: llm-image §3.4). */
export async function acceptEdit(request: SimulatorRequest, world: World, failure: Failure): Promise<Answer> {
  const form = await request.form();
  const pictures = form.getAll('image[]');
  if (pictures.length === 0 || pictures.length > MOST_REFERENCES || pictures.some((one) => typeof one === 'string')) {
    return failure(400, 'invalid_request_error', 'invalid_image');
  }
  form.delete('image[]');
  const sizes = pictures.map((picture) => (picture instanceof Blob ? picture.size : 0));
  return make(request, world, Object.fromEntries(form), sizes, failure);
}

function make(
  request: SimulatorRequest,
  world: World,
  body: unknown,
  references: number[],
  failure: Failure,
): Promise<Answer> | Answer {
  const parsed = PictureRequestSchema.safeParse(body);
  if (!parsed.success) return failure(400, 'invalid_request_error', 'invalid_value');
  const asked = parsed.data;
  const [width = 0, height = 0] = asked.size.split('x').map(Number);
  if (!isPossible(asked, width, height)) return failure(400, 'invalid_request_error', 'invalid_value');
  const outputs = [{ mediaType: `image/${asked.output_format}` as const, width, height }];
  const submission = { model: asked.model, kind: 'image', input: { ...asked, references }, outputs } as const;
  return world.accept(request, { ...submission, synchronous: true }, async (task) => {
    if (task.outcome === 'moderated') return failure(400, 'image_generation_user_error', 'moderation_blocked');
    if (task.outcome === 'failed') return failure(500, 'image_generation_server_error', 'image_generation_failed');
    const usage = usageOf(asked, references.length);
    return {
      status: 200,
      body: {
        created: Math.floor(task.acceptedAt / 1000),
        background: 'opaque',
        data: [{ b64_json: (await world.mediaBytes(task)).toString('base64') }],
        output_format: asked.output_format,
        quality: asked.quality === 'auto' ? 'high' : asked.quality,
        size: asked.size,
        usage,
      },
    };
  });
}

function isPossible({ model, size }: PictureRequest, width: number, height: number): boolean {
  if (/^gpt-image-1(\.|-mini|$)/.test(model)) return FIXED_SIZES.includes(size);
  const ratio = width / height;
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  return (
    width % 16 === 0 && height % 16 === 0 && ratio >= 1 / 3 && ratio <= 3 && long <= 3840 && short <= 2160 && short > 0
  );
}

/** Round numbers that are easily recognised in a bill; the real counts follow from size and quality. */
function usageOf({ prompt }: PictureRequest, references: number): object {
  const text = Math.ceil(prompt.length / 4);
  const image = references * 300;
  return {
    input_tokens: text + image,
    input_tokens_details: { text_tokens: text, image_tokens: image },
    output_tokens: 1000,
    output_tokens_details: { image_tokens: 1000, text_tokens: 0 },
    total_tokens: text + image + 1000,
  };
}
