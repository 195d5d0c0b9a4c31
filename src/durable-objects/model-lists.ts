import * as z from 'zod';
import type { ModelsAccess, ProviderContext } from '../providers/base.ts';
import { providerFactories } from '../providers/index.ts';
import { AppError } from '../types/errors.ts';
import { ModelInfoSchema, type ModelList, type ProviderRole } from '../types/providers.ts';

/** How long a vendor's list is taken for today's. */
const LIST_AGE_MS = 24 * 60 * 60 * 1000;

const KeptListSchema = z.object({ readAt: z.number(), models: z.array(ModelInfoSchema) });

/** Where lists are kept: an object's own storage. */
type ListStorage = Pick<DurableObjectStorage, 'get' | 'put'>;

/** The name under which a role's list is kept. */
export function modelListName(role: ProviderRole, provider: string): string {
  return `models:${role}:${provider}`;
}

/**
 * A provider's models: as the vendor itself lists them, read at most once a day, else the catalogue of this version. Where
 * the vendor has a list and it was not read, the answer says why.
 * @throws AppError `not_found` when there is no such provider.
 */
export async function modelsOfTheDay(
  role: ProviderRole,
  { provider, ...access }: ModelsAccess & { provider: string },
  context: Pick<ProviderContext, 'fetch' | 'now'>,
  storage: ListStorage,
): Promise<ModelList> {
  const factory = providerFactories[role];
  const info = factory.list().find((candidate) => candidate.provider === provider);
  if (!info) throw new AppError('not_found', `There is no ${role} provider “${provider}”.`);
  const catalogue = (notice?: string): ModelList => ({
    type: role,
    source: 'catalogue',
    ...(notice === undefined ? {} : { notice }),
    models: factory.models(provider).map((model) => ({ provider, ...model })),
  });
  const live = factory.liveModels(provider);
  if (!live) return catalogue();
  if (live.needsKey && access.apiKey === undefined && access.baseUrl === undefined) {
    return catalogue(
      `${info.name} lists its models for holders of a key only; this is the catalogue of this version. ` +
        `With a key: GET /api/projects/:id/models?role=${role}.`,
    );
  }
  const name = modelListName(role, provider);
  const kept = KeptListSchema.safeParse(await storage.get(name)).data;
  const isFresh = kept !== undefined && context.now() - kept.readAt < LIST_AGE_MS;
  try {
    const list = isFresh ? kept : { readAt: context.now(), models: await live.list(context, access) };
    if (!isFresh) await storage.put(name, list);
    return {
      type: role,
      source: 'live',
      readAt: new Date(list.readAt).toISOString(),
      models: list.models.map((model) => ({ provider, ...model })),
    };
  } catch (thrown) {
    const { message } = AppError.from(thrown);
    return catalogue(`${info.name}’s own list could not be read, so this is the catalogue of this version. ${message}`);
  }
}
