import type { Account } from './durable-objects/account.ts';
import type { Project } from './durable-objects/project.ts';
import type { VideoJob } from './durable-objects/video-job.ts';

/** What the Worker is bound to; see wrangler.jsonc and the CLI's local instance. */
export interface Env {
  PROJECT: DurableObjectNamespace<Project>;
  VIDEO_JOB: DurableObjectNamespace<VideoJob>;
  ACCOUNT: DurableObjectNamespace<Account>;
  MEDIA: R2Bucket;
  /** The render service as a binding; on Cloudflare `RENDER_URL` may stand in for it. */
  RENDER?: Fetcher;
  RENDER_URL?: string;
  /** Shared with the render service. */
  RENDER_SECRET: string;
  /** Master keys that seal users' API keys: `{"active":"k1","keys":{"k1":"<32 bytes in base64>"}}`. */
  MASTER_KEYS: string;
  /** Host headers that are answered, comma-separated; absent means any. Set locally against DNS rebinding. */
  ALLOWED_HOSTS?: string;
}
