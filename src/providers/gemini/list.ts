import * as z from 'zod';
import type { ModelInfo } from '../../types/providers.ts';
import type { ProviderContext } from '../base.ts';
import { callVendor, parseAnswer } from '../vendor-http.ts';
import { type GeminiAccess, geminiCall } from './access.ts';

const ListSchema = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      displayName: z.string().nullish(),
      inputTokenLimit: z.number().nullish(),
      outputTokenLimit: z.number().nullish(),
      supportedGenerationMethods: z.array(z.string()).nullish(),
    }),
  ),
});

/** A model as Gemini lists it. It says no price, and of what a model makes only its name tells. */
export interface ListedGemini {
  id: string;
  name: string;
  contextTokens?: number | undefined;
  maxOutputTokens?: number | undefined;
}

/** Every model that generates content: `GET /v1beta/models`, for holders of a key. @throws AppError as any request does. */
export async function listGemini(
  context: Pick<ProviderContext, 'fetch'>,
  access: GeminiAccess,
): Promise<ListedGemini[]> {
  const call = { ...geminiCall(access, '', '/models?pageSize=1000'), purpose: 'poll', method: 'GET' } as const;
  const { models } = parseAnswer(ListSchema, await callVendor(context, call), call);
  return models
    .filter(({ supportedGenerationMethods }) => supportedGenerationMethods?.includes('generateContent'))
    .map(({ name, displayName, inputTokenLimit, outputTokenLimit }) => {
      const id = name.replace(/^models\//, '');
      return {
        ...{ id, name: displayName ?? id },
        contextTokens: inputTokenLimit ?? undefined,
        maxOutputTokens: outputTokenLimit ?? undefined,
      };
    });
}

/** Whether a model makes pictures or clips, as far as its name tells; else it writes, or speaks and listens. */
export function geminiRole(id: string): 'llm' | 'image' | 'video' | undefined {
  if (/image|banana/.test(id)) return 'image';
  if (/omni/.test(id)) return 'video';
  const speaks = /tts|live|audio|transcribe|lyria|robotics|embedding|computer-use/.test(id);
  return speaks || !/^gem(ini|ma)-/.test(id) ? undefined : 'llm';
}

/** The models of a media role: our own rows where we have them. @throws AppError as any request does. */
export async function listGeminiMedia(
  context: Pick<ProviderContext, 'fetch'>,
  access: GeminiAccess,
  role: 'image' | 'video',
  catalogue: readonly ModelInfo[],
): Promise<ModelInfo[]> {
  const listed = (await listGemini(context, access)).filter(({ id }) => geminiRole(id) === role);
  return listed.map(({ id, name }) => catalogue.find((row) => row.id === id) ?? { id, name, prices: [], aliases: [] });
}
