import { BRIEF_CLOSE, BRIEF_OPEN, type DirectorBrief, DirectorBriefSchema } from '../../types/brief.ts';
import { AppError } from '../../types/errors.ts';
import type { LLMProviderConfig } from '../../types/providers.ts';
import type { KeyCheckAnswer, ProviderEntry } from '../base.ts';
import { BaseLLMProvider, type LLMMessage, type LLMResponse } from './base.ts';

function readBrief(messages: readonly LLMMessage[]): DirectorBrief {
  const text = messages.findLast((message) => message.role === 'user')?.content ?? '';
  const from = text.indexOf(BRIEF_OPEN);
  const to = text.indexOf(BRIEF_CLOSE, from);
  if (from < 0 || to < 0) {
    throw new AppError('invalid_input', 'The local director only answers orders that carry a brief.', {
      provider: 'local',
    });
  }
  try {
    return DirectorBriefSchema.parse(JSON.parse(text.slice(from + BRIEF_OPEN.length, to)));
  } catch (cause) {
    throw new AppError(
      'invalid_input',
      'The brief for the local director cannot be read.',
      { provider: 'local' },
      cause,
    );
  }
}

/** Directs by rules, without a model: reads the brief in the last user message and answers with a plan in JSON. */
export class LocalLLMProvider extends BaseLLMProvider {
  override get modelName(): string {
    return 'local director (rule-based)';
  }

  /** @throws AppError `invalid_input` when the message holds no brief. */
  override async chat(messages: LLMMessage[]): Promise<LLMResponse> {
    const brief = readBrief(messages);
    // Loaded when asked for: reading its dictionaries is half of a Worker's start.
    const plan =
      brief.task === 'refine'
        ? (await import('./local/refine.ts')).refinePlan(brief)
        : (await import('./local/plan.ts')).writePlan(brief);
    return { content: JSON.stringify(plan), usage: { promptTokens: 0, completionTokens: 0, totalTokens: 0 }, cost: 0 };
  }

  override estimateCost(): number {
    return 0;
  }

  override async checkKey(): Promise<KeyCheckAnswer> {
    return { status: 'valid', message: 'The local director needs no key.' };
  }
}

/** `local` in the language-model registry. */
export const localLLM: ProviderEntry<LLMProviderConfig, BaseLLMProvider> = {
  info: {
    role: 'llm',
    provider: 'local',
    name: 'Local director',
    needsKey: false,
    keyVariables: [],
    defaultModel: 'rules',
    description: 'Writes the plan by rules on this machine. No model, no key, no cost.',
  },
  models: [
    {
      id: 'rules',
      name: 'Rule-based director',
      prices: [{ unit: 'request', unitCostUsd: 0, asOf: '2026-11-23', source: 'runs here' }],
      aliases: [],
    },
  ],
  create: (config, context) => new LocalLLMProvider(config, context),
};
