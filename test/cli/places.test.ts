import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../cli/instance/ports.ts';
import { runP2v, serverForSuite, workspaceForTest } from './process.ts';

const CONCEPT = 'A blacksmith forges a glowing sword at dawn';

describe('places that cannot be used', () => {
  it.runIf(process.platform === 'linux')(
    'a place where nothing can be made: said at once, for films and data',
    async () => {
      const workspace = workspaceForTest();
      const film = await runP2v(workspace, ['make', CONCEPT, '--output', '/proc/p2v/film.mp4']);
      expect(film.code).toBe(2);
      expect(film.stderr).toMatch(/cannot be written to .*--output FILE/s);
      const data = await runP2v(workspace, ['make', CONCEPT, '--data', '/proc/p2v']);
      expect(data.code).toBe(2);
      expect(data.stderr).toMatch(/--data DIRECTORY/);
    },
  );

  it('an output below a file: said before anything is started', async () => {
    const workspace = workspaceForTest();
    writeFileSync(workspace.path('notes'), 'mine');
    const { code, stderr } = await runP2v(workspace, ['make', CONCEPT, '--output', 'notes/film.mp4']);
    expect(stderr).toMatch(/The film cannot be written to .*notes\/film\.mp4: a part of the path is a file\./);
    expect(stderr).toMatch(/--output FILE/);
    expect(code).toBe(2);
    expect(existsSync(workspace.data)).toBe(false);
    expect(readFileSync(workspace.path('notes'), 'utf8')).toBe('mine');
  });

  it('a data directory that is a file', async () => {
    const workspace = workspaceForTest();
    writeFileSync(workspace.data, 'mine');
    const { code, stderr } = await runP2v(workspace, ['status']);
    expect(stderr).toMatch(/The data directory .* cannot be used/);
    expect(stderr).toMatch(/--data DIRECTORY/);
    expect(code).toBe(2);
  });

  it('a master key file that others can read', async () => {
    const workspace = workspaceForTest();
    mkdirSync(workspace.data, { mode: 0o700 });
    const file = workspace.path('data', 'master-keys.json');
    writeFileSync(file, '{"active":"k1","keys":{"k1":"c2VjcmV0"}}');
    chmodSync(file, 0o644);
    const { code, stderr } = await runP2v(workspace, ['status']);
    expect(stderr).toMatch(/The master key file .* can be read or changed by other users \(mode 0644\)\./);
    expect(stderr).toMatch(/chmod 600/);
    expect(stderr).not.toContain('c2VjcmV0');
    expect(code).toBe(2);
  });

  it.each(['644', '620', '604'])('a configuration file of mode %s', async (mode) => {
    const workspace = workspaceForTest();
    const file = workspace.path('keys.json');
    writeFileSync(file, '{"keys":{"FAL_KEY":"canary-key-1"}}');
    chmodSync(file, Number.parseInt(mode, 8));
    const { code, stdout, stderr } = await runP2v(workspace, ['make', CONCEPT, '--config', file]);
    expect(stderr).toMatch(/The configuration file .* can be read or changed by other users/);
    expect(stdout + stderr).not.toContain('canary-key-1');
    expect(code).toBe(2);
    expect(existsSync(workspace.data)).toBe(false);
  });

  it.each([
    ['not JSON', '{"keys": canary-key-2', /is not valid JSON/],
    ['something else', '{"key":{"FAL_KEY":"canary-key-2"}}', /is not as it should be/],
    ['a key that is no text', '{"keys":{"FAL_KEY":2}}', /keys\.FAL_KEY/],
  ])('a configuration file that holds %s', async (_name, content, sentence) => {
    const workspace = workspaceForTest();
    mkdirSync(workspace.path('home', 'p2v'));
    writeFileSync(workspace.path('home', 'p2v', 'config.json'), content, { mode: 0o600 });
    const { code, stdout, stderr } = await runP2v(workspace, ['providers']);
    expect(stderr).toMatch(sentence);
    expect(stdout + stderr).not.toContain('canary-key-2');
    expect(code).toBe(2);
  });

  it('a configuration file that does not exist', async () => {
    const { code, stderr } = await runP2v(workspaceForTest(), ['providers', '--config', 'nowhere.json']);
    expect(stderr).toMatch(/The configuration file nowhere\.json does not exist\./);
    expect(code).toBe(2);
  });

  it('a port that is taken', async () => {
    const workspace = workspaceForTest();
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    const { code, stderr } = await runP2v(workspace, ['serve', '--port', String(port)]);
    other.close();
    expect(stderr).toMatch(new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is already in use \\(EADDRINUSE\\)\\.`));
    expect(stderr).toMatch(/--port/);
    expect(code).toBe(1);
  });

  it('no ffmpeg: said at the start, and no project is left behind', async () => {
    const workspace = workspaceForTest();
    const env = { FFMPEG_PATH: workspace.path('nowhere', 'ffmpeg') };
    const { code, stdout, stderr } = await runP2v(workspace, ['make', CONCEPT, '--json'], { env });
    expect(stderr).toMatch(/p2v: .*ffmpeg/);
    expect(stderr).toMatch(/FFMPEG_PATH/);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'no_ffmpeg' } });
    expect(code).toBe(1);
    expect(readdirSync(workspace.path('out'))).toEqual([]);
    const status = await runP2v(workspace, ['status', '--json'], { env });
    expect(JSON.parse(status.stdout)).toEqual({ projects: [] });
  });

  // Only root can mount a small disk; a film that does not fit where it is written to is in film.test.ts, for everyone.
  const canMount = process.platform === 'linux' && process.getuid?.() === 0;
  it.skipIf(!canMount)('a disk too full to begin: said at the start, and gone on with once there is room', async () => {
    const workspace = workspaceForTest();
    mkdirSync(workspace.data);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', workspace.data]);
    try {
      const { code, stderr } = await runP2v(workspace, ['make', CONCEPT, '--duration', '5']);
      expect(stderr).toMatch(/The disk that holds the data directory .* is full \(.* free\)\./);
      expect(stderr).toMatch(/--data DIRECTORY/);
      expect(code).toBe(1);
      expect(readdirSync(workspace.path('out'))).toEqual([]);
      execFileSync('mount', ['-o', 'remount,size=200m', workspace.data]);
      const status = await runP2v(workspace, ['status', '--json']);
      expect(JSON.parse(status.stdout)).toEqual({ projects: [] });
    } finally {
      execFileSync('umount', [workspace.data]);
    }
  });

  it('a server that is not there', async () => {
    const workspace = workspaceForTest();
    const server = `http://127.0.0.1:${await freePort('127.0.0.1')}`;
    const { code, stderr } = await runP2v(workspace, ['make', CONCEPT, '--server', server]);
    expect(stderr).toContain(`The server ${server} cannot be reached: nothing listens there.`);
    expect(code).toBe(1);
    expect(existsSync(workspace.data)).toBe(false);
  });

  it('a server that is something else', async () => {
    const workspace = workspaceForTest();
    const { createServer: createHttpServer } = await import('node:http');
    const other = createHttpServer((_request, response) => response.end('<h1>Welcome</h1>'));
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    const { code, stderr } = await runP2v(workspace, ['status', '--server', `127.0.0.1:${port}`]);
    other.close();
    expect(stderr).toMatch(/in a form this p2v does not know\./);
    expect(code).toBe(1);
  });
});

describe('a running instance', () => {
  const suite = serverForSuite();
  const { workspace } = suite;

  it('keeps its data to its owner', () => {
    expect(statSync(workspace.data).mode & 0o777).toBe(0o700);
    expect(statSync(workspace.path('data', 'master-keys.json')).mode & 0o777).toBe(0o600);
    const keyring = JSON.parse(readFileSync(workspace.path('data', 'master-keys.json'), 'utf8'));
    expect(Buffer.from(keyring.keys[keyring.active], 'base64')).toHaveLength(32);
  });

  it('has its data directory to itself: a second one is told the pid and the address', async () => {
    const { code, stderr } = await runP2v(workspace, ['status']);
    expect(stderr).toContain(`is in use by another instance (pid ${suite.server.child.pid}).`);
    expect(stderr).toContain(`--server ${suite.url}`);
    expect(code).toBe(1);
  });

  it.each([
    ['status', 'prj_0123456789abcdef0123456789abcdef'],
    ['resume', 'prj_0123456789abcdef0123456789abcdef'],
    ['resume', '00000000-0000-4000-8000-000000000000'],
    ['status', 'prj_01234567'],
    ['cost', 'nonsense'],
  ])('says that there is nothing to %s under %s', async (command, id) => {
    const { code, stderr } = await runP2v(workspace, [command, id, '--server', suite.url]);
    expect(stderr).toContain(`There is no project or job "${id}" here.`);
    expect(stderr).toContain('p2v status');
    expect(code).toBe(2);
  });

  it('has nothing to resume while there is no project', async () => {
    const { code, stdout } = await runP2v(workspace, ['resume', '--server', suite.url, '--json']);
    expect(JSON.parse(stdout)).toEqual({ resumed: null });
    expect(code).toBe(0);
  });

  it('lists providers without their keys', async () => {
    const env = { OPENAI_API_KEY: 'canary-key-3', KLING_ACCESS_KEY: 'canary-key-4' };
    const words = ['providers', '--server', suite.url, '--json'];
    const { code, stdout, stderr } = await runP2v(workspace, words, { env });
    expect(stdout + stderr).not.toContain('canary-key');
    const { providers } = JSON.parse(stdout);
    const found = (role: string, provider: string) =>
      providers.find((each: { role: string; provider: string }) => each.role === role && each.provider === provider);
    expect(found('llm', 'openai').keyFound).toBe(true);
    expect(found('llm', 'anthropic').keyFound).toBe(false);
    // One half of a pair is no key.
    expect(found('video', 'kling').keyFound).toBe(false);
    expect(code).toBe(0);
  });
});
