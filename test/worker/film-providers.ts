import type { ImageProviderConfig, VideoProviderConfig } from '../../src/types/providers.ts';

/** One provider's part in a whole film. */
export interface Casting<Config> {
  config: Omit<Config, 'apiKey' | 'baseUrl'>;
  /** Its vendor in the simulator. */
  vendor: string;
  /** What follows the key, for vendors whose keys have parts. */
  keyEnd?: string;
  /** What one picture, or one clip of five seconds without sound, comes to in the ledger; null where no price is known. */
  costUsd: number | null;
  /** How far it may be from that, where it hangs on the words of the prompt. Default 0. */
  withinUsd?: number;
  /** Whether the vendor says itself what it charged. */
  basis: 'reported' | 'computed' | 'unknown';
  /** Requests the vendor bills for one result, where a result takes several. Default 1. */
  billedEach?: number;
}

// Prices: the simulator’s own where a vendor reports what it charged, else the contracts’ (llm-image §3, video §1; Gemini’s clips: its list price).
export const IMAGES: readonly Casting<ImageProviderConfig>[] = [
  { config: { provider: 'fal-flux' }, vendor: 'fal', costUsd: 0.025, basis: 'reported' },
  { config: { provider: 'fal-sdxl' }, vendor: 'fal', costUsd: 0.025, basis: 'reported' },
  { config: { provider: 'openai-dalle' }, vendor: 'openai', costUsd: 0.0307, withinUsd: 0.0003, basis: 'reported' },
  { config: { provider: 'google' }, vendor: 'gemini', costUsd: 0.0302, withinUsd: 0.0003, basis: 'reported' },
  { config: { provider: 'openrouter' }, vendor: 'openrouter', costUsd: 0.04, basis: 'reported' },
  { config: { provider: 'replicate' }, vendor: 'replicate', costUsd: 0.025, basis: 'computed' },
  { config: { provider: 'stability' }, vendor: 'stability', costUsd: 0.03, basis: 'computed' },
  { config: { provider: 'midjourney' }, vendor: 'midjourney', costUsd: null, basis: 'unknown', billedEach: 2 },
  {
    config: { provider: 'workers-ai', accountId: '0123456789abcdef0123456789abcdef' },
    ...{ vendor: 'workers-ai', costUsd: 0.001722, basis: 'computed' },
  },
];

const FIELDS = { prompt: 'prompt', durationFormat: 'number' } as const;
const FAL_MODEL = {
  model: 'fal-ai/veo3.1/first-last-frame-to-video',
  fields: { ...FIELDS, startImage: 'first_frame_url', endImage: 'last_frame_url', duration: 'duration' },
} as const;
const REPLICATE_MODEL = {
  model: 'kwaivgi/kling-v2.1',
  fields: { ...FIELDS, startImage: 'start_image', endImage: 'end_image', duration: 'duration' },
} as const;

export const VIDEOS: readonly Casting<VideoProviderConfig>[] = [
  { config: { provider: 'fal-kling' }, vendor: 'fal', costUsd: 0.5, basis: 'reported' },
  { config: { provider: 'pika' }, vendor: 'fal', costUsd: 0.5, basis: 'reported' },
  { config: { provider: 'fal', ...FAL_MODEL }, vendor: 'fal', costUsd: 0.5, basis: 'reported' },
  { config: { provider: 'runway' }, vendor: 'runway', costUsd: 0.25, basis: 'reported' },
  { config: { provider: 'google' }, vendor: 'gemini', costUsd: 0.35, basis: 'computed' },
  { config: { provider: 'openrouter' }, vendor: 'openrouter', costUsd: 0.5, basis: 'reported' },
  { config: { provider: 'luma' }, vendor: 'luma', costUsd: null, basis: 'unknown' },
  { config: { provider: 'minimax' }, vendor: 'minimax', costUsd: 0.4, basis: 'computed' },
  { config: { provider: 'minimax', model: 'MiniMax-Hailuo-02' }, vendor: 'minimax', costUsd: null, basis: 'unknown' },
  {
    config: { provider: 'kling' },
    ...{ vendor: 'kling', keyEnd: ':simulated-secret', costUsd: 0.56, basis: 'computed' },
  },
  { config: { provider: 'replicate', ...REPLICATE_MODEL }, vendor: 'replicate', costUsd: null, basis: 'unknown' },
];
