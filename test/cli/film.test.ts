import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, runP2v, serverForSuite } from './process.ts';

const CONCEPT = 'A lighthouse keeper watches a storm roll in';
const SECONDS = 10;

/** What a player sees of a file. */
async function probe(path: string): Promise<{ seconds: number; width: number; height: number }> {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  const facts = {
    seconds: await input.computeDuration(),
    width: track?.displayWidth ?? 0,
    height: track?.displayHeight ?? 0,
  };
  input.dispose();
  return facts;
}

/** Files of a directory that a person would see. */
function visible(directory: string): string[] {
  return existsSync(directory) ? readdirSync(directory).filter((name) => !name.startsWith('.')) : [];
}

/** Half-written files that were left behind. */
function leftovers(directory: string): string[] {
  return readdirSync(directory).filter((name) => name.endsWith('.part'));
}

describe('a film, from concept to file', () => {
  const suite = serverForSuite();
  const { workspace } = suite;
  let made: Outcome;
  let film: { projectId: string; output: string; sizeBytes: number; frames: number };
  const run = (...words: string[]) => runP2v(workspace, [...words, '--server', suite.url]);

  beforeAll(async () => {
    made = await run('make', CONCEPT, '--duration', String(SECONDS), '--aspect', '1:1', '--json');
    film = made.code === 0 ? JSON.parse(made.stdout) : undefined;
  });

  it('is made with one command, and described in one JSON object', async () => {
    expect(made.stderr).not.toMatch(/^p2v:/m);
    expect(made.code).toBe(0);
    expect(film).toMatchObject({ width: 720, height: 720, frameRate: 24, costUsd: 0, reference: { config: {} } });
    expect(film.output).toMatch(/^out\/[\p{L}\p{N}-]+\.mp4$/u);
    expect(statSync(workspace.path(film.output)).size).toBe(film.sizeBytes);
    const facts = await probe(workspace.path(film.output));
    expect(facts).toMatchObject({ width: 720, height: 720 });
    expect(Math.abs(facts.seconds - film.frames / 24)).toBeLessThan(1 / 24);
    expect(Math.abs(facts.seconds - SECONDS)).toBeLessThanOrEqual(5);
    expect(leftovers(workspace.path('out'))).toEqual([]);
  });

  it('tells how far it is in plain lines, without escape sequences, where there is no terminal', () => {
    expect(made.stderr).toContain(CONCEPT);
    expect(made.stderr).toMatch(/^Directing /m);
    expect(made.stderr).toMatch(/^Keyframes \d+\/\d+/m);
    expect(made.stderr).toMatch(/^Clips (\d+)\/\1$/m);
    expect(made.stderr).toMatch(/^Film 1\/1/m);
    expect(made.stderr).toMatch(/^Watch it while it is made: {2}http:\S+\/watch\.m3u8$/m);
    expect(made.stderr).not.toContain('\u001b');
  });

  it('shows in the list, by its id and by the beginning of it', async () => {
    const list = await run('status');
    expect(list.stdout).toContain(film.projectId.slice(0, 12));
    expect(list.stdout).toContain('finished');
    const one = await run('status', film.projectId.slice(0, 12), '--json');
    expect(JSON.parse(one.stdout)).toMatchObject({ project: { id: film.projectId }, job: { state: 'completed' } });
    const cost = await run('cost', film.projectId, '--reference');
    expect(cost.stdout).toMatch(/Total\s.*\$\d/);
  });

  it('is made again with one shot edited: the rest is used as it is, the earlier file is replaced', async () => {
    const { project } = JSON.parse((await run('status', film.projectId, '--json')).stdout);
    const shots = project.direction.scenes.flatMap((scene: { shots: { id: number }[] }) => scene.shots);
    const last = String(shots.at(-1).id);
    const edited = await run('edit', film.projectId, last, '--set', 'startPrompt=A red lantern on a pier', '--json');
    expect(edited.stderr).toMatch(/approval was taken back/);
    expect(edited.code).toBe(0);
    const refused = await run('generate', film.projectId);
    expect(refused.stderr).toMatch(/The plan is not approved yet\./);
    expect(refused.code).toBe(1);

    const before = readFileSync(workspace.path(film.output));
    const again = await run('generate', film.projectId, '--approve', '--json');
    expect(again.stderr).not.toMatch(/^p2v:/m);
    const next = JSON.parse(again.stdout);
    expect(next.output).toBe(film.output);
    expect(next.reusedClips).toBe(shots.length - 1);
    expect(readFileSync(workspace.path(film.output)).equals(before)).toBe(false);
    expect(visible(workspace.path('out'))).toHaveLength(1);
  });

  it("never takes somebody else's file: the film gets another name", async () => {
    writeFileSync(workspace.path(film.output), 'a letter to my mother');
    const { code, stdout } = await run('resume', film.projectId, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).output).toBe(film.output.replace('.mp4', '-2.mp4'));
    expect(readFileSync(workspace.path(film.output), 'utf8')).toBe('a letter to my mother');
  });

  it('goes to the file that is named, in a directory that is made', async () => {
    const { code, stdout } = await run('resume', film.projectId, '--output', 'films/storm.mp4');
    expect(code).toBe(0);
    expect(stdout).toContain('films/storm.mp4');
    expect(visible(workspace.path('films'))).toEqual(['storm.mp4']);
  });

  it('stays with the server when the disk is full, and no half file is left', async () => {
    const words = ['resume', film.projectId, '--output', 'full/film.mp4', '--server', suite.url];
    const { code, stderr } = await runP2v(workspace, words, { limits: 'ulimit -f 64' });
    expect(stderr).toMatch(/The film does not fit on the disk/);
    expect(stderr).toContain(`p2v resume ${film.projectId} --output full/film.mp4 --server ${suite.url}`);
    expect(code).toBe(1);
    expect(readdirSync(workspace.path('full'))).toEqual([]);
    const again = await run('resume', film.projectId, '--output', 'full/film.mp4');
    expect(again.code).toBe(0);
    expect((await probe(workspace.path('full', 'film.mp4'))).seconds).toBeGreaterThan(1);
  });

  it('can be had as single clips', async () => {
    const words = ['make', CONCEPT, '--duration', String(SECONDS), '--aspect', '1:1', '--compile', 'none', '--json'];
    const { code, stdout } = await run(...words);
    expect(code).toBe(0);
    const { output, shots } = JSON.parse(stdout);
    expect(visible(workspace.path(output))).toHaveLength(shots);
    expect((await probe(workspace.path(output, 'shot-001.mp4'))).width).toBe(720);
  });

  it('is exported under its title, never over a file that is there, or to where one says', async () => {
    const first = await run('export', film.projectId, 'edl');
    expect([first.code, first.stderr]).toEqual([0, expect.not.stringMatching(/^p2v:/m)]);
    const name = first.stdout.trim();
    expect(name).toMatch(/^out\/[\p{L}\p{N}-]+\.edl$/u);
    expect(readFileSync(workspace.path(name), 'utf8')).toMatch(/^TITLE: /);
    const second = await run('export', film.projectId, 'edl');
    expect(second.stdout.trim()).toBe(name.replace('.edl', '-2.edl'));
    const json = await run('export', film.projectId.slice(4, 16), 'poster', '--output', 'poster.jpg', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      projectId: film.projectId,
      format: 'poster',
      sizeBytes: statSync(workspace.path('poster.jpg')).size,
    });
    const unknown = await run('export', film.projectId, 'mov');
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('otio')]);
    expect(leftovers(workspace.path('out'))).toEqual([]);
  });
});
