import { compact } from '../../lib/utils.ts';
import type { VideoFields } from '../../types/providers.ts';

import type { VideoRequest } from './base.ts';

/** What a model of any kind is asked for. */
interface FieldOrder {
  request: VideoRequest;
  /** Address of the first frame. */
  start: string;
  /** Address of the last frame; absent where there is none, or the model takes none. */
  end: string | undefined;
  /** Whether sound was asked for. */
  audio: boolean;
}

/** A model's input under the names a user gave for its fields; what has no name is left out. */
export function inputByFields(
  fields: VideoFields,
  { request, start, end, audio }: FieldOrder,
): Record<string, unknown> {
  return compact({
    [fields.prompt]: request.prompt,
    [fields.startImage]: start,
    ...optional(fields.endImage, end),
    ...optional(fields.duration, written(request.duration, fields.durationFormat)),
    ...optional(fields.aspectRatio, request.aspectRatio),
    ...optional(fields.seed, request.seed),
    ...optional(fields.audio, audio),
  });
}

/** The names of all fields a user gave. */
export function fieldNames({ durationFormat: _, ...names }: VideoFields): string[] {
  return Object.values(names).filter((name) => name !== undefined);
}

function optional(field: string | undefined, value: unknown): Record<string, unknown> {
  return field === undefined ? {} : { [field]: value };
}

/** A length in the model's own type. Which lengths it makes is not known, so whole seconds that hold the shot are asked for. */
function written(durationSeconds: number, format: VideoFields['durationFormat']): number | string {
  const seconds = Math.ceil(durationSeconds);
  switch (format) {
    case 'number':
      return seconds;
    case 'string':
      return String(seconds);
    case 'seconds':
      return `${seconds}s`;
  }
}
