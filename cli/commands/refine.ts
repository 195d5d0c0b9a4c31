import type { Command } from 'commander';
import { EditShotSchema } from '../../src/types/api.ts';
import type { Project } from '../../src/types/project.ts';
import { shortId } from '../command-name.ts';
import { agreeToDirecting, requireAgreementPossible } from '../consent.ts';
import { CliError, EXIT_CODES } from '../errors.ts';
import { findProject } from '../find.ts';
import { type CommonOptions, type Session, withSession } from '../session.ts';
import { printPlan } from '../ui/plan.ts';
import { addCommonOptions, addSpendingOptions } from './common.ts';

interface RefineOptions extends CommonOptions {
  shot?: string;
  yes?: boolean;
  budget?: string;
}

interface EditOptions extends CommonOptions {
  set: string[];
}

function shotNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw CliError.usage(`A shot is a whole number from 1, not "${text}".`);
}

/** A change to an approved plan takes the approval back first; nothing is made of it until it is given again. */
async function reopen(session: Session, project: Project): Promise<void> {
  if (project.approvedVersion === undefined) return;
  await session.client.withdrawApproval(project.id);
  session.terminal.note('The approval was taken back for the change; give it again before generating.');
}

async function refine(id: string, words: string[], options: RefineOptions): Promise<void> {
  const shotId = options.shot === undefined ? undefined : shotNumber(options.shot);
  const feedback = words.join(' ').trim();
  if (feedback === '') throw CliError.usage('Say what to change, for example: "a calmer ending".');
  await withSession(options, async (session) => {
    const project = await findProject(session, id);
    requireAgreementPossible(
      { ...project.config, image: { provider: 'local' }, video: { provider: 'local' }, compile: { provider: 'local' } },
      options,
      session.terminal,
    );
    await agreeToDirecting(session, project.config, project.targetDuration, options);
    await reopen(session, project);
    const direction = await session.client.refine(project.id, {
      feedback,
      ...(shotId === undefined ? {} : { shotId }),
    });
    printPlan(session, project.id, direction);
    session.terminal.printJson({ projectId: project.id, direction });
  });
}

/** Fields of a shot that are not text. */
const NUMBERS: ReadonlySet<string> = new Set(['duration']);
const BOOLEANS: ReadonlySet<string> = new Set(['continuesPrevious']);
const WORDS: Record<string, boolean> = { true: true, yes: true, false: false, no: false };

/**
 * `field=value` pairs as the body of the request; `field=` takes an optional field away.
 * @throws CliError naming the field that does not exist or has a value it cannot have.
 */
export function parseEdit(pairs: string[]): Record<string, unknown> {
  const fields = Object.keys(EditShotSchema.shape);
  const edit: Record<string, unknown> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 1) throw CliError.usage(`--set wants FIELD=VALUE, not "${pair}".`);
    const field = pair.slice(0, equals).trim();
    const value = pair.slice(equals + 1).trim();
    if (!fields.includes(field))
      throw CliError.usage(`A shot has no field "${field}".`, `Fields: ${fields.join(', ')}.`);
    if (value === '' || value === 'null') edit[field] = null;
    else if (NUMBERS.has(field)) edit[field] = Number(value);
    else if (BOOLEANS.has(field)) edit[field] = WORDS[value.toLowerCase()] ?? value;
    else edit[field] = value;
  }
  const parsed = EditShotSchema.safeParse(edit);
  if (parsed.success) return edit;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new CliError(issues.map(({ path, message }) => `${path} ${message}`.trim()).join('. '), {
    exitCode: EXIT_CODES.usage,
    code: 'invalid_input',
    fields: issues,
  });
}

async function edit(id: string, shot: string, options: EditOptions): Promise<void> {
  const shotId = shotNumber(shot);
  const change = EditShotSchema.parse(parseEdit(options.set));
  await withSession(options, async (session) => {
    const project = await findProject(session, id);
    await reopen(session, project);
    const direction = await session.client.editShot(project.id, shotId, change);
    printPlan(session, project.id, direction);
    session.terminal.print();
    session.terminal.print(`  ${session.command('generate', shortId(project.id), '--approve')}`);
    session.terminal.printJson({ projectId: project.id, shotId, direction });
  });
}

const collect = (value: string, before: string[] | undefined) => [...(before ?? []), value];

/** `p2v refine` and `p2v edit`: change a plan, by words or by hand. */
export function addRefineAndEdit(program: Command): void {
  const refineCommand = program
    .command('refine')
    .summary('have the director change a plan')
    .description('Has the director change a plan by what you say.')
    .argument('<project>', 'id of the project, or its beginning')
    .argument('<feedback...>', 'what to change')
    .option('--shot <number>', 'change this shot and no other');
  addSpendingOptions(refineCommand, false);
  addCommonOptions(refineCommand).action(refine);
  const editCommand = program
    .command('edit')
    .summary('change one shot by hand')
    .description(`Changes one shot by hand. Fields: ${Object.keys(EditShotSchema.shape).join(', ')}.`)
    .argument('<project>', 'id of the project, or its beginning')
    .argument('<shot>', 'number of the shot')
    .requiredOption('--set <field=value>', 'field to change; may be given again; "field=" takes it away', collect);
  addCommonOptions(editCommand).action(edit);
}
