import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SecretBox } from '../../src/lib/secrets.ts';
import type { Project } from '../../src/types/project.ts';
import { api, BRIEF, transcript } from './client.ts';

const CANARY = 'sk-canary-7f3a9c51d2e84b60';
/** Nobody answers there: no test talks to a vendor. */
const NOBODY = 'http://127.0.0.1:9/';
const logged: string[] = [];
const CONSOLE = ['log', 'info', 'warn', 'error', 'debug'] as const;

beforeAll(() => {
  for (const level of CONSOLE) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      logged.push(parts.map((part) => (part instanceof Error ? `${part.stack}` : JSON.stringify(part))).join(' '));
    });
  }
});
afterAll(() => vi.restoreAllMocks());

test('a key is in no answer, no log line and no row, whatever is done with its project', async () => {
  const config = {
    llm: { provider: 'openrouter', apiKey: CANARY, model: 'anthropic/claude-3.5-sonnet', baseUrl: NOBODY },
    image: { provider: 'fal-flux', apiKey: CANARY },
    video: { provider: 'fal-kling', apiKey: CANARY },
    compile: { provider: 'creatomate', apiKey: CANARY },
  };
  const created = await api<Project>('POST', '/api/projects', { ...BRIEF, config });
  expect(created.status).toBe(201);
  expect(created.body.config.llm).toEqual({
    provider: 'openrouter',
    model: 'anthropic/claude-3.5-sonnet',
    baseUrl: NOBODY,
  });
  const path = `/api/projects/${created.body.id}`;
  await api('POST', '/api/projects', { ...BRIEF, targetDuration: 0, config });
  await api('POST', '/api/projects', { ...BRIEF, config: { ...config, [CANARY]: CANARY.repeat(2000) } });
  await api('POST', '/api/projects', `{"apiKey":"${CANARY}"`, { 'content-type': 'application/json' });
  await api('POST', '/api/projects', { apiKey: CANARY }, { 'content-type': 'text/plain' });
  const steps: [string, string, unknown?][] = [
    ['GET', path],
    ['GET', '/api/projects'],
    ['POST', `${path}/direct`],
    ['POST', `${path}/refine`, { feedback: 'longer' }],
    ['POST', `${path}/approve`],
    ['POST', `${path}/generate`],
    ['DELETE', `${path}/approve`],
    ['GET', `${path}/direction`],
    ['GET', `${path}/cost`],
    ['GET', '/'],
    ['GET', '/api/providers'],
    ['GET', '/api/health'],
  ];
  for (const [method, url, body] of steps) await api(method, url, body);

  expect(transcript.length).toBeGreaterThan(30);
  const shown = transcript.filter((text) => text.includes(CANARY));
  // A field named by the sender is echoed by its name; only its value is secret.
  expect(shown.map((text) => JSON.parse(text).errors?.[0]?.path)).toEqual([`config.${CANARY}`]);
  expect(logged.filter((line) => line.includes(CANARY))).toEqual([]);

  const stub = env.PROJECT.get(env.PROJECT.idFromName(created.body.id));
  await runInDurableObject(stub, (_instance, state) => {
    const tables = state.storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .toArray();
    const rows = tables.flatMap(({ name }) => state.storage.sql.exec(`SELECT * FROM "${name}"`).toArray());
    const bytes = rows
      .flatMap((row) => Object.values(row))
      .map((value) => (value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : String(value)));
    expect(bytes.length).toBeGreaterThan(20);
    expect(bytes.filter((value) => value.includes(CANARY))).toEqual([]);
    expect(rows.filter((row) => 'ciphertext' in row)).toHaveLength(4);
  });
});

test('a sealed key opens only in its own place, unharmed, and with its own master key', async () => {
  const keyring = (active: string, keys: Record<string, number>) =>
    JSON.stringify({
      active,
      keys: Object.fromEntries(
        Object.entries(keys).map(([id, fill]) => [id, btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)))]),
      ),
    });
  const box = new SecretBox(keyring('a', { a: 1 }));
  const place = ['prj_1', 'llm', 'openai'];
  const sealed = await box.seal(CANARY, place);
  expect(await box.open(sealed, place)).toBe(CANARY);
  expect((await box.seal(CANARY, place)).ciphertext).not.toEqual(sealed.ciphertext);
  await expect(box.open(sealed, ['prj_2', 'llm', 'openai'])).rejects.toMatchObject({ code: 'auth' });
  await expect(box.open(sealed, ['prj_1', 'llm', 'anthropic'])).rejects.toMatchObject({ code: 'auth' });
  const harmed = { ...sealed, ciphertext: sealed.ciphertext.map((byte, index) => (index === 3 ? byte ^ 1 : byte)) };
  await expect(box.open(harmed, place)).rejects.toMatchObject({ code: 'auth' });
  const rotated = new SecretBox(keyring('b', { a: 1, b: 2 }));
  expect(await rotated.open(sealed, place)).toBe(CANARY);
  expect((await rotated.seal(CANARY, place)).keyId).toBe('b');
  await expect(new SecretBox(keyring('b', { b: 2 })).open(sealed, place)).rejects.toMatchObject({ code: 'auth' });
  for (const bad of [undefined, '', '{}', '{"active":"x","keys":{}}'])
    expect(() => new SecretBox(bad)).toThrow('MASTER_KEYS');
  await expect(new SecretBox('{"active":"x","keys":{"x":"AAAA"}}').seal('k', [])).rejects.toThrow('32 bytes');
});
