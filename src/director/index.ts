import type { ClipDurations } from '../lib/clip-seconds.ts';
import type { BaseLLMProvider } from '../providers/llm/base.ts';
import { AppError, type FieldIssue } from '../types/errors.ts';
import type { FilmFormat } from '../types/film.ts';
import {
  allShots,
  type CostEstimate,
  type DirectorInput,
  FILM_TOLERANCE_SECONDS,
  type Notice,
  type VideoDirection,
} from '../types/project.ts';
import { needsKey, type SafeProjectConfig } from '../types/providers.ts';
import { type BriefExtras, buildBrief, type VideoMeans } from './brief.ts';
import {
  converse,
  type DirectorHooks,
  type DirectorUsage,
  type Outcome,
  type Reading,
  type Script,
} from './conversation.ts';
import { type DraftDirection, draftOf } from './draft.ts';
import type { DurationOptions } from './durations.ts';
import { finishDirection, formatOf, type ProductionSettings, priceDirection, settleDraft } from './finish.ts';
import { type ParseResult, parseDirection } from './parser.ts';
import { directPrompt, refinePrompt, repairPrompt, shotCounts, systemPrompt } from './prompts.ts';
import { restoreIds, takeOneShot, untouchedShots } from './refine.ts';
import { issuesToMend } from './review.ts';

/** Tokens of a usual answer apart from its shots, and of one shot. */
const ANSWER_TOKENS = 600;
const TOKENS_PER_SHOT = 320;

/** What an {@link AIDirector} works with besides its language model. */
export interface DirectorOptions extends ProductionSettings, DirectorHooks {}

/** A direction, and what it took to get it. */
export interface DirectorResult {
  direction: VideoDirection;
  /** US dollars of all requests to the language model; null when the price of one is not known. */
  costUsd: number | null;
  usage: DirectorUsage;
  /** Every answer of the model as it came, repairs included. */
  rawAnswers: string[];
}

/** What a refinement is about. */
export interface RefineOptions {
  /** Change this shot and no other. Default: whatever the feedback concerns. */
  shotId?: number | undefined;
}

/** A plan that could be read and settled. */
interface Plan {
  draft: DraftDirection;
  notices: Notice[];
}

/** Turns a concept into a direction, and a direction and a wish into a better one, with any language model. */
export class AIDirector {
  private readonly llm: BaseLLMProvider;
  private readonly options: DirectorOptions;

  constructor(llm: BaseLLMProvider, options: DirectorOptions) {
    this.llm = llm;
    this.options = options;
  }

  /**
   * Writes a direction. Its length is settled on the film's frames, its price is set, and what had to be changed is in
   * its notices. A plan in which the lint finds grave flaws is sent back once, and the better of the two is kept. One to
   * four requests, usually one or two.
   * @throws AppError `bad_response` with field issues when no answer could be used; else what the provider throws.
   */
  async direct(input: DirectorInput): Promise<DirectorResult> {
    // Loaded when asked for: it brings a dictionary of English, which costs a Worker's start more than all else.
    const { lintDirection } = await import('./lint/index.ts');
    const brief = buildBrief('direct', input, this.means);
    const read: Script<Plan>['read'] = (content) => {
      const parsed = parseDirection(content, input);
      return parsed.ok ? this.settle(parsed, parsed.direction, input, {}) : parsed;
    };
    const review: Script<Plan>['review'] = ({ draft }) => {
      const report = lintDirection(draft, input, { videoModel: this.options.videoModel });
      return { score: report.score, issues: issuesToMend(report), partial: draft };
    };
    const outcome = await this.run('direct', directPrompt(brief), input, {}, read, review);
    return this.result(outcome, input);
  }

  /**
   * Changes a direction by what the user says. Shots the feedback does not concern keep their ids, texts and lengths;
   * locked so, the film may end up to 5 s off its target. With `shotId` every other shot is put back as it was.
   * @throws AppError `not_found` when there is no such shot, `bad_response` when no answer could be used.
   */
  async refine(
    direction: VideoDirection,
    feedback: string,
    input: DirectorInput,
    { shotId }: RefineOptions = {},
  ): Promise<DirectorResult> {
    const before = draftOf(direction);
    const oldIds = allShots(before).map((shot) => shot.id);
    if (shotId !== undefined && !oldIds.includes(shotId)) {
      throw new AppError('not_found', `This direction has no shot ${shotId}.`, { context: { shotId } });
    }
    const extras: BriefExtras = { feedback, direction: before, ...(shotId === undefined ? {} : { shotId }) };
    const brief = buildBrief('refine', input, this.means, extras);
    const outcome = await this.run('refine', refinePrompt(brief), input, extras, (content) => {
      const parsed = parseDirection(content, input, { reservedIds: oldIds });
      return parsed.ok ? this.settleRefined(before, parsed, input, shotId) : parsed;
    });
    return this.result(outcome, input);
  }

