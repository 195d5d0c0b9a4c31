import type { Account } from './durable-objects/account.ts';
import type { Project } from './durable-objects/project.ts';
import type { VideoJob } from './durable-objects/video-job.ts';
import type { ProviderContext } from './providers/base.ts';

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
  /** This server's own public address, such as `https://films.example`: lets vendors fetch pictures and call back. */
  PUBLIC_URL?: string;
  /** Submissions allowed at once, as JSON by vendor, such as `{"fal":20}`; absent for the defaults. */
  PROVIDER_LIMITS?: string;
  /** Cloudflare's Workers AI, where it is bound. */
  AI?: ProviderContext['ai'];
  /** `1` has the log tell how late wake-ups come; see lib/wake-lag.ts. */
  LOG_WAKE_LAG?: string;
  /** Host headers that are answered, comma-separated; absent means any. Set locally against DNS rebinding. */
  ALLOWED_HOSTS?: string;
}
