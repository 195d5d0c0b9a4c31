import { type Colour, css, lighten } from '../colour.ts';
import type { outline, Point } from '../paint/shapes.ts';
import type { Stage } from '../paint/stage.ts';
import type { Brush } from './figure.ts';

/** Paints a thing of height 1 with its foot at (0, 0). */
export type ObjectPainter = (brush: Brush, stage: Stage, accent: Colour) => void;

/** An outline of corners only. */
export const corners = (points: readonly (readonly [number, number])[]): Point[] => points.map(([x, y]) => [x, y, 1]);

/** A highlight of the key light. */
export const shine = (stage: Stage, path: ReturnType<typeof outline>, alpha: number): void => {
  stage.context.fillStyle = css(lighten(stage.grade.key, 0.55), alpha);
  stage.context.fill(path);
};
