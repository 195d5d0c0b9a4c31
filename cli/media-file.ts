import { openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import { extname } from 'node:path';
import { CliError, systemReason } from './errors.ts';

/** What files may be sent, by their ending; the server looks at the bytes themselves. */
const PICTURES = { '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png', '.webp': 'image/webp' };
const CLIPS = { '.mp4': 'video/mp4', '.mov': 'video/quicktime', '.webm': 'video/webm' };

/**
 * A picture or clip of the user's, ready to be sent.
 * @param kind `picture` where no clip will do.
 * @throws CliError where it is neither, or cannot be read.
 */
export async function mediaFile(
  path: string,
  kind: 'picture' | 'any' = 'any',
): Promise<{ content: Blob; mediaType: string }> {
  const types: Record<string, string> = kind === 'picture' ? PICTURES : { ...PICTURES, ...CLIPS };
  const mediaType = types[extname(path).toLowerCase()];
  if (mediaType === undefined) {
    const what = kind === 'picture' ? 'picture' : 'picture or clip';
    throw CliError.usage(`"${path}" is no ${what}: it must end in ${Object.keys(types).join(', ')}.`);
  }
  try {
    await access(path);
    return { content: await openAsBlob(path), mediaType };
  } catch (error) {
    throw CliError.usage(`"${path}" cannot be read: ${systemReason(error)}.`);
  }
}
