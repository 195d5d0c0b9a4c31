/** One shot's part in the sum. Frames. */
export interface LengthWish {
  wish: number;
  /** How much a deviation hurts, as a factor of its square. */
  weight: number;
}

/** A table of choices beyond this many bytes is cut into stretches of the film; a Worker has 128 MB for everything. */
const MAX_TABLE_BYTES = 20_000_000;
/** Likewise for the steps it takes to fill it, which is a matter of time. */
const MAX_STEPS = 100_000_000;
/** Most shots in one such stretch. */
const STRETCH = 24;

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The largest step that every choice can be reached in from the lowest. */
function unitOf(choices: readonly number[]): number {
  return choices.reduce((divisor, choice) => greatestCommonDivisor(choice - (choices[0] ?? 0), divisor), 0) || 1;
}

/** The common step of evenly spaced choices; undefined when they are not. */
function evenStep(choices: readonly number[]): number | undefined {
  const step = (choices[1] ?? 1) - (choices[0] ?? 0);
  return choices.every((choice, index) => index === 0 || choice - (choices[index - 1] ?? 0) === step)
    ? step
    : undefined;
}

function nearest(choices: readonly number[], wish: number): number {
  return choices.reduce(
    (best, choice) => (Math.abs(choice - wish) < Math.abs(best - wish) ? choice : best),
    choices[0] ?? wish,
  );
}

function cost({ wish, weight }: LengthWish, frames: number): number {
  return weight * (frames - wish) ** 2;
}

/**
 * Evenly spaced choices: from everybody's best, move one step at a time wherever it costs least. For sums of convex
 * costs this greedy way is exact.
 */
function solveEven(wishes: readonly LengthWish[], choices: readonly number[], step: number, sum: number): number[] {
  const lowest = choices[0] ?? 0;
  const highest = choices.at(-1) ?? lowest;
  const lengths = wishes.map(({ wish }) => nearest(choices, wish));
  // Of two reachable sums that are equally near the shorter film is taken.
  const steps = Math.ceil((sum - lowest * wishes.length) / step - 0.5);
  const most = ((highest - lowest) / step) * wishes.length;
  const goal = lowest * wishes.length + Math.min(most, Math.max(0, steps)) * step;
  let missing = goal - lengths.reduce((total, frames) => total + frames, 0);
  const move = missing > 0 ? step : -step;
  while (missing !== 0) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let index = 0; index < wishes.length; index++) {
      const frames = lengths[index] ?? 0;
      const moved = frames + move;
      const wish = wishes[index];
      if (!wish || moved < lowest || moved > highest) continue;
      const rise = cost(wish, moved) - cost(wish, frames);
      if (rise < least) {
        least = rise;
        best = index;
      }
    }
    lengths[best] = (lengths[best] ?? 0) + move;
    missing -= move;
  }
  return lengths;
}

/** Unevenly spaced choices: the cheapest way to every reachable sum, then the reachable sum nearest to the goal. */
function solveUneven(wishes: readonly LengthWish[], choices: readonly number[], sum: number): number[] {
  const lowest = choices[0] ?? 0;
  const unit = unitOf(choices);
  const offsets = choices.map((choice) => (choice - lowest) / unit);
  const states = wishes.length * (offsets.at(-1) ?? 0) + 1;
  let costs = new Float64Array(states).fill(Number.POSITIVE_INFINITY);
  costs[0] = 0;
  const chosen = wishes.map((wish) => {
    const next = new Float64Array(states).fill(Number.POSITIVE_INFINITY);
    const choiceOf = new Uint8Array(states);
    offsets.forEach((offset, choiceIndex) => {
      const price = cost(wish, choices[choiceIndex] ?? 0);
      for (let state = 0; state + offset < states; state++) {
        const total = (costs[state] ?? Number.POSITIVE_INFINITY) + price;
        if (total < (next[state + offset] ?? 0)) {
          next[state + offset] = total;
          choiceOf[state + offset] = choiceIndex;
        }
      }
    });
    costs = next;
    return choiceOf;
  });
  const goal = (sum - lowest * wishes.length) / unit;
  let state = 0;
  for (let candidate = 0; candidate < states; candidate++) {
    if (costs[candidate] === Number.POSITIVE_INFINITY) continue;
    if (Math.abs(candidate - goal) < Math.abs(state - goal)) state = candidate;
  }
  const lengths: number[] = [];
  for (let index = wishes.length - 1; index >= 0; index--) {
    const choiceIndex = chosen[index]?.[state] ?? 0;
    lengths.unshift(choices[choiceIndex] ?? lowest);
    state -= offsets[choiceIndex] ?? 0;
  }
  return lengths;
}

/** Stretch by stretch, each aiming at what an even film would give it and taking over what the one before missed. */
function solveInStretches(wishes: readonly LengthWish[], choices: readonly number[], sum: number): number[] {
  const lowest = choices[0] ?? 0;
  const everyFrame = Array.from({ length: (choices.at(-1) ?? lowest) - lowest + 1 }, (_, index) => lowest + index);
  const ideal = solveEven(wishes, everyFrame, 1, sum);
  const lengths: number[] = [];
  let missed = 0;
  // All stretches are about as long: a last one of a single shot could make up for nothing.
  const stretches = Math.ceil(wishes.length / STRETCH);
  const border = (stretch: number): number => Math.round((stretch * wishes.length) / stretches);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const [start, end] = [border(stretch), border(stretch + 1)];
    const goal = missed + ideal.slice(start, end).reduce((total, frames) => total + frames, 0);
    const part = solveUneven(wishes.slice(start, end), choices, goal);
    missed = goal - part.reduce((total, frames) => total + frames, 0);
    lengths.push(...part);
  }
  return lengths;
}

/**
 * Chooses a length for every shot so that they add up to `sum` exactly, or as nearly as the choices allow, with the
 * least sum of weighted squared deviations from the wishes. The same input always gives the same lengths; of two sums
 * equally near the shorter one is taken. Exact, except for very long films with many unevenly spaced choices, which
 * are solved stretch by stretch.
 * @param choices frames a shot may have, ascending, at least one.
 * @returns frames per shot, in order.
 */
export function solveLengths(wishes: readonly LengthWish[], choices: readonly number[], sum: number): number[] {
  if (wishes.length === 0) return [];
  const step = evenStep(choices);
  if (step !== undefined) return solveEven(wishes, choices, step, sum);
  const span = (choices.at(-1) ?? 0) - (choices[0] ?? 0);
  const table = wishes.length * wishes.length * (span / unitOf(choices));
  const small = table <= MAX_TABLE_BYTES && table * choices.length <= MAX_STEPS;
  return small ? solveUneven(wishes, choices, sum) : solveInStretches(wishes, choices, sum);
}
