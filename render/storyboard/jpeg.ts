import type { StoryboardJob } from '../../src/types/render.ts';
import { StoryboardJobSchema } from '../../src/types/render.ts';

const SIGNATURE = 'p2v-storyboard:';
const COMMENT_MARKER = 0xfe;
// A JPEG segment holds 65,533 bytes; a job at its longest is well below this and anything larger is not ours.
const SEGMENT_LIMIT = 65_533;
const SEGMENTS_READ = 64;

/** Puts the job's JSON into a comment segment right after the start marker. */
export function embedJob(jpeg: Uint8Array, job: StoryboardJob): Uint8Array {
  const json = JSON.stringify(StoryboardJobSchema.parse(job));
  const payload = new TextEncoder().encode(SIGNATURE + json);
  if (payload.length > SEGMENT_LIMIT) return jpeg;
  const result = new Uint8Array(jpeg.length + payload.length + 4);
  result.set(jpeg.subarray(0, 2), 0);
  result.set([0xff, COMMENT_MARKER, (payload.length + 2) >> 8, (payload.length + 2) & 255], 2);
  result.set(payload, 6);
  result.set(jpeg.subarray(2), 6 + payload.length);
  return result;
}

function parsePayload(payload: Uint8Array): StoryboardJob | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
    if (!text.startsWith(SIGNATURE)) return undefined;
    const parsed = StoryboardJobSchema.safeParse(JSON.parse(text.slice(SIGNATURE.length)));
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
  let at = 2;
  for (let count = 0; count < SEGMENTS_READ; count += 1) {
    if (at + 4 > bytes.length || bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    // Start of scan: from here on it is picture.
    if (marker === 0xda || marker === 0xd9) return undefined;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2 || at + 2 + length > bytes.length) return undefined;
    if (marker === COMMENT_MARKER) {
      const job = parsePayload(bytes.subarray(at + 4, at + 2 + length));
      if (job !== undefined) return job;
    }
    at += 2 + length;
  }
  return undefined;
}
