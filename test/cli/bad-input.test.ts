import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runP2v, workspaceForTest } from './process.ts';

/** What cannot be used, and what the one sentence about it has to say. */
const CASES: [name: string, words: string[], sentence: RegExp][] = [
  ['an empty concept', ['make', ''], /The concept must say what the film is about\./],
  ['a blank concept', ['make', '  \n '], /The concept must say what the film is about\./],
  ['no concept', ['make'], /Missing required argument 'concept'\./],
  [
    'a concept of 50,000 characters',
    ['make', 'x'.repeat(50_000)],
    /The concept must be at most 10000 characters long\./,
  ],
  ['duration 0', ['make', 'a sea', '--duration', '0'], /--duration must be at least 5\./],
  ['duration 4', ['make', 'a sea', '--duration', '4'], /--duration must be at least 5\./],
  ['duration 3601', ['make', 'a sea', '--duration', '3601'], /--duration must be at most 3600\./],
  ['duration "abc"', ['make', 'a sea', '--duration', 'abc'], /--duration must be a number of seconds, not "abc"\./],
  ['duration ""', ['make', 'a sea', '--duration', ''], /--duration must be a number of seconds, not ""\./],
  ['an unknown style', ['make', 'a sea', '--style', 'noir'], /--style must be one of: cinematic, minimal/],
  ['an unknown aspect', ['make', 'a sea', '--aspect', '4:3'], /--aspect must be one of: 16:9, 9:16, 1:1\./],
  ['an unknown resolution', ['make', 'a sea', '--resolution', '8k'], /--resolution must be one of: 720p, 1080p\./],
  ['an unknown frame rate', ['make', 'a sea', '--fps', '23'], /--fps must be 24, 25 or 30\./],
  ['a seed that is not whole', ['make', 'a sea', '--seed', '1.5'], /--seed must be a whole number\./],
  ['an unknown director', ['make', 'a sea', '--llm', 'hal9000'], /--llm must be one of: local, openrouter/],
  ['an unknown image provider', ['make', 'a sea', '--image', 'paint'], /--image must be one of: local/],
  ['an unknown video provider', ['make', 'a sea', '--video', 'vhs:2'], /--video must be one of: local/],
  ['an unknown compiler', ['make', 'a sea', '--compile', 'glue'], /--compile must be one of: local/],
  [
    'a model for the compiler',
    ['make', 'a sea', '--compile', 'none:x'],
    /--compile takes a provider without a model\./,
  ],
  ['a negative budget', ['make', 'a sea', '--budget', '-1'], /--budget must be at least 0\./],
  [
    'constraints that leave no room',
    ['make', 'a sea', '--duration', '60', '--max-scenes', '1', '--max-shots-per-scene', '1'],
    /--max-scenes and --max-shots-per-scene: .*too short for 60 s; allow more scenes or shots/,
  ],
  [
    'something both demanded and ruled out',
    ['make', 'a sea', '--must-include', 'Fog', '--avoid', 'fog'],
    /"Fog" is also in avoid/,
  ],
  ['an unknown option', ['make', 'a sea', '--sepia'], /Unknown option '--sepia'\./],
  ['an unknown command', ['mak', 'a sea'], /Unknown command 'mak'\. \(Did you mean make\?\)/],
  ['a port that is none', ['serve', '--port', '70000'], /--port must be a whole number from 0 to 65535, not "70000"\./],
  ['an address that is none', ['status', '--server', 'ftp://films'], /--server wants an http or https address/],
  [
    'a shot that is none',
    ['edit', 'prj_x', 'two', '--set', 'duration=6'],
    /A shot is a whole number from 1, not "two"\./,
  ],
  ['a field that is none', ['edit', 'prj_x', '2', '--set', 'lens=35'], /A shot has no field "lens"\./],
  ['a change that is none', ['edit', 'prj_x', '2', '--set', 'duration'], /--set wants FIELD=VALUE, not "duration"\./],
  ['a value that cannot be', ['edit', 'prj_x', '2', '--set', 'cameraMove=spin'], /cameraMove/],
  ['a role that is none', ['providers', 'catering'], /"catering" is no role\./],
];

describe('input that cannot be used', () => {
  it.concurrent.each(CASES)('%s: one clear sentence, exit code 2, nothing begun', async (_name, words, sentence) => {
    const workspace = workspaceForTest();
    const { code, stdout, stderr } = await runP2v(workspace, words);
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/^p2v: /m);
    expect(stderr).not.toMatch(/\n\s+at |node:internal|ZodError/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect(existsSync(workspace.data)).toBe(false);
    expect(existsSync(workspace.path('out'))).toBe(false);
  });

  it('is said as one JSON object with --json, with the option at fault', async () => {
    const { code, stdout, stderr } = await runP2v(workspaceForTest(), ['make', 'a sea', '--duration', '4', '--json']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--duration must be at least 5\./);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'invalid_input',
        message: '--duration must be at least 5.',
        fields: [{ path: '--duration', message: 'must be at least 5' }],
      },
    });
  });
});
