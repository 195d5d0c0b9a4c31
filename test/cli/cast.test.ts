import { writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { type Outcome, runP2v, serverForSuite } from './process.ts';

interface Cast {
  cast: { name: string }[];
  castReferences: { name: string; keys: string[] }[];
}

describe('pictures of the cast', () => {
  const suite = serverForSuite();
  const { workspace } = suite;
  const run = (...words: string[]): Promise<Outcome> =>
    runP2v(workspace, [...words, '--server', suite.url], { env: { FAL_KEY: 'never-used' } });
  const json = async <Value>(...words: string[]): Promise<Value> => {
    const { code, stdout, stderr } = await run(...words, '--json');
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Value;
  };
  const plan = async (...choices: string[]): Promise<string> =>
    (
      await json<{ projectId: string }>(
        'direct',
        'A blacksmith forges a glowing sword at dawn',
        ...['--duration', '10'],
        ...choices,
      )
    ).projectId;
  const picture = workspace.path('smith.png');

  it('are given, listed and taken away again, by the name the plan has', async () => {
    writeFileSync(picture, createCanvas(64, 64).encodeSync('png'));
    const projectId = await plan('--image', 'fal-flux:flux-pro/kontext');
    const { cast, castReferences } = await json<Cast>('cast', projectId);
    expect(castReferences).toEqual([]);
    const name = cast[0]?.name ?? '';
    const given = await json<Cast>('cast', projectId, name, picture);
    expect(given.castReferences).toMatchObject([{ name, keys: [expect.stringMatching(/\.png$/)] }]);
    expect((await run('cast', projectId)).stdout).toMatch(new RegExp(`${name}\\s+1 picture`));
    expect((await json<Cast>('cast', projectId, name, '--remove')).castReferences).toEqual([]);
  });

  it('are refused where the image model would not be shown them', async () => {
    const { code, stderr } = await run('cast', await plan(), 'the blacksmith', picture);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/^p2v: .*(?:reference|picture)/m);
  });

  it('are pictures, and there', async () => {
    const nowhere = await run('cast', 'prj_x', 'the blacksmith', workspace.path('nowhere.png'));
    expect(nowhere.stderr).toMatch(/nowhere\.png" cannot be read/);
    const clip = await run('cast', 'prj_x', 'the blacksmith', workspace.path('smith.mp4'));
    expect(clip.stderr).toMatch(/is no picture: it must end in \.jpg/);
    const neither = await run('cast', 'prj_x', 'the blacksmith');
    expect(neither.stderr).toMatch(/Give a picture of this member of the cast, or --remove\./);
    expect([nowhere.code, clip.code, neither.code]).toEqual([2, 2, 2]);
  });
});
