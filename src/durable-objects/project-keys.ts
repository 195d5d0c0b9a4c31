import type { SecretBox } from '../lib/secrets.ts';
import type { Project } from '../types/project.ts';
import type { ProjectConfig, ProviderRole, SafeProjectConfig } from '../types/providers.ts';
import type { ProjectStore } from './project-store.ts';

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
