import type { Env } from '../env.ts';
import { renderFetch } from '../lib/config.ts';
import { sha256OfKey } from '../lib/media-store.ts';
import type { ProviderContext } from '../providers/base.ts';
import { AppError } from '../types/errors.ts';
import { mediaUrl } from './job/view.ts';

/** What adapters working for one project may touch: the network, the clock, this project's media, the render service. */
export function providerContext(env: Env, projectId: string): ProviderContext {
  const { AI: ai, PUBLIC_URL: publicUrl } = env;
  return {
    ...(ai ? { ai } : {}),
    fetch: (request) => fetch(request),
    now: () => Date.now(),
    render: { fetch: renderFetch(env), secret: env.RENDER_SECRET },
    media: {
      // The address is unguessable: it holds the project's random id and the medium's hash.
      ...(publicUrl === undefined ? {} : { publicUrl: async (key) => new URL(mediaUrl(key), publicUrl).href }),
      async open(key) {
        const object = key.startsWith(`${projectId}/`) ? await env.MEDIA.get(key) : null;
        if (!object)
          throw new AppError('not_found', 'A stored picture or clip this step needs is gone; run the job again.');
        return {
          sha256: sha256OfKey(key),
          sizeBytes: object.size,
          mediaType: object.httpMetadata?.contentType ?? 'application/octet-stream',
          body: object.body,
        };
      },
    },
  };
}
