import * as z from 'zod';
import {
  CameraMoveSchema,
  FilmFormatSchema,
  Sha256Schema,
  ShotSizeSchema,
  TransitionTypeSchema,
  VideoStyleSchema,
} from './film.ts';

/** What an image provider may be told about the shot a keyframe belongs to. Vendors that draw from text alone ignore it. */
export const ShotContextSchema = z.object({
  sceneId: z.int().min(1),
  shotId: z.int().min(1),
  /** Which end of the shot this keyframe is. */
  frame: z.enum(['start', 'end']),
  cameraMove: CameraMoveSchema,
  shotSize: ShotSizeSchema,
  /** The scene's emotional tone, free text. */
  mood: z.string().max(500),
  lighting: z.string().max(500),
  colorPalette: z.string().max(500).optional(),
  style: VideoStyleSchema,
});
export type ShotContext = z.infer<typeof ShotContextSchema>;

/** Draw one storyboard frame. The same request always gives the same bytes. */
export const StoryboardJobSchema = z.object({
  kind: z.literal('storyboard'),
  prompt: z.string().min(1).max(8000),
  negativePrompt: z.string().max(4000).optional(),
  width: z.int().min(64).max(3840),
  height: z.int().min(64).max(3840),
  seed: z.int().min(0).max(0xffff_ffff),
  shot: ShotContextSchema.optional(),
  /** Draw the slate line (needs `shot`) and the prompt as a caption over the picture. */
  caption: z.boolean(),
});
export type StoryboardJob = z.infer<typeof StoryboardJobSchema>;

/** Animate an animatic clip between keyframes, already in the film's format. */
export const ClipJobSchema = z.object({
  kind: z.literal('clip'),
  startImage: Sha256Schema,
  endImage: Sha256Schema.optional(),
  cameraMove: CameraMoveSchema,
  /** Exact number of frames the clip will have. */
  frameCount: z
    .int()
    .min(1)
    .max(30 * 60),
  format: FilmFormatSchema,
});
export type ClipJob = z.infer<typeof ClipJobSchema>;

/** Bring any clip to the film's size, rate, codec and exact frame count. */
export const ConformJobSchema = z.object({
  kind: z.literal('conform'),
  clip: Sha256Schema,
  frameCount: z
    .int()
    .min(1)
    .max(30 * 60),
  format: FilmFormatSchema,
});
export type ConformJob = z.infer<typeof ConformJobSchema>;

/**
 * Assemble conformed clips into the film. `transitions` has one more entry than `clips`: the first opens the film,
 * the last closes it, the rest stand between neighbours. At the two ends only fades mean something.
 */
export const FilmJobSchema = z
  .object({
    kind: z.literal('film'),
    format: FilmFormatSchema,
    clips: z
      .array(
        z.object({
          clip: Sha256Schema,
          frameCount: z
            .int()
            .min(1)
            .max(30 * 60),
        }),
      )
      .min(1)
      .max(720),
    transitions: z.array(TransitionTypeSchema).min(2).max(721),
    title: z.string().max(200),
  })
  .refine((job) => job.transitions.length === job.clips.length + 1, {
    message: 'must hold one transition before, between and after the clips',
    path: ['transitions'],
  });
export type FilmJob = z.infer<typeof FilmJobSchema>;

/** One unit of work for the render service. Its id is the SHA-256 of its canonical JSON, so sending it twice is sending it once. */
export const RenderJobSchema = z.discriminatedUnion('kind', [
  StoryboardJobSchema,
  ClipJobSchema,
  ConformJobSchema,
  FilmJobSchema,
]);
export type RenderJob = z.infer<typeof RenderJobSchema>;

/** A finished medium, kept by the render service under its hash. */
export const RenderResultSchema = z.object({
  sha256: Sha256Schema,
  sizeBytes: z.int().min(1),
  mediaType: z.enum(['image/jpeg', 'video/mp4']),
  width: z.int(),
  height: z.int(),
  /** Number of video frames; absent for images. */
  frameCount: z.int().optional(),
  /** What was done that the caller might not expect, such as a held last frame, as sentences. */
  notices: z.array(z.string()),
});
export type RenderResult = z.infer<typeof RenderResultSchema>;

/** Why a render job failed: closed codes, and a sentence for a person. */
export const RenderErrorSchema = z.object({
  code: z.enum(['invalid_input', 'unsupported_media', 'no_ffmpeg', 'disk_full', 'timeout', 'cancelled', 'internal']),
  message: z.string(),
});
export type RenderError = z.infer<typeof RenderErrorSchema>;

/** Answer to `POST /v1/jobs` and `GET /v1/jobs/:id`. */
export const RenderStatusSchema = z.discriminatedUnion('status', [
  z.object({ id: Sha256Schema, status: z.literal('queued') }),
  z.object({ id: Sha256Schema, status: z.literal('processing'), progress: z.number().min(0).max(1) }),
  z.object({ id: Sha256Schema, status: z.literal('completed'), result: RenderResultSchema }),
  z.object({ id: Sha256Schema, status: z.literal('failed'), error: RenderErrorSchema }),
]);
export type RenderStatus = z.infer<typeof RenderStatusSchema>;

/** Body of the 409 that `POST /v1/jobs` answers when inputs have not been uploaded with `PUT /v1/blobs/:sha256` yet. */
export const MissingBlobsSchema = z.object({ code: z.literal('missing_blobs'), missing: z.array(Sha256Schema).min(1) });
export type MissingBlobs = z.infer<typeof MissingBlobsSchema>;
