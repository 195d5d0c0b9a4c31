import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areAlike, holdsPhrase, holdsWords, isEnglish, searchable, wordsOf } from '../../src/director/lint/text.ts';

describe('wordsOf', () => {
  it('takes case, marks and width away, and pairs signs where a script has no spaces', () => {
    expect(wordsOf('The OLD man’s ｌａｍｐ, lit (twice).')).toEqual(['the', 'old', 'man’s', 'lamp', 'lit', 'twice']);
    expect(wordsOf('白い猫')).toEqual(['白い', 'い猫']);
    expect(wordsOf('猫')).toEqual(['猫']);
  });
});

describe('areAlike', () => {
  it('is what intersection by union says', () => {
    const words = fc.uniqueArray(fc.integer({ min: 0, max: 12 }).map(String)).map((list) => new Set(list));
    fc.assert(
      fc.property(words, words, fc.constantFrom(0.5, 0.8, 0.92, 1), (first, second, share) => {
        const shared = [...first].filter((word) => second.has(word)).length;
        const union = first.size + second.size - shared;
        expect(areAlike(first, second, share)).toBe(union === 0 || shared / union >= share);
      }),
      { numRuns: 500 },
    );
  });
});

describe('looking for what must be there or must not', () => {
  it.each([
    ['Two ships at anchor', 'ship', true],
    ['A shipyard at night', 'ship', false],
    ['three cherries on a plate', 'cherry', true],
    ['a textile mill', 'text', false],
    ['No text on the wall', 'texts', true],
    ['a neon sign', 'the neon signs', true],
    ['neon light over a street sign', 'neon sign', false],
    ['a cat', 'category', false],
    ['赤い提灯が揺れる', '提灯', true],
    ['赤い提灯が揺れる', '犬', false],
    ['Ein alter Leuchtturm', 'leuchttürme', false],
    ['zwei kleine Hunde', 'klein', true],
  ])('%s: %s', (text, phrase, there) => {
    expect(holdsPhrase(searchable(text), phrase)).toBe(there);
  });

  it('wants the words of a must in any order, those of a phrase to avoid in theirs', () => {
    const text = searchable('An umbrella, red as a fire engine');
    expect([holdsWords(text, 'red umbrella'), holdsPhrase(text, 'red umbrella')]).toEqual([true, false]);
  });
});

describe('isEnglish', () => {
  it.each([
    ['A lamp on the table by the window, fog over a harbour', true],
    ['Eine Lampe auf dem Tisch am Fenster, Nebel über dem Hafen', false],
    ['Una lámpara sobre la mesa, junto a la ventana, niebla en el puerto', false],
    ['Een lamp op de tafel bij het raam, mist boven de haven', false],
    ['Une lampe sur la table près de la fenêtre', false],
    ['雨の東京で白い猫が家を探す', false],
    ['مصباح على الطاولة بجانب النافذة', false],
    ['', false],
  ])('%s', (text, english) => {
    expect(isEnglish([text])).toBe(english);
  });
});
