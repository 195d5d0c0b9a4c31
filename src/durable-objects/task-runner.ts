import { publicWebhookUrl } from '../lib/config.ts';
import { type IncomingMedia, storeBytes, storeMedia } from '../lib/media-store.ts';
import { fetchResult } from '../lib/result-fetch.ts';
import type { GenerationResponse, ProviderContext, WebhookDelivery } from '../providers/base.ts';
import { AppError, errorRecord } from '../types/errors.ts';
import type { Job, Media, Task, TaskIn } from '../types/job.ts';
import type { ProjectConfig } from '../types/providers.ts';
import type { JobCommand, JobInput, TaskInput, TaskReport } from './job/events.ts';
import { submissionId, webhookToken } from './job/tasks.ts';
import { type Operation, operationOf } from './operations.ts';

/** What the runner needs from the object it works for. */
export interface RunnerHost {
  job(): Job;
  context: ProviderContext;
  bucket: R2Bucket;
  /** This server's public address; undefined where it has none. */
  publicUrl: string | undefined;
  /** Configuration of all roles with their keys, opened for the moment of use. */
  config(): Promise<ProjectConfig>;
}

/**
 * Carries out one command and says what came of it. Every outcome is an input for the job's transition; nothing is
 * thrown, nothing is tried twice.
 */
export async function runCommand(command: JobCommand, host: RunnerHost): Promise<JobInput | undefined> {
  const task = host.job().tasks.find((candidate) => candidate.id === command.taskId);
  if (!task) return undefined;
  switch (command.type) {
    case 'submit':
      return task.state === 'submitting' ? submit(task, host) : undefined;
    case 'reconcile':
      return task.state === 'reconciling' ? reconcile(task, host) : undefined;
    case 'poll':
      return task.state === 'running' ? poll(task, host) : undefined;
    case 'store':
      return task.state === 'storing' ? store(task, host) : undefined;
    case 'cancel':
      if (task.state === 'running') await cancel(task, host);
      return undefined;
  }
}

/**
 * Judges a webhook. It is never believed: at most the vendor is asked.
 * @returns undefined when it is to be ignored, because a vendor that signs its calls did not sign this one.
 */
export async function readWebhook(
  task: Task,
  delivery: WebhookDelivery,
  host: RunnerHost,
): Promise<Extract<JobInput, { type: 'webhook' }> | undefined> {
  const { verifyWebhook, handleFromWebhook } = await operation(task, host);
  // Where a vendor does not sign, the address vouches for the call: it holds a secret that only the vendor was told.
  if (verifyWebhook && !(await verifyWebhook(delivery))) return undefined;
  const handle = handleFromWebhook?.(delivery);
  return { ...about(task), type: 'webhook', ...(handle ? { handle } : {}) };
}

async function operation(task: Task, host: RunnerHost): Promise<Operation> {
  const job = host.job();
  const startedAt = 'startedAt' in task ? task.startedAt : host.context.now();
  const webhookUrl = publicWebhookUrl(host.publicUrl, job.id, task.id, webhookToken(job, task));
  return operationOf({
    job,
    task,
    config: await host.config(),
    context: host.context,
    submission: {
      id: submissionId(job, task),
      startedAt,
      ...(webhookUrl === undefined ? {} : { webhookUrl }),
    },
  });
}

async function submit(task: TaskIn<'submitting'>, host: RunnerHost): Promise<JobInput> {
  let ready: Operation;
  try {
    ready = await operation(task, host);
  } catch (thrown) {
    return { ...about(task), type: 'submit-refused', error: errorRecord(AppError.from(thrown)), jitter: Math.random() };
  }
  try {
    return { ...about(task), type: 'submitted', report: await toReport(await ready.generate(), ready, host) };
  } catch (thrown) {
    return submissionFailure(task, AppError.from(thrown));
  }
}

