import { Hono } from 'hono';
import { unwrap } from '../durable-objects/result.ts';
import type { Env } from '../env.ts';
import { archiveFiles } from '../exports/archive.ts';
import { srt, vtt } from '../exports/captions.ts';
import { type Edit, planEdit } from '../exports/edit.ts';
import { edl } from '../exports/edl.ts';
import { fcpxml } from '../exports/fcpxml.ts';
import { exportHeaders } from '../exports/formats.ts';
import { findClips, findFilm, findPictures } from '../exports/media.ts';
import { otio } from '../exports/otio.ts';
import { sheetJob } from '../exports/sheet.ts';
import { shotListCsv, shotListMarkdown } from '../exports/shot-list.ts';
import { posterJob, spriteJob, thumbnailsVtt } from '../exports/thumbnails.ts';
import { filmFormat } from '../lib/timeline.ts';
import type { JobView } from '../types/api.ts';
import { AppError } from '../types/errors.ts';
import { type ExportFormat, ExportFormatSchema } from '../types/exports.ts';
import type { Media } from '../types/job.ts';
import type { VideoDirection } from '../types/project.ts';
import type { FramesJob, SheetJob } from '../types/render.ts';
import { projectById } from './projects.ts';
import { rendered } from './rendered.ts';
import { zipStream } from './zip.ts';

/** What an export is made of. */
interface Exported {
  env: Env;
  projectId: string;
  direction: VideoDirection;
  edit: Edit;
  /** The project's latest job. */
  job: JobView | undefined;
}

/** What is sent: a text, or bytes whose number is known. */
type Written = string | { body: ReadableStream<Uint8Array>; sizeBytes: number };

const WRITERS: Record<ExportFormat, (exported: Exported) => Written | Promise<Written>> = {
  otio: ({ edit }) => otio(edit),
  fcpxml: ({ edit }) => fcpxml(edit),
  edl: ({ edit }) => edl(edit),
  srt: ({ edit }) => srt(edit),
  vtt: ({ edit }) => vtt(edit),
  json: ({ direction }) => `${JSON.stringify(direction, null, 2)}\n`,
  markdown: ({ edit, direction }) => shotListMarkdown(edit, direction.narrative),
  csv: ({ edit }) => shotListCsv(edit),
  zip: clipArchive,
  pdf: (exported) => sheet('storyboard', exported),
  'contact-sheet': (exported) => sheet('contact-sheet', exported),
  poster,
  sprite: (exported) => frames(exported, spriteJob(exported.edit, film(exported)), film(exported)),
  // The sprite's address is beside this one.
  thumbnails: (exported) => {
    film(exported);
    return thumbnailsVtt(exported.edit, 'sprite');
  },
};

/** `/api/projects/:id/exports/:format`: a project in the forms that editors, players and people expect. */
export const exportRoutes = new Hono<{ Bindings: Env }>().get('/:id/exports/:format', async (context) => {
  const { env } = context;
  const format = exportFormat(context.req.param('format'));
  const projectId = context.req.param('id');
  const stub = projectById(env, projectId);
  const project = unwrap(await stub.get());
  const direction = unwrap(await stub.direction());
  const job = project.jobId === undefined ? undefined : await latestJob(env, project.jobId);
  const edit = planEdit({
    direction,
    format: filmFormat(project.aspectRatio, project.resolution, project.frameRate),
  });
  const written = await WRITERS[format]({ env, projectId, direction, edit, job });
  const headers = exportHeaders(format, direction.title);
  if (typeof written === 'string') return new Response(written, { headers });
  return new Response(written.body, { headers: { ...headers, 'content-length': String(written.sizeBytes) } });
});

function exportFormat(name: string): ExportFormat {
  const parsed = ExportFormatSchema.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new AppError('not_found', `There is no such export. There are: ${ExportFormatSchema.options.join(', ')}.`);
}

/** A job that was linked but has not begun yet knows nothing of itself, and has made nothing. */
async function latestJob(env: Env, jobId: string): Promise<JobView | undefined> {
  const view = await env.VIDEO_JOB.get(env.VIDEO_JOB.idFromName(jobId)).view();
  return !view.ok && view.error.code === 'not_found' ? undefined : unwrap(view);
}

function clipArchive({ env, projectId, edit, job }: Exported): Written {
  const { state, byShot } = findClips(edit, job);
  if (job === undefined || state === 'none') throw nothingYet('clips', projectId);
  if (state === 'outdated') throw outdated(projectId, job);
  const files = archiveFiles(edit, byShot, { projectId, jobId: job.id });
  return zipStream(env.MEDIA, files, new Date(job.updatedAt));
}

/** Pictures of a changed plan would be of other shots, so those are left empty; a plan alone can be printed, too. */
function sheet(layout: SheetJob['layout'], { env, projectId, edit, job, direction }: Exported): Promise<Written> {
  const pictures = findPictures(edit, job);
  const media = [...pictures.values()].flatMap(({ start, end }) => [start, end]).filter((each) => each !== undefined);
  if (layout === 'contact-sheet' && media.length === 0) throw nothingYet('pictures', projectId);
  return rendered(env, projectId, sheetJob(layout, edit, pictures, direction.narrative), media);
}

/** From the film, or from its first clip where no film is made. */
function poster(exported: Exported): Promise<Written> {
  const { edit, job, projectId } = exported;
  const first = edit.shots[0]?.shot.id ?? 0;
  const video = findFilm(edit, job) ?? findClips(edit, job).byShot.get(first);
  if (video === undefined) throw nothingYet('clips', projectId);
  return frames(exported, posterJob(edit, video), video);
}

function film({ edit, job, projectId }: Exported): Media {
  const found = findFilm(edit, job);
  if (found) return found;
  if (job && findClips(edit, job).state === 'outdated') throw outdated(projectId, job);
  throw nothingYet('film', projectId);
}

function frames({ env, projectId }: Exported, job: FramesJob, video: Media): Promise<Written> {
  return rendered(env, projectId, job, [video]);
}

function nothingYet(what: 'clips' | 'pictures' | 'film', projectId: string): AppError {
  const are = what === 'film' ? 'is no film' : `are no ${what}`;
  return new AppError(
    'conflict',
    `There ${are} yet. Approve the plan and have it made (POST /api/projects/${projectId}/generate), or wait for its job.`,
  );
}

function outdated(projectId: string, job: JobView): AppError {
  return new AppError(
    'conflict',
    `The plan was changed after the clips were made. Make the changed ones (POST /api/projects/${projectId}/generate).`,
    { context: { jobId: job.id } },
  );
}
