import type { StoryboardJob } from '../../src/types/render.ts';
import { StoryboardJobSchema } from '../../src/types/render.ts';

const SIGNATURE = 'p2v-storyboard:';
const COMMENT_MARKER = 0xfe;
// A JPEG segment holds 65,533 bytes. The longest job, all of it control characters that JSON writes in six bytes, needs two.
const PART_LIMIT = 60_000;
const PARTS_LIMIT = 3;
const SEGMENTS_READ = 64;

/** Puts the job's JSON into comment segments right after the start marker. */
export function embedJob(jpeg: Uint8Array, job: StoryboardJob): Uint8Array {
  const signature = new TextEncoder().encode(SIGNATURE);
  const json = new TextEncoder().encode(JSON.stringify(StoryboardJobSchema.parse(job)));
  const parts: Uint8Array[] = [jpeg.subarray(0, 2)];
  for (let from = 0; from < json.length; from += PART_LIMIT) {
    const part = json.subarray(from, from + PART_LIMIT);
    const length = signature.length + part.length + 2;
    parts.push(Uint8Array.from([0xff, COMMENT_MARKER, length >> 8, length & 255]), signature, part);
  }
  parts.push(jpeg.subarray(2));
  return new Uint8Array(Buffer.concat(parts));
}

/** The part of a job in a comment; `undefined` for anybody else's comment. */
function partOf(payload: Uint8Array): Uint8Array | undefined {
  for (let index = 0; index < SIGNATURE.length; index += 1) {
    if (payload[index] !== SIGNATURE.charCodeAt(index)) return undefined;
  }
  return payload.subarray(SIGNATURE.length);
}

function parseParts(parts: readonly Uint8Array[]): StoryboardJob | undefined {
  if (parts.length === 0) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
    const parsed = StoryboardJobSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The job a picture was drawn from, when it is one of ours. The bytes may come from anywhere: only the segments before
 * the image data are walked, a bounded number of them, and whatever does not fit is `undefined`, never an exception.
 */
export function readJob(bytes: Uint8Array): StoryboardJob | undefined {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const parts: Uint8Array[] = [];
  let at = 2;
  for (let count = 0; count < SEGMENTS_READ && parts.length < PARTS_LIMIT; count += 1) {
    if (at + 4 > bytes.length || bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    // Start of scan or end of image: from here on there is nothing to read.
    if (marker === 0xda || marker === 0xd9) break;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2 || at + 2 + length > bytes.length) return undefined;
    if (marker === COMMENT_MARKER) {
      const part = partOf(bytes.subarray(at + 4, at + 2 + length));
      if (part !== undefined) parts.push(part);
    }
    at += 2 + length;
  }
  return parseParts(parts);
}
