import { Hono } from 'hono';
import type { Env } from '../env.ts';
import { listModels, listProviders } from '../providers/index.ts';
import { AppError } from '../types/errors.ts';
import { ProviderRoleSchema } from '../types/providers.ts';

/** `/api/providers`: what there is to choose from. */
export const providerRoutes = new Hono<{ Bindings: Env }>()
  .get('/', (context) => context.json({ providers: listProviders() }))
  .get('/:type/models', (context) => {
    const role = ProviderRoleSchema.safeParse(context.req.param('type'));
    if (!role.success) {
      throw new AppError('not_found', `There are models for ${ProviderRoleSchema.options.join(', ')}, nothing else.`);
    }
    return context.json({ type: role.data, models: listModels(role.data) });
  });
