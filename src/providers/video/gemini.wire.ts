import * as z from 'zod';
import type { GenerationResponse } from '../base.ts';
import { isRefusal } from '../gemini/errors.ts';
import { fromBase64 } from '../input-image.ts';
import { saidError, unreadable, type VendorCall, vendorError } from '../vendor-http.ts';
import { clipFailure } from './clip.ts';

const ContentSchema = z.object({
  type: z.string().nullish(),
  uri: z.string().nullish(),
  data: z.string().nullish(),
  mime_type: z.string().nullish(),
  text: z.string().nullish(),
});
const ErrorSchema = z.object({ code: z.union([z.string(), z.number()]).nullish(), message: z.string().nullish() });

/** An interaction (types of npm @google/genai 3.3.0; contract: video §1.6). */
export const InteractionSchema = z.object({
  id: z.string().min(1),
  status: z.string().min(1),
  steps: z
    .array(z.object({ type: z.string(), content: z.array(ContentSchema).nullish(), error: ErrorSchema.nullish() }))
    .nullish(),
  output_video: ContentSchema.nullish(),
  errors: z.array(ErrorSchema).nullish(),
  usage: z
    .object({
      output_tokens_by_modality: z
        .array(z.object({ modality: z.string().nullish(), tokens: z.number().nullish() }))
        .nullish(),
    })
    .nullish(),
});
type Interaction = z.infer<typeof InteractionSchema>;

/** How an interaction that makes a clip stands. */
export function interactionStanding(interaction: Interaction, call: VendorCall): GenerationResponse {
  const handle = { id: interaction.id };
  const failed = (error: ReturnType<typeof clipFailure>): GenerationResponse => ({ status: 'failed', handle, error });
  switch (interaction.status) {
    case 'queued':
      return { status: 'queued', handle };
    case 'in_progress':
      return { status: 'processing', handle };
    case 'completed':
      return completed(interaction, call);
    case 'failed': {
      const { code, message } = errorOf(interaction);
      return failed(clipFailure(call, isRefusal(code, message) ? 'content_rejected' : 'unavailable', message));
    }
    case 'cancelled':
      return failed(vendorError(call, 'cancelled', 'The clip was cancelled at Gemini.'));
    case 'budget_exceeded':
      return failed(clipFailure(call, 'quota'));
    case 'incomplete':
    case 'requires_action':
    case 'requires_continuation':
      return failed(clipFailure(call, 'unavailable', `it ended as “${interaction.status}”`));
    default:
      // What was just taken has an id, whatever it is doing.
      if (call.purpose === 'submit') return { status: 'processing', handle };
      throw unreadable(call, `Gemini calls a clip “${interaction.status.slice(0, 40)}”, which is not understood.`);
  }
}

/** A refusal for safety is completed as well, with words in place of the clip. */
function completed(interaction: Interaction, call: VendorCall): GenerationResponse {
  const handle = { id: interaction.id };
  const content = (interaction.steps ?? [])
    .filter(({ type }) => type === 'model_output')
    .flatMap((step) => step.content ?? []);
  const clips = [...content.filter(({ type }) => type === 'video'), interaction.output_video];
  const clip = clips.find((one) => one?.uri || one?.data);
  if (clip?.uri) return { status: 'completed', handle, outputs: [{ url: clip.uri }] };
  if (clip?.data) {
    const bytes = fromBase64(clip.data, call);
    return { status: 'completed', handle, outputs: [{ bytes, mediaType: clip.mime_type ?? 'video/mp4' }] };
  }
  const made = interaction.usage?.output_tokens_by_modality?.some(
    ({ modality, tokens }) => modality?.toLowerCase() === 'video' && (tokens ?? 0) > 0,
  );
  if (made) throw unreadable(call, 'Gemini says that it made a clip, and does not say where it is.');
  const message =
    content
      .map(({ text }) => text ?? '')
      .join(' ')
      .trim() || errorOf(interaction).message;
  return { status: 'failed', handle, error: saidError(call, { code: 'content_rejected', message }) };
}

function errorOf({ errors, steps }: Interaction): { code: string | undefined; message: string | undefined } {
  const error = errors?.[0] ?? steps?.find((step) => step.error)?.error;
  return { code: error?.code?.toString(), message: error?.message ?? undefined };
}
