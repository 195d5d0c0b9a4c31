import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { AspectRatioSchema, VideoStyleSchema } from '../../src/types/film.ts';
import { runP2v, serverForSuite } from './process.ts';

const SIZES = { '16:9': [1280, 720], '9:16': [720, 1280], '1:1': [720, 720] } as const;
const SECONDS = 5;
const FRAME_RATE = 24;

interface Probed {
  format: { format_name: string; nb_streams: number };
  streams: Record<string, unknown>[];
}

/** What ffprobe says of a file, every frame counted. */
function probe(path: string): Probed {
  const args = ['-v', 'error', '-count_frames', '-show_format', '-show_streams', '-of', 'json', path];
  return JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' }));
}

describe('a film of every style and shape', () => {
  const suite = serverForSuite();
  const { workspace } = suite;

  it.each(VideoStyleSchema.options)('%s', async (style) => {
    const films = await Promise.all(
      AspectRatioSchema.options.map(async (aspect) => {
        const output = workspace.path(`${style}-${aspect.replace(':', '-')}.mp4`);
        const words = ['make', 'A fox crosses a frozen river', '--style', style, '--aspect', aspect];
        const made = await runP2v(workspace, [
          ...words,
          ...['--duration', String(SECONDS), '--output', output, '--server', suite.url, '--json'],
        ]);
        return { aspect, output, made };
      }),
    );
    for (const { aspect, output, made } of films) {
      expect(made.code, made.stderr).toBe(0);
      const film = probe(output);
      const [width, height] = SIZES[aspect];
      expect(film.format, aspect).toMatchObject({ nb_streams: 2, format_name: expect.stringContaining('mp4') });
      expect(film.streams[0], aspect).toMatchObject({
        codec_name: 'h264',
        pix_fmt: 'yuv420p',
        width,
        height,
        color_space: 'bt709',
        color_range: 'tv',
        r_frame_rate: `${FRAME_RATE}/1`,
        avg_frame_rate: `${FRAME_RATE}/1`,
        nb_read_frames: String(SECONDS * FRAME_RATE),
        start_time: '0.000000',
      });
      expect(film.streams[1], aspect).toMatchObject({ codec_name: 'aac', channels: 2, start_time: '0.000000' });
      const [pictures = 0, sound = 0] = film.streams.map(({ duration }) => Number(duration));
      expect(pictures, aspect).toBeCloseTo(SECONDS, 3);
      // Sound comes in frames of 1,024 samples.
      expect(Math.abs(sound - pictures), aspect).toBeLessThanOrEqual(1024 / 44_100);
    }
  });
});
