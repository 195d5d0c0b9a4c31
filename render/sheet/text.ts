import type { SKRSContext2D } from '@napi-rs/canvas';
import { fontFor } from '../storyboard/fonts.ts';
import { isRightToLeft, wrapText } from '../text/wrap.ts';

/** How a text is set. Sizes are units of the canvas: points on paper, pixels on a contact sheet. */
export interface TextStyle {
  size: number;
  colour: string;
  /** Most lines; the rest is cut off with an ellipsis. */
  lines: number;
}

/** A text broken into lines, ready to be drawn. */
export interface TextBlock {
  lines: string[];
  font: string;
  colour: string;
  lineHeight: number;
  isRightToLeft: boolean;
  width: number;
  height: number;
}

const LINE_HEIGHT = 1.36;

/** Characters a line can hold at most, at any width used here. */
const CHARACTERS_PER_LINE = 240;
/** There is no emoji font here, and an empty box says less than nothing. */
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji_Modifier}|\uFE0F/gu;

/** Distance from one line to the next. */
export function lineHeightOf({ size }: TextStyle): number {
  return size * LINE_HEIGHT;
}

/** Breaks a text for a column. */
export function setText(context: SKRSContext2D, text: string, width: number, style: TextStyle): TextBlock {
  const shown = text.replace(EMOJI, '');
  const font = fontFor(shown, style.size);
  context.font = font;
  const limits = { lines: style.lines, characters: style.lines * CHARACTERS_PER_LINE };
  const lines = wrapText(shown, width, (part) => context.measureText(part).width, limits);
  const lineHeight = lineHeightOf(style);
  return {
    lines,
    font,
    colour: style.colour,
    lineHeight,
    isRightToLeft: isRightToLeft(shown),
    width,
    height: lines.length * lineHeight,
  };
}

/** Draws a text with its column's corner at the given point, right-aligned where it is written from right to left. */
export function drawText(context: SKRSContext2D, block: TextBlock, left: number, top: number): void {
  context.font = block.font;
  context.fillStyle = block.colour;
  context.textBaseline = 'alphabetic';
  context.direction = block.isRightToLeft ? 'rtl' : 'ltr';
  context.textAlign = block.isRightToLeft ? 'right' : 'left';
  block.lines.forEach((line, index) => {
    // Ascent and descent of the fonts, centred in the line.
    const baseline = top + index * block.lineHeight + block.lineHeight * 0.77;
    context.fillText(line, block.isRightToLeft ? left + block.width : left, baseline);
  });
  context.direction = 'ltr';
  context.textAlign = 'left';
}
