import type { SealedSecret, SecretBox } from '../lib/secrets.ts';
import type { Project } from '../types/project.ts';
import type { ProjectConfig, ProviderRole, SafeProjectConfig } from '../types/providers.ts';
import type { ProjectStore } from './project-store.ts';

const ROLES = ['llm', 'image', 'video', 'compile'] as const satisfies ProviderRole[];

/** The keys that were given, sealed, each bound to its project, role and provider. */
export async function sealKeys(
  id: string,
  given: Record<ProviderRole, { provider: string; apiKey?: string | undefined }>,
  box: SecretBox,
): Promise<{ role: ProviderRole; provider: string; sealed: SealedSecret }[]> {
  const keys = ROLES.map(async (role) => {
    const { provider, apiKey } = given[role];
    return apiKey === undefined ? [] : [{ role, provider, sealed: await box.seal(apiKey, [id, role, provider]) }];
  });
  return (await Promise.all(keys)).flat();
}

/**
 * All roles' configuration with their keys, opened for the one request they are needed in.
 * @throws AppError `auth` where a key cannot be opened.
 */
export async function openConfig(
  { id, config }: Pick<Project, 'id' | 'config'>,
  store: Pick<ProjectStore, 'sealedKey'>,
  box: SecretBox,
): Promise<ProjectConfig> {
  const open = async <Role extends ProviderRole>(
    role: Role,
  ): Promise<SafeProjectConfig[Role] & { apiKey?: string }> => {
    const stored = store.sealedKey(role);
    if (!stored) return config[role];
    return { ...config[role], apiKey: await box.open(stored.sealed, [id, role, stored.provider]) };
  };
  return {
    llm: await open('llm'),
    image: await open('image'),
    video: await open('video'),
    compile: await open('compile'),
  };
}
