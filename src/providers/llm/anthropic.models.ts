import type { ModelInfo } from '../../types/providers.ts';
import { languageModel } from './catalogue.ts';

/** What all models of the fifth generation have in common; sampling parameters other than the default are refused. */
const CLAUDE_5 = { contextTokens: 1_000_000, maxOutputTokens: 128_000, temperature: false } as const;
const PAGES = 'platform.claude.com, models overview';

/** Anthropic's current models, with the names of the plan's time. */
export const ANTHROPIC_MODELS: ModelInfo[] = [
  languageModel({
    id: 'claude-sonnet-5-5',
    name: 'Claude Sonnet 5.5',
    prices: [2, 10],
    ...CLAUDE_5,
    source: PAGES,
    aliases: [
      'claude-3-5-sonnet-20241022',
      'claude-3-5-sonnet-latest',
      'claude-3-7-sonnet-latest',
      'claude-3.5-sonnet',
    ],
  }),
  languageModel({
    id: 'claude-opus-5-5',
    name: 'Claude Opus 5.5',
    prices: [4, 20],
    ...CLAUDE_5,
    source: PAGES,
    aliases: ['claude-3-opus-20240229', 'claude-3-opus-latest'],
  }),
  languageModel({
    id: 'claude-haiku-5-5',
    name: 'Claude Haiku 5.5',
    prices: [0.1, 0.5],
    ...CLAUDE_5,
    source: `${PAGES}, up to 100,000 tokens of prompt`,
    aliases: ['claude-3-haiku-20240307', 'claude-3-5-haiku-20241022', 'claude-3-5-haiku-latest', 'claude-3-haiku'],
  }),
  languageModel({ id: 'claude-fable-5-1', name: 'Claude Fable 5.1', prices: [10, 50], ...CLAUDE_5, source: PAGES }),
];
