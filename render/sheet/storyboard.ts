import { createCanvas, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas';
import type { SheetJob, SheetShot } from '../../src/types/render.ts';
import { registerFonts } from '../storyboard/fonts.ts';
import { drawEmptyFrame, type ReadPicture, type Size, scaledPicture } from './pictures.ts';
import { drawText, lineHeightOf, setText, type TextBlock, type TextStyle } from './text.ts';

/** A4 in points. */
const PAGE = { width: 595, height: 842 };
const MARGIN = 40;
const FOOTER = 24;
const CONTENT_WIDTH = PAGE.width - 2 * MARGIN;
const CONTENT_HEIGHT = PAGE.height - 2 * MARGIN - FOOTER;
const PICTURE_COLUMN = 168;
const PICTURE_GAP = 6;
const COLUMN_GAP = 16;
const LABEL_COLUMN = 62;
const DETAIL_GAP = 5;
const ROW_GAP = 15;
/** Pixels of a picture per point of paper: 300 dots per inch. */
const PIXELS_PER_POINT = 300 / 72;
const JPEG_QUALITY = 88;

const INK = '#15181d';
const GREY = '#6a717c';
const RULE = '#d4d8de';

const TITLE: TextStyle = { size: 22, colour: INK, lines: 3 };
const NARRATIVE: TextStyle = { size: 9.5, colour: INK, lines: 12 };
const FACTS: TextStyle = { size: 8.5, colour: GREY, lines: 2 };
const SCENE: TextStyle = { size: 13, colour: INK, lines: 2 };
const HEADING: TextStyle = { size: 10.5, colour: INK, lines: 1 };
const LABEL: TextStyle = { size: 7, colour: GREY, lines: 1 };
const DETAIL: TextStyle = { size: 8.5, colour: INK, lines: 9 };
const FOOT: TextStyle = { size: 7.5, colour: GREY, lines: 1 };

/** Something that stands on a page in one piece. */
interface Block {
  height: number;
  /** Whether it may not be the last on its page. */
  keepWithNext: boolean;
  draw(context: SKRSContext2D, top: number): Promise<void>;
}

/**
 * A storyboard to print: every shot with its first and last frame and what is to happen, on A4 pages. Text stays text, in
 * any script the storyboard fonts have. A frame that is not drawn yet is an empty one.
 */
export async function drawStoryboard(job: SheetJob, read: ReadPicture): Promise<Uint8Array> {
  registerFonts();
  const probe = createCanvas(8, 8).getContext('2d');
  const blocks = [titleBlock(job, probe)];
  for (const scene of job.scenes) {
    blocks.push(sceneBlock(scene, probe));
    blocks.push(...scene.shots.map((shot) => shotBlock(shot, job, probe, read)));
  }
  const pages = paginate(blocks);
  const document = new PDFDocument({ title: job.title, encodingQuality: JPEG_QUALITY });
  for (const [index, page] of pages.entries()) {
    // The declared type leaves out what the object can do beyond the web's canvas.
    const context = document.beginPage(PAGE.width, PAGE.height) as unknown as SKRSContext2D;
    let top = MARGIN;
    for (const block of page) {
      await block.draw(context, top);
      top += block.height + ROW_GAP;
    }
    drawFooter(context, job.title, `${index + 1} / ${pages.length}`);
    document.endPage();
  }
  return document.close();
}

function paginate(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = [[]];
  let used = 0;
  blocks.forEach((block, index) => {
    const next = block.keepWithNext ? (blocks[index + 1]?.height ?? 0) + ROW_GAP : 0;
    if (used > 0 && used + block.height + next > CONTENT_HEIGHT) {
      pages.push([]);
      used = 0;
    }
    pages.at(-1)?.push(block);
    used += block.height + ROW_GAP;
  });
  return pages;
}

/** Texts one below the other, with a gap before each, some with a label in a column of its own at their left. */
function stack(rows: readonly [gap: number, text: TextBlock, label?: TextBlock][]): {
  height: number;
  draw: DrawStack;
} {
  return {
    height: rows.reduce((sum, [gap, text]) => sum + gap + text.height, 0),
    draw: (context, left, top) => {
      let at = top;
      for (const [gap, text, label] of rows) {
        // On the text's first baseline, although it is smaller.
        if (label) drawText(context, label, left, at + gap + (text.lineHeight - label.lineHeight) * 0.77);
        drawText(context, text, label ? left + LABEL_COLUMN : left, at + gap);
        at += gap + text.height;
      }
    },
  };
}
type DrawStack = (context: SKRSContext2D, left: number, top: number) => void;

function titleBlock(job: SheetJob, probe: SKRSContext2D): Block {
  const texts = stack([
    [0, setText(probe, job.title, CONTENT_WIDTH, TITLE)],
    [6, setText(probe, job.narrative, CONTENT_WIDTH, NARRATIVE)],
    [6, setText(probe, job.facts, CONTENT_WIDTH, FACTS)],
  ]);
  return {
    height: texts.height,
    keepWithNext: true,
    draw: async (context, top) => texts.draw(context, MARGIN, top),
  };
}

function sceneBlock({ name, mood, description }: SheetJob['scenes'][number], probe: SKRSContext2D): Block {
  const texts = stack([
    [8, setText(probe, name, CONTENT_WIDTH, SCENE)],
    [1, setText(probe, description, CONTENT_WIDTH, { ...FACTS, lines: 4 })],
    [1, setText(probe, mood, CONTENT_WIDTH, { ...FACTS, lines: 1 })],
  ]);
  return {
    height: texts.height,
    keepWithNext: true,
    draw: async (context, top) => {
      context.strokeStyle = RULE;
      context.lineWidth = 0.75;
      context.beginPath();
      context.moveTo(MARGIN, top);
      context.lineTo(PAGE.width - MARGIN, top);
      context.stroke();
      texts.draw(context, MARGIN, top);
    },
  };
}

function shotBlock(shot: SheetShot, job: SheetJob, probe: SKRSContext2D, read: ReadPicture): Block {
  const width = CONTENT_WIDTH - PICTURE_COLUMN - COLUMN_GAP;
  const heading = setText(probe, shot.heading, width, HEADING);
  const facts = setText(probe, shot.facts, width, FACTS);
  // However much there is to say, a shot fits on a page.
  const room = (CONTENT_HEIGHT - heading.height - facts.height) / shot.details.length - DETAIL_GAP;
  const detail = { ...DETAIL, lines: Math.min(DETAIL.lines, Math.floor(room / lineHeightOf(DETAIL))) };
  const texts = stack([
    [0, heading],
    [0, facts],
    ...shot.details.map(({ label, text }): [number, TextBlock, TextBlock] => [
      DETAIL_GAP,
      setText(probe, text, width - LABEL_COLUMN, detail),
      setText(probe, label, LABEL_COLUMN, LABEL),
    ]),
  ]);
  const pictures = placePictures(shot, job);
  return {
    height: Math.max(texts.height, pictures.height),
    keepWithNext: false,
    draw: async (context, top) => {
      for (const { sha256, left, below, size } of pictures.places) {
        const [x, y] = [MARGIN + left, top + below];
        if (sha256 === undefined) drawEmptyFrame(context, x, y, size, RULE);
        else {
          const pixels = { width: toPixels(size.width), height: toPixels(size.height) };
          context.drawImage(await scaledPicture(await read(sha256), pixels), x, y, size.width, size.height);
        }
      }
      texts.draw(context, MARGIN + PICTURE_COLUMN + COLUMN_GAP, top);
    },
  };
}

const toPixels = (points: number): number => Math.round(points * PIXELS_PER_POINT);

interface PicturePlace {
  sha256: string | undefined;
  left: number;
  below: number;
  size: Size;
}

/** First and last frame: below each other where they are wide, beside each other where they are not. */
function placePictures({ start, end }: SheetShot, job: SheetJob): { height: number; places: PicturePlace[] } {
  const isWide = job.width > job.height;
  const width = isWide ? PICTURE_COLUMN : (PICTURE_COLUMN - PICTURE_GAP) / 2;
  const size = { width, height: (width * job.height) / job.width };
  // A video model without last frames has none to show; before anything is drawn both are still to come.
  const wanted = start !== undefined && end === undefined ? [start] : [start, end];
  const places = wanted.map((sha256, index) => ({
    sha256,
    left: isWide ? 0 : index * (size.width + PICTURE_GAP),
    below: isWide ? index * (size.height + PICTURE_GAP) : 0,
    size,
  }));
  return { places, height: isWide ? places.length * (size.height + PICTURE_GAP) - PICTURE_GAP : size.height };
}

function drawFooter(context: SKRSContext2D, title: string, pageNumber: string): void {
  const top = PAGE.height - MARGIN - FOOT.size;
  for (const [text, isRight] of [
    [title, false],
    [pageNumber, true],
  ] as const) {
    const block = setText(context, text, CONTENT_WIDTH - 80, FOOT);
    // As wide as it is, so that it stands at its margin whichever way it is written.
    const width = Math.max(...block.lines.map((line) => context.measureText(line).width));
    drawText(context, { ...block, width }, isRight ? PAGE.width - MARGIN - width : MARGIN, top);
  }
}
