import type { VendorProtocol } from '../protocol.ts';
import { anthropic } from './anthropic.ts';
import { fal } from './fal.ts';
import { gemini } from './gemini.ts';
import { openAI } from './openai.ts';
import { openRouter } from './openrouter.ts';
import { replicate } from './replicate.ts';

/** Every vendor that is simulated. */
export const vendors: readonly VendorProtocol[] = [fal, openRouter, openAI, anthropic, gemini, replicate];
