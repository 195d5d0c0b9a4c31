import { exports } from 'cloudflare:workers';
import type { JobView, Problem } from '../../src/types/api.ts';
import type { Project, VideoDirection } from '../../src/types/project.ts';

/** Name under which the instance of the tests answers. */
export const HOST = 'p2v.test';

/** An answer, read. */
export interface Answer<Body> {
  status: number;
  headers: Headers;
  text: string;
  body: Body;
}

/** Everything any request of this file was answered, for tests that look for what must never be shown. */
export const transcript: string[] = [];

/** Sends one request to the Worker under test. A body that is no string goes out as JSON. */
export async function api<Body = Problem>(
  method: string,
  path: string,
  body?: unknown,
  { host = HOST, ...headers }: Record<string, string> = {},
): Promise<Answer<Body>> {
  const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await exports.default.fetch(
    new Request(`http://${host}${path}`, {
      method,
      headers: { ...json, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  const text = new TextDecoder().decode(await response.arrayBuffer());
  transcript.push(JSON.stringify([...response.headers]), text);
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : {}) as Body };
}

/** The bytes of a stored medium. */
export async function fetchMedia(path: string): Promise<ArrayBuffer> {
  const response = await exports.default.fetch(new Request(`http://${HOST}${path}`));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.arrayBuffer();
}

/** The smallest brief there is: one short shot in a small picture. */
export const BRIEF = {
  concept: 'A blacksmith forges a glowing sword at dawn',
  targetDuration: 5,
  aspectRatio: '16:9',
} as const;

/** A new project with no keys. */
export async function newProject(brief: Record<string, unknown> = {}): Promise<Project> {
  const { status, body } = await api<Project>('POST', '/api/projects', { ...BRIEF, ...brief });
  if (status !== 201) throw new Error(`project was not created: ${JSON.stringify(body)}`);
  return body;
}

/** A project that has been directed. */
export async function directedProject(
  brief: Record<string, unknown> = {},
): Promise<Project & { direction: VideoDirection }> {
  const project = await newProject(brief);
  const { body, status } = await api<VideoDirection>('POST', `/api/projects/${project.id}/direct`);
  if (status !== 200) throw new Error(`project was not directed: ${JSON.stringify(body)}`);
  return { ...project, direction: body };
}

/** Approves a project and starts its job. @returns the job's id. */
export async function generate(projectId: string): Promise<string> {
  await api('POST', `/api/projects/${projectId}/approve`);
  const { body, status } = await api<{ jobId: string }>('POST', `/api/projects/${projectId}/generate`);
  if (status !== 202) throw new Error(`job was not started: ${JSON.stringify(body)}`);
  return body.jobId;
}

/** Waits until a job has come to rest. @param withinSeconds when to give up. */
export async function settled(jobId: string, withinSeconds = 60): Promise<JobView> {
  for (let tries = 0; tries < withinSeconds * 10; tries++) {
    const { body } = await api<JobView>('GET', `/api/jobs/${jobId}`);
    if (['completed', 'failed', 'paused', 'cancelled'].includes(body.state)) return body;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`job ${jobId} did not come to rest`);
}
