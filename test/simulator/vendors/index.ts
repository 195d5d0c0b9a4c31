import type { VendorProtocol } from '../protocol.ts';
import { anthropic } from './anthropic.ts';
import { creatomate } from './creatomate.ts';
import { fal } from './fal.ts';
import { gemini } from './gemini.ts';
import { kling } from './kling.ts';
import { luma } from './luma.ts';
import { midjourney } from './midjourney.ts';
import { minimax } from './minimax.ts';
import { openAI } from './openai.ts';
import { openRouter } from './openrouter.ts';
import { replicate } from './replicate.ts';
import { runway } from './runway.ts';
import { shotstack } from './shotstack.ts';
import { stability } from './stability.ts';
import { workersAI } from './workers-ai.ts';

/** Every vendor that is simulated. */
export const vendors: readonly VendorProtocol[] = [
  fal,
  openRouter,
  openAI,
  anthropic,
  gemini,
  replicate,
  workersAI,
  runway,
  luma,
  minimax,
  kling,
  stability,
  creatomate,
  shotstack,
  midjourney,
];
