import type { ProviderContext } from '../providers/base.ts';
import { providerFactories } from '../providers/index.ts';
import type { ModelInfo, ProjectConfig } from '../types/providers.ts';
import type { DirectorHooks } from './conversation.ts';
import type { FindModel, ProductionSettings } from './finish.ts';
import { AIDirector } from './index.ts';

/** Looks models up in the catalogues of this version, by id or by an old name; the default where none is named. */
export const findModel: FindModel = (role, choice): ModelInfo | undefined => providerFactories[role].model(choice);

/**
 * A director for a project: its language model by `config.llm`, the video model and all prices from the catalogues.
 * @throws AppError `unsupported` when this version has no adapter for the language model's provider.
 */
export function createDirector(
  config: ProjectConfig,
  context: ProviderContext,
  options: Pick<ProductionSettings, 'resolution' | 'castReferences' | 'findModel'> & DirectorHooks = {},
): AIDirector {
  const llm = providerFactories.llm.create(config.llm, context);
  return new AIDirector(llm, { findModel, ...options, config, videoModel: findModel('video', config.video) });
}
