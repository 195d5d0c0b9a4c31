import type { ModelInfo, ProviderInfo, ProviderRole } from '../types/providers.ts';
import { CompileProviderFactory } from './compile/index.ts';
import { ImageProviderFactory } from './image/index.ts';
import { LLMProviderFactory } from './llm/index.ts';
import { VideoProviderFactory } from './video/index.ts';

/** The registry: one factory per role. */
export const providerFactories = {
  llm: LLMProviderFactory,
  image: ImageProviderFactory,
  video: VideoProviderFactory,
  compile: CompileProviderFactory,
} as const;

/** Every provider of every role. */
export function listProviders(): ProviderInfo[] {
  return Object.values(providerFactories).flatMap((factory) => factory.list());
}

/** A role's models, each with the provider that serves it. */
export function listModels(role: ProviderRole): (ModelInfo & { provider: string })[] {
  const factory = providerFactories[role];
  return factory.list().flatMap(({ provider }) => factory.models(provider).map((model) => ({ provider, ...model })));
}
