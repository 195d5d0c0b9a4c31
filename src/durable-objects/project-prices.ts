import * as z from 'zod';
import { findModel } from '../director/create.ts';
import { type FindModel, priceDirection } from '../director/finish.ts';
import type { Env } from '../env.ts';
import { logError } from '../lib/log.ts';
import type { ProviderContext } from '../providers/base.ts';
import { providerFactories } from '../providers/index.ts';
import type { CostEstimate, Project, VideoDirection } from '../types/project.ts';
import {
  type ModelInfo,
  type Price,
  PriceSchema,
  type ProjectConfig,
  type SafeProjectConfig,
} from '../types/providers.ts';
import { formatOf } from './job/plan.ts';
import type { ProjectStore } from './project-store.ts';
import { providerContext } from './provider-context.ts';

type Role = (typeof ROLES)[number];
type Choice = { provider: string; model?: string | undefined };

const ROLES = ['llm', 'image', 'video'] as const;
/** Prices are read once a day; a vendor that could not be asked is asked again after ten minutes. */
const KEPT_MS = 86_400_000;
const TRY_AGAIN_MS = 600_000;

const KeptSchema = z.partialRecord(
  z.enum(ROLES),
  z.object({
    provider: z.string(),
    model: z.string().optional(),
    /** Milliseconds since 1970. */
    until: z.number(),
    /** Absent where the vendor could not be asked, or told nothing that is of use. */
    prices: z.array(PriceSchema).optional(),
  }),
);

/** What a project's film costs: by the prices its vendors state today where they can be read, else by the catalogue's. */
export class ProjectPrices {
  private readonly store: ProjectStore;
  private readonly env: Env;
  private readonly open: () => Promise<ProjectConfig>;
  private loaded: z.infer<typeof KeptSchema> | undefined;

  /** @param open the project's configuration with its keys; called only where there is something to ask. */
  constructor(store: ProjectStore, env: Env, open: () => Promise<ProjectConfig>) {
    this.store = store;
    this.env = env;
    this.open = open;
  }

  /** Reads anew what is older than a day. Never throws: a price that cannot be read leaves the one that is known. */
  async refresh({ id, config }: Pick<Project, 'id' | 'config'>, roles: readonly Role[] = ROLES): Promise<void> {
    const context = providerContext(this.env, id);
    const due = roles.filter((role) => {
      const isKept = this.isOf(role, config[role]) && (this.kept[role]?.until ?? 0) > context.now();
      return !isKept && providerFactories[role].statesPrices(config[role].provider);
    });
    if (due.length === 0) return;
    try {
      const opened = await this.open();
      await Promise.all(due.map((role) => this.read(role, opened, context)));
      this.store.saveLivePrices(this.kept);
    } catch (error) {
      logError('ProjectPrices.refresh', error);
    }
  }

  /** All prices that were read of the models of a configuration. */
  all(config: SafeProjectConfig): NonNullable<ProviderContext['livePrices']> {
    const known = ROLES.flatMap((role) => {
      const prices = this.of(role, config[role]);
      return prices ? [[role, prices] as const] : [];
    });
    return Object.fromEntries(known);
  }

  /** A model's catalogue row, with the prices that were read of it; a model without a row has at least those. */
  readonly findModel: FindModel = (role, choice): ModelInfo | undefined => {
    const row = findModel(role, choice);
    const prices = role === 'compile' ? undefined : this.of(role, choice);
    if (!prices) return row;
    const id = choice.model ?? '';
    return row ? { ...row, prices } : { id, name: id, aliases: [], prices };
  };

  /** What a direction costs with a configuration; with the project's own, its director at what it was paid. Asks nobody. */
  estimate(project: Project, direction: VideoDirection, config: SafeProjectConfig = project.config): CostEstimate {
    const { castReferences } = project;
    const settings = { config, findModel: this.findModel, castReferences };
    const use = config === project.config ? this.store.languageModelUse() : undefined;
    return priceDirection(direction, config, settings, formatOf(project), use);
  }

  private get kept(): z.infer<typeof KeptSchema> {
    this.loaded ??= KeptSchema.catch({}).parse(this.store.livePrices() ?? {});
    return this.loaded;
  }

  private isOf(role: Role, choice: Choice): boolean {
    const kept = this.kept[role];
    return kept?.provider === choice.provider && kept.model === choice.model;
  }

  private of(role: Role, choice: Choice): Price[] | undefined {
    return this.isOf(role, choice) ? this.kept[role]?.prices : undefined;
  }

  private ask(role: Role, config: ProjectConfig, context: ProviderContext): Promise<Price[] | undefined> {
    switch (role) {
      case 'llm':
        return providerFactories.llm.livePrices(config.llm, context);
      case 'image':
        return providerFactories.image.livePrices(config.image, context);
      case 'video':
        return providerFactories.video.livePrices(config.video, context);
    }
  }

  private async read(role: Role, config: ProjectConfig, context: ProviderContext): Promise<void> {
    const { provider, model } = config[role];
    const chosen = { provider, ...(model === undefined ? {} : { model }) };
    const before = this.of(role, chosen);
    const now = context.now();
    try {
      const prices = await this.ask(role, config, context);
      this.kept[role] = { ...chosen, until: now + KEPT_MS, ...(prices ? { prices } : {}) };
    } catch {
      // What was read before is still nearer than the catalogue, and says its date.
      this.kept[role] = { ...chosen, until: now + TRY_AGAIN_MS, ...(before ? { prices: before } : {}) };
    }
  }
}
