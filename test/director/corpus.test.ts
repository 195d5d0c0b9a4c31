import { describe, expect, it } from 'vitest';
import { damagedAnswers, readAnswer } from '../../bench/director/corpus.ts';
import { MISSPELLINGS, RESHAPES } from '../../bench/director/damage.ts';
import { soundAnswers } from '../../bench/director/sound.ts';

describe('the corpus of damaged answers', () => {
  const sound = soundAnswers();
  const corpus = damagedAnswers();

  it('is large and built on different sound answers', () => {
    expect(sound.length).toBeGreaterThanOrEqual(20);
    expect(new Set(sound.map(({ plan }) => JSON.stringify(plan))).size).toBe(sound.length);
    expect(corpus.length).toBeGreaterThanOrEqual(300);
    expect(damagedAnswers()).toEqual(corpus);
  });

  it.each(sound)('is built on answers that are sound: $name', ({ order, plan }) => {
    const outcome = readAnswer(JSON.stringify(plan), order);
    expect([outcome.valid, outcome.holds(plan)]).toEqual([true, true]);
  });

  it('damages what it says it damages', () => {
    const plain = new Set(sound.map(({ plan }) => JSON.stringify(plan, null, 2)));
    const kinds = new Map<string, number>();
    for (const { text, damage } of corpus) {
      if (damage.length === 1 && !plain.has(text)) kinds.set(damage[0] ?? '', (kinds.get(damage[0] ?? '') ?? 0) + 1);
    }
    const expected = [...Object.keys(RESHAPES), ...Object.keys(MISSPELLINGS)];
    expect([...kinds.keys()].sort()).toEqual(
      expected.filter((name) => name !== 'as_asked' && name !== 'untouched').sort(),
    );
  });

  it('becomes valid directions without another call, word for word where no word is lost', () => {
    const outcomes = corpus.map((answer) => ({ ...answer, outcome: readAnswer(answer.text, answer.order) }));
    const share = (list: typeof outcomes, holds: (answer: (typeof outcomes)[number]) => boolean) =>
      list.filter(holds).length / list.length;
    expect(share(outcomes, ({ outcome }) => outcome.valid)).toBeGreaterThanOrEqual(0.95);
    const whole = outcomes.filter(({ lossy }) => !lossy);
    expect(share(whole, ({ outcome, plan }) => outcome.holds(plan))).toBeGreaterThanOrEqual(0.95);
    // No single kind of damage may hide in the average.
    for (const kind of [...Object.keys(RESHAPES), ...Object.keys(MISSPELLINGS)]) {
      const alone = whole.filter(({ damage }) => damage.length === 1 && damage[0] === kind);
      if (alone.length > 0) expect([kind, share(alone, ({ outcome, plan }) => outcome.holds(plan))]).toEqual([kind, 1]);
    }
  });
});
