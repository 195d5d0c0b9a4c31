import { describe, expect, inject, test } from 'vitest';
import {
  type DirectionVersion,
  DirectionVersionSchema,
  type RefineAnswer,
  RefineAnswerSchema,
  UnusableAnswersSchema,
} from '../../src/types/direction-api.ts';
import { type LintReport, LintReportSchema } from '../../src/types/lint.ts';
import { allShots, type VideoDirection } from '../../src/types/project.ts';
import { PROSE, PROSE_WISH } from '../simulator/llm.ts';
import { api, directedProject, newProject } from './client.ts';

const NOWHERE = `prj_${'0'.repeat(32)}`;

/** The versions of a project's direction. */
async function versionsOf(projectId: string): Promise<DirectionVersion[]> {
  const path = `/api/projects/${projectId}/direction/versions`;
  const { status, body } = await api<{ versions: DirectionVersion[] }>('GET', path);
  expect(status).toBe(200);
  return DirectionVersionSchema.array().parse(body.versions);
}

describe('lint', () => {
  test('scores the current direction against its order, and sees what an edit spoils', async () => {
    const project = await directedProject({ targetDuration: 30, constraints: { avoid: ['umbrella'] } });
    const path = `/api/projects/${project.id}/direction/lint`;
    const before = await api<LintReport>('GET', path);
    expect(before.status).toBe(200);
    expect(LintReportSchema.parse(before.body).lost).not.toHaveProperty('avoid');

    const shotId = allShots(project.direction)[0]?.id;
    await api('PATCH', `/api/projects/${project.id}/direction/shots/${shotId}`, { lighting: 'under a red umbrella' });
    const after = LintReportSchema.parse((await api('GET', path)).body);
    expect(after.score).toBeLessThan(before.body.score);
    expect(after.findings).toContainEqual(expect.objectContaining({ rule: 'avoid', shotId }));
  });

  test('says that there is nothing to examine yet', async () => {
    const project = await newProject();
    expect((await api('GET', `/api/projects/${project.id}/direction/lint`)).status).toBe(409);
    expect((await api('GET', `/api/projects/${NOWHERE}/direction/lint`)).status).toBe(404);
  });
});

describe('refine', () => {
  test('answers with what changed, and what that costs', async () => {
    const project = await directedProject({ targetDuration: 30 });
    const [first, second] = allShots(project.direction);
    const { status, body } = await api<RefineAnswer>('POST', `/api/projects/${project.id}/refine`, {
      feedback: 'much darker, with a static camera',
      shotId: second?.id,
    });
    expect(status).toBe(200);
    const { diff, priceDifference } = RefineAnswerSchema.parse(body);
    expect(diff.changed).toBe(true);
    expect(diff.shots.changed.map(({ id }) => id)).toEqual([second?.id]);
    expect(diff.shots.changed[0]?.fields).toContainEqual({
      field: 'lighting',
      before: second?.lighting,
      after: allShots(body)[1]?.lighting,
    });
    expect(diff.shots).toMatchObject({ added: [], removed: [], moved: [] });
    expect(diff.shots.unchanged).toContain(first?.id);
    expect(priceDifference).toMatchObject({ beforeUsd: 0, afterUsd: 0, differenceUsd: 0, unknown: [] });
    expect((await api<VideoDirection>('GET', `/api/projects/${project.id}/direction`)).body).not.toHaveProperty('diff');
  });

  test('does not know what a difference costs where no price is known', async () => {
    const config = { video: { provider: 'fal-kling', model: 'no-such-model', apiKey: 'k'.repeat(20) } };
    const project = await directedProject({ targetDuration: 20, config });
    const { body } = await api<RefineAnswer>('POST', `/api/projects/${project.id}/refine`, { feedback: 'darker' });
    expect(body.priceDifference).toMatchObject({ differenceUsd: null, videos: null, images: 0, unknown: ['video'] });
  });
});

