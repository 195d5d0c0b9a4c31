import { Hono } from 'hono';
import { html } from 'hono/html';
import { SOLE_ACCOUNT } from '../durable-objects/account.ts';
import type { Env } from '../env.ts';
import type { JobView } from '../types/api.ts';
import { FINAL_JOB_STATES } from '../types/job.ts';
import type { Project } from '../types/project.ts';
import { STATUS_SCRIPT, STATUS_STYLE } from './status-page.assets.ts';

/** Projects shown on the status page, and first frames shown of each. */
const SHOWN = 20;
const MOST_FRAMES = 24;
/** Exports that are of use to somebody who looks at a finished film. */
const EXPORTS = [
  ['pdf', 'Storyboard'],
  ['contact-sheet', 'Contact sheet'],
  ['zip', 'Clips'],
  ['fcpxml', 'Final Cut'],
  ['otio', 'OpenTimelineIO'],
  ['edl', 'EDL'],
  ['srt', 'Captions'],
] as const;

interface Row {
  project: Project;
  job: JobView | undefined;
}

/** Undefined for what was deleted while the page was put together. A job that has not begun yet knows nothing of itself. */
async function rowOf(env: Env, id: string): Promise<Row | undefined> {
  const found = await env.PROJECT.get(env.PROJECT.idFromName(id)).get();
  if (!found.ok) return undefined;
  const project = found.value;
  if (project.jobId === undefined) return { project, job: undefined };
  const view = await env.VIDEO_JOB.get(env.VIDEO_JOB.idFromName(project.jobId)).view();
  return { project, job: view.ok ? view.value : undefined };
}

function stateOf({ project, job }: Row): string {
  if (job) return job.state;
  if (project.approvedVersion !== undefined) return 'approved';
  return project.direction ? 'planned' : 'new';
}

function isActive({ job }: Row): boolean {
  return job !== undefined && !FINAL_JOB_STATES.has(job.state) && job.state !== 'awaiting_review';
}

function usd(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** What a film is, on one line. */
function factsOf({ project, job }: Row): string {
  const { direction, budgetUsd } = project;
  const shots = direction?.scenes.reduce((sum, scene) => sum + scene.shots.length, 0) ?? 0;
  const spent = job ? usd(job.cost.actual.total) : undefined;
  return [
    `${project.createdAt.slice(0, 16).replace('T', ' ')} UTC`,
    direction ? clock(direction.totalDuration) : undefined,
    direction ? `${shots} ${shots === 1 ? 'shot' : 'shots'}` : undefined,
    job ? `${job.format.width}×${job.format.height}` : project.aspectRatio,
    spent && budgetUsd !== undefined ? `${spent} of ${usd(budgetUsd)}` : spent,
  ]
    .filter((fact) => fact !== undefined)
    .join(' · ');
}

function progressHtml({ progress, state }: JobView) {
  if (state === 'completed') return '';
  const bars = [
    ['Keyframes', progress.keyframes],
    ['Clips', progress.clips],
    ['Film', progress.film],
  ] as const;
  return html`<div class="bars">${bars
    .filter(([, { total }]) => total > 0)
    .map(
      ([label, { done, total }]) =>
        html`<label>${label} <span>${done}/${total}</span><progress max="${total}" value="${done}"></progress></label>`,
    )}</div>`;
}

/** First frames of the shots, as far as they are drawn. */
function framesOf({ tasks }: JobView): { url: string; shotId: number | undefined }[] {
  return tasks
    .filter(({ kind, frame }) => kind === 'keyframe' && frame === 'start')
    .flatMap(({ media, shotId }) => (media?.[0] ? [{ url: media[0].url, shotId }] : []));
}

function playerHtml(job: JobView, poster: string | undefined) {
  const posterAttribute = poster === undefined ? '' : html` poster="${poster}"`;
  if (job.filmUrl !== undefined) {
    return html`<video controls preload="none"${posterAttribute} src="${job.filmUrl}"></video>`;
  }
  if (job.watchUrl === undefined || job.progress.clips.done === 0) return '';
  return html`<p>Watch it while it is made: <a href="${job.watchUrl}">${job.watchUrl}</a> in Safari, VLC or any player of HLS.</p>`;
}

function jobHtml(job: JobView, projectId: string) {
  const frames = framesOf(job);
  const [first] = frames;
  const failed = job.tasks.flatMap(({ id, error }) => (error ? [`${id}: ${error.message}`] : []));
  const notices = new Set(job.notices.map(({ message }) => message));
  return html`${progressHtml(job)}
    ${job.reason === undefined ? '' : html`<p class="reason">${job.reason}</p>`}
    ${failed.map((sentence) => html`<p class="reason">${sentence}</p>`)}
    ${playerHtml(job, first?.url)}
    ${
      frames.length < 2
        ? ''
        : html`<div class="frames">${frames
            .slice(0, MOST_FRAMES)
            .map(
              ({ url, shotId }) => html`<img loading="lazy" alt="First frame of shot ${shotId ?? ''}" src="${url}">`,
            )}</div>`
    }
    ${notices.size === 0 ? '' : html`<ul class="notices">${[...notices].map((notice) => html`<li>${notice}</li>`)}</ul>`}
    ${
      job.clipUrls.length === 0
        ? ''
        : html`<p class="exports">${EXPORTS.map(
            ([format, label]) => html`<a href="/api/projects/${projectId}/exports/${format}" download>${label}</a> `,
          )}</p>`
    }`;
}

function rowHtml(row: Row) {
  const { project, job } = row;
  const state = stateOf(row);
  const title = project.direction?.title ?? project.name;
  return html`<article>
    <header><h2 dir="auto">${title}</h2><span class="state ${state}">${state.replaceAll('_', ' ')}</span></header>
    <p class="meta">${factsOf(row)}</p>
    ${project.direction ? html`<p dir="auto">${project.direction.narrative}</p>` : ''}
    ${job ? jobHtml(job, project.id) : ''}
    <p class="meta id">${project.id}</p>
  </article>`;
}

/** `/`: what this instance is doing, for a person. */
export const statusPage = new Hono<{ Bindings: Env }>().get('/', async (context) => {
  const { env } = context;
  const projects = await env.ACCOUNT.get(env.ACCOUNT.idFromName(SOLE_ACCOUNT)).listProjects();
  const found = await Promise.all(projects.slice(0, SHOWN).map(({ id }) => rowOf(env, id)));
  const rows = found.filter((row) => row !== undefined);
  const nonce = crypto.randomUUID();
  return context.html(
    html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Prompt to Video</title>
  <style nonce="${nonce}">${STATUS_STYLE}</style>
  ${rows.some(isActive) ? html`<script nonce="${nonce}">${STATUS_SCRIPT}</script>` : ''}
</head>
<body><main>
  <h1>Prompt to Video</h1>
  <p class="lead">This instance is running. Make a film with <code>npm run make -- "your concept"</code> or through the API.</p>
  ${rows.length === 0 ? html`<article><p>No films yet.</p></article>` : rows.map(rowHtml)}
</main></body>
</html>`,
    200,
    {
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; media-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  );
});
