import * as z from 'zod';

/** Picture shapes a film can have. */
export const AspectRatioSchema = z.enum(['16:9', '9:16', '1:1']);
export type AspectRatio = z.infer<typeof AspectRatioSchema>;

/** Length of the film's short side in lines: `720p` is 1280×720, 720×1280 or 720×720. */
export const ResolutionSchema = z.enum(['720p', '1080p']);
export type Resolution = z.infer<typeof ResolutionSchema>;

/** Frames per second of a film, fixed for its whole length. */
export const FrameRateSchema = z.union([z.literal(24), z.literal(25), z.literal(30)]);
export type FrameRate = z.infer<typeof FrameRateSchema>;

/** How the camera moves during one shot. Direction names are those of the camera, not of the picture's content. */
export const CameraMoveSchema = z.enum([
  'static',
  'push_in',
  'pull_out',
  'pan_left',
  'pan_right',
  'tilt_up',
  'tilt_down',
  'crane_up',
  'crane_down',
  'dolly_left',
  'dolly_right',
]);
export type CameraMove = z.infer<typeof CameraMoveSchema>;

/** How one shot gives way to the next. Crossfades and wipes overlap two shots, fades dip through a colour, a cut is nothing. */
export const TransitionTypeSchema = z.enum(['cut', 'crossfade', 'fade_black', 'fade_white', 'wipe_left', 'wipe_right']);
export type TransitionType = z.infer<typeof TransitionTypeSchema>;

/** How much of the subject the frame holds, from landscape to detail. */
export const ShotSizeSchema = z.enum(['extreme_wide', 'wide', 'full', 'medium', 'close_up', 'extreme_close_up']);
export type ShotSize = z.infer<typeof ShotSizeSchema>;

/** The overall manner of a film. */
export const VideoStyleSchema = z.enum([
  'cinematic',
  'minimal',
  'energetic',
  'documentary',
  'dramatic',
  'playful',
  'corporate',
  'artistic',
]);
export type VideoStyle = z.infer<typeof VideoStyleSchema>;

/** Pixel size and rate every conformed clip and the film share. Sizes are even, as 4:2:0 video requires. */
export const FilmFormatSchema = z.object({
  width: z.int().min(16).max(3840).multipleOf(2),
  height: z.int().min(16).max(3840).multipleOf(2),
  frameRate: FrameRateSchema,
});
export type FilmFormat = z.infer<typeof FilmFormatSchema>;

/** A SHA-256 in lower-case hex: the name of every stored medium. */
export const Sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');
export type Sha256 = z.infer<typeof Sha256Schema>;
