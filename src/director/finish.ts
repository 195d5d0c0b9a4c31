import { type CostRoles, estimateCost, type LanguageModelUse } from '../lib/cost.ts';
import { keyframePlan } from '../lib/keyframes.ts';
import { filmFormat, filmSeconds } from '../lib/timeline.ts';
import type { FilmFormat, FrameRate, Resolution } from '../types/film.ts';
import {
  allShots,
  type CastReference,
  type CostEstimate,
  type DirectorInput,
  type Notice,
  type VideoDirection,
} from '../types/project.ts';
import type { ModelInfo, ProviderRole, SafeProjectConfig } from '../types/providers.ts';
import { settleContinuity, withShots } from './continuity.ts';
import { type DraftDirection, limitNotices } from './draft.ts';
import { type DurationOptions, settleDurations } from './durations.ts';
import { keyframeReferences, referenceCounts } from './references.ts';

/** Looks a role's model up in its catalogue; undefined when nothing is known of it. */
export type FindModel = (
  role: ProviderRole,
  choice: {
    provider: string;
    model?: string | undefined;
    baseUrl?: string | undefined;
    quality?: string | undefined;
    audio?: boolean | undefined;
  },
) => ModelInfo | undefined;

/** What a plan is made for. */
export interface ProductionSettings {
  config: SafeProjectConfig;
  /** The chosen video model's row; undefined when nothing is known of it. */
  videoModel?: ModelInfo | undefined;
  /** Default: knows nothing but the video model, so that paid roles are priced as unknown. */
  findModel?: FindModel | undefined;
  /** Pictures given of the cast, which some models charge for. Default: none. */
  castReferences?: readonly CastReference[] | undefined;
  /** Default `720p`. */
  resolution?: Resolution | undefined;
}

/** Size and rate of the film an order leads to. */
export function formatOf(
  input: Pick<DirectorInput, 'aspectRatio' | 'frameRate'>,
  resolution: Resolution = '720p',
): FilmFormat {
  return filmFormat(input.aspectRatio, resolution, input.frameRate);
}

/** Who is paid, by a project's configuration. */
export function costRoles(config: SafeProjectConfig, settings: ProductionSettings): CostRoles {
  const role = (name: ProviderRole) => {
    const choice = config[name];
    const quality = 'quality' in choice ? choice.quality : undefined;
    const audio = 'audio' in choice ? choice.audio : undefined;
    const model = 'model' in choice ? choice.model : undefined;
    // The video model that was handed over belongs to the configuration that was handed over with it.
    const sameVideo =
      name === 'video' && choice.provider === settings.config.video.provider && model === settings.config.video.model;
    const found =
      settings.findModel?.(name, { provider: choice.provider, model, baseUrl: choice.baseUrl, quality, audio }) ??
      (sameVideo ? settings.videoModel : undefined);
    return { provider: choice.provider, modelId: found?.id ?? model, model: found, quality, audio };
  };
  return { llm: role('llm'), image: role('image'), video: role('video'), compile: role('compile') };
}

/** What a direction costs with `config`, in US dollars. */
export function priceDirection(
  direction: Pick<VideoDirection, 'scenes' | 'cast'>,
  config: SafeProjectConfig,
  settings: ProductionSettings,
  format: FilmFormat,
  llmUse?: LanguageModelUse,
): CostEstimate {
  const roles = costRoles(config, settings);
  const plan = keyframePlan(direction, { endFrames: roles.video.model?.endFrame ?? true });
  const { model } = roles.image;
  const use = config.image.references;
  const references = keyframeReferences(direction, plan, { given: settings.castReferences ?? [], use, model });
  return estimateCost(direction, roles, { format, llmUse, references: referenceCounts(plan.keyframes, references) });
}

/** Film seconds of a plan, to the millisecond. */
export function durationOf(direction: Pick<VideoDirection, 'scenes'>, frameRate: FrameRate): number {
  return Math.round(filmSeconds(allShots(direction), frameRate) * 1000) / 1000;
}

/** What the chosen video model cannot do of what every plan asks for. */
export function capabilityNotices(input: Pick<DirectorInput, 'aspectRatio'>, model: ModelInfo | undefined): Notice[] {
  const notices: Notice[] = [];
  if (model?.endFrame === false) {
    notices.push({
      code: 'end_frame_unsupported',
      message: `${model.name} takes no last frame: end keyframes are not drawn, and each shot ends as the model decides.`,
    });
  }
  if (model?.aspectRatios && !model.aspectRatios.includes(input.aspectRatio)) {
    notices.push({
      code: 'aspect_ratio_unsupported',
      message: `${model.name} does not make ${input.aspectRatio} pictures (${model.aspectRatios.join(', ')} only): clips are cropped to the film.`,
    });
  }
  return notices;
}

/** Which configured names stand for their successors. The language model tells of its own when it directs. */
export function modelNotices(
  { config, findModel }: Pick<ProductionSettings, 'config' | 'findModel'>,
  roles: readonly ('llm' | 'image' | 'video')[] = ['image', 'video'],
): Notice[] {
  return roles.flatMap((role) => {
    const { provider, model: name, baseUrl } = config[role];
    const model = findModel?.(role, { provider, model: name, baseUrl });
    if (name === undefined || !model?.aliases.includes(name)) return [];
    const message = `${name} is not a current name of ${provider}; ${model.name} is used in its place.`;
    return [{ code: 'model_replaced', message }];
  });
}

/** A plan whose continuity and lengths are settled. */
export interface SettledDraft {
  draft: DraftDirection;
  notices: Notice[];
  /** Film length minus target, in frames. */
  missFrames: number;
}

/** Settles continuity, then lengths, of a parsed plan. */
export function settleDraft(parsed: DraftDirection, options: DurationOptions): SettledDraft {
  const { direction, notices } = settleContinuity(parsed);
  const lengths = settleDurations(allShots(direction), options);
  return {
    draft: withShots(direction, lengths.shots),
    notices: [...notices, ...lengths.notices],
    missFrames: lengths.missFrames,
  };
}

/** The finished direction: a settled plan with its length, price, author and notices. */
export function finishDirection(
  draft: DraftDirection,
  parts: {
    input: DirectorInput;
    settings: ProductionSettings;
    notices: readonly Notice[];
    directedBy: string;
    /** Measured use; absent where the vendor tells nothing. */
    llmUse?: LanguageModelUse;
  },
): VideoDirection {
  const { input, settings } = parts;
  const format = formatOf(input, settings.resolution);
  return {
    ...draft,
    totalDuration: durationOf(draft, input.frameRate),
    estimatedCost: priceDirection(draft, settings.config, settings, format, parts.llmUse),
    directedBy: parts.directedBy.slice(0, 200),
    notices: limitNotices([
      ...modelNotices(settings),
      ...capabilityNotices(input, settings.videoModel),
      ...parts.notices,
    ]),
  };
}
