import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runP2v, workspaceForTest } from './process.ts';

const CONCEPT = 'A blacksmith forges a glowing sword at dawn';
const PAID = ['make', CONCEPT, '--duration', '5', '--video', 'fal-kling'];

describe('spending', () => {
  it('paid providers where nobody can be asked need a budget or a yes', async () => {
    const workspace = workspaceForTest();
    const { code, stdout, stderr } = await runP2v(workspace, [...PAID, '--json'], { env: { FAL_KEY: 'canary-key' } });
    expect(stderr).toMatch(/fal-kling would cost money, and there is no terminal to ask you on\./);
    expect(stderr).toMatch(/--budget USD .* or --yes/);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'spending_not_agreed' } });
    expect(code).toBe(3);
    expect(existsSync(workspace.data)).toBe(false);
  });

  it('a paid provider without its key names the variable, before a project is made', async () => {
    const workspace = workspaceForTest();
    const { code, stderr } = await runP2v(workspace, [...PAID, '--yes']);
    expect(stderr).toMatch(/\(--video fal-kling\) needs your API key: set FAL_KEY\./);
    expect(code).toBe(2);
    expect(readdirSync(workspace.path('out'))).toEqual([]);
    const status = await runP2v(workspace, ['status', '--json']);
    expect(JSON.parse(status.stdout)).toEqual({ projects: [] });
  });

  it('a key from the configuration file counts, and never shows', async () => {
    const workspace = workspaceForTest();
    const file = workspace.path('keys.json');
    writeFileSync(file, JSON.stringify({ keys: { OPENROUTER_API_KEY: 'canary-key' } }), { mode: 0o600 });
    const { code, stdout, stderr } = await runP2v(workspace, ['providers', 'llm', '--json', '--config', file]);
    const { providers } = JSON.parse(stdout);
    expect(providers.find((each: { provider: string }) => each.provider === 'openrouter').keyFound).toBe(true);
    expect(stdout + stderr).not.toContain('canary-key');
    expect(code).toBe(0);
  });

  it('having keys spends nothing: everything stays local unless named', async () => {
    const workspace = workspaceForTest();
    const env = { OPENROUTER_API_KEY: 'canary-key', FAL_KEY: 'canary-key', OPENAI_API_KEY: 'canary-key' };
    const { code, stdout } = await runP2v(workspace, ['direct', CONCEPT, '--duration', '5', '--json'], { env });
    expect(code).toBe(0);
    const { projectId, direction } = JSON.parse(stdout);
    expect(direction.estimatedCost.total).toBe(0);
    const status = await runP2v(workspace, ['status', projectId, '--json'], { env });
    const { config } = JSON.parse(status.stdout).project;
    for (const role of ['llm', 'image', 'video', 'compile']) expect(config[role].provider).toBe('local');
  });

  it('a plan can be priced with paid providers without spending anything', async () => {
    const workspace = workspaceForTest();
    const words = ['direct', CONCEPT, '--duration', '10', '--video', 'fal-kling', '--json'];
    const { code, stdout, stderr } = await runP2v(workspace, words, { env: { FAL_KEY: 'canary-key' } });
    expect(code).toBe(0);
    const { direction } = JSON.parse(stdout);
    expect(direction.estimatedCost.videos > 0 || direction.estimatedCost.unknown.includes('video')).toBe(true);
    expect(stdout + stderr).not.toContain('canary-key');
  });
});
