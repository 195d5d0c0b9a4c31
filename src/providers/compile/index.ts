import type { CompileProviderConfig } from '../../types/providers.ts';
import { ProviderFactory } from '../factory.ts';
import type { BaseCompileProvider } from './base.ts';
import { creatomateCompile } from './creatomate.ts';
import { localCompile } from './local.ts';
import { noCompile } from './none.ts';
import { shotstackCompile } from './shotstack.ts';

/** Makes compile providers. */
export const CompileProviderFactory = new ProviderFactory<CompileProviderConfig, BaseCompileProvider>('compile', [
  localCompile,
  creatomateCompile,
  shotstackCompile,
  noCompile,
]);
