import type { ModelInfo } from '../types/providers.ts';

/** A configured model after old names were resolved. */
export interface ResolvedModel {
  /** The id to send to the vendor; empty where neither the configuration nor the catalogue names one. */
  id: string;
  /** Its catalogue row; absent for models we know nothing of, which are passed on as given. */
  row?: ModelInfo;
  /** A sentence for the user where an old name stands for its successor. */
  notice?: string;
}

/**
 * The model a configuration means: the default row without a name, a row by its id or by an old name, or the name
 * itself.
 * @param models a provider's catalogue, default model first.
 */
export function resolveModel(models: readonly ModelInfo[], id: string | undefined): ResolvedModel {
  if (id === undefined) return models[0] ? { id: models[0].id, row: models[0] } : { id: '' };
  const named = models.find((model) => model.id === id);
  if (named) return { id, row: named };
  const successor = models.find((model) => model.aliases.includes(id));
  if (!successor) return { id };
  return {
    id: successor.id,
    row: successor,
    notice: `${id} is not a current name; ${successor.id} is used in its place.`,
  };
}
