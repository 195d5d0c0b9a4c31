import { createCanvas } from '@napi-rs/canvas';
import type { SheetJob } from '../../src/types/render.ts';
import { registerFonts } from '../storyboard/fonts.ts';
import { drawEmptyFrame, type ReadPicture, scaledPicture } from './pictures.ts';
import { drawText, setText, type TextStyle } from './text.ts';

const WIDTH = 1920;
const MARGIN = 48;
const GAP = 20;
const CAPTION_GAP = 8;
/** Cells in a row: enough for the pictures to be looked at, more when there are very many. */
const COLUMNS = { wide: 4, square: 5, tall: 6, most: 12 };

const BACKGROUND = '#121417';
const TITLE: TextStyle = { size: 40, colour: '#f4f5f7', lines: 1 };
const FACTS: TextStyle = { size: 20, colour: '#9aa1ac', lines: 1 };

/** A contact sheet: every shot's first frame in film order with its number, time and camera move, as one PNG. */
export async function drawContactSheet(
  job: SheetJob,
  read: ReadPicture,
): Promise<{ png: Uint8Array; width: number; height: number }> {
  registerFonts();
  const shots = job.scenes.flatMap((scene) => scene.shots);
  const columns = columnsFor(shots.length, job);
  const cellWidth = Math.floor((WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns);
  const picture = { width: cellWidth, height: Math.round((cellWidth * job.height) / job.width) };
  // Captions keep the size of their cell, so that they still fit when there are many.
  const heading: TextStyle = { size: Math.max(14, cellWidth * 0.046), colour: '#e6e8ec', lines: 1 };
  const facts: TextStyle = { size: Math.max(11, cellWidth * 0.036), colour: '#9aa1ac', lines: 1 };
  const probe = createCanvas(8, 8).getContext('2d');
  const title = setText(probe, job.title, WIDTH - 2 * MARGIN, TITLE);
  const subtitle = setText(probe, job.facts, WIDTH - 2 * MARGIN, FACTS);
  const captions = shots.map((shot) => ({
    heading: setText(probe, shot.heading, cellWidth, heading),
    facts: setText(probe, shot.facts, cellWidth, facts),
  }));
  const captionHeight = Math.max(...captions.map((caption) => caption.heading.height + caption.facts.height));
  const cellHeight = picture.height + CAPTION_GAP + captionHeight + GAP;
  const headHeight = MARGIN + title.height + subtitle.height + GAP;
  const rows = Math.ceil(shots.length / columns);
  const height = Math.ceil(headHeight + rows * cellHeight - GAP + MARGIN);
  const canvas = createCanvas(WIDTH, height);
  const context = canvas.getContext('2d');
  context.fillStyle = BACKGROUND;
  context.fillRect(0, 0, WIDTH, height);
  drawText(context, title, MARGIN, MARGIN);
  drawText(context, subtitle, MARGIN, MARGIN + title.height);
  for (const [index, shot] of shots.entries()) {
    const left = MARGIN + (index % columns) * (cellWidth + GAP);
    const top = headHeight + Math.floor(index / columns) * cellHeight;
    if (shot.start === undefined) drawEmptyFrame(context, left, top, picture, '#3a3f47');
    else context.drawImage(await scaledPicture(await read(shot.start), picture), left, top);
    const caption = captions[index];
    if (!caption) continue;
    const below = top + picture.height + CAPTION_GAP;
    drawText(context, caption.heading, left, below);
    drawText(context, caption.facts, left, below + caption.heading.height);
  }
  return { png: await canvas.encode('png'), width: WIDTH, height };
}

/** More columns once the sheet would be much taller than wide. */
function columnsFor(count: number, { width, height }: Pick<SheetJob, 'width' | 'height'>): number {
  const usual = width > height ? COLUMNS.wide : width < height ? COLUMNS.tall : COLUMNS.square;
  return Math.min(COLUMNS.most, Math.max(usual, Math.ceil(Math.sqrt(count))));
}
