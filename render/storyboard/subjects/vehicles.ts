import type { Stage } from '../paint/stage.ts';
import { drawBalloon, drawPlane, drawRocket, drawShip } from './craft.ts';
import type { Placement } from './figure.ts';
import { drawBicycle, drawCar, drawTrain } from './land-vehicles.ts';

/** Draws a vehicle standing, sailing or flying at its placement. */
export function drawVehicle(
  stage: Stage,
  name: 'car' | 'ship' | 'rocket' | 'train' | 'bicycle' | 'plane' | 'balloon',
  at: Placement,
): void {
  const accent = stage.grade.accent;
  switch (name) {
    case 'car':
      return drawCar(stage, at, accent);
    case 'ship':
      return drawShip(stage, at, accent);
    case 'rocket':
      return drawRocket(
        stage,
        at,
        accent,
        stage.scene.setting === 'space' || stage.scene.actions.includes('fly') || stage.time === 1,
      );
    case 'train':
      return drawTrain(stage, at, accent);
    case 'bicycle':
      return drawBicycle(stage, at, accent);
    case 'plane':
      return drawPlane(stage, at, accent);
    case 'balloon':
      return drawBalloon(stage, at, accent);
  }
}
