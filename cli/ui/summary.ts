import { allShots } from '../../src/types/project.ts';
import { ProviderRoleSchema } from '../../src/types/providers.ts';
import { shortId } from '../command-name.ts';
import type { AwaitingReview, FinishedFilm } from '../produce.ts';
import type { Session } from '../session.ts';
import { clock, count, elapsed, fileSize, money, oneLine, padEnd, wrap } from './text.ts';

const LABEL_COLUMNS = 7;
const REVIEW_COLUMNS = 22;
const SEPARATOR = ' · ';

function filmSeconds({ job }: FinishedFilm): number {
  return job.totalFrames / job.format.frameRate;
}

function reused({ job }: FinishedFilm): number {
  return job.tasks.filter((task) => task.kind === 'clip' && task.reused === true).length;
}

function referenceNames({ reference }: FinishedFilm): string {
  if (reference === undefined) return '';
  const names = ProviderRoleSchema.options.map((role) => reference.config[role].provider);
  return [...new Set(names)].filter((name) => name !== 'local' && name !== 'none').join(', ');
}

/** Says what came of a film: that it is finished, or that its keyframes wait to be looked at. */
export function reportOutcome(session: Session, outcome: FinishedFilm | AwaitingReview, startedAt: number): void {
  if ('review' in outcome) return reportReview(session, outcome);
  const wallMs = performance.now() - startedAt;
  printSummary(session, outcome, wallMs);
  session.terminal.printJson(summaryJson(outcome, wallMs));
}

function reportReview(session: Session, { project, review }: AwaitingReview): void {
  const { terminal } = session;
  const id = shortId(project.id);
  const keyframes = review.tasks.filter(({ kind }) => kind === 'keyframe');
  const first = keyframes[0]?.id ?? 'keyframe-1-start';
  terminal.print();
  terminal.print(`  The ${count(keyframes.length, 'keyframe')} of “${oneLine(review.title)}” wait for your review.`);
  terminal.print();
  for (const [what, command] of [
    ['Look at them', session.command('export', id, 'contact-sheet')],
    ['List them', session.command('tasks', id)],
    ['Another variation', session.command('regenerate', id, first)],
    ['A picture of your own', session.command('replace', id, first, 'FILE')],
    ['Make the film', session.command('approve', id, '--keyframes')],
    ['', session.command('resume', id)],
  ]) {
    terminal.print(`  ${terminal.colors.dim(padEnd(what ?? '', REVIEW_COLUMNS))} ${command}`);
  }
  terminal.printJson({
    projectId: project.id,
    jobId: review.id,
    state: review.state,
    keyframes: keyframes.map(({ id: taskId, shotId, frame, media }) => ({
      taskId,
      shotId,
      frame,
      url: media?.[0]?.url,
    })),
  });
}

/** Prints what came of it: the file, the plan, the time, the money, and what can be done next. */
export function printSummary(session: Session, film: FinishedFilm, wallMs: number): void {
  const { terminal } = session;
  const { colors } = terminal;
  const { project, direction, job, written, reference } = film;
  const columns = Math.min(terminal.columns, 100) - LABEL_COLUMNS - 3;
  const row = (label: string, text: string, paint = (line: string) => line) => {
    const lines = wrap(text, columns);
    for (const [index, line] of lines.entries()) {
      terminal.print(`  ${colors.dim(padEnd(index === 0 ? label : '', LABEL_COLUMNS))} ${paint(line)}`);
    }
  };
  const { width, height, frameRate } = job.format;
  const facts = [clock(filmSeconds(film)), `${width}×${height}`, `${frameRate} fps`, fileSize(written.sizeBytes)];
  const kept = reused(film);
  const plan = [count(direction.scenes.length, 'scene'), count(allShots(direction).length, 'shot')];
  if (kept > 0) plan.push(`${kept} unchanged`);
  const names = referenceNames(film);
  terminal.print();
  // A path is for copying: it is never broken.
  terminal.print(
    `  ${colors.dim(padEnd(job.filmUrl === undefined ? 'Clips' : 'Film', LABEL_COLUMNS))} ${colors.bold(colors.green(written.path))}`,
  );
  row('', facts.join(SEPARATOR));
  row('Title', oneLine(job.title));
  row(
    'Plan',
    `${plan.join(SEPARATOR)}${direction.directedBy === undefined ? '' : `${SEPARATOR}by the ${oneLine(direction.directedBy)}`}`,
  );
  row('Time', elapsed(wallMs));
  row('Cost', money(job.cost.actual.total));
  if (reference !== undefined && names !== '') {
    const more = reference.estimate.unknown.length > 0 ? 'more than' : 'about';
    row('', `The same plan with ${names}: ${more} ${money(reference.estimate.total)}`, colors.dim);
  }
  for (const notice of new Set(job.notices.map((each) => oneLine(each.message)))) row('Note', notice, colors.yellow);
  terminal.print();
  terminal.print(`  ${colors.dim('Change a shot and make it again:')}`);
  terminal.print(
    `  ${session.command('edit', shortId(project.id), String(allShots(direction)[0]?.id ?? 1), '--set', 'cameraMove=pan_left')}`,
  );
  terminal.print(`  ${session.command('generate', shortId(project.id), '--approve')}`);
}

/** The summary for programs. */
export function summaryJson(film: FinishedFilm, wallMs: number): object {
  const { project, direction, job, written, reference } = film;
  return {
    projectId: project.id,
    jobId: job.id,
    title: job.title,
    output: written.path,
    sizeBytes: written.sizeBytes,
    durationSeconds: filmSeconds(film),
    frames: job.totalFrames,
    width: job.format.width,
    height: job.format.height,
    frameRate: job.format.frameRate,
    scenes: direction.scenes.length,
    shots: allShots(direction).length,
    reusedClips: reused(film),
    wallSeconds: Math.round(wallMs) / 1000,
    costUsd: job.cost.actual.total,
    reference: reference && {
      config: reference.config,
      costUsd: reference.estimate.total,
      unknown: reference.estimate.unknown,
    },
    notices: job.notices,
  };
}
