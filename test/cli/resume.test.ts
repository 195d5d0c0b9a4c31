import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  eventually,
  isRunning,
  killGroup,
  renderPids,
  runP2v,
  startP2v,
  type Workspace,
  workspaceForTest,
} from './process.ts';

const MAKE = ['make', '夜明けに光る剣を鍛える鍛冶屋', '--duration', '10', '--aspect', '1:1'];

function runtimePid(workspace: Workspace): number {
  return Number.parseInt(readFileSync(workspace.path('data', 'workerd.pid'), 'utf8'), 10);
}

/** The project that was being made, as a user would find it. */
async function onlyProject(workspace: Workspace): Promise<{ projectId: string; state: string }> {
  const { projects } = JSON.parse((await runP2v(workspace, ['status', '--json'])).stdout);
  expect(projects).toHaveLength(1);
  return projects[0];
}

describe('a film that is interrupted', () => {
  it('by kill -9 of everything: nothing is left running, and resume finishes it', async () => {
    const workspace = workspaceForTest();
    const first = startP2v(workspace, MAKE);
    await first.until(/^Keyframes /m);
    const runtime = runtimePid(workspace);
    killGroup(first.child);
    expect((await first.ended).signal).toBe('SIGKILL');
    await eventually('workerd is gone', () => !isRunning(runtime));
    expect(existsSync(workspace.path('out', '夜明けに光る剣を鍛える鍛冶屋.mp4'))).toBe(false);

    const { code, stdout, stderr } = await runP2v(workspace, ['resume', '--json']);
    expect(stderr).not.toMatch(/^p2v:/m);
    expect(code).toBe(0);
    const film = JSON.parse(stdout);
    expect(statSync(workspace.path(film.output)).size).toBe(film.sizeBytes);
    expect((await onlyProject(workspace)).projectId).toBe(film.projectId);
    expect(await runP2v(workspace, ['resume', '--json'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('null'),
    });
  });

  it('by kill -9 of p2v alone: workerd and the render service end with it, and the data directory is free', async () => {
    const workspace = workspaceForTest();
    const first = startP2v(workspace, MAKE);
    await first.until(/^Keyframes /m);
    const runtime = runtimePid(workspace);
    if (process.platform === 'linux') expect(renderPids(workspace)).toHaveLength(1);
    first.child.kill('SIGKILL');
    await eventually('workerd is gone', () => !isRunning(runtime));
    await eventually('the render service is gone', () => renderPids(workspace).length === 0);
    const second = await runP2v(workspace, ['status']);
    expect(second.code).toBe(0);
    expect(second.stdout).toMatch(/keyframes|clips/);
  });

  it('by Ctrl-C: exit code 130, and the command that resumes it', async () => {
    const workspace = workspaceForTest();
    const first = startP2v(workspace, [...MAKE, '--output', 'my films/sword.mp4']);
    await first.until(/^Keyframes /m);
    const runtime = runtimePid(workspace);
    const pressedAt = Date.now();
    if (first.child.pid !== undefined) process.kill(-first.child.pid, 'SIGINT');
    const { code, stderr } = await first.ended;
    expect(Date.now() - pressedAt).toBeLessThan(5_000);
    expect(code).toBe(130);
    expect(isRunning(runtime)).toBe(false);
    const { projectId } = await onlyProject(workspace);
    expect(stderr).toContain(`p2v resume ${projectId} --output 'my films/sword.mp4'`);

    const { code: resumed } = await runP2v(workspace, ['resume', projectId, '--output', 'my films/sword.mp4']);
    expect(resumed).toBe(0);
    expect(statSync(workspace.path('my films', 'sword.mp4')).size).toBeGreaterThan(10_000);
  });

  it('by SIGTERM, for example at shutdown: exit code 143', async () => {
    const workspace = workspaceForTest();
    const first = startP2v(workspace, ['serve', '--port', '0', '--json']);
    await first.until(/"startMs"/);
    first.child.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);
    const second = startP2v(workspace, MAKE);
    await second.until(/^Directing /m);
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(143);
  });
});
