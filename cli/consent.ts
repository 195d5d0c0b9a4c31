import type { CostEstimate } from '../src/types/project.ts';
import type { ProviderRole } from '../src/types/providers.ts';
import { CliError, EXIT_CODES } from './errors.ts';
import { paidRoles, type RoleChoices } from './film-options.ts';
import type { Session } from './session.ts';
import { estimateLines } from './ui/cost-table.ts';
import { confirm } from './ui/question.ts';
import type { Terminal } from './ui/terminal.ts';
import { money } from './ui/text.ts';

/** What the user said about spending on the command line. */
export interface SpendingOptions {
  yes?: boolean;
  /** US dollars. */
  budget?: string;
}

/** Tokens a plan takes, roughly: the instructions, and what is written per second of film. */
const PLAN_TOKENS = { input: 6_000, outputPerSecond: 90, output: 1_000 } as const;

function notAgreed(message: string, hint: string): CliError {
  return new CliError(message, { exitCode: EXIT_CODES.spendingNotAgreed, code: 'spending_not_agreed', hint });
}

function named(choices: RoleChoices): string {
  return paidRoles(choices)
    .map((role) => choices[role].provider)
    .join(', ');
}

/**
 * Makes sure, before anything is started, that somebody can agree to spending money.
 * @throws CliError when paid providers are named, nobody can be asked, and neither a budget nor a yes was given.
 */
export function requireAgreementPossible(choices: RoleChoices, options: SpendingOptions, terminal: Terminal): void {
  if (paidRoles(choices).length === 0 || options.yes || options.budget !== undefined || terminal.canAsk) return;
  throw notAgreed(
    `${named(choices)} would cost money, and there is no terminal to ask you on.`,
    'Add --budget USD to spend at most so much, or --yes to agree to the estimate whatever it is.',
  );
}

async function agree(session: Session, options: SpendingOptions, usd: number, unknown: string[]): Promise<void> {
  if (options.yes) return;
  const budget = options.budget === undefined ? undefined : Number(options.budget);
  if (budget !== undefined && usd > budget) {
    throw notAgreed(
      `The estimate of ${money(usd)} is over the budget of ${money(budget)}; nothing was spent.`,
      'Raise --budget, shorten the film, or choose cheaper providers.',
    );
  }
  if (session.terminal.canAsk) {
    const amount = unknown.length > 0 ? `${money(usd)} and what ${unknown.join(', ')} costs` : money(usd);
    if (await confirm(`  Spend about ${amount}?`, session.interrupt.signal)) return;
    throw notAgreed('Nothing was spent.', 'Without paid providers the film is free: leave them out, or name "local".');
  }
  // A cap cannot be kept on a price that nobody knows.
  if (unknown.length > 0) {
    throw notAgreed(
      `The price of ${unknown.join(', ')} is not known, so the budget of ${money(budget ?? 0)} cannot be promised.`,
      'Agree to that with --yes; the server still stops at the budget where prices are known.',
    );
  }
}

/** Asks before a paid director is called: its own estimate can only come with the plan it writes. */
export async function agreeToDirecting(
  session: Session,
  choices: RoleChoices,
  durationSeconds: number,
  options: SpendingOptions,
): Promise<void> {
  if (!paidRoles(choices).includes('llm')) return;
  const { provider, model } = choices.llm;
  const models = (await session.client.listModels('llm')).filter((each) => each.provider === provider);
  const chosen =
    model === undefined ? models[0] : models.find((each) => each.id === model || each.aliases.includes(model));
  const price = (unit: string) => chosen?.prices.find((each) => each.unit === unit)?.unitCostUsd ?? null;
  const input = price('million_input_tokens');
  const output = price('million_output_tokens');
  const tokens = PLAN_TOKENS.output + PLAN_TOKENS.outputPerSecond * durationSeconds;
  const usd = input === null || output === null ? 0 : (PLAN_TOKENS.input * input + tokens * output) / 1_000_000;
  const name = `${provider}${chosen === undefined ? '' : ` (${chosen.name})`}`;
  session.terminal.note(`  ${name} directs for money; the estimate for the film itself comes with its plan.`);
  await agree(session, options, usd, input === null || output === null ? [name] : []);
}

/** Shows what the film will cost and asks, unless nothing of it is paid. */
export async function agreeToGenerating(
  session: Session,
  choices: RoleChoices,
  estimate: CostEstimate,
  options: SpendingOptions,
): Promise<void> {
  const paid: ProviderRole[] = paidRoles(choices).filter((role) => role !== 'llm');
  if (paid.length === 0) return;
  session.terminal.note();
  for (const line of estimateLines(estimate, session.terminal.errorColors)) session.terminal.note(`  ${line}`);
  const unknown = paid.filter((role) => estimate.unknown.includes(role)).map((role) => choices[role].provider);
  await agree(session, options, estimate.total, unknown);
}
