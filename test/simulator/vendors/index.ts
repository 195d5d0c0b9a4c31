import type { VendorProtocol } from '../protocol.ts';
import { anthropic } from './anthropic.ts';
import { fal } from './fal.ts';
import { gemini } from './gemini.ts';
import { openAI } from './openai.ts';
import { openRouter } from './openrouter.ts';
<<<<<<< HEAD
import { replicate } from './replicate.ts';

/** Every vendor that is simulated. */
export const vendors: readonly VendorProtocol[] = [fal, openRouter, openAI, anthropic, gemini, replicate];
=======
import { workersAI } from './workers-ai.ts';

/** Every vendor that is simulated. */
export const vendors: readonly VendorProtocol[] = [fal, openRouter, openAI, anthropic, gemini, workersAI];
>>>>>>> 5d80a06 (Workers AI directs, through the Worker's own binding or an account over REST)
