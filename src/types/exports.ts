import * as z from 'zod';

/** Forms in which `GET /api/projects/:id/exports/:format` gives a project. */
export const ExportFormatSchema = z.enum(['otio', 'fcpxml', 'edl', 'srt', 'vtt', 'json', 'markdown', 'csv', 'zip']);
export type ExportFormat = z.infer<typeof ExportFormatSchema>;
