import { type Context, Hono } from 'hono';
import { findModel } from '../director/create.ts';
import { modelNotices } from '../director/finish.ts';
import type { Writing } from '../director/writing.ts';
import { SOLE_ACCOUNT } from '../durable-objects/account.ts';
import { unwrap } from '../durable-objects/result.ts';
import type { Env } from '../env.ts';
import {
  type CreatedProject,
  CreateProjectSchema,
  EditShotSchema,
  type KeyChecks,
  RefineSchema,
  UpdateProjectSchema,
} from '../types/api.ts';
import { AppError } from '../types/errors.ts';
import { CastMemberSchema } from '../types/project.ts';
import { type ProviderRole, ProviderRoleSchema } from '../types/providers.ts';
import { readBody, sentMedia } from './body.ts';
import { liveAnswer, wantsEvents } from './live-answer.ts';

type ProjectContext = Context<{ Bindings: Env }, '/:id'>;

/** Ids are made here and nowhere else, so anything of another form names nothing. */
const PROJECT_ID = /^prj_[0-9a-f]{32}$/;

function account(env: Env) {
  return env.ACCOUNT.get(env.ACCOUNT.idFromName(SOLE_ACCOUNT));
}

/** The object of a project. @throws AppError `not_found` where the id is none of ours. */
export function projectById(env: Env, id: string) {
  if (!PROJECT_ID.test(id)) throw new AppError('not_found', 'There is no such project.');
  return env.PROJECT.get(env.PROJECT.idFromName(id));
}

function project(context: ProjectContext) {
  return projectById(context.env, context.req.param('id'));
}

function roleOf(text: string | undefined): ProviderRole {
  const role = ProviderRoleSchema.safeParse(text);
  if (role.success) return role.data;
  const message = `must be one of: ${ProviderRoleSchema.options.join(', ')}`;
  throw new AppError('invalid_input', `role ${message}.`, { fields: [{ path: 'role', message }] });
}

function versionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new AppError('not_found', 'Versions are numbered; there is no such version.');
  return Number(text);
}

function castName(text: string): string {
  const parsed = CastMemberSchema.shape.name.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_input', 'The name of a member of the cast has 1 to 100 characters.');
}

/** `/api/projects`: from a concept to an approved plan to a job. */
export const projectRoutes = new Hono<{ Bindings: Env }>()
  .post('/', async (context) => {
    const input = await readBody(context.req, CreateProjectSchema);
    const id = `prj_${crypto.randomUUID().replaceAll('-', '')}`;
    const created = unwrap(await projectById(context.env, id).create(id, input));
    await account(context.env).addProject({ id, name: created.name, createdAt: created.createdAt });
    const notices = modelNotices({ config: created.config, findModel }, ['llm', 'image', 'video']);
    const answer = { ...created, notices } satisfies CreatedProject;
    return context.json(answer, 201, { location: `/api/projects/${id}` });
  })
  .get('/', async (context) => context.json({ projects: await account(context.env).listProjects() }))
  .get('/:id', async (context) => context.json(unwrap(await project(context).get())))
  .patch('/:id', async (context) => {
    const update = await readBody(context.req, UpdateProjectSchema);
    const changed = unwrap(await project(context).change(update));
    if (update.name !== undefined) await account(context.env).renameProject(changed.id, changed.name);
    return context.json(changed);
  })
  .delete('/:id', async (context) => {
    unwrap(await project(context).destroy());
    await account(context.env).removeProject(context.req.param('id'));
    return context.body(null, 204);
  })
  .post('/:id/check', async (context) => {
    const role = context.req.query('role');
    return context.json({
      checks: unwrap(await project(context).checkKeys(role === undefined ? undefined : roleOf(role))),
    } satisfies KeyChecks);
  })
  .post('/:id/cast/:name/pictures', async (context) => {
    const { body, sizeBytes } = sentMedia(context.req, /^image\//);
    const changed = await project(context).addCastPicture(castName(context.req.param('name')), body, sizeBytes);
    return context.json(unwrap(changed), 201);
  })
  .delete('/:id/cast/:name/pictures', async (context) =>
    context.json(unwrap(await project(context).removeCastPictures(castName(context.req.param('name'))))),
  )
  .get('/:id/models', async (context) =>
    context.json(unwrap(await project(context).models(roleOf(context.req.query('role') ?? 'llm')))),
  )
  .post('/:id/direct', async (context) => {
    if (!wantsEvents(context)) return context.json(unwrap(await project(context).direct()));
    const stub = project(context);
    return liveAnswer<Writing>(context, 'direction', async (tell) => unwrap(await stub.direct(tell)));
  })
  .post('/:id/refine', async (context) => {
    const input = await readBody(context.req, RefineSchema);
    return context.json(unwrap(await project(context).refine(input)));
  })
  .post('/:id/approve', async (context) => context.json(unwrap(await project(context).approve())))
  .delete('/:id/approve', async (context) => context.json(unwrap(await project(context).withdraw())))
  .post('/:id/generate', async (context) => {
    const answer = unwrap(await project(context).generate());
    return context.json(answer, 202, { location: answer.statusUrl });
  })
  .get('/:id/direction', async (context) => context.json(unwrap(await project(context).direction())))
  .get('/:id/direction/lint', async (context) => context.json(unwrap(await project(context).lint())))
  .get('/:id/direction/answers', async (context) => context.json(unwrap(await project(context).unusableAnswers())))
  .get('/:id/direction/versions', async (context) =>
    context.json({ versions: unwrap(await project(context).versions()) }),
  )
  .get('/:id/direction/versions/:version', async (context) =>
    context.json(unwrap(await project(context).version(versionNumber(context.req.param('version'))))),
  )
  .post('/:id/direction/versions/:version/restore', async (context) =>
    context.json(unwrap(await project(context).restore(versionNumber(context.req.param('version'))))),
  )
  .patch('/:id/direction/shots/:shotId', async (context) => {
    const shotId = Number(context.req.param('shotId'));
    if (!Number.isInteger(shotId)) throw new AppError('not_found', 'Shots are numbered; there is no such shot.');
    const edit = await readBody(context.req, EditShotSchema);
    return context.json(unwrap(await project(context).editShot(shotId, edit)));
  })
  .get('/:id/cost', async (context) => {
    const which = context.req.query('config') ?? 'own';
    if (which !== 'own' && which !== 'reference') {
      throw new AppError('invalid_input', 'config must be "own" or "reference".', {
        fields: [{ path: 'config', message: 'must be "own" or "reference"' }],
      });
    }
    if (which === 'reference') return context.json(unwrap(await project(context).referenceCost()));
    return context.json(unwrap(await project(context).cost()));
  });
