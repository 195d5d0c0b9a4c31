import { Hono } from 'hono';
import type { Env } from './env.ts';
import { renderFetch } from './lib/config.ts';
import { exportRoutes } from './routes/exports.ts';
import { guard } from './routes/guard.ts';
import { jobRoutes } from './routes/jobs.ts';
import { mediaRoutes } from './routes/media.ts';
import { problemResponse } from './routes/problem.ts';
import { projectRoutes } from './routes/projects.ts';
import { providerRoutes } from './routes/providers.ts';
import { statusPage } from './routes/status-page.ts';
import { watchRoutes } from './routes/watch.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { AppError } from './types/errors.ts';

export { Account } from './durable-objects/account.ts';
export { Project } from './durable-objects/project.ts';
export { VideoJob } from './durable-objects/video-job.ts';

const app = new Hono<{ Bindings: Env }>()
  .use(guard)
  .route('/', statusPage)
  .get('/api/health', async (context) => {
    const render = await renderFetch(context.env)(new Request('http://render.internal/v1/health')).then(
      (response) => response.json(),
      () => ({ status: 'unreachable' }),
    );
    return context.json({ status: 'ok', render });
  })
  .route('/api/projects', projectRoutes)
  .route('/api/projects', exportRoutes)
  .route('/api/jobs', jobRoutes)
  .route('/api/jobs', watchRoutes)
  .route('/api/providers', providerRoutes)
  .route('/api/media', mediaRoutes)
  .route('/api/webhooks', webhookRoutes);

app.notFound((context) =>
  problemResponse(new AppError('not_found', `There is nothing at ${context.req.method} ${context.req.path}.`), context),
);
app.onError((error, context) => problemResponse(error, context));

/** The API's type, for typed clients. */
export type AppType = typeof app;

export default app;
