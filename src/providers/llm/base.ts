import { AppError } from '../../types/errors.ts';
import type { Notice } from '../../types/project.ts';
import type { LLMProviderConfig } from '../../types/providers.ts';
import type { KeyCheckAnswer, ProviderContext } from '../base.ts';

/** One turn of a conversation with a language model. */
export interface LLMMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** What a language model answered. */
export interface LLMResponse {
  content: string;
  usage?: {
    promptTokens: number;
    completionTokens: number;
    totalTokens: number;
  };
  /** US dollars, as the vendor reported or as computed from its price; absent when neither is known. */
  cost?: number;
  /** Whether `cost` is the vendor's own word (`reported`) or follows from its price list. Absent without a cost. */
  costBasis?: 'reported' | 'computed';
  /** The model that answered, where it may be another than was asked. */
  model?: string;
  /** True where the answer stops at the token limit, in the middle. */
  truncated?: boolean;
}

/** A language model behind one vendor's API. `chat` is one request; retrying is not its business. */
export abstract class BaseLLMProvider {
  protected readonly config: LLMProviderConfig;
  protected readonly context: ProviderContext;

  constructor(config: LLMProviderConfig, context: ProviderContext) {
    this.config = config;
    this.context = context;
  }

  /** The model as the user may see it, such as `anthropic/claude-sonnet-5.5`. */
  abstract get modelName(): string;

  /** What of the configuration is not done as it says, such as an old model's name; known before anything is sent. */
  get notices(): readonly Notice[] {
    return [];
  }

  /**
   * One answer to one conversation.
   * @param schema JSON schema the answer is asked to follow, where the vendor can hold the model to one.
   * @throws AppError with a provider code. Nothing was charged, unless the code is `outcome_unknown` (nobody knows) or
   *   `details.chargedUsd` says so: a refusal or an empty answer is paid for all the same.
   */
  abstract chat(messages: LLMMessage[], schema?: object): Promise<LLMResponse>;

  /** US dollars for so many tokens; null when the model's price is not known. */
  abstract estimateCost(inputTokens: number, outputTokens: number): number | null;

  /**
   * Asks the vendor, free of charge, whether the key works. Never throws: what went wrong is the answer.
   */
  abstract checkKey(): Promise<KeyCheckAnswer>;

  /**
   * {@link chat}, heard while it is being written. Present where the vendor streams.
   * @param onText called with each piece of the answer in order; the whole answer comes back at the end.
   * @throws AppError as {@link chat} does; an error in the middle of the stream is thrown too, whatever was heard before.
   */
  stream?(messages: LLMMessage[], schema: object | undefined, onText: (piece: string) => void): Promise<LLMResponse>;

  /**
   * {@link chat}, parsed as plain JSON. The value is whatever the model wrote: validate it.
   * @throws AppError `bad_response` when the answer is not JSON.
   */
  async json<T = unknown>(messages: LLMMessage[], schema?: object): Promise<T> {
    const response = await this.chat(messages, schema);
    try {
      return JSON.parse(response.content) as T;
    } catch (cause) {
      throw new AppError(
        'bad_response',
        `${this.modelName} answered something that is not JSON; try again.`,
        {
          provider: this.config.provider,
          model: this.modelName,
        },
        cause,
      );
    }
  }
}
