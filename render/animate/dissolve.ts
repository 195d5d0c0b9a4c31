/** The part of the shot in which the start picture turns into the end picture; outside it one picture is enough. */
const DISSOLVE_FROM = 0.3;
const DISSOLVE_TO = 0.7;
/** Weight of the end picture when nothing is left of the start picture. */
export const FULL_WEIGHT = 256;

/** Weight of the end picture, 0 to {@link FULL_WEIGHT}, at a shot's progress 0 to 1: gentle at both ends. */
export function dissolveWeight(progress: number): number {
  const share = Math.min(1, Math.max(0, (progress - DISSOLVE_FROM) / (DISSOLVE_TO - DISSOLVE_FROM)));
  return Math.round(share * share * (3 - 2 * share) * FULL_WEIGHT);
}
