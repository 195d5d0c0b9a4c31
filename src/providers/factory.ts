import { AppError } from '../types/errors.ts';
import type { ModelInfo, Price, ProviderInfo, ProviderRole } from '../types/providers.ts';
import type { LiveModels, ModelSettings, ProviderContext, ProviderEntry } from './base.ts';

/** Makes one role's providers from their configuration, and answers what there is to choose from. */
export class ProviderFactory<Config extends { provider: string }, Provider> {
  private readonly role: ProviderRole;
  private readonly entries: readonly ProviderEntry<Config, Provider>[];

  constructor(role: ProviderRole, entries: readonly ProviderEntry<Config, Provider>[]) {
    this.role = role;
    this.entries = entries;
  }

  /**
   * The provider a configuration names.
   * @throws AppError `unsupported` when this version has no adapter for it.
   */
  create(config: Config, context: ProviderContext): Provider {
    const entry = this.entries.find((candidate) => candidate.info.provider === config.provider);
    if (!entry?.create) {
      const usable = this.entries.filter((candidate) => candidate.create).map((candidate) => candidate.info.provider);
      throw new AppError(
        'unsupported',
        `This version cannot run "${config.provider}" for ${this.role} yet. Choose one of: ${usable.join(', ')}.`,
        { provider: config.provider, stage: 'prepare' },
      );
    }
    return entry.create(config, context);
  }

  /** Whether {@link create} would work. */
  has(provider: string): boolean {
    return this.entries.some((entry) => entry.info.provider === provider && entry.create !== undefined);
  }

  /** Whether {@link livePrices} has somebody to ask. */
  statesPrices(provider: string): boolean {
    return this.entries.some((entry) => entry.info.provider === provider && entry.livePrices !== undefined);
  }

  /** Today's prices of the configured model, from its vendor; undefined where it states none. @throws AppError */
  async livePrices(config: Config, context: ProviderContext): Promise<Price[] | undefined> {
    const entry = this.entries.find((candidate) => candidate.info.provider === config.provider);
    return entry?.livePrices?.(context, config);
  }

  /** All providers of the role, those without an adapter included and marked. */
  list(): ProviderInfo[] {
    return this.entries.map((entry) => ({ ...entry.info, available: entry.create !== undefined }));
  }

  /** A provider's catalogue, default model first; empty when the provider is unknown. */
  models(provider: string): ModelInfo[] {
    return this.entries.find((entry) => entry.info.provider === provider)?.models ?? [];
  }

  /** How a provider's own list is read; undefined where it has none. */
  liveModels(provider: string): LiveModels | undefined {
    return this.entries.find((entry) => entry.info.provider === provider)?.liveModels;
  }

  /**
   * The catalogue row a configuration resolves to, by id, by the vendor's id or by an old name; undefined for models we
   * know nothing of, and for servers that only speak the vendor's wire.
   */
  model(
    config: { provider: string; model?: string | undefined; baseUrl?: string | undefined } & ModelSettings,
  ): ModelInfo | undefined {
    const entry = this.entries.find(({ info }) => info.provider === config.provider);
    if (entry?.baseUrlIsAnyServer && config.baseUrl !== undefined) return undefined;
    const row = rowOf(entry?.models ?? [], config.model);
    return row && (entry?.asConfigured?.(row, config) ?? row);
  }
}

function rowOf(models: readonly ModelInfo[], name: string | undefined): ModelInfo | undefined {
  if (name === undefined) return models[0];
  return models.find(({ id, vendorId, aliases }) => id === name || vendorId === name || aliases.includes(name));
}
