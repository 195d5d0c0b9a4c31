/** Runs inside the page: loads and plays a film, and looks at its frames and at the storyboard's first picture. */
export function playFilm(urls: { film: string; still: string }): Promise<{
  /** Seconds. */
  duration: number;
  size: [width: number, height: number];
  /** RGBA values of 64×36 pixels, at 0, 10, 50 and 90 % of the film. */
  frames: number[][];
  still: number[];
  /** Seconds it went on in half a second of playing. */
  played: number;
}>;
