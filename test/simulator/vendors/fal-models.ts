import * as z from 'zod';
import type { OutputSpec, SimulatedTask, World } from '../protocol.ts';

type Input = Readonly<Record<string, unknown>>;
interface Size {
  width: number;
  height: number;
}

/** Whether an endpoint makes clips. */
export function taskKind(model: string): 'image' | 'video' {
  return /video|pika|frame/.test(model) ? 'video' : 'image';
}

/** What a request to an endpoint makes. */
export function outputsOf(model: string, input: Input): OutputSpec[] {
  return taskKind(model) === 'video' ? [clipOf(model, input)] : picturesOf(model, input);
}

const NAMED_SIZES: Record<string, Size> = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
};
const LANDSCAPE: Size = { width: 1024, height: 768 };
const SizeSchema = z.object({ width: z.int().min(1).max(4096), height: z.int().min(1).max(4096) });
const MEGAPIXEL = 1_000_000;

function picturesOf(model: string, input: Input): OutputSpec[] {
  const count = z.int().min(1).max(4).catch(1).parse(input.num_images);
  const format = z
    .string()
    .catch('jpeg')
    .parse(input.output_format ?? input.format);
  const mediaType = format === 'png' ? 'image/png' : 'image/jpeg';
  return Array.from({ length: count }, () => ({ mediaType, ...pictureSize(model, input) }));
}

function pictureSize(model: string, input: Input): Size {
  const exact = SizeSchema.safeParse(input.image_size);
  if (exact.success) return exact.data;
  if (typeof input.image_size === 'string') return NAMED_SIZES[input.image_size] ?? LANDSCAPE;
  if (typeof input.aspect_ratio === 'string') {
    return sizeOfRatio(input.aspect_ratio, (model.includes('ultra') ? 4 : 1) * MEGAPIXEL);
  }
  return LANDSCAPE;
}

/** A size of a ratio such as `16:9`, in steps of 16 pixels. */
export function sizeOfRatio(ratio: string, pixels: number): Size {
  const [across, down] = ratio.split(':').map(Number);
  if (!across || !down) return LANDSCAPE;
  const height = Math.sqrt((pixels * down) / across);
  return { width: sixteens((height * across) / down), height: sixteens(height) };
}

function sixteens(pixels: number): number {
  return Math.max(16, Math.round(pixels / 16) * 16);
}

const TransitionsSchema = z.array(z.object({ duration: z.number().default(5) }));

function clipOf(model: string, input: Input): OutputSpec {
  const ratio = typeof input.aspect_ratio === 'string' ? input.aspect_ratio : '16:9';
  return {
    mediaType: 'video/mp4',
    ...sizeOfRatio(ratio, MEGAPIXEL),
    durationSeconds: clipSeconds(input),
    audio: hasSound(model, input),
  };
}

/** Lengths are written `5`, `"5"` or `"5s"`, or as the sum of transitions. */
function clipSeconds(input: Input): number {
  const transitions = TransitionsSchema.safeParse(input.transitions);
  if (transitions.success) return transitions.data.reduce((sum, { duration }) => sum + duration, 0);
  const seconds = Number.parseFloat(String(input.duration ?? 5));
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), 30) : 5;
}

/** Sound is on by default where a model can make it. */
function hasSound(model: string, input: Input): boolean {
  return typeof input.generate_audio === 'boolean'
    ? input.generate_audio
    : /kling-video\/(v2\.6|v3\/(standard|pro|4k))|veo3/.test(model);
}

/** The model's own output, with fresh addresses. */
export function resultOf(world: World, task: SimulatedTask): object {
  const input = z.record(z.string(), z.unknown()).parse(task.input);
  if (task.kind === 'video') {
    return { video: { url: world.mediaUrl(task), content_type: 'video/mp4', file_name: 'output.mp4' } };
  }
  const images = task.outputs.map(({ mediaType, width, height }, index) => ({
    url: world.mediaUrl(task, index),
    ...{ content_type: mediaType, width, height },
  }));
  const seed = typeof input.seed === 'number' ? input.seed : 1;
  if (!hasSafetyFlag(task.model)) return { images, seed };
  const has_nsfw_concepts = images.map(() => task.outcome === 'moderated');
  return { images, seed, has_nsfw_concepts, prompt: input.prompt, timings: { inference: 1 } };
}

/** Whether a model flags what its safety checker blackened; the others refuse it. */
export function hasSafetyFlag(model: string): boolean {
  return taskKind(model) === 'image' && !/flux-2-(pro|flex|max)/.test(model);
}

/** Prices by endpoint, in US dollars; the shape is the platform API's, the figures serve rehearsals only. */
export function priceOf(model: string): { unit_price: number; unit: string } {
  if (taskKind(model) === 'video') return { unit_price: 0.1, unit: 'seconds' };
  return { unit_price: model.includes('schnell') ? 0.003 : 0.025, unit: 'megapixels' };
}

/** What was used of the unit that {@link priceOf} names: seconds, or megapixels rounded up for each picture. */
export function billableUnits(task: SimulatedTask): number {
  return task.outputs.reduce((sum, { durationSeconds = 0, width = 0, height = 0, mediaType }) => {
    return sum + (mediaType === 'video/mp4' ? durationSeconds : Math.ceil((width * height) / MEGAPIXEL));
  }, 0);
}
