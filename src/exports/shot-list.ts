import type { Edit, EditShot } from './edit.ts';
import { asWords, oneLine, transitionName } from './text.ts';
import { secondsText, timecode } from './timecode.ts';

type Column = [heading: string, value: (shot: EditShot, edit: Edit) => string];

const COLUMNS: Column[] = [
  ['No.', ({ ordinal }) => String(ordinal)],
  ['Shot', ({ shot }) => String(shot.id)],
  ['Scene', ({ scene }) => oneLine(scene.name)],
  ['Starts at', ({ startFrame }, { frameRate }) => timecode(startFrame, frameRate)],
  ['Seconds', ({ frameCount }, { frameRate }) => String(Number((frameCount / frameRate).toFixed(3)))],
  ['Frames', ({ frameCount }) => String(frameCount)],
  ['Shot size', ({ shot }) => asWords(shot.shotSize)],
  ['Camera move', ({ shot }) => asWords(shot.cameraMove)],
  ['First frame', ({ shot }) => oneLine(shot.startPrompt)],
  ['Last frame', ({ shot }) => oneLine(shot.endPrompt)],
  ['Motion', ({ shot }) => oneLine(shot.motionPrompt)],
  ['Lighting', ({ shot }) => oneLine(shot.lighting)],
  ['Colours', ({ shot }) => oneLine(shot.colorPalette ?? '')],
  ['Continues the shot before', ({ shot }) => (shot.continuesPrevious ? 'yes' : 'no')],
  ['To the next', ({ ordinal }, edit) => transitionName(edit.transitions[ordinal]?.type ?? 'cut')],
  ['File', ({ fileName }) => fileName],
];

/** Excel reads a CSV as UTF-8 only when it starts with this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The shot list as CSV (RFC 4180), one line a shot. */
export function shotListCsv(edit: Edit): string {
  const rows = [
    COLUMNS.map(([heading]) => heading),
    ...edit.shots.map((shot) => COLUMNS.map(([, value]) => value(shot, edit))),
  ];
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** Spreadsheets run cells that begin with these as formulas; an apostrophe before them makes them text. */
const FORMULA = /^[=+\-@]/;

function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The shot list to read and print, as Markdown: the film's facts, then every scene with its shots. */
export function shotListMarkdown(edit: Edit, narrative: string): string {
  const { width, height, frameRate } = edit.format;
  const lines = [
    `# ${markdown(edit.title)}`,
    '',
    markdown(narrative),
    '',
    `${edit.shots.length} shots, ${secondsText(edit.totalFrames, frameRate)}, ${width}×${height} at ${frameRate} fps`,
  ];
  for (const shot of edit.shots) {
    if (shot.opensScene) lines.push('', ...sceneLines(shot));
    lines.push('', ...shotLines(shot, edit));
  }
  return `${lines.join('\n')}\n`;
}

function sceneLines({ scene }: EditShot): string[] {
  return [`## ${markdown(scene.name)}`, '', `${markdown(scene.description)} _${markdown(scene.mood)}_`];
}

function shotLines(shot: EditShot, edit: Edit): string[] {
  const { shot: plan, startFrame, frameCount, ordinal } = shot;
  const facts = [
    timecode(startFrame, edit.frameRate),
    secondsText(frameCount, edit.frameRate),
    asWords(plan.shotSize),
    asWords(plan.cameraMove),
    ...(plan.continuesPrevious ? ['continues the shot before'] : []),
  ];
  const details: [string, string | undefined][] = [
    ['First frame', plan.startPrompt],
    ['Last frame', plan.endPrompt],
    ['Motion', plan.motionPrompt],
    ['Lighting', plan.lighting],
    ['Colours', plan.colorPalette],
  ];
  const next = edit.transitions[ordinal];
  return [
    `### ${ordinal}. Shot ${plan.id}`,
    '',
    facts.join(' · '),
    '',
    ...details.flatMap(([name, text]) => (text === undefined ? [] : [`- **${name}:** ${markdown(text)}`])),
    ...(next === undefined ? [] : [`- **To the next:** ${transitionName(next.type)}`]),
  ];
}

/** A text that Markdown shows as it is. */
function markdown(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&');
}
