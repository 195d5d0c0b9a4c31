/**
 * The ratio, written as `16:9`, that is closest to a size; by the logarithm, so that too wide counts as much as too high.
 * @param ratios at least one, as the model names them.
 */
export function nearestRatio(ratios: readonly string[], width: number, height: number): string {
  const distance = (ratio: string) => {
    const [across = 1, down = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log(across / down) - Math.log(width / height));
  };
  return ratios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best));
}
