import type { FilmFormat } from '../../src/types/film.ts';
import type { Fill } from '../../src/types/render.ts';

/** The blurred picture is made small, softened and enlarged: cheap, and smooth at any size. */
const BLUR_SHRINK = 16;

/**
 * ffmpeg filters that bring an upright picture of any size and pixel shape to the film's size. `dar` is the shape in which
 * the picture is meant to be seen. Cropping comes before scaling, so that no hostile shape is ever enlarged beyond the frame.
 * @param matrix By which matrix the colours are meant; as the pictures say unless set.
 */
export function fillFilters(
  fill: Fill,
  { width, height }: Pick<FilmFormat, 'width' | 'height'>,
  matrix: string | undefined,
): string[] {
  const colours = `flags=bicubic:in_color_matrix=${matrix ?? 'auto'}:out_color_matrix=bt709:out_range=tv`;
  const shape = `${width}/${height}`;
  const cover = [
    `crop=w='min(iw,iw*${shape}/dar)':h='min(ih,ih*dar/(${shape}))'`,
    `scale=w=${width}:h=${height}:${colours}`,
  ];
  const inside =
    `scale=w='max(2,trunc(min(${width},${height}*dar)/2)*2)':h='max(2,trunc(min(${height},${width}/dar)/2)*2)':` +
    colours;
  switch (fill) {
    case 'cover':
      return cover;
    case 'contain':
      return [inside, 'format=yuv420p', `pad=w=${width}:h=${height}:x='trunc((ow-iw)/4)*2':y='trunc((oh-ih)/4)*2'`];
    case 'blur': {
      const [small, low] = [width, height].map((side) => Math.max(8, Math.round(side / BLUR_SHRINK / 2) * 2));
      const background = [
        cover[0],
        `scale=w=${small}:h=${low}:${colours}`,
        'format=yuv420p,gblur=sigma=3',
        `scale=w=${width}:h=${height}:flags=bicubic`,
      ];
      return [
        `split[picture][behind];[behind]${background.join(',')}[blurred];[picture]${inside},format=yuv420p[sharp];` +
          `[blurred][sharp]overlay=x='trunc((W-w)/4)*2':y='trunc((H-h)/4)*2':format=yuv420`,
      ];
    }
  }
}