  /**
   * What a direction costs with a project's providers, in US dollars.
   * @param format size and rate of the film. Default: 16:9 at 24 frames per second in the director's resolution.
   */
  estimateCost(direction: VideoDirection, config: SafeProjectConfig, format?: FilmFormat): CostEstimate {
    const filmed = format ?? formatOf({ aspectRatio: '16:9', frameRate: 24 }, this.options.resolution);
    return priceDirection(direction, config, this.options, filmed);
  }

  private get durations(): ClipDurations | undefined {
    return this.options.videoModel?.durations;
  }

  private get means(): VideoMeans {
    const { videoModel, config } = this.options;
    const audio = videoModel?.nativeAudio;
    const sound =
      audio === 'optional' ? config.video.audio === true : audio === undefined ? undefined : audio === 'always';
    return { durations: videoModel?.durations, endFrame: videoModel?.endFrame, sound };
  }

  private run(
    task: Script<Plan>['task'],
    user: string,
    input: DirectorInput,
    extras: BriefExtras,
    read: Script<Plan>['read'],
    review?: Script<Plan>['review'],
  ): Promise<Outcome<Plan>> {
    const repair = (issues: readonly FieldIssue[], partial: unknown): string => {
      // Where nothing of an answer can be read, a refinement starts over from the plan it is to change.
      const direction = typeof partial === 'string' ? (extras.direction ?? partial) : partial;
      return repairPrompt(buildBrief('repair', input, this.means, { ...extras, direction }), issues);
    };
    const free = !needsKey(this.options.config.llm.provider);
    const expectedTokens = ANSWER_TOKENS + shotCounts(buildBrief(task, input, this.means)).usual * TOKENS_PER_SHOT;
    const script = { task, system: systemPrompt(), user, repair, read, free, expectedTokens };
    return converse(this.llm, review ? { ...script, review } : script, this.options);
  }

  private settle(
    parsed: Extract<ParseResult, { ok: true }>,
    direction: DraftDirection,
    input: DirectorInput,
    lengths: Partial<DurationOptions>,
  ): Extract<Reading<Plan>, { ok: true }> {
    const { targetDuration, frameRate } = input;
    const settled = settleDraft(direction, { targetDuration, frameRate, durations: this.durations, ...lengths });
    const tooFar = Math.abs(settled.missFrames) > FILM_TOLERANCE_SECONDS * frameRate;
    const wishes =
      tooFar && lengths.aim !== 'as_wished' ? settled.notices.filter(({ code }) => code === 'film_length') : [];
    return {
      ok: true,
      value: { draft: settled.draft, notices: [...parsed.changes, ...settled.notices] },
      wishes: wishes.map(({ message }) => ({ path: 'scenes', message })),
      partial: direction,
    };
  }

  private settleRefined(
    before: DraftDirection,
    parsed: Extract<ParseResult, { ok: true }>,
    input: DirectorInput,
    shotId: number | undefined,
  ): Reading<Plan> {
    const after = restoreIds(before, parsed.direction);
    if (shotId === undefined) {
      return this.settle(parsed, after, input, { locked: untouchedShots(before, after), aim: 'tolerant' });
    }
    // New wording that another shot had before makes ids look wrong; then the model's own id counts.
    const change = takeOneShot(before, after, shotId) ?? takeOneShot(before, parsed.direction, shotId);
    if (!change) {
      const issues = [{ path: 'scenes', message: `must still hold the shot with id ${shotId}` }];
      return { ok: false, issues, partial: parsed.direction };
    }
    const locked = new Set(allShots(before).map((shot) => shot.id));
    locked.delete(shotId);
    const changes = parsed.changes.filter((notice) => notice.shotId === undefined || notice.shotId === shotId);
    const reading = { ...parsed, changes: [...changes, ...change.notices] };
    return this.settle(reading, change.draft, input, { locked, aim: 'as_wished' });
  }

  private result({ value, costUsd, usage, rawAnswers }: Outcome<Plan>, input: DirectorInput): DirectorResult {
    const direction = finishDirection(value.draft, {
      input,
      settings: this.options,
      notices: [...this.llm.notices, ...value.notices],
      directedBy: this.llm.modelName,
      // Without cost and token counts nothing was measured: then the size of the plan is the better guide.
      ...(costUsd === null && usage.totalTokens === 0
        ? {}
        : { llmUse: { inputTokens: usage.promptTokens, outputTokens: usage.completionTokens, costUsd } }),
    });
    return { direction, costUsd, usage, rawAnswers };
  }
}
