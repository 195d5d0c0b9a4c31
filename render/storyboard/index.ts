import { type StoryboardJob, StoryboardJobSchema } from '../../src/types/render.ts';
import { cameraWindow } from '../camera.ts';
import { embedJob } from './jpeg.ts';
import { overlayCanvas } from './overlay.ts';
import { paintPicture } from './picture.ts';

export { registerFonts } from './fonts.ts';
export { readJob } from './jpeg.ts';
export { drawOverlay, type Overlay } from './overlay.ts';
export { drawPlate, type Plate } from './plate.ts';

const JPEG_QUALITY = 92;

/** A storyboard frame as a JPEG of exactly `width`×`height`, carrying its own job. The same job gives the same bytes. */
export function drawFrame(job: StoryboardJob): Uint8Array {
  const checked = StoryboardJobSchema.parse(job);
  const window = cameraWindow(checked.shot?.cameraMove ?? 'static', checked.shot?.frame === 'end' ? 1 : 0);
  const canvas = paintPicture(checked, {
    pixelWidth: checked.width,
    pixelHeight: checked.height,
    left: window.centreX - window.size / 2,
    top: window.centreY - window.size / 2,
    width: window.size,
    height: window.size,
  });
  const overlay = overlayCanvas(checked);
  if (overlay !== undefined) {
    const context = canvas.getContext('2d');
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(overlay.canvas, overlay.left, overlay.top);
  }
  return embedJob(canvas.encodeSync('jpeg', JPEG_QUALITY), checked);
}
