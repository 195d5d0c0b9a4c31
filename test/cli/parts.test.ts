import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { followEvents, parseEventStream, type ServerSentEvent } from '../../cli/client-events.ts';
import { commandLine } from '../../cli/command-name.ts';
import { parseEdit } from '../../cli/commands/refine.ts';
import { checkFilmOptions, type FilmOptions, projectBody, roleChoices } from '../../cli/film-options.ts';
import { killOrphanedRuntime, recordRuntime } from '../../cli/instance/orphan.ts';
import { safelySent } from '../../cli/keys.ts';
import { rememberFilm } from '../../cli/output/film-register.ts';
import { claimFinalPath } from '../../cli/output/target.ts';
import { clock, elapsed, money, oneLine, truncate, width, wrap } from '../../cli/ui/text.ts';
import { slug } from '../../src/lib/slug.ts';
import type { ProviderInfo } from '../../src/types/providers.ts';
import { workspaceForTest } from './process.ts';

describe('file names', () => {
  it.each([
    ['The Smith’s Dawn: Part 2/3', 'the-smiths-dawn-part-2-3'],
    ['夜明けに光る剣', '夜明けに光る剣'],
    ['حداد يصنع سيفًا متوهجًا', 'حداد-يصنع-سيفًا-متوهجًا'],
    ['भोर में लोहार', 'भोर-में-लोहार'],
    ['../../etc/passwd', 'etc-passwd'],
    ['…', 'film'],
    ['CON', 'film-con'],
    ['🔥🔥', 'film'],
  ])('%s becomes %s', (title, name) => {
    expect(slug(title)).toBe(name);
  });

  it('are safe and short for any title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        const name = slug(title);
        expect(name).toMatch(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}-]*$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(130);
      }),
    );
  });

  it('are numbered unless the file there is an earlier film of the same project', () => {
    const workspace = workspaceForTest();
    const target = { directory: workspace.path('out') };
    mkdirSync(target.directory);
    const mine = claimFinalPath(target, 'Storm', 'prj_1');
    expect(mine).toBe(workspace.path('out', 'storm.mp4'));
    writeFileSync(mine, 'film');
    rememberFilm(target.directory, 'storm.mp4', 'prj_1', 4);
    expect(claimFinalPath(target, 'Storm', 'prj_1')).toBe(mine);
    expect(claimFinalPath(target, 'Storm', 'prj_2')).toBe(workspace.path('out', 'storm-2.mp4'));
    writeFileSync(mine, 'replaced by its owner');
    expect(claimFinalPath(target, 'Storm', 'prj_1')).toBe(workspace.path('out', 'storm-3.mp4'));
  });
});

