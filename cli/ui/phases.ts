import type { JobView, TaskView } from '../../src/types/api.ts';

/** The four stretches of work a film goes through, in order. */
export const PHASES = ['directing', 'keyframes', 'clips', 'film'] as const;
export type PhaseName = (typeof PHASES)[number];

/** One stretch of work as it stands. */
export interface Phase {
  name: PhaseName;
  state: 'waiting' | 'active' | 'done' | 'failed';
  done: number;
  total: number;
  /** 0–1, tasks that are half-way counted in. */
  fraction: number;
  /** What is being worked on, in words. */
  note: string;
  startedAt?: number;
  endedAt?: number;
}

const ACTIVE_STATES: ReadonlySet<string> = new Set(['submitting', 'running', 'storing']);
const KINDS = { keyframes: 'keyframe', clips: 'clip', film: 'film' } as const;
const MOST_NAMED = 3;

/** All phases before anything has happened. */
export function initialPhases(): Record<PhaseName, Phase> {
  const phase = (name: PhaseName): Phase => ({ name, state: 'waiting', done: 0, total: 0, fraction: 0, note: '' });
  return { directing: phase('directing'), keyframes: phase('keyframes'), clips: phase('clips'), film: phase('film') };
}

function activeNote(tasks: TaskView[]): string {
  const shots = [...new Set(tasks.map((task) => task.shotId).filter((id) => id !== undefined))];
  if (shots.length === 0) return '';
  const [only] = tasks;
  if (tasks.length === 1 && only?.frame !== undefined) return `shot ${shots[0]}, ${only.frame} frame`;
  if (shots.length === 1) return `shot ${shots[0]}`;
  return `shots ${shots.slice(0, MOST_NAMED).join(', ')}${shots.length > MOST_NAMED ? ' …' : ''}`;
}

function doneNote(tasks: TaskView[]): string {
  const reused = tasks.filter((task) => task.reused === true).length;
  if (reused === 0) return '';
  return reused === tasks.length ? 'unchanged' : `${reused} unchanged`;
}

/** Brings the three phases of a job up to date with what the server says. */
export function updatePhases(phases: Record<PhaseName, Phase>, view: JobView, now: number): void {
  for (const name of ['keyframes', 'clips', 'film'] as const) {
    const phase = phases[name];
    const tasks = view.tasks.filter((task) => task.kind === KINDS[name]);
    const active = tasks.filter((task) => ACTIVE_STATES.has(task.state));
    const { done, total } = view.progress[name];
    const partly = active.reduce((sum, task) => sum + (task.progress ?? 0), 0);
    phase.done = done;
    phase.total = total;
    phase.fraction = total === 0 ? 0 : Math.min(1, (done + partly) / total);
    if (active.length > 0 || done > 0) phase.startedAt ??= now;
    if (total > 0 && done === total) {
      phase.state = 'done';
      phase.endedAt ??= now;
      phase.note = doneNote(tasks);
    } else if (tasks.some((task) => task.state === 'failed')) {
      phase.state = 'failed';
      const failed = tasks.filter((task) => task.state === 'failed').map((task) => task.shotId);
      phase.note = name === 'film' ? 'failed' : `failed: shot ${[...new Set(failed)].slice(0, MOST_NAMED).join(', ')}`;
    } else {
      phase.state = active.length > 0 || done > 0 ? 'active' : 'waiting';
      phase.note = activeNote(active);
    }
  }
}
