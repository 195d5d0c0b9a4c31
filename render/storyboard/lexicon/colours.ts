import { type Colour, hex } from '../colour.ts';
import { findMeanings, normaliseText, type WordTable } from './match.ts';

// The meaning is the colour itself, so that the table stays one column wide.
const COLOUR_WORDS: WordTable<string> = [
  ['#c8322f', 'red crimson scarlet ruby vermilion rojo rouge rot أحمر 赤 红'],
  ['#7c1f2b', 'burgundy maroon wine oxblood'],
  ['#b4532a', 'rust copper terracotta sienna cobre cuivre kupfer نحاسي 銅 铜'],
  ['#e8822e', 'orange tangerine naranja برتقالي 橙 オレンジ'],
  ['#f0a43a', 'amber honey apricot ambar ambre bernstein 琥珀'],
  ['#e6bd4f', 'gold golden mustard yellow dorado amarillo dore jaune gelb ذهبي أصفر 金 黄'],
  ['#f2dfb8', 'cream beige ivory sand sandy champagne crema creme بيج'],
  ['#86562f', 'brown umber sepia chocolate earth earthy marron brun braun بني 茶 棕'],
  ['#4f8f46', 'green emerald moss mossy forest verde vert grun أخضر 緑 绿'],
  ['#8a8f4a', 'olive sage khaki oliva'],
  ['#8fe3c0', 'mint seafoam pastel_green menta'],
  ['#1f8f92', 'teal turquoise aqua petrol turquesa فيروزي'],
  ['#27c8e6', 'cyan electric_blue cian سماوي'],
  ['#2f6fc4', 'blue azure cobalt sapphire azul bleu blau أزرق 青 蓝'],
  ['#1b2b57', 'navy indigo midnight deep_blue cold_blue marino nachtblau كحلي 紺 藏青'],
  ['#7a4bc0', 'purple violet amethyst morado violeta violett lila بنفسجي 紫'],
  ['#b9a2dc', 'lavender lilac lavanda lavande'],
  ['#e24fa0', 'magenta fuchsia hot_pink'],
  ['#f0a0b4', 'pink rose blush pastel peach coral salmon rosa وردي 桃 粉'],
  ['#f4f4f0', 'white snow pearl blanco blanc weiss أبيض 白'],
  ['#8c939b', 'grey gray silver steel slate concrete gris grau رمادي 灰 銀'],
  ['#16161a', 'black charcoal onyx obsidian negro noir schwarz أسود 黒 黑'],
];

/** Colours named in a text, by word or as `#rgb`/`#rrggbb`, in reading order; at most six. */
export function readColours(text: string): Colour[] {
  const bounded = text.slice(0, 2000);
  const found: { position: number; colour: Colour }[] = [];
  for (const match of bounded.matchAll(/#([0-9a-f]{6}|[0-9a-f]{3})\b/gi)) {
    const digits = match[1] ?? '';
    const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
    found.push({ position: match.index, colour: hex(full) });
  }
  for (const hit of findMeanings(normaliseText(bounded), COLOUR_WORDS)) {
    found.push({ position: hit.position, colour: hex(hit.meaning) });
  }
  return found
    .sort((a, b) => a.position - b.position)
    .slice(0, 6)
    .map((entry) => entry.colour);
}
