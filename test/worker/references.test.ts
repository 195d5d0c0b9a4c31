import { expect, inject, test } from 'vitest';
import type { Project } from '../../src/types/project.ts';
import { api, directedProject, generate, settled } from './client.ts';

const SIMULATOR = inject('simulatorUrl');
/** Ten bytes that begin as a PNG does. */
const PNG = '\u0089PNG\r\n\u001a\n..';

async function upload(projectId: string, name: string, bytes = PNG, type = 'image/png') {
  const body = Uint8Array.from(bytes, (character) => character.charCodeAt(0));
  const { exports } = await import('cloudflare:workers');
  const response = await exports.default.fetch(
    new Request(`http://p2v.test/api/projects/${projectId}/cast/${encodeURIComponent(name)}/pictures`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    }),
  );
  return { status: response.status, project: (await response.json()) as Project };
}

/** Models asked at the simulator since so many tasks. */
async function modelsSince(count: number): Promise<string[]> {
  const report = (await (await fetch(`${SIMULATOR}/_simulator/report`)).json()) as { tasks: { model: string }[] };
  return report.tasks.slice(count).map(({ model }) => model);
}

test('keyframes are drawn after the pictures given of the cast, and after the first frame of their shot', async () => {
  const image = { provider: 'fal-flux', model: 'flux-pro/kontext', apiKey: 'simulated', baseUrl: `${SIMULATOR}/fal` };
  const project = await directedProject({ config: { image: { ...image, references: 'keyframes' } } });
  const [lead] = project.direction.cast;
  if (!lead) throw new Error('the local director named no cast');
  const { status, project: changed } = await upload(project.id, lead.name);
  expect(status).toBe(201);
  expect(changed.castReferences).toMatchObject([{ name: lead.name, keys: [expect.stringMatching(/\.png$/)] }]);
  expect((await api('GET', `/api/media/${changed.castReferences[0]?.keys[0]}`)).status).toBe(200);

  const before = (await modelsSince(0)).length;
  expect(await settled(await generate(project.id))).toMatchObject({ state: 'completed' });
  const asked = await modelsSince(before);
  // The first frame after the portrait alone; the last after the first frame, and the portrait where it names the lead.
  expect(asked[0]).toBe('fal-ai/flux-pro/kontext');
  expect(asked[1]).toMatch(/^fal-ai\/flux-pro\/kontext(\/multi)?$/);
  expect(asked).toHaveLength(2);
}, 60_000);

test('a picture that the image model would not be shown is refused with what would take it', async () => {
  const messages = await Promise.all(
    [
      { provider: 'local' },
      { provider: 'fal-flux', model: 'flux/dev', apiKey: 'k' },
      { provider: 'stability', model: 'ultra', apiKey: 'k' },
    ].map(async (image) => (await upload((await directedProject({ config: { image } })).id, 'Mara')).project),
  );
  for (const refused of messages) expect(refused).toMatchObject({ code: 'unsupported' });
  expect(messages[2]).toMatchObject({ detail: expect.stringMatching(/draws over the one picture/) });
});

test('pictures of the cast are kept apart by name, counted, and forgotten again', async () => {
  const image = { provider: 'fal-flux', model: 'flux-2', apiKey: 'simulated', baseUrl: `${SIMULATOR}/fal` };
  const project = await directedProject({ config: { image } });
  const one = await upload(project.id, 'the Keeper');
  const same = await upload(project.id, 'keeper');
  expect(same.project.castReferences).toEqual(one.project.castReferences);
  for (const more of ['1', '2', '3']) await upload(project.id, 'Keeper', PNG + more);
  expect((await upload(project.id, 'Keeper', `${PNG}4`)).status).toBe(409);
  expect((await upload(project.id, 'Dog', 'no picture', 'image/png')).status).not.toBe(201);
  expect((await upload(project.id, 'Dog', PNG, 'text/plain')).status).toBe(415);
  const { body } = await api<Project>('DELETE', `/api/projects/${project.id}/cast/KEEPER/pictures`);
  expect(body.castReferences).toEqual([]);
});
