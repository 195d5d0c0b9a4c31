import { slug } from '../lib/slug.ts';
import type { ExportFormat } from '../types/exports.ts';

/** How an export is sent. */
interface Delivery {
  mediaType: string;
  /** What the file name ends with, after the film's title. */
  ending: string;
  /** Shown by a browser rather than saved: what players load by themselves. */
  isInline?: true;
}

const DELIVERIES: Record<ExportFormat, Delivery> = {
  // The type that OpenTimelineIO's own documentation gives.
  otio: { mediaType: 'application/vnd.pixar.opentimelineio+json', ending: '.otio' },
  fcpxml: { mediaType: 'application/xml', ending: '.fcpxml' },
  edl: { mediaType: 'text/plain; charset=utf-8', ending: '.edl' },
  srt: { mediaType: 'application/x-subrip; charset=utf-8', ending: '.srt' },
  vtt: { mediaType: 'text/vtt; charset=utf-8', ending: '.vtt', isInline: true },
  pdf: { mediaType: 'application/pdf', ending: '-storyboard.pdf' },
  'contact-sheet': { mediaType: 'image/png', ending: '-contact-sheet.png' },
  json: { mediaType: 'application/json', ending: '.json' },
  markdown: { mediaType: 'text/markdown; charset=utf-8', ending: '-shots.md' },
  csv: { mediaType: 'text/csv; charset=utf-8', ending: '-shots.csv' },
  zip: { mediaType: 'application/zip', ending: '-clips.zip' },
  poster: { mediaType: 'image/jpeg', ending: '-poster.jpg', isInline: true },
  sprite: { mediaType: 'image/jpeg', ending: '-sprite.jpg', isInline: true },
  thumbnails: { mediaType: 'text/vtt; charset=utf-8', ending: '-thumbnails.vtt', isInline: true },
};

/** File name of an export: the film's title in its own language, made safe for every system. */
export function exportFileName(format: ExportFormat, title: string): string {
  return slug(title) + DELIVERIES[format].ending;
}

/**
 * Headers that say what an export is and what to call it: RFC 6266, the name once in ASCII for old clients and once
 * in UTF-8.
 */
export function exportHeaders(format: ExportFormat, title: string): Record<string, string> {
  const { mediaType, ending, isInline } = DELIVERIES[format];
  const name = exportFileName(format, title);
  const ascii = `${
    slug(title)
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/^-+|-+$/g, '') || 'film'
  }${ending}`;
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return {
    'content-type': mediaType,
    'content-disposition': `${isInline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    // What it is made of can change at any time.
    'cache-control': 'private, no-cache',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  };
}
