import { allShots, type VideoDirection } from '../../src/types/project.ts';
import type { Session } from '../session.ts';
import { estimateLines } from './cost-table.ts';
import { clock, count, oneLine, padEnd, padStart, truncate, wrap } from './text.ts';

const MOST_COLUMNS = 110;

/** Prints a plan: its story, its scenes shot by shot, what could not be done as asked, and what it costs. */
export function printPlan(session: Session, projectId: string, direction: VideoDirection): void {
  const { terminal } = session;
  const { colors, glyphs } = terminal;
  const columns = Math.min(terminal.columns, MOST_COLUMNS) - 4;
  const shots = count(allShots(direction).length, 'shot');
  terminal.print();
  terminal.print(`  ${colors.bold(oneLine(direction.title))}`);
  terminal.print(
    `  ${colors.dim([projectId, count(direction.scenes.length, 'scene'), shots, clock(direction.totalDuration)].join(` ${glyphs.dot} `))}`,
  );
  terminal.print();
  for (const line of wrap(oneLine(direction.narrative), columns)) terminal.print(`  ${line}`);
  for (const scene of direction.scenes) {
    terminal.print();
    terminal.print(
      `  ${colors.bold(truncate(oneLine(scene.name), columns))}  ${colors.dim(truncate(oneLine(scene.mood), 40))}`,
    );
    for (const shot of scene.shots) {
      const number = padStart(String(shot.id), 3);
      const facts = padEnd(
        `${shot.duration} s  ${shot.shotSize.replaceAll('_', ' ')}, ${shot.cameraMove.replaceAll('_', ' ')}`,
        32,
      );
      const prompt = truncate(oneLine(shot.startPrompt), Math.max(10, columns - 3 - 2 - 32 - 2));
      terminal.print(`  ${colors.cyan(number)}  ${facts}  ${colors.dim(prompt)}`);
    }
  }
  terminal.print();
  for (const notice of direction.notices) {
    const where = notice.shotId === undefined ? '' : `Shot ${notice.shotId}: `;
    for (const line of wrap(where + oneLine(notice.message), columns)) terminal.print(`  ${colors.yellow(line)}`);
  }
  for (const line of estimateLines(direction.estimatedCost, colors)) terminal.print(`  ${line}`);
}
