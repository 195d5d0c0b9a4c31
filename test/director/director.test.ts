import { describe, expect, it } from 'vitest';
import { findModel } from '../../src/director/create.ts';
import { AIDirector, type DirectorOptions } from '../../src/director/index.ts';
import { AppError } from '../../src/types/errors.ts';
import { allShots, VideoDirectionSchema } from '../../src/types/project.ts';
import { FakeLLM, film, LOCAL_CONFIG, model, order, shot, shots } from './fixtures.ts';
import { keeperFilm } from './sound-films.ts';

const USAGE = { usage: { promptTokens: 2000, completionTokens: 1000, totalTokens: 3000 } };

function director(llm: FakeLLM, options: Partial<DirectorOptions> = {}): AIDirector {
  return new AIDirector(llm, { config: LOCAL_CONFIG, videoModel: model({ endFrame: true }), ...options });
}

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!AppError.is(error)) throw new Error(`no AppError: ${error}`);
  return error;
}

describe('direct', () => {
  it('gives a whole direction: length, price, author', async () => {
    const llm = new FakeLLM([film(shots(4), shots(4))], USAGE);
    const { direction, costUsd, usage, rawAnswers } = await director(llm).direct(order());
    expect(VideoDirectionSchema.parse(direction)).toEqual(direction);
    expect(direction).toMatchObject({ totalDuration: 60, directedBy: 'fake/model' });
    expect(direction.estimatedCost).toMatchObject({
      total: 0,
      unknown: [],
      breakdown: { imageCount: 16, totalDuration: 60 },
    });
    expect(allShots(direction).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(costUsd).toBe(0);
    expect(usage).toEqual({ calls: 1, ...USAGE.usage });
    expect(rawAnswers).toHaveLength(1);
    expect(llm.asked[0]?.schema).toMatchObject({ type: 'object', additionalProperties: false });
  });

  it('takes the price from the answer, the price list, or leaves it unknown', async () => {
    const config = { ...LOCAL_CONFIG, llm: { provider: 'openrouter', model: 'x/y' } as const };
    const run = (extras: ConstructorParameters<typeof FakeLLM>[1]) =>
      director(new FakeLLM([film(shots(8))], extras), { config }).direct(order());
    expect((await run({ ...USAGE, cost: 0.5 })).costUsd).toBe(0.5);
    expect((await run(USAGE)).costUsd).toBe(0.021);
    const unknown = await run({});
    expect(unknown.costUsd).toBeNull();
    expect(unknown.direction.estimatedCost).toMatchObject({ unknown: ['llm'] });
    expect((await run({ ...USAGE, cost: 0.5 })).direction.estimatedCost).toMatchObject({ llm: 0.5, unknown: [] });
  });

  it('sends an unusable answer back with the exact errors', async () => {
    const broken = film([{ ...shot(1), startPrompt: '' }]);
    const llm = new FakeLLM([broken, 'sorry', film(shots(8))], { ...USAGE, cost: 0.25 });
    const { costUsd, usage, rawAnswers } = await director(llm).direct(order());
    expect(usage.calls).toBe(3);
    expect(costUsd).toBe(0.75);
    expect(rawAnswers[1]).toBe('sorry');
    const messages = llm.asked.map((call) => call.messages.at(-1)?.content ?? '');
    expect(messages[1]).toContain('"scenes[0].shots[0].startPrompt": "must describe what the first frame shows"');
    expect(messages[1]).toContain('"task":"repair"');
    expect(messages[2]).toContain('"direction":"sorry"');
  });

  it('gives up after two repairs with a typed error that holds no answer', async () => {
    const llm = new FakeLLM(['secret nonsense', 'secret nonsense', 'secret nonsense'], { cost: 0.1 });
    const error = await failure(director(llm).direct(order()));
    expect(error).toMatchObject({ code: 'bad_response', details: { context: { costUsd: 0.3 }, model: 'fake/model' } });
    expect(error.details.fields).toHaveLength(1);
    expect(JSON.stringify([error.message, error.details])).not.toContain('secret');
  });

  it('asks for a better length, and takes what there is when it gets none', async () => {
    const llm = new FakeLLM([film(shots(3)), film(shots(8))]);
    expect((await director(llm).direct(order())).direction.totalDuration).toBe(60);
    expect(llm.asked[1]?.messages.at(-1)?.content).toContain('its 3 shots can fill 15 s to 30 s');
    const stubborn = new FakeLLM([film(shots(3)), 'no', new AppError('unavailable', 'gone')]);
    const { direction } = await director(stubborn).direct(order());
    expect(direction.totalDuration).toBe(30);
    expect(direction.notices.map(({ code }) => code)).toContain('film_length');
  });

  it('passes on what the provider throws', async () => {
    const llm = new FakeLLM([new AppError('rate_limit', 'slow down')]);
    expect((await failure(director(llm).direct(order()))).code).toBe('rate_limit');
  });

  it('keeps the books: nothing is sent when the budget says no, everything answered is told', async () => {
    const llm = new FakeLLM(['x', film(shots(8))], { cost: 0.2 });
    const told: (number | null)[] = [];
    await director(llm, { afterCall: ({ costUsd }) => void told.push(costUsd) }).direct(order());
    expect(told).toEqual([0.2, 0.2]);
    const idle = new FakeLLM([film(shots(8))]);
    const beforeCall = () => {
      throw new AppError('budget', 'The budget is used up.');
    };
    expect((await failure(director(idle, { beforeCall }).direct(order()))).code).toBe('budget');
    expect(idle.asked).toHaveLength(0);
  });

  it('fits what the video model can do and says what it cannot', async () => {
    const videoModel = model({ name: 'Clip 1', durations: [5, 10], endFrame: false, aspectRatios: ['1:1'] });
    const llm = new FakeLLM([film(shots(8))]);
    const { direction } = await director(llm, { videoModel }).direct(order());
    expect(allShots(direction).every(({ duration }) => duration === 5 || duration === 10)).toBe(true);
    expect(direction.totalDuration).toBe(60);
    expect(direction.notices.map(({ code }) => code)).toEqual(['end_frame_unsupported', 'aspect_ratio_unsupported']);
    expect(direction.estimatedCost.breakdown.imageCount).toBe(8);
    expect(llm.asked[0]?.messages.at(-1)?.content).toContain('"shotSeconds":[5,10]');
  });
});

describe('models by names of yesterday', () => {
  it('are replaced with a notice', async () => {
    const config = {
      ...LOCAL_CONFIG,
      image: { provider: 'openai-dalle', model: 'dall-e-3' },
      video: { provider: 'runway', model: 'gen4.5' },
    } as const;
    const { direction } = await director(new FakeLLM([film(shots(8))]), { config, findModel }).direct(order());
    const replaced = direction.notices.filter(({ code }) => code === 'model_replaced');
    expect(replaced.map(({ message }) => message)).toEqual([
      'dall-e-3 is not a current name of openai-dalle; GPT Image 2.6 Sunburst is used in its place.',
    ]);
  });
});

describe('mending a plan that the lint dislikes', () => {
  const sound = keeperFilm();
  const poor = film(
    sound.direction.scenes.flatMap((scene) => scene.shots.map((each) => ({ ...each, startPrompt: 'x' }))),
  );
  const worst = film(shots(5, { duration: 8 }));

  it('sends it back once with what was found, and takes the better plan', async () => {
    const llm = new FakeLLM([poor, sound.direction], { cost: 0.25 });
    const { direction, costUsd, usage } = await director(llm).direct(sound.order);
    expect(allShots(direction)[0]?.startPrompt).toContain('brass lamp');
    expect([usage.calls, costUsd]).toEqual([2, 0.5]);
    const message = llm.asked[1]?.messages.at(-1)?.content ?? '';
    expect(message).toContain('"task":"repair"');
    expect(message).toContain('"the shot with id 3": "The first frame says next to nothing');
  });

  it('keeps the first plan when the second is worse, unusable, or does not come', async () => {
    const gone = new AppError('unavailable', 'gone');
    for (const [second, calls] of [
      [worst, 2],
      ['sorry', 2],
      [gone, 1],
    ] as const) {
      const llm = new FakeLLM([poor, second, sound.direction]);
      const { direction, usage } = await director(llm).direct(sound.order);
      expect(allShots(direction)[1]?.endPrompt).toContain('Old Mara leans');
      expect([llm.asked.length, usage.calls]).toEqual([2, calls]);
    }
  });

  it('does not pay for small flaws, nor for a refinement', async () => {
    const llm = new FakeLLM([sound.direction, poor]);
    const { direction } = await director(llm).direct(sound.order);
    expect(llm.asked).toHaveLength(1);
    await director(llm).refine(direction, 'start every shot with an x', sound.order);
    expect(llm.asked).toHaveLength(2);
  });

  it('does not know the price any more when the second request may have been charged', async () => {
    const failed: string[] = [];
    const llm = new FakeLLM([poor, new AppError('outcome_unknown', 'lost')], { cost: 0.25 });
    const { costUsd } = await director(llm, { failedCall: ({ code }) => void failed.push(code) }).direct(sound.order);
    expect(costUsd).toBeNull();
    expect(failed).toEqual(['outcome_unknown']);
  });

  it('tells what a request will cost before it is sent', async () => {
    const config = { ...LOCAL_CONFIG, llm: { provider: 'openrouter', model: 'x/y' } as const };
    const told: (number | null)[] = [];
    const beforeCall = ({ estimateUsd }: { estimateUsd: number | null }) => void told.push(estimateUsd);
    await director(new FakeLLM([sound.direction]), { config, beforeCall }).direct(sound.order);
    await director(new FakeLLM([sound.direction]), { beforeCall }).direct(sound.order);
    expect(told[0]).toBeGreaterThan(0.02);
    expect(told[0]).toBeLessThan(0.2);
    expect(told[1]).toBe(0);
  });
});

describe('refine', () => {
  const exact = shots(8, { duration: 7.5 });
  const before = { ...film(exact), totalDuration: 60 };

  it('leaves lengths alone that were not touched', async () => {
    const longer = film(exact.map((each) => (each.id === 3 ? { ...each, duration: 10 } : each)));
    const llm = new FakeLLM([longer]);
    const { direction } = await director(llm).refine(before, 'make shot 3 longer', order());
    expect(allShots(direction)).toEqual(allShots(longer));
    expect(direction.totalDuration).toBe(62.5);
    expect(direction.notices.map(({ code }) => code)).toEqual(['film_length']);
    const message = llm.asked[0]?.messages.at(-1)?.content ?? '';
    expect(message).toContain('"feedback":"make shot 3 longer"');
    expect(message).not.toContain('estimatedCost');
  });

  it('gives shots their old ids back when the model numbered anew', async () => {
    const inserted = [shot(1), shot(50), ...exact.slice(1)].map((each, index) => ({
      ...each,
      duration: 6.5,
      id: index + 1,
    }));
    const { direction } = await director(new FakeLLM([film(inserted)])).refine(before, 'add a shot', order());
    expect(allShots(direction).map(({ id }) => id)).toEqual([1, 10, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('of one shot changes that shot only', async () => {
    const answer = { ...film(exact.map((each) => ({ ...each, lighting: 'noon' }))), title: 'Other' };
    const { direction } = await director(new FakeLLM([answer])).refine(before, 'brighter', order(), { shotId: 4 });
    expect(allShots(direction)).toEqual(exact.map((each) => (each.id === 4 ? { ...each, lighting: 'noon' } : each)));
    expect(direction.title).toBe('Fog');
    expect(direction.notices).toEqual([
      {
        code: 'refine_kept',
        message:
          'The model also changed shot 1, 2, 3, 5, 6, 7, 8; that was undone, since the feedback was about shot 4 only.',
      },
    ]);
  });

  it('of one shot asks again when the shot is gone', async () => {
    const llm = new FakeLLM([film(exact.slice(0, 3)), film(exact)]);
    await director(llm).refine(before, 'x', order(), { shotId: 4 });
    expect(llm.asked[1]?.messages.at(-1)?.content).toContain('must still hold the shot with id 4');
  });

  it('of one shot does not tie it to the one before at that one’s expense', async () => {
    const faded = { ...film([shot(1, { transitionOut: 'crossfade' }), shot(2)]), totalDuration: 13.5 };
    const answer = film([
      shot(1, { transitionOut: 'crossfade' }),
      shot(2, { continuesPrevious: true, motionPrompt: 'new' }),
    ]);
    const { direction } = await director(new FakeLLM([answer])).refine(faded, 'x', order({ targetDuration: 14 }), {
      shotId: 2,
    });
    expect(allShots(direction)).toEqual([shot(1, { transitionOut: 'crossfade' }), shot(2, { motionPrompt: 'new' })]);
  });

  it('of one shot leaves the picture alone that the next one begins with', async () => {
    const tied = film([
      ...exact.slice(0, 3),
      shot(4, { duration: 7.5, continuesPrevious: true, startPrompt: 'End of 3' }),
      ...exact.slice(4),
    ]);
    const answer = film(
      allShots(tied).map((each) => (each.id === 3 ? { ...each, endPrompt: 'A door', lighting: 'noon' } : each)),
    );
    const { direction } = await director(new FakeLLM([answer])).refine(tied, 'end on a door', order(), { shotId: 3 });
    expect(allShots(direction)).toEqual(
      allShots(tied).map((each) => (each.id === 3 ? { ...each, lighting: 'noon' } : each)),
    );
    expect(direction.notices.map(({ code, shotId }) => [code, shotId])).toEqual([['refine_kept', 3]]);
    expect(direction.notices[0]?.message).toContain('shot 4 begins with it');
  });

  it('refuses shots there are not, before any request', async () => {
    const llm = new FakeLLM([]);
    expect((await failure(director(llm).refine(before, 'x', order(), { shotId: 99 }))).code).toBe('not_found');
    expect(llm.asked).toHaveLength(0);
  });

  it('starts over from the old plan when an answer cannot be read', async () => {
    const llm = new FakeLLM(['what?', film(exact)]);
    await director(llm).refine(before, 'x', order());
    expect(llm.asked[1]?.messages.at(-1)?.content).toContain('"title":"Fog"');
    expect(llm.asked[1]?.messages.at(-1)?.content).toContain('"feedback":"x"');
  });
});

describe('estimateCost', () => {
  it('prices a direction with any configuration', () => {
    const found = model({ prices: [{ unit: 'image', unitCostUsd: 0.03, asOf: '2026-11-01', source: 'x' }] });
    const config = { ...LOCAL_CONFIG, image: { provider: 'fal-flux' } as const };
    const priced = director(new FakeLLM([]), { findModel: (role) => (role === 'image' ? found : undefined) });
    expect(priced.estimateCost(film(shots(8)), config)).toMatchObject({ images: 0.48, total: 0.48 });
    expect(director(new FakeLLM([])).estimateCost(film(shots(8)), config).unknown).toEqual(['image']);
    const format = { width: 720, height: 1280, frameRate: 30 } as const;
    expect(priced.estimateCost(film([shot(1, { duration: 5.5 })]), config, format).breakdown.totalDuration).toBe(5.5);
  });
});
