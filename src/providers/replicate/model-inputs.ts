import { hashOf } from '../../lib/utils.ts';
import { AppError } from '../../types/errors.ts';
import { parseAnswer } from '../vendor-http.ts';
import { askReplicate, type ReplicateAccess } from './access.ts';
import { ModelSchema, type Version, VersionSchema } from './wire.ts';

/** The inputs of a model by name, each with the values it allows where it names them. */
export type ModelInputs = ReadonlyMap<string, readonly string[] | undefined>;

const KEPT_MS = 86_400_000;
const MOST_KEPT = 200;
/** Descriptions of this isolate's last day; a private model is seen with its own key only. */
const kept = new Map<string, { inputs: ModelInputs | undefined; until: number }>();

/**
 * What a model takes, by the description Replicate keeps of it; asked at most once a day for each key.
 * @returns undefined where the model has no description.
 * @throws AppError as any request does; `unsupported` where a model that is not official is named without a version.
 */
export async function modelInputs(access: ReplicateAccess): Promise<ModelInputs | undefined> {
  const { apiKey, baseUrl, model, context } = access;
  const name = hashOf([baseUrl ?? '', apiKey, model.id]);
  const known = kept.get(name);
  if (known && known.until > context.now()) return known.inputs;
  const inputs = await readInputs(access);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(name, { inputs, until: context.now() + KEPT_MS });
  return inputs;
}

/** {@link modelInputs}, asked anew. */
export async function readInputs(access: ReplicateAccess): Promise<ModelInputs | undefined> {
  const { owner, name, version, id } = access.model;
  const path = `/models/${owner}/${name}`;
  if (version !== undefined) {
    const asked = await askReplicate(access, {
      purpose: 'prepare',
      method: 'GET',
      path: `${path}/versions/${version}`,
    });
    return inputsOf(parseAnswer(VersionSchema, asked.answer, asked.call));
  }
  const asked = await askReplicate(access, { purpose: 'prepare', method: 'GET', path });
  const { is_official, latest_version } = parseAnswer(ModelSchema, asked.answer, asked.call);
  if (is_official === false) {
    throw new AppError(
      'unsupported',
      `${id} is no official model of Replicate, so it runs by a version: write "${id}:" and the version's 64 digits.`,
      { provider: 'Replicate', model: id, stage: 'prepare' },
    );
  }
  return inputsOf(latest_version ?? {});
}

function inputsOf({ openapi_schema: schemas }: Partial<Version>): ModelInputs | undefined {
  if (!schemas) return undefined;
  return new Map(
    Object.entries(schemas.inputs).map(([name, input]) => {
      const choice = input.enum ?? schemas.enums.get(input.allOf?.[0]?.$ref?.split('/').at(-1) ?? '');
      return [name, choice?.filter((value) => typeof value === 'string')] as const;
    }),
  );
}
