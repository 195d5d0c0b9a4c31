import { hex } from '../colour.ts';
import { leafTree } from '../paint/nature.ts';
import type { Stage } from '../paint/stage.ts';
import { block } from '../paint/town.ts';
import { type Placement, place } from './figure.ts';
import { LANDMARKS } from './landmarks.ts';
import type { ObjectPainter } from './object.ts';
import { THINGS } from './things.ts';
import { TOOLS } from './tools.ts';

const OBJECTS = { ...TOOLS, ...THINGS, ...LANDMARKS };

/** Names of the objects with a drawing of their own. */
export type ObjectName = keyof typeof OBJECTS | 'tree' | 'building';

/** Draws an object with its foot at the placement. */
export function drawObject(stage: Stage, name: ObjectName, at: Placement): void {
  if (name === 'tree') {
    leafTree(stage, stage.random.fork('subject tree'), at.x, at.y, at.size * 1.15, hex('7a8a44'), at.distance);
    return;
  }
  if (name === 'building') {
    const random = stage.random.fork('subject building');
    block(stage, random, at.x - at.size * 0.17, at.y, at.size * 0.34, at.size * 1.15, hex('7a828e'), at.distance);
    return;
  }
  const painter: ObjectPainter = OBJECTS[name];
  place(stage, at, 0.4, (brush) => painter(brush, stage, stage.grade.accent));
}
