import * as z from 'zod';

/** Forms in which `GET /api/projects/:id/exports/:format` gives a project. */
export const ExportFormatSchema = z.enum([
  'otio',
  'fcpxml',
  'edl',
  'srt',
  'vtt',
  'pdf',
  'contact-sheet',
  'json',
  'markdown',
  'csv',
  'zip',
  'poster',
  'sprite',
  'thumbnails',
]);
export type ExportFormat = z.infer<typeof ExportFormatSchema>;
