import * as z from 'zod';
import type { GenerationResponse, KeyCheckAnswer, ProviderEntry } from '../../../src/providers/base.ts';
import { orGone, readHandle } from '../../../src/providers/handle.ts';
import { BaseImageProvider, type ImageRequest } from '../../../src/providers/image/base.ts';
import { callVendor, checkWith, parseAnswer, saidError, vendorOrigin } from '../../../src/providers/vendor-http.ts';
import type { ImageProviderConfig } from '../../../src/types/providers.ts';

const PRICE_USD = 0.02;

const HandleSchema = z.object({ id: z.string() });
const PictureSchema = z.object({
  id: z.string().min(1),
  state: z.enum(['waiting', 'drawing', 'done', 'refused']),
  url: z.url().nullish(),
  reason: z.string().nullish(),
});

/** Acme's pictures (docs.acme.example/pictures, read 2026-11-25): a queue without webhooks. */
export class AcmeImageProvider extends BaseImageProvider {
  /** One POST. What `callVendor` throws says by itself whether it may have been charged. */
  override async generate({ prompt, width, height, seed }: ImageRequest): Promise<GenerationResponse> {
    const call = { ...this.call('/v1/pictures'), purpose: 'submit', method: 'POST' } as const;
    const json = { prompt, width, height, ...(seed === undefined ? {} : { seed }) };
    const { id } = parseAnswer(PictureSchema, await callVendor(this.context, { ...call, json }), call);
    return { status: 'queued', handle: { id } };
  }

  /** One GET. An id that Acme no longer knows is an end; anything else that goes wrong is asked again later. */
  override checkStatus(kept: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    const handle = readHandle(HandleSchema, kept, 'Acme');
    const call = {
      ...this.call(`/v1/pictures/${encodeURIComponent(handle.id)}`),
      purpose: 'poll',
      method: 'GET',
    } as const;
    return orGone('Acme', async () => {
      const { state, url, reason } = parseAnswer(PictureSchema, await callVendor(this.context, call), call);
      if (state === 'done' && url) return { status: 'completed', handle, outputs: [{ url }] };
      if (state === 'refused') {
        const error = saidError(call, { code: 'content_rejected', message: reason ?? undefined });
        return { status: 'failed', handle, error, charged: false };
      }
      return { status: state === 'waiting' ? 'queued' : 'processing', handle };
    });
  }

  override estimateCost(): number {
    return PRICE_USD;
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkWith('Acme', () =>
      callVendor(this.context, { ...this.call('/v1/me'), purpose: 'poll', method: 'GET' }),
    );
  }

  private call(path: string) {
    const { apiKey = '' } = this.config;
    return {
      provider: 'Acme',
      url: vendorOrigin(this.config, 'https://api.acme.example') + path,
      headers: { authorization: `Bearer ${apiKey}` },
      secrets: [apiKey],
    };
  }
}

/** `acme` in the image registry. */
export const acmeImages: ProviderEntry<ImageProviderConfig, BaseImageProvider> = {
  info: {
    role: 'image',
    provider: 'acme',
    name: 'Acme Pictures',
    needsKey: true,
    keyVariables: ['ACME_API_KEY'],
    defaultModel: 'pictures-1',
    description: 'Pictures by Acme.',
  },
  models: [
    {
      id: 'pictures-1',
      name: 'Acme Pictures 1',
      prices: [{ unit: 'image', unitCostUsd: PRICE_USD, asOf: '2026-11-25', source: 'acme.example/pricing' }],
      aliases: [],
      seed: true,
      usualSeconds: 8,
    },
  ],
  create: (config, context) => new AcmeImageProvider(config, context),
};
