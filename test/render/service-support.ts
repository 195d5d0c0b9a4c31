import { afterAll } from 'vitest';
import { type RenderService, type RenderServiceOptions, startRenderService } from '../../render/server.ts';
import { type RenderJob, type RenderStatus, RenderStatusSchema } from '../../src/types/render.ts';
import { sha256, temporaryFolder } from './support.ts';

/** The secret of services under test. */
export const SECRET = 'a canary that must not show anywhere';

/** A running service and the calls that tests make on it. */
export interface TestService {
  directory: string;
  url: string;
  logs: string[];
  call(
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  submit(job: RenderJob): Promise<Response>;
  /** Submits a job, or takes one that was submitted, and waits for its end. */
  finish(job: RenderJob): Promise<RenderStatus>;
  upload(bytes: Uint8Array): Promise<string>;
  close(): Promise<void>;
}

const running: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of running) await close();
});

/** Starts a service that ends with the test file. */
export async function startTestService(options: Partial<RenderServiceOptions> = {}): Promise<TestService> {
  const directory = options.directory ?? temporaryFolder();
  const logs: string[] = [];
  const service: RenderService = await startRenderService({
    secret: SECRET,
    directory,
    logger: (message) => logs.push(message),
    ...options,
  });
  let open = true;
  const close = async () => {
    if (open) await service.close();
    open = false;
  };
  running.push(close);
  const call: TestService['call'] = (method, path, body, headers = {}) =>
    fetch(service.url + path, {
      method,
      headers: { authorization: `Bearer ${SECRET}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });
  const submit = (job: RenderJob) => call('POST', '/v1/jobs', JSON.stringify(job));
  return {
    directory,
    url: service.url,
    logs,
    call,
    submit,
    close,
    finish: async (job) => {
      let status = RenderStatusSchema.parse(await (await submit(job)).json());
      while (status.status === 'queued' || status.status === 'processing') {
        status = RenderStatusSchema.parse(await (await call('GET', `/v1/jobs/${status.id}?waitMs=20000`)).json());
      }
      return status;
    },
    upload: async (bytes) => {
      const name = sha256(bytes);
      const response = await call('PUT', `/v1/blobs/${name}`, Buffer.from(Uint8Array.from(bytes).buffer));
      if (!response.ok) throw new Error(`The upload failed: ${response.status}`);
      return name;
    },
  };
}
