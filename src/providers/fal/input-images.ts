import type { ProviderContext } from '../base.ts';
import { dataUri, publicImageUrl } from '../input-image.ts';

/** How fal takes pictures, best first: every model takes an address, not every one a picture inside the request (contract: video §1.1 Inputs). */
export const FAL_INPUT_FORMS = ['public-url', 'data-uri'] as const;

/** A stored picture as fal can take it here: by its public address where the server has one, else inside the request. */
export function falImage(context: ProviderContext, key: string): Promise<string> {
  return context.media.publicUrl ? publicImageUrl(context, key, 'fal') : dataUri(context, key);
}
