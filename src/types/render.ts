import * as z from 'zod';
import {
  CameraMoveSchema,
  FilmFormatSchema,
  FrameRateSchema,
  Sha256Schema,
  ShotSizeSchema,
  type TransitionType,
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

/** Number of frames of one shot in the film: at most a minute at 30 fps. */
const ShotFrameCountSchema = z
  .int()
  .min(1)
  .max(30 * 60);

/**
 * How a clip of another shape fills the frame: `cover` crops what is too much, `contain` leaves black bars, `blur` fills the
 * bars with the blurred picture.
 */
export const FillSchema = z.enum(['cover', 'contain', 'blur']);
export type Fill = z.infer<typeof FillSchema>;

/**
 * Bring any clip to the film's grid: size, rate, square pixels, exact number of frames, pictures only. What a film can hold
 * as it is stays as it is, byte for byte: a clip that needs nothing comes back under its own hash, one that needs a new end
 * keeps its other packets. The result is what `seam`, `segment` and `film` jobs take.
 */
export const ConformJobSchema = z.object({
  kind: z.literal('conform'),
  clip: Sha256Schema,
  frameCount: ShotFrameCountSchema,
  format: FilmFormatSchema,
  /** `cover` unless set. */
  fill: FillSchema.optional(),
  /**
   * Whether something other than a cut stands at that end of the shot. `true` unless set. Only with `false` may a clip made
   * elsewhere be left alone there, because a transition needs keyframes where it begins and ends.
   */
  transitionAtStart: z.boolean().optional(),
  transitionAtEnd: z.boolean().optional(),
});
export type ConformJob = z.infer<typeof ConformJobSchema>;

/** A conformed clip and the frames it has in the film. */
export const FilmClipSchema = z.object({
  clip: Sha256Schema,
  frameCount: ShotFrameCountSchema,
  /** The clip as it came. Where given, the seam at its beginning is rendered from it, and need not wait for the other. */
  source: Sha256Schema.optional(),
  /** How the source fills the frame; `cover` unless set. */
  fill: FillSchema.optional(),
});
export type FilmClip = z.infer<typeof FilmClipSchema>;

/** A clip on one side of a transition. */
export const SeamClipSchema = z.object({ clip: Sha256Schema, frameCount: ShotFrameCountSchema });
export type SeamClip = z.infer<typeof SeamClipSchema>;

/**
 * Render the frames of one transition ahead of the film. `seamJobs` (src/lib/seams.ts) lists those of a film. Its result is
 * named by the job's own id, which is derived from the hashes of the clips, the format and the transition: a film job finds
 * it by that, wherever in a film the two clips meet.
 */
export const SeamJobSchema = z
  .object({
    kind: z.literal('seam'),
    format: FilmFormatSchema,
    /** Anything but `cut`. Crossfades and wipes need both clips; each half of a fade is a seam of one clip. */
    transition: TransitionTypeSchema.exclude(['cut']),
    /** The clip whose last frames these are, conformed. */
    earlier: SeamClipSchema.optional(),
    /** The clip whose first frames these are, conformed or as it came. */
    later: SeamClipSchema.extend({ fill: FillSchema.optional() }).optional(),
  })
  .refine(({ transition, earlier, later }) => hasItsClips(transition, earlier !== undefined, later !== undefined), {
    message: 'crossfades and wipes need an earlier and a later clip, fades exactly one of them',
    path: ['transition'],
  });
export type SeamJob = z.infer<typeof SeamJobSchema>;

function hasItsClips(transition: TransitionType, hasEarlier: boolean, hasLater: boolean): boolean {
  const isFade = transition === 'fade_black' || transition === 'fade_white';
  return isFade ? hasEarlier !== hasLater : hasEarlier && hasLater;
}

/** A seam that was rendered: the id of its job and the hash of its result. */
export const RenderedSeamSchema = z.object({ id: Sha256Schema, seam: Sha256Schema });
export type RenderedSeam = z.infer<typeof RenderedSeamSchema>;

/** A recording that sounds during the film. */
export const SoundTrackSchema = z.object({
  /** Music and the clips' own sound sink while a voice speaks. */
  role: z.enum(['voice', 'music', 'effect']),
  /** Any sound file, or a video whose sound is meant. */
  sound: Sha256Schema,
  /** Film frame at which it begins. */
  startFrame: z.int().min(0),
  /** Decibels added; 0 unless set. */
  gainDb: z.number().min(-60).max(24).optional(),
});
export type SoundTrack = z.infer<typeof SoundTrackSchema>;

/** What a film sounds like: mixed, then brought to −14 LUFS with true peaks of at most −1 dBTP. */
export const FilmSoundSchema = z.object({
  /**
   * The clips whose own sound is kept, one per clip in film order: hash of the clip as it came (conformed clips are silent),
   * or null where there is none.
   */
  clips: z.array(Sha256Schema.nullable()).max(720),
  tracks: z.array(SoundTrackSchema).max(64),
});
export type FilmSound = z.infer<typeof FilmSoundSchema>;

/**
 * Assemble clips into the film. `transitions` has one more entry than `clips`: the first opens the film, the last closes it,
 * the rest stand between neighbours. At the two ends only fades mean something. Clips should be conformed; one that is not
 * is converted first, with a notice.
 */
export const FilmJobSchema = z
  .object({
    kind: z.literal('film'),
    format: FilmFormatSchema,
    clips: z.array(FilmClipSchema).min(1).max(720),
    transitions: z.array(TransitionTypeSchema).min(2).max(721),
    title: z.string().max(200),
    /** Seams that were rendered before. One that is not named here is found in the service's own cache or rendered. */
    seams: z.array(RenderedSeamSchema).max(1442).optional(),
    /** A silent film unless set. */
    sound: FilmSoundSchema.optional(),
  })
  .refine((job) => job.transitions.length === job.clips.length + 1, {
    message: 'must hold one transition before, between and after the clips',
    path: ['transitions'],
  })
  .refine((job) => job.sound === undefined || job.sound.clips.length === job.clips.length, {
    message: 'must hold one entry for each clip',
    path: ['sound', 'clips'],
  });
export type FilmJob = z.infer<typeof FilmJobSchema>;

/**
 * Pack one stretch of a film that is still being made as a fragmented MP4 with its own initialisation, for an HLS playlist
 * (`hlsPlaylist`, src/lib/playlist.ts). Picture packets are those of the film. The sound is silence: levels are known when
 * the film is.
 */
export const SegmentJobSchema = z.object({
  kind: z.literal('segment'),
  format: FilmFormatSchema,
  /** A conformed clip or a seam. */
  clip: Sha256Schema,
  /** First frame of it to pack, and the frame after the last one. */
  from: z.int().min(0),
  to: z.int().min(1),
  /** Film frame at which it is shown. */
  filmFrame: z.int().min(0),
});
export type SegmentJob = z.infer<typeof SegmentJobSchema>;

/** A shot on a sheet, in words that are printed as they are. */
export const SheetShotSchema = z.object({
  heading: z.string().max(200),
  /** Time, length, size and camera move, on one line. */
  facts: z.string().max(300),
  /** Its first and last frame, as far as they are drawn. */
  start: Sha256Schema.optional(),
  end: Sha256Schema.optional(),
  details: z.array(z.object({ label: z.string().max(40), text: z.string().max(4000) })).max(8),
});
export type SheetShot = z.infer<typeof SheetShotSchema>;

/** Lay a film's keyframes out to look at: a storyboard to print (PDF, A4) or a contact sheet of first frames (PNG). */
export const SheetJobSchema = z.object({
  kind: z.literal('sheet'),
  layout: z.enum(['storyboard', 'contact-sheet']),
  title: z.string().max(200),
  narrative: z.string().max(4000),
  /** Length, format and number of shots, on one line. */
  facts: z.string().max(300),
  /** Pixels of the film, for the shape of its pictures. */
  width: z.int().min(16).max(3840),
  height: z.int().min(16).max(3840),
  scenes: z
    .array(
      z.object({
        name: z.string().max(200),
        mood: z.string().max(500),
        description: z.string().max(4000),
        shots: z.array(SheetShotSchema).min(1).max(720),
      }),
    )
    .min(1)
    .max(200),
});
export type SheetJob = z.infer<typeof SheetJobSchema>;

/** Take frames out of a film or clip as one JPEG, row by row: a poster is one frame, a sprite is many small ones. */
export const FramesJobSchema = z.object({
  kind: z.literal('frames'),
  video: Sha256Schema,
  frameRate: FrameRateSchema,
  /** Counted from 0, in the order in which they are laid out. */
  frames: z.array(z.int().min(0)).min(1).max(100),
  columns: z.int().min(1).max(20),
  /** Pixels of one frame in the picture. */
  width: z.int().min(16).max(3840),
  height: z.int().min(16).max(3840),
});
export type FramesJob = z.infer<typeof FramesJobSchema>;

/** One unit of work for the render service. Its id is the SHA-256 of its canonical JSON, so sending it twice is sending it once. */
export const RenderJobSchema = z.discriminatedUnion('kind', [
  StoryboardJobSchema,
  ClipJobSchema,
  ConformJobSchema,
  SeamJobSchema,
  SegmentJobSchema,
  FilmJobSchema,
  SheetJobSchema,
  FramesJobSchema,
]);
export type RenderJob = z.infer<typeof RenderJobSchema>;

/** A finished medium, kept by the render service under its hash. */
export const RenderResultSchema = z.object({
  sha256: Sha256Schema,
  sizeBytes: z.int().min(1),
  mediaType: z.enum(['image/jpeg', 'image/png', 'application/pdf', 'video/mp4']),
  width: z.int(),
  height: z.int(),
  /** Number of video frames; absent for images. */
  frameCount: z.int().optional(),
  /**
   * Segments only: the file's first bytes are its initialisation (`EXT-X-MAP`), so many of them, with this hash. Neighbours
   * with equal hashes share one.
   */
  initialisation: z.object({ sizeBytes: z.int().min(1), sha256: Sha256Schema }).optional(),
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
