import type { FilmFormat } from '../types/film.ts';

/** Lines that one `K` of a name such as `2K` stands for at least, whatever the vendor's exact size. */
const LINES_OF_ONE_K = 720;

/** Lines on the short side of a resolution by its name, such as `720p`, `1280x720`, `2K` or `512`; undefined for other words. */
export function linesOfResolution(name: string): number | undefined {
  const size = /^(\d+)[x:](\d+)$/i.exec(name);
  if (size) return Math.min(Number(size[1]), Number(size[2]));
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(k|p)?$/i.exec(name) ?? [];
  if (number === '') return undefined;
  return unit.toLowerCase() === 'k' ? Number(number) * LINES_OF_ONE_K : Number(number);
}

/**
 * The smallest of a model's resolutions that has all lines of the film; else the largest. What is asked for and what it is
 * priced at follow from this one rule.
 * @returns undefined where the names say nothing of a size.
 */
export function resolutionFor(
  names: readonly string[] | undefined,
  { width, height }: Pick<FilmFormat, 'width' | 'height'>,
): string | undefined {
  const lines = Math.min(width, height);
  const sized = (names ?? []).flatMap((name) => {
    const found = linesOfResolution(name);
    return found === undefined ? [] : [{ name, lines: found }];
  });
  const sorted = sized.toSorted((one, other) => one.lines - other.lines);
  return (sorted.find((one) => one.lines >= lines) ?? sorted.at(-1))?.name;
}