describe('text on a terminal', () => {
  it('counts wide letters twice and never cuts inside one', () => {
    expect(width('夜明け')).toBe(6);
    expect(truncate('夜明けに光る剣', 8)).toBe('夜明け…');
    expect(truncate('👩‍👩‍👧‍👦 family', 5)).toBe('👩‍👩‍👧‍👦 f…');
    for (const line of wrap('夜明けに光る剣を鍛える鍛冶屋 and a long long tail of words', 12)) {
      expect(width(line)).toBeLessThanOrEqual(12);
    }
  });

  it('fits any column for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, columns) => {
        expect(width(truncate(oneLine(text), columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it('lets nothing steer the terminal', () => {
    expect(oneLine('a\u001b[2Jb\nc\u202ed\u0007')).toBe('a[2Jb cd');
  });

  it('says times and money as people do', () => {
    expect([clock(42), clock(60), clock(3_600)]).toEqual(['0:42', '1:00', '1:00:00']);
    expect([elapsed(840), elapsed(42_000), elapsed(185_000), elapsed(3_720_000)]).toEqual([
      '0.8 s',
      '42 s',
      '3 min 05 s',
      '1 h 02 min',
    ]);
    expect([money(0), money(0.004), money(1234.5)]).toEqual(['$0.00', '$0.004', '$1,234.50']);
  });
});

describe('the command line', () => {
  it('splits a provider from its model at the first colon', () => {
    const choices = roleChoices({ llm: 'openrouter:meta/llama:free', video: 'runway', videoModel: 'gen4' });
    expect(choices.llm).toEqual({ provider: 'openrouter', model: 'meta/llama:free' });
    expect(choices.video).toEqual({ provider: 'runway', model: 'gen4' });
    expect(choices.image).toEqual({ provider: 'local' });
  });

  it('takes settings of roles, but no keys, and says which the API will not have', () => {
    const set = ['image.baseUrl=https://mj.example/a=b', 'image.gridCell=2', 'video.audio=true'];
    const options = { image: 'midjourney', video: 'fal-kling', set };
    expect(roleChoices(options).image.settings).toEqual({ baseUrl: 'https://mj.example/a=b', gridCell: 2 });
    expect(roleChoices(options).video.settings).toEqual({ audio: true });
    expect(() => checkFilmOptions('A forge.', options)).not.toThrow();
    expect(() => checkFilmOptions('A forge.', { image: 'midjourney' })).toThrow(
      /--set image\.baseUrl must be the address/,
    );
    expect(() => checkFilmOptions('A forge.', { ...options, set: [...set, 'image.gridCell=7'] })).toThrow(
      /--set image\.gridCell must be at most 4/,
    );
    for (const wrong of ['baseUrl=x', 'sound.volume=1', 'image.apiKey=canary-key', 'image.model=v7']) {
      expect(() => roleChoices({ set: [wrong] })).toThrow(/--set|Keys are read/);
    }
    expect(() => roleChoices({ set: ['image.apiKey=canary-key'] })).not.toThrow(/canary/);
    const named = (role: ProviderInfo['role'], provider: string, needsKey = true): ProviderInfo => {
      const keyVariables = needsKey ? [`${provider.toUpperCase()}_API_KEY`] : [];
      return { role, provider, name: provider, needsKey, keyVariables, available: true, description: '' };
    };
    const roles = ['llm', 'image', 'video', 'compile'] as const;
    const servers = [...roles.map((role) => named(role, 'local', false)), named('llm', 'openai')];
    servers.push(named('image', 'midjourney'));
    const keyless = (chosen: FilmOptions) => projectBody('A forge.', chosen, servers, {}, []).config;
    expect(keyless({ image: 'midjourney', set: set.slice(0, 2) })?.image).toMatchObject({
      provider: 'midjourney',
      gridCell: 2,
    });
    expect(() => keyless({ llm: 'openai' })).toThrow(/OPENAI_API_KEY/);
  });

  it('turns field=value pairs into a change of the right types', () => {
    expect(parseEdit(['duration=6.5', 'continuesPrevious=yes', 'colorPalette=', 'startPrompt=a = b'])).toEqual({
      duration: 6.5,
      continuesPrevious: true,
      colorPalette: null,
      startPrompt: 'a = b',
    });
  });

  it('suggests commands a shell takes literally', () => {
    expect(commandLine(['resume', "it's $HOME"], { P2V_COMMAND: 'p2v' })).toBe(`p2v resume 'it'\\''s $HOME'`);
  });

  it('sends no key in the clear to another machine', () => {
    const body = { concept: 'x', config: { video: { provider: 'runway' as const, apiKey: 'canary-key' } } };
    expect(() => safelySent('http://films.example.com', body)).toThrow(/unencrypted/);
    expect(() => safelySent('http://127.0.0.1.example.com', body)).toThrow(/unencrypted/);
    for (const server of [
      'https://films.example.com',
      'http://127.0.0.1:8787',
      'http://localhost:1',
      'http://[::1]:1',
    ]) {
      expect(safelySent(server, body)).toBe(body);
    }
    expect(safelySent('http://films.example.com', { concept: 'x' })).toEqual({ concept: 'x' });
  });
});

describe('server-sent events', () => {
  async function readAll(body: ReadableStream<Uint8Array>): Promise<ServerSentEvent[]> {
    const events: ServerSentEvent[] = [];
    for await (const event of parseEventStream(body)) events.push(event);
    return events;
  }

  it('are read across chunks, line endings and comments', async () => {
    const text =
      ': hello\r\nretry: 1000\r\n\r\nid: 1\r\ndata: a\r\ndata: b\r\n\r\nid: 2\ndata:c\n\nid: 3\ndata: cut off';
    const bytes = new TextEncoder().encode(text);
    for (const size of [1, 2, 7, bytes.length]) {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
          controller.close();
        },
      });
      expect(await readAll(body)).toEqual([
        { id: '1', data: 'a\nb' },
        { id: '2', data: 'c' },
      ]);
    }
    expect(await readAll(new Blob(['']).stream() as ReadableStream<Uint8Array>)).toEqual([]);
  });

  it('go on after the last one seen when the connection is cut', async () => {
    const asked: (string | undefined)[] = [];
    const event = (cursor: number) =>
      `id: ${cursor}\ndata: ${JSON.stringify({ cursor, at: new Date(0).toISOString(), type: 'job-state', state: 'clips' })}\n\n`;
    const answers: ((response: ServerResponse) => void)[] = [
      (response) => response.end(event(1) + event(2)),
      (response) => response.socket?.destroy(),
      (response) => response.writeHead(503).end('not now'),
      (response) => response.end(event(2) + event(3)),
    ];
    const server = createServer((request, response) => {
      asked.push(request.headers['last-event-id'] as string | undefined);
      response.setHeader('content-type', 'text/event-stream');
      answers[asked.length - 1]?.(response);
    });
    onTestFinished(() => void server.close());
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    const seen: number[] = [];
    for await (const { cursor } of followEvents(`http://127.0.0.1:${port}`, 'job', 0)) {
      seen.push(cursor);
      if (cursor === 3) break;
    }
    expect(seen).toEqual([1, 2, 3]);
    expect(asked).toEqual(['0', '2', '2', '2']);
  });
});

describe.skipIf(process.platform === 'win32')('an orphaned runtime', () => {
  it('is ended by the next start when it is the one that was recorded, and nobody else is', async () => {
    const workspace = workspaceForTest();
    const note = workspace.path('workerd.pid');
    const orphan = spawn('sleep', ['30']);
    onTestFinished(() => void orphan.kill('SIGKILL'));
    await new Promise((resolve) => setTimeout(resolve, 50));

    // Another process that got the recorded id.
    writeFileSync(note, `${orphan.pid}\nworkerd serve --external-addr=loopback=127.0.0.1:1`);
    expect(killOrphanedRuntime(note)).toBe(false);
    writeFileSync(note, `${orphan.pid}\n`);
    expect(killOrphanedRuntime(note)).toBe(false);
    writeFileSync(note, 'nonsense');
    expect(killOrphanedRuntime(note)).toBe(false);
    expect(killOrphanedRuntime(note)).toBe(false);
    expect(orphan.signalCode).toBeNull();

    writeFileSync(note, `${orphan.pid}\n`);
    recordRuntime(note);
    const ended = new Promise((resolve) => orphan.once('exit', (_code, signal) => resolve(signal)));
    expect(killOrphanedRuntime(note)).toBe(true);
    expect(await ended).toBe('SIGKILL');
  });
});
