import { AppError } from '../../types/errors.ts';
import type { CompileProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderEntry } from '../base.ts';
import { BaseCompileProvider } from './base.ts';

/** No film: the single clips are the result. The engine plans no film task for it, so `generate` is never due. */
export class NoCompileProvider extends BaseCompileProvider {
  override generate(): Promise<GenerationResponse> {
    throw new AppError(
      'unsupported',
      'The project is set to return single clips; choose a compile provider to get a film.',
    );
  }

  override checkStatus(): Promise<GenerationResponse> {
    return this.generate();
  }

  override estimateCost(): number {
    return 0;
  }

  override async checkKey(): Promise<KeyCheckAnswer> {
    return { status: 'valid', message: 'Nothing is asked of anyone: the single clips are the result.' };
  }
}

/** `none` in the compile registry. */
export const noCompile: ProviderEntry<CompileProviderConfig, BaseCompileProvider> = {
  info: {
    role: 'compile',
    provider: 'none',
    name: 'Single clips',
    needsKey: false,
    keyVariables: [],
    description: 'Returns the clips one by one, without cutting a film.',
  },
  models: [
    {
      id: 'none',
      name: 'No film',
      prices: [{ unit: 'request', unitCostUsd: 0, asOf: '2026-11-23', source: 'nothing is done' }],
      aliases: [],
    },
  ],
  create: (config, context) => new NoCompileProvider(config, context),
};
