import { Hono } from 'hono';
import { html } from 'hono/html';
import { SOLE_ACCOUNT } from '../durable-objects/account.ts';
import { unwrap } from '../durable-objects/result.ts';
import type { Env } from '../env.ts';

/** Projects shown on the status page. */
const SHOWN = 20;

interface Row {
  name: string;
  id: string;
  createdAt: string;
  state: string;
  reason: string | undefined;
  done: number;
  total: number;
  filmUrl: string | undefined;
  clips: number;
}

async function row(env: Env, summary: { id: string; name: string; createdAt: string }): Promise<Row> {
  const project = unwrap(await env.PROJECT.get(env.PROJECT.idFromName(summary.id)).get());
  const none = { done: 0, total: 0, reason: undefined, filmUrl: undefined, clips: 0 };
  if (project.jobId === undefined) {
    const state = project.approvedVersion !== undefined ? 'approved' : project.direction ? 'directed' : 'new';
    return { ...summary, ...none, state };
  }
  const job = unwrap(await env.VIDEO_JOB.get(env.VIDEO_JOB.idFromName(project.jobId)).view());
  const { done, total } = job.progress;
  return {
    ...summary,
    state: job.state,
    reason: job.reason,
    done,
    total,
    filmUrl: job.filmUrl,
    clips: job.clipUrls.length,
  };
}

function rowHtml(entry: Row) {
  const progress = entry.total > 0 ? html`<progress max="${entry.total}" value="${entry.done}"></progress>` : '';
  return html`<article>
    <header><h2>${entry.name}</h2><span class="state ${entry.state}">${entry.state.replaceAll('_', ' ')}</span></header>
    <p class="meta">${entry.id} · ${entry.createdAt.slice(0, 16).replace('T', ' ')} UTC</p>
    ${progress}
    ${entry.reason === undefined ? '' : html`<p class="reason">${entry.reason}</p>`}
    ${entry.filmUrl === undefined ? '' : html`<video controls preload="metadata" src="${entry.filmUrl}"></video>`}
  </article>`;
}

const STYLE = `:root{color-scheme:dark;--ink:#e8e4dc;--dim:#9a958c;--line:#2c2a27;--glow:#e8a23a}
*{box-sizing:border-box}body{margin:0;background:#141312;color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto;padding:3rem 1.25rem}h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.05rem;margin:0}
p{margin:.25rem 0}.meta,.lead{color:var(--dim)}.meta{font-size:.8rem}article{border-top:1px solid var(--line);padding:1.25rem 0}
header{display:flex;justify-content:space-between;gap:1rem;align-items:baseline}.state{color:var(--glow);font-size:.85rem;white-space:nowrap}
.failed,.paused{color:#e06c5a}.completed{color:#8fbf7f}progress{width:100%;height:.4rem;accent-color:var(--glow)}
.reason{color:#e0a89f}video{width:100%;max-height:70vh;margin-top:.75rem;border-radius:.4rem;background:#000}
code{background:#22201d;padding:.1rem .35rem;border-radius:.25rem;font-size:.9em}`;

/** `/`: what this instance is doing, for a person. */
export const statusPage = new Hono<{ Bindings: Env }>().get('/', async (context) => {
  const { env } = context;
  const projects = await env.ACCOUNT.get(env.ACCOUNT.idFromName(SOLE_ACCOUNT)).listProjects();
  const rows = await Promise.all(projects.slice(0, SHOWN).map((summary) => row(env, summary)));
  const active = rows.some((entry) => ['queued', 'keyframes', 'clips', 'compile'].includes(entry.state));
  return context.html(
    html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
  ${active ? html`<meta http-equiv="refresh" content="3">` : ''}
  <title>Prompt to Video</title>
  <style>${STYLE}</style>
</head>
<body><main>
  <h1>Prompt to Video</h1>
  <p class="lead">This instance is running. Make a film with <code>npm run make -- "your concept"</code> or through the API.</p>
  ${rows.length === 0 ? html`<article><p>No films yet.</p></article>` : rows.map(rowHtml)}
</main></body>
</html>`,
    200,
    {
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  );
});
