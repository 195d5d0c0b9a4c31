import { Hono } from 'hono';
import { SOLE_ACCOUNT } from '../durable-objects/account.ts';
import { unwrap } from '../durable-objects/result.ts';
import type { Env } from '../env.ts';
import { listModels, listProviders } from '../providers/index.ts';
import { AppError } from '../types/errors.ts';
import { type ModelList, ProviderRoleSchema } from '../types/providers.ts';

/** `/api/providers`: what there is to choose from. */
export const providerRoutes = new Hono<{ Bindings: Env }>()
  .get('/', (context) => context.json({ providers: listProviders() }))
  .get('/:type/models', async (context) => {
    const role = ProviderRoleSchema.safeParse(context.req.param('type'));
    if (!role.success) {
      throw new AppError('not_found', `There are models for ${ProviderRoleSchema.options.join(', ')}, nothing else.`);
    }
    const provider = context.req.query('provider');
    if (provider === undefined) {
      return context.json({ type: role.data, source: 'catalogue', models: listModels(role.data) } satisfies ModelList);
    }
    const { ACCOUNT: accounts } = context.env;
    return context.json(unwrap(await accounts.get(accounts.idFromName(SOLE_ACCOUNT)).models(role.data, provider)));
  });
