import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { runP2v, workspaceForTest } from './process.ts';

const KEY = 'canary-key-9a1f';
const provider = (role: string, name: string, needsKey: boolean) => ({
  ...{ role, provider: name, name, needsKey, available: true, description: '' },
  keyVariables: needsKey ? ['OPENROUTER_API_KEY'] : [],
});
const PROJECT = {
  ...{ id: `prj_${'a'.repeat(32)}`, name: 'Key check', concept: 'Key check', targetDuration: 60, aspectRatio: '16:9' },
  ...{ resolution: '720p', frameRate: 24, seed: 0, directionVersion: 0 },
  config: {
    llm: { provider: 'openrouter' },
    image: { provider: 'local' },
    video: { provider: 'local' },
    compile: { provider: 'local' },
  },
  ...{ createdAt: '2026-11-25T10:00:00Z', updatedAt: '2026-11-25T10:00:00Z' },
};

/** A server that answers a check with this status, and what it was asked. */
async function server(status: string) {
  const asked: string[] = [];
  const http = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const checks = [
      { role: 'llm', provider: 'openrouter', status, message: 'OpenRouter has its say about the key.' },
      { role: 'image', provider: 'local', status: 'valid', message: 'Needs no key.' },
    ];
    const roles = ['llm', 'image', 'video', 'compile'];
    const providers = [provider('llm', 'openrouter', true), ...roles.map((role) => provider(role, 'local', false))];
    const answers: Record<string, [number, unknown]> = {
      'GET /api/health': [200, {}],
      'GET /api/providers': [200, { providers }],
      'POST /api/projects': [201, PROJECT],
      [`GET /api/projects/${PROJECT.id}`]: [200, PROJECT],
      [`POST /api/projects/${PROJECT.id}/check`]: [200, { checks }],
      [`DELETE /api/projects/${PROJECT.id}`]: [204, undefined],
    };
    const [code, body] = answers[`${request.method} ${request.url}`] ?? [404, {}];
    request.resume();
    response
      .writeHead(code, { 'content-type': 'application/json' })
      .end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void http.close());
  return { asked, address: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

it('checks the providers that are named, and leaves no project behind', async () => {
  const { asked, address } = await server('valid');
  const words = ['check', '--llm', 'openrouter', '--server', address];
  const { code, stdout, stderr } = await runP2v(workspaceForTest(), words, { env: { OPENROUTER_API_KEY: KEY } });
  expect(stdout).toMatch(/llm openrouter +valid +OpenRouter has its say/);
  expect(stdout).not.toContain('image local');
  expect(asked.slice(-2)).toEqual([`POST /api/projects/${PROJECT.id}/check`, `DELETE /api/projects/${PROJECT.id}`]);
  expect(stdout + stderr).not.toContain(KEY);
  expect(code).toBe(0);
});

it('says which key of a project does not work, and fails', async () => {
  const { address } = await server('no_credit');
  const words = ['check', PROJECT.id, '--server', address];
  const shown = await runP2v(workspaceForTest(), words);
  expect(shown.stdout).toMatch(/llm openrouter +no credit left/);
  expect(shown.stdout).toMatch(/image local +valid/);
  expect(shown.code).toBe(1);
  const { stdout } = await runP2v(workspaceForTest(), [...words, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'auth', fields: [{ path: 'llm.openrouter' }] } });
});

it('wants a project or a provider', async () => {
  const { code, stderr } = await runP2v(workspaceForTest(), ['check']);
  expect(stderr).toContain('Name a project, or the providers to check');
  expect(code).toBe(2);
});
