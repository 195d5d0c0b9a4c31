import type { CompileProviderConfig } from '../../types/providers.ts';
import type { ProviderEntry } from '../base.ts';
import type { BaseCompileProvider } from './base.ts';

/**
 * Compile providers that are named and priced but have no adapter in this version: they can be chosen, kept with
 * their sealed keys and estimated, and are refused with a clear sentence before anything is sent.
 */
export const plannedCompile: ProviderEntry<CompileProviderConfig, BaseCompileProvider>[] = [
  {
    info: {
      role: 'compile',
      provider: 'creatomate',
      name: 'Creatomate',
      needsKey: true,
      keyVariables: ['CREATOMATE_API_KEY'],
      description: "Cuts the film in Creatomate's cloud.",
    },
    models: [],
  },
  {
    info: {
      role: 'compile',
      provider: 'shotstack',
      name: 'Shotstack',
      needsKey: true,
      keyVariables: ['SHOTSTACK_API_KEY'],
      description: "Cuts the film in Shotstack's cloud.",
    },
    models: [],
  },
];