describe('versions', () => {
  test('every version is kept and can be made current again', async () => {
    const project = await directedProject({ targetDuration: 15 });
    expect(await versionsOf(project.id)).toMatchObject([{ version: 1, origin: 'direct', shots: 2, totalDuration: 15 }]);
    await api('POST', `/api/projects/${project.id}/refine`, { feedback: 'make it darker' });
    const shotId = allShots(project.direction)[0]?.id;
    await api('PATCH', `/api/projects/${project.id}/direction/shots/${shotId}`, { cameraMove: 'tilt_down' });
    expect((await versionsOf(project.id)).map(({ origin }) => origin)).toEqual(['direct', 'refine', 'edit']);

    const old = `/api/projects/${project.id}/direction/versions/1`;
    expect((await api('GET', old)).body).toEqual(project.direction);
    const restored = await api<VideoDirection>('POST', `${old}/restore`);
    expect(restored.status).toBe(200);
    expect(restored.body.scenes).toEqual(project.direction.scenes);
    expect((await api('GET', `/api/projects/${project.id}/direction`)).body).toEqual(restored.body);
    const versions = await versionsOf(project.id);
    expect(versions.map(({ version, origin }) => `${version} ${origin}`)).toEqual([
      '1 direct',
      '2 refine',
      '3 edit',
      '4 restore',
    ]);
  });

  test('a version that does not exist is not found, an approved direction is not replaced', async () => {
    const project = await directedProject();
    const versions = `/api/projects/${project.id}/direction/versions`;
    for (const version of ['2', '0', '-1', 'x', '1e3', '99999999999999999999']) {
      expect((await api('GET', `${versions}/${version}`)).status, version).toBe(404);
      expect((await api('POST', `${versions}/${version}/restore`)).status, version).toBe(404);
    }
    await api('POST', `/api/projects/${project.id}/approve`);
    expect((await api('POST', `${versions}/1/restore`)).status).toBe(409);
    expect((await versionsOf(project.id)).length).toBe(1);
    expect((await api('GET', `/api/projects/${NOWHERE}/direction/versions`)).status).toBe(404);
  });
});

test('a project keeps the languages it is to be told and drawn in', async () => {
  const project = await newProject({ language: 'ar', promptLanguage: 'en' });
  expect((await api('GET', `/api/projects/${project.id}`)).body).toMatchObject({
    language: 'ar',
    promptLanguage: 'en',
  });
  const { status, body } = await api('POST', '/api/projects', { concept: 'x', language: 'Arabic, please' });
  expect([status, body.errors?.[0]?.path]).toEqual([400, 'language']);
});

describe('a model that never answers with a plan', () => {
  const talkative = (budgetUsd: number) =>
    newProject({
      concept: `A whale; ${PROSE_WISH}`,
      budgetUsd,
      config: {
        llm: { provider: 'openrouter', apiKey: 'simulated', baseUrl: `${inject('simulatorUrl')}/openrouter` },
      },
    });

  test('is asked three times; then the error says where to read what it wrote', async () => {
    const project = await talkative(1);
    const { status, body, text } = await api('POST', `/api/projects/${project.id}/direct`);
    const path = `/api/projects/${project.id}/direction/answers`;
    expect([status, body.code]).toEqual([502, 'bad_response']);
    expect(body.detail).toContain(`GET ${path}`);
    expect(text).not.toContain(PROSE);
    const kept = UnusableAnswersSchema.parse((await api('GET', path)).body);
    expect(kept).toMatchObject({ task: 'direct', answers: [PROSE, PROSE, PROSE] });
    expect(kept.error.fields).toEqual([{ path: '', message: 'must be one JSON object with the scenes of the film' }]);
    expect((await api('GET', `/api/projects/${project.id}/direction`)).status).toBe(409);
  });

  test('is paid for each answer, and asked no more when the budget is used up', async () => {
    const project = await talkative(0.2);
    const codes: string[] = [];
    for (let tries = 0; tries < 40 && codes.at(-1) !== 'budget'; tries++) {
      codes.push((await api('POST', `/api/projects/${project.id}/direct`)).body.code);
    }
    expect(codes[0]).toBe('bad_response');
    expect(codes.at(-1)).toBe('budget');
  });
});

test('there are no unusable answers where every answer could be used', async () => {
  const project = await directedProject();
  expect((await api('GET', `/api/projects/${project.id}/direction/answers`)).status).toBe(404);
});
