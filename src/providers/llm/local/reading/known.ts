import { animalOf, isCreature, isRobot } from '../world/creatures.ts';
import { isGroup, isPerson, tradeOf } from '../world/people.ts';
import { placeOf } from '../world/places.ts';
import { soundsAbstract, thingKind } from '../world/things.ts';
import type { Kind } from '../world/types.ts';

/** What a singular noun names, as far as the lexicons know; undefined for a word never seen. */
export function knownKind(head: string): Kind | undefined {
  if (isRobot(head)) return 'robot';
  if (animalOf(head)) return 'animal';
  if (isCreature(head)) return 'creature';
  if (tradeOf(head) || isGroup(head)) return 'person';
  const kind = thingKind(head);
  if (kind) return kind;
  if (isPerson(head)) return 'person';
  if (placeOf(head)) return 'place';
  return soundsAbstract(head) ? 'idea' : undefined;
}

/** Whether a lower-case word is a common noun we know. */
export function knowsWord(word: string): boolean {
  return knownKind(word) !== undefined;
}
