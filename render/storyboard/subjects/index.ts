import type { SubjectName } from '../lexicon/subjects.ts';
import type { Stage } from '../paint/stage.ts';
import { groundShadow } from './figure.ts';
import { lookOf } from './head.ts';
import { drawPerson, poseFor } from './person.ts';

/** Paints every subject of the scene where the shot size puts it. */
export function paintSubjects(stage: Stage): void {
  const [main] = stage.scene.subjects as readonly [SubjectName?];
  if (main === undefined) return;
  const y = stage.height * 0.92;
  groundShadow(stage, stage.focusX, y, 0.2);
  drawPerson(
    stage,
    { x: stage.focusX, y, size: 0.6, facing: stage.lightSide, distance: 0 },
    lookOf(main, stage.grade.accent),
    poseFor(stage.scene.actions[0] ?? 'stand', stage.time),
  );
}
