import { layOut, type TimelineShot } from '../../src/lib/timeline.ts';
import type { WebhookDelivery } from '../../src/providers/base.ts';
import type { CompileRequest } from '../../src/providers/compile/base.ts';
import type { FilmFormat } from '../../src/types/film.ts';

/** R2 key of a clip that a test speaks of by its number. */
export function clipKey(number: number): string {
  return `p/${String(number).padStart(64, '0')}.mp4`;
}

/** The film of these shots, as the engine asks for it. */
export function filmOf(shots: readonly TimelineShot[], format: FilmFormat): CompileRequest {
  const { shotFrames, transitions } = layOut(shots, format.frameRate);
  return {
    title: 'The Forge',
    format,
    clips: shotFrames.map((frameCount, index) => ({ key: clipKey(index), frameCount })),
    transitions,
  };
}

/** Six shots of a 720p film with every transition between them, fading in from white and out to black. */
export function filmRequest(changes: Partial<CompileRequest> = {}): CompileRequest {
  const shots: TimelineShot[] = [
    { duration: 5, transitionIn: 'fade_white', transitionOut: 'crossfade' },
    { duration: 5, transitionOut: 'wipe_left' },
    { duration: 6, transitionOut: 'fade_black' },
    { duration: 5, transitionOut: 'cut' },
    { duration: 7, transitionOut: 'fade_white' },
    { duration: 5, transitionOut: 'wipe_right' },
    { duration: 5, transitionOut: 'fade_black' },
  ];
  return {
    ...filmOf(shots, { width: 1280, height: 720, frameRate: 24 }),
    submission: { id: 'job-1-film-1', startedAt: Date.UTC(2026, 10, 25) },
    ...changes,
  };
}

/** A film of two seconds, for tests in which it is really made. */
export function shortFilm(): CompileRequest {
  const shots: TimelineShot[] = [{ duration: 1.25, transitionOut: 'crossfade' }, { duration: 1.25 }];
  return filmOf(shots, { width: 1280, height: 720, frameRate: 24 });
}

/** A webhook with this body. */
export function webhookOf(body: string): WebhookDelivery {
  return { headers: new Headers(), body: new Uint8Array(new TextEncoder().encode(body)) };
}
