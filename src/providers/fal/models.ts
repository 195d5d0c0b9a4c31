import type { ModelInfo } from '../../types/providers.ts';
import { resolveModel } from '../models.ts';

/** A model that runs on fal: its catalogue row, and how its own input is written. */
export interface FalModel<Order> {
  /** `vendorId` is the endpoint id. */
  info: ModelInfo & { vendorId: string };
  /** The endpoint and its input for one order. */
  request(order: Order): FalRequest;
}

/** What is posted, and where to. */
export interface FalRequest {
  /** Endpoint id. */
  endpoint: string;
  input: Record<string, unknown>;
}

/** The model a configuration means, by catalogue id, endpoint id or old name; undefined for one we know nothing of. */
export function findFalModel<Order>(
  models: readonly FalModel<Order>[],
  id: string | undefined,
): FalModel<Order> | undefined {
  const byEndpoint = models.find(({ info }) => info.vendorId === id);
  if (byEndpoint) return byEndpoint;
  const { row } = resolveModel(
    models.map(({ info }) => info),
    id,
  );
  return models.find(({ info }) => info === row);
}
