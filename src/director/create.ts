import type { ProviderContext } from '../providers/base.ts';
import { providerFactories } from '../providers/index.ts';
import type { ProjectConfig } from '../types/providers.ts';
import type { CallHooks } from './conversation.ts';
import type { FindModel, ProductionSettings } from './finish.ts';
import { AIDirector } from './index.ts';

/** Looks models up in the catalogues of this version. */
export const findModel: FindModel = (role, choice) => providerFactories[role].model(choice);

/**
 * A director for a project: its language model by `config.llm`, the video model and all prices from the catalogues.
 * @throws AppError `unsupported` when this version has no adapter for the language model's provider.
 */
export function createDirector(
  config: ProjectConfig,
  context: ProviderContext,
  options: Pick<ProductionSettings, 'resolution'> & CallHooks = {},
): AIDirector {
  const llm = providerFactories.llm.create(config.llm, context);
  return new AIDirector(llm, { ...options, config, videoModel: findModel('video', config.video), findModel });
}
