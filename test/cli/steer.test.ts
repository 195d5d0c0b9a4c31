import { readdirSync, writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from '../../src/types/api.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import { eventually, type Outcome, runP2v, serverForSuite } from './process.ts';

describe('a film that is looked after while it is made', () => {
  const suite = serverForSuite();
  const { workspace } = suite;
  let projectId: string;
  const run = (...words: string[]): Promise<Outcome> => runP2v(workspace, [...words, '--server', suite.url]);
  const json = async <Value>(...words: string[]): Promise<Value> => {
    const { code, stdout, stderr } = await run(...words, '--json');
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Value;
  };
  const tasks = async () => (await json<{ tasks: JobView['tasks'] }>('tasks', projectId)).tasks;
  const picture = async (id: string) => (await tasks()).find((task) => task.id === id)?.media?.[0]?.sha256;

  it('stops after its keyframes with --review, says what can be done, and that is no failure', async () => {
    const words = ['make', 'A fox crosses a frozen lake', '--duration', '10', '--aspect', '1:1', '--review'];
    const waiting = await json<{ projectId: string; state: string; keyframes: { url: string }[] }>(...words);
    projectId = waiting.projectId;
    expect(waiting.state).toBe('awaiting_review');
    expect(waiting.keyframes.length).toBeGreaterThan(1);
    expect((await fetch(suite.url + waiting.keyframes[0]?.url)).status).toBe(200);
    expect(readdirSync(workspace.path('out')).filter((name) => name.endsWith('.mp4'))).toEqual([]);
    const again = await run('resume', projectId);
    expect(again.code).toBe(0);
    for (const command of ['contact-sheet', 'regenerate', 'replace', 'approve', 'resume']) {
      expect(again.stdout).toContain(`p2v ${command === 'contact-sheet' ? 'export' : command} `);
    }
    expect(again.stdout).toContain('wait for your review');
  });

  it('has a keyframe made anew, another replaced and locked, and its parts listed', async () => {
    const [first = '', second = ''] = (await tasks()).filter(({ kind }) => kind === 'keyframe').map(({ id }) => id);
    const before = await picture(first);
    const anew = await run('regenerate', projectId, first);
    expect(anew.stdout).toContain(`${first} is made anew. Go on with:  p2v resume`);
    await json('resume', projectId);
    expect(await picture(first)).not.toBe(before);

    const canvas = createCanvas(720, 720);
    canvas.getContext('2d').fillRect(0, 0, 360, 720);
    writeFileSync(workspace.path('mine.png'), canvas.toBuffer('image/png'));
    const replaced = await run('replace', projectId, second, 'mine.png');
    expect(replaced.stdout).toContain(`${second} is yours now, and locked.`);
    const list = await run('tasks', projectId);
    expect(list.stdout).toMatch(new RegExp(`^${second} +completed, locked +${suite.url}/api/media/`, 'm'));
    expect((await run('regenerate', projectId, second)).stderr).toContain('unlock it');
    expect((await run('lock', projectId, second, '--undo')).stdout).toContain('no longer locked');
    await json('lock', projectId, second);
  });

  it('refuses what is no task, no picture or no file, and says what to do', async () => {
    const unknown = await run('regenerate', projectId, 'clip-99');
    expect(unknown.stderr).toMatch(/has no task clip-99\.\n.*p2v tasks/);
    expect(unknown.code).toBe(2);
    const text = await run('replace', projectId, 'clip-1', 'notes.txt');
    expect([text.code, text.stderr]).toEqual([2, expect.stringContaining('no picture or clip')]);
    const missing = await run('replace', projectId, 'clip-1', 'missing.png');
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('it does not exist')]);
    const none = await json<{ projectId: string }>('direct', 'A sea', '--duration', '5');
    const nothing = await run('pause', none.projectId);
    expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringContaining('p2v generate')]);
  });

  it('goes on when the keyframes are approved, and is fetched', async () => {
    expect((await run('approve', projectId, '--keyframes')).stdout).toContain('The keyframes are approved.');
    expect(await json('resume', projectId)).toMatchObject({ output: expect.stringMatching(/\.mp4$/) });
    expect((await run('resume', projectId)).stderr).not.toContain('Watch it');
    expect((await run('status', projectId)).stdout).toMatch(/watch +http:\S+\/watch\.m3u8/);
    expect((await run('cancel', projectId)).stderr).toContain('already completed');
  });

  describe('with clips that take their time', () => {
    let simulator: Simulator;
    beforeAll(async () => {
      simulator = await startSimulator({ latencySeconds: { video: 2 } });
    });
    afterAll(() => simulator.close());

    async function slowFilm(vendor: 'fal' | 'runway'): Promise<string> {
      const send = async (path: string, body?: object) => {
        const headers = { 'content-type': 'application/json' };
        const init = { method: 'POST', ...(body ? { headers, body: JSON.stringify(body) } : {}) };
        return (await fetch(suite.url + path, init)).json() as Promise<{ id: string }>;
      };
      const baseUrl = simulator.baseUrl(vendor);
      const video = { provider: vendor === 'fal' ? 'fal-kling' : vendor, apiKey: 'simulated', baseUrl };
      const brief = { concept: 'A sea', targetDuration: 10, aspectRatio: '1:1', config: { video } };
      const { id } = await send('/api/projects', brief);
      for (const step of ['direct', 'approve', 'generate']) await send(`/api/projects/${id}/${step}`);
      return id;
    }

    it('pauses and goes on, is cancelled and taken up again', async () => {
      const id = await slowFilm('fal');
      expect((await run('pause', id)).stdout).toContain('Paused. Go on with:  p2v resume');
      await eventually('what was under way has ended', async () => {
        return (await json<{ state: string }>('tasks', id)).state === 'paused';
      });
      expect((await run('cancel', id)).stdout).toContain('Cancelled. Go on with:  p2v resume');
      expect(await json('tasks', id)).toMatchObject({ state: 'cancelled' });
      const film = await json<{ output: string }>('resume', id);
      expect(film.output).toMatch(/\.mp4$/);
      expect(simulator.report().doubleBilled).toEqual([]);
    });

    it('waits for a decision where a paid request was lost', async () => {
      // Runway has no list to find it in.
      simulator.script({ fault: 'drop-after-accept', vendor: 'runway' });
      const id = await slowFilm('runway');
      const lost = async () => {
        const { tasks: all } = await json<{ tasks: JobView['tasks'] }>('tasks', id);
        return all.find(({ state }) => state === 'outcome_unknown')?.id;
      };
      await eventually('it is known to be lost', async () => (await lost()) !== undefined);
      const task = (await lost()) ?? '';
      const wrong = await run('decide', id, task, 'perhaps');
      expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('retry, skip')]);
      expect((await run('decide', id, task, 'skip')).stdout).toContain(`${task} is left out.`);
      expect((await run('decide', id, task, 'skip')).stderr).toContain('only a task whose outcome is unknown');
      expect(simulator.report().doubleBilled).toEqual([]);
    });
  });
});
