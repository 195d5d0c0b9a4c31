import { AppError } from '../../types/errors.ts';
import type { KeyCheckAnswer, ProviderContext } from '../base.ts';
import { callVendor, checkWith, type VendorCall, vendorOrigin } from '../vendor-http.ts';
import { readGeminiError } from './errors.ts';

// What Gemini's roles share: one key, one form of errors, `generateContent` for text and pictures (Gemini's discovery
// document v1beta, 2026-08-22; contracts: llm-image §2.4 and §3.5, video §1.6).

/** Where the Gemini API answers. */
const GEMINI_ORIGIN = 'https://generativelanguage.googleapis.com';

/** Who asks Gemini: with which key, and where. */
export interface GeminiAccess {
  apiKey?: string | undefined;
  /** Replaces {@link GEMINI_ORIGIN}. */
  baseUrl?: string | undefined;
}

/** What every request to Gemini has in common. */
export function geminiCall(
  access: GeminiAccess,
  model: string,
  path: string,
): Pick<VendorCall, 'provider' | 'model' | 'url' | 'headers' | 'secrets' | 'readError'> {
  const apiKey = access.apiKey ?? '';
  return {
    provider: 'Gemini',
    model,
    url: `${vendorOrigin(access, GEMINI_ORIGIN)}/v1beta${path}`,
    headers: { 'x-goog-api-key': apiKey },
    secrets: [apiKey],
    readError: readGeminiError,
  };
}

/** The path of a model, given with or without `models/` before its name. */
export function geminiModelPath(model: string): string {
  return `/models/${encodeURIComponent(model.replace(/^models\//, ''))}`;
}

/**
 * An address that Gemini gave, at the place that stands for Gemini's own host; undefined when it leads anywhere else. A key
 * is only ever sent to such an address.
 */
export function addressAtGemini(access: GeminiAccess, address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const { href } = new URL(address);
  const ours = vendorOrigin(access, GEMINI_ORIGIN);
  const origin = [ours, GEMINI_ORIGIN].find((one) => href.startsWith(`${one}/`));
  return origin === undefined ? undefined : new URL(ours + href.slice(origin.length));
}

/** Whether the key works and Gemini has the model: its description costs nothing to ask for. */
export function checkGemini(
  context: Pick<ProviderContext, 'fetch'>,
  access: GeminiAccess,
  model: string,
): Promise<KeyCheckAnswer> {
  return checkWith('Gemini', async () => {
    try {
      await callVendor(context, {
        ...geminiCall(access, model, geminiModelPath(model)),
        purpose: 'poll',
        method: 'GET',
      });
    } catch (thrown) {
      if (AppError.from(thrown).code !== 'not_found') throw thrown;
      throw new AppError('unsupported', `Gemini does not know the model "${model}"; choose another.`, { model });
    }
  });
}