/** Adapters that can find a lost submission are asked for it; with the others a person decides. */
async function reconcile(task: TaskIn<'reconciling'>, host: RunnerHost): Promise<JobInput> {
  const cannotTell = (error: AppError, again: boolean): JobInput => ({
    ...about(task),
    type: 'reconcile-failed',
    error: errorRecord(error),
    again,
  });
  try {
    const ready = await operation(task, host);
    if (!ready.reconcile) {
      const { message, code } = task.error;
      return cannotTell(new AppError(code, message, { provider: task.provider }), false);
    }
    const found = await ready.reconcile();
    if (found) return { ...about(task), type: 'submitted', report: await toReport(found, ready, host) };
    const error = new AppError('unavailable', 'The submission never arrived.', { retryable: true });
    return { ...about(task), type: 'submit-refused', error: errorRecord(error), jitter: 0 };
  } catch (thrown) {
    const error = AppError.from(thrown);
    // Only what is surely of no use is not asked again: a vendor that cannot be reached now may know later.
    return cannotTell(error, error.code !== 'outcome_unknown' || error.details.retryable === true);
  }
}

async function poll(task: TaskIn<'running'>, host: RunnerHost): Promise<JobInput> {
  try {
    const ready = await operation(task, host);
    const report = await toReport(await ready.checkStatus(task.handle), ready, host);
    return { ...about(task), type: 'status', report };
  } catch (thrown) {
    return { ...about(task), type: 'status-unreachable', error: errorRecord(AppError.from(thrown)) };
  }
}

async function store(task: TaskIn<'storing'>, host: RunnerHost): Promise<JobInput> {
  try {
    const ready = await operation(task, host);
    const media: Media[] = [];
    for (const result of task.results) {
      if ('media' in result) media.push(result.media);
      else media.push(await storeMedia(host.bucket, host.job().projectId, await open(ready, result.url, host)));
    }
    return { ...about(task), type: 'landed', media };
  } catch (thrown) {
    const error = AppError.from(thrown);
    const expired = error.code === 'not_found';
    return { ...about(task), type: 'landing-failed', error: errorRecord(error), expired };
  }
}

async function cancel(task: TaskIn<'running'>, host: RunnerHost): Promise<void> {
  try {
    await (await operation(task, host)).cancel?.(task.handle);
  } catch {
    // Not stopped means that the result will be polled and kept, which is no loss.
  }
}

async function open(ready: Operation, url: string, host: RunnerHost): Promise<IncomingMedia> {
  const response = ready.download
    ? await ready.download(url)
    : await fetchResult(host.context.fetch, url, ready.trustedOrigin);
  const { body, ok, status } = response;
  if (!ok || !body) {
    await body?.cancel();
    const code = status === 404 || status === 410 ? 'not_found' : 'unavailable';
    throw new AppError(code, `A result could not be fetched (${status}); it is tried again.`, {
      retryable: true,
      vendorStatus: status,
      stage: 'download',
    });
  }
  const length = response.headers.get('content-length');
  return {
    body,
    kind: ready.kind,
    sizeBytes: length === null || response.headers.has('content-encoding') ? undefined : Number(length),
    // The render service names its results by their hash.
    sha256: ready.download ? /^render:([0-9a-f]{64})$/.exec(url)?.[1] : undefined,
  };
}

/** Which submission of which task an outcome is about. */
function about({ id, submissions }: Task): Pick<TaskInput, 'taskId' | 'submission'> {
  return { taskId: id, submission: submissions };
}

function submissionFailure(task: Task, error: AppError): JobInput {
  // Only an adapter knows that a request was surely refused; anything it did not name may have been charged.
  const inDoubt = error.code === 'outcome_unknown' || (error.code === 'internal' && task.estimateUsd !== 0);
  return inDoubt
    ? { ...about(task), type: 'submit-in-doubt', error: errorRecord(error) }
    : { ...about(task), type: 'submit-refused', error: errorRecord(error), jitter: Math.random() };
}

/** A vendor's word as plain data. Bytes that came inside the answer are stored here, before anything else happens. */
async function toReport(response: GenerationResponse, ready: Operation, host: RunnerHost): Promise<TaskReport> {
  switch (response.status) {
    case 'failed': {
      const { error, charged } = response;
      return { status: 'failed', error: errorRecord(error), ...(charged === undefined ? {} : { charged }) };
    }
    case 'completed': {
      const { handle, outputs, costUsd, rendered } = response;
      const results = await Promise.all(
        outputs.map(async (output) =>
          'url' in output
            ? output
            : { media: await storeBytes(host.bucket, host.job().projectId, output.bytes, ready.kind) },
        ),
      );
      return {
        status: 'completed',
        handle,
        results,
        ...(costUsd === undefined ? {} : { costUsd }),
        ...(rendered && rendered.notices.length > 0 ? { notices: rendered.notices } : {}),
      };
    }
    default:
      return response;
  }
}
