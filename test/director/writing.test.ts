import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AIDirector } from '../../src/director/index.ts';
import { followPlan, type Writing } from '../../src/director/writing.ts';
import type { LLMResponse } from '../../src/providers/llm/base.ts';
import { AppError } from '../../src/types/errors.ts';
import { allShots, type Notice } from '../../src/types/project.ts';
import { FakeLLM, film, LOCAL_CONFIG, shots } from './fixtures.ts';
import { keeperFilm } from './sound-films.ts';

function follow(pieces: readonly string[]): Writing[] {
  const told: Writing[] = [];
  const hear = followPlan((writing) => told.push(writing));
  for (const piece of pieces) hear(piece);
  return told;
}

/** A text cut at the given places. */
function cut(text: string, places: readonly number[]): string[] {
  const sorted = [...new Set(places.map((place) => place % text.length))].sort((one, other) => one - other);
  return [0, ...sorted].map((from, index) => text.slice(from, sorted[index]));
}

const PLAN = JSON.stringify({ ...film(shots(2), shots(1)), title: 'Die Wächterin — 鯨 🐋' });
const WHOLE = follow([PLAN]);

describe('following a plan', () => {
  it('tells of the title, each scene and each shot, in order', () => {
    expect(WHOLE.map((writing) => ('scene' in writing ? `${writing.type} ${writing.scene}` : writing.type))).toEqual([
      'title',
      'scene 1',
      'shot 1',
      'shot 1',
      'scene 2',
      'shot 2',
    ]);
    expect(WHOLE[2]).toEqual({
      type: 'shot',
      scene: 1,
      shot: {
        id: 1,
        duration: 7,
        startPrompt: 'Start of 1',
        endPrompt: 'End of 1',
        motionPrompt: 'Motion of 1',
        cameraMove: 'static',
        shotSize: 'medium',
      },
    });
  });

  it('tells the same wherever the answer is cut, also in the middle of a letter', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(PLAN.length), { maxLength: 40 }), (places) => {
        expect(follow(cut(PLAN, places))).toEqual(WHOLE);
      }),
    );
    expect(follow(PLAN.split(''))).toEqual(WHOLE);
  });

  it('tells of a shot as soon as it is whole, not before', () => {
    const end = PLAN.indexOf('"continuesPrevious":false}') + '"continuesPrevious":false}'.length;
    expect(follow([PLAN.slice(0, end - 1)]).filter(({ type }) => type === 'shot')).toHaveLength(0);
    expect(follow([PLAN.slice(0, end)]).filter(({ type }) => type === 'shot')).toHaveLength(1);
  });

  it('passes over what stands before and after the plan', () => {
    expect(follow(['Here it is:\n```json\n', PLAN, '\n```\nEnjoy {}!'])).toEqual(WHOLE);
  });

  it('stops telling where the answer is no JSON any more', () => {
    expect(follow(['{"title":"A", oops', '{"title":"B"}'])).toEqual([{ type: 'title', title: 'A' }]);
  });

  it('takes whatever comes, and tells of texts only where there are texts', () => {
    fc.assert(fc.property(fc.array(fc.string()), (pieces) => void follow(pieces)));
    fc.assert(fc.property(fc.jsonValue(), (value) => void follow([JSON.stringify({ title: value, scenes: value })])));
    const odd = { title: 7, scenes: [{ name: null, shots: ['no', { id: 'x', startPrompt: 'a'.repeat(5000) }] }] };
    expect(follow([JSON.stringify(odd)])).toEqual([
      { type: 'shot', scene: 1, shot: { startPrompt: 'a'.repeat(4000) } },
    ]);
  });

  it('stops listening after a million characters', () => {
    const endless = `{"title":"${'a'.repeat(1_000_000)}`;
    expect(follow([endless, '","scenes":[{"name":"late"}]}'])).toEqual([]);
  });
});

/** A model that streams its answers in three pieces. */
class StreamingLLM extends FakeLLM {
  override get notices(): readonly Notice[] {
    return [{ code: 'model_replaced', message: 'old is no longer offered; new is used in its place.' }];
  }

  override async stream(
    messages: Parameters<FakeLLM['chat']>[0],
    schema: object | undefined,
    onText: (piece: string) => void,
  ): Promise<LLMResponse> {
    const response = await this.chat(messages, schema);
    const third = Math.ceil(response.content.length / 3);
    for (let at = 0; at < response.content.length; at += third) onText(response.content.slice(at, at + third));
    return response;
  }
}

describe('the director', () => {
  const sound = keeperFilm();
  const plan = sound.direction;
  const direct = async (llm: FakeLLM) => {
    const told: Writing[] = [];
    const options = { config: LOCAL_CONFIG, onWriting: (writing: Writing) => void told.push(writing) };
    const result = await new AIDirector(llm, options).direct(sound.order);
    return { told, result };
  };

  it.each([
    ['streams', new StreamingLLM([plan])],
    ['does not stream', new FakeLLM([plan])],
  ])('lets a model be heard that %s', async (_what, llm) => {
    const { told } = await direct(llm);
    expect(told[0]).toEqual({ type: 'attempt', attempt: 1, task: 'direct' });
    expect(told.filter(({ type }) => type === 'shot')).toHaveLength(allShots(plan).length);
  });

  it('begins anew with each attempt', async () => {
    const { told } = await direct(new StreamingLLM(['sorry', plan]));
    expect(told.filter(({ type }) => type === 'attempt')).toEqual([
      { type: 'attempt', attempt: 1, task: 'direct' },
      { type: 'attempt', attempt: 2, task: 'repair' },
    ]);
  });

  it('says what of the configuration is not done as it says', async () => {
    const { result } = await direct(new StreamingLLM([plan]));
    expect(result.direction.notices[0]).toMatchObject({ code: 'model_replaced' });
  });

  it('counts what a failed repair was charged', async () => {
    const refusal = new AppError('content_rejected', 'no', { chargedUsd: 0.25 });
    const failed: AppError[] = [];
    const llm = new FakeLLM([film(shots(3)), refusal, plan], { cost: 0.5 });
    const { costUsd } = await new AIDirector(llm, {
      config: LOCAL_CONFIG,
      failedCall: (error) => void failed.push(error),
    }).direct(sound.order);
    expect(costUsd).toBe(1.25);
    expect(failed).toEqual([refusal]);
  });
});
