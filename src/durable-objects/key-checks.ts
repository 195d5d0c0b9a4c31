import type { KeyCheckAnswer, ProviderContext } from '../providers/base.ts';
import { providerFactories } from '../providers/index.ts';
import { AppError } from '../types/errors.ts';
import type { KeyCheck, ProjectConfig, ProviderRole } from '../types/providers.ts';

/** Asks each role's provider whether its key works. Free of charge, and never throws: what went wrong is the answer. */
export function checkKeys(
  config: ProjectConfig,
  context: ProviderContext,
  roles: readonly ProviderRole[],
): Promise<KeyCheck[]> {
  return Promise.all(
    roles.map(async (role) => ({
      role,
      provider: config[role].provider,
      ...(await ask(role, config, context).catch(failure)),
    })),
  );
}

async function ask(role: ProviderRole, config: ProjectConfig, context: ProviderContext): Promise<KeyCheckAnswer> {
  switch (role) {
    case 'llm':
      return providerFactories.llm.create(config.llm, context).checkKey();
    case 'image':
      return providerFactories.image.create(config.image, context).checkKey();
    case 'video':
      return providerFactories.video.create(config.video, context).checkKey();
    case 'compile':
      return providerFactories.compile.create(config.compile, context).checkKey();
  }
}

function failure(thrown: unknown): KeyCheckAnswer {
  const { code, message } = AppError.from(thrown);
  return { status: code === 'internal' ? 'unreachable' : 'unsupported', message };
}
