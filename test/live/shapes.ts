/** Deepest level that is looked at. */
const MAX_DEPTH = 8;

/**
 * What a JSON answer looks like: one line a field, with what is in it, such as `data[].b64_json text`. Values are not part
 * of it.
 */
export function shapeOf(value: unknown, path = '', depth = 0): string[] {
  if (depth > MAX_DEPTH) return [`${path} …`];
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => shapeOf(one, `${path}[]`, depth + 1)))];
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, one]) => shapeOf(one, path === '' ? key : `${path}.${key}`, depth + 1));
  }
  if (value === null || value === undefined) return [];
  return [`${path} ${typeof value === 'string' ? 'text' : typeof value}`.trim()];
}

/** How the answers to one step differ from what they were expected to look like. */
export interface ShapeDifference {
  /** Such as `submission: POST`. */
  call: string;
  /** Fields that only the live service has, or has with something else in them. */
  onlyLive: string[];
  /** Fields that only the contract has. Many a field is optional. */
  onlyContract: string[];
}

/** One answer, as far as it is compared. */
export interface Shaped {
  step: string;
  method: string;
  shape: readonly string[];
}

/** Compares answers step by step; a step without any answer on one side is left out. */
export function differences(live: readonly Shaped[], contract: readonly Shaped[]): ShapeDifference[] {
  const [ours, theirs] = [byCall(contract), byCall(live)];
  return [...theirs].flatMap(([call, fields]) => {
    const known = ours.get(call);
    if (!known) return [];
    const onlyLive = [...fields].filter((field) => !known.has(field)).toSorted();
    const onlyContract = [...known].filter((field) => !fields.has(field)).toSorted();
    return onlyLive.length + onlyContract.length > 0 ? [{ call, onlyLive, onlyContract }] : [];
  });
}

function byCall(answers: readonly Shaped[]): Map<string, Set<string>> {
  const calls = new Map<string, Set<string>>();
  for (const { step, method, shape } of answers) {
    const call = `${step}: ${method}`;
    calls.set(call, new Set([...(calls.get(call) ?? []), ...shape]));
  }
  return calls;
}
