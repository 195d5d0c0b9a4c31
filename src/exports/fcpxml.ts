import type { TransitionType } from '../types/film.ts';
import type { Edit, EditShot, EditTransition } from './edit.ts';
import { oneLine, sceneLabel, shotDescription, transitionName } from './text.ts';
import { element } from './xml.ts';

/** Final Cut Pro 10.6 and later, and DaVinci Resolve, read it. */
const VERSION = '1.10';
const FORMAT_ID = 'format';
const WHITE_ID = 'white';

/** Final Cut Pro's own effects, by the identifiers its exports carry (seen in published exports, 2026-11-25). */
const EFFECTS: Record<'crossfade' | 'wipe' | 'white', { id: string; name: string; uid: string }> = {
  crossfade: { id: 'dissolve', name: 'Cross Dissolve', uid: 'FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265' },
  wipe: { id: 'wipe', name: 'Wipe', uid: 'FxPlug:857E2FBA-98DB-411B-A88C-CE6ABC1F65D8' },
  white: {
    id: WHITE_ID,
    name: 'Whites',
    uid: '.../Generators.localized/Solids.localized/Whites.localized/Whites.motn',
  },
};

/**
 * A Final Cut Pro XML project, version 1.10: clips by file name beside the document, on one storyline without overlaps.
 * Crossfades and wipes are transitions over both clips' handles. Fades are keyframes on the opacity of the clips
 * themselves, over black or over a white generator below them, because they need no handles and are exact that way.
 * The direction of a wipe is in its name only: no published export shows how Final Cut Pro writes it.
 */
export function fcpxml(edit: Edit): string {
  const project = element('project', { name: oneLine(edit.title) }, [
    element('sequence', { format: FORMAT_ID, duration: time(edit.totalFrames, edit), tcStart: '0s', tcFormat: 'NDF' }, [
      element('spine', {}, storyline(edit)),
    ]),
  ]);
  const root = element('fcpxml', { version: VERSION }, [
    element('resources', {}, resources(edit)),
    element('library', {}, [element('event', { name: oneLine(edit.title) }, [project])]),
  ]);
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<!DOCTYPE fcpxml>', ...root, ''].join('\n');
}

function resources(edit: Edit): string[][] {
  const { width, height, frameRate } = edit.format;
  const used = new Set(edit.transitions.map((transition) => transition?.type));
  const wanted: [keyof typeof EFFECTS, boolean][] = [
    ['crossfade', used.has('crossfade')],
    ['wipe', used.has('wipe_left') || used.has('wipe_right')],
    ['white', used.has('fade_white')],
  ];
  // Final Cut Pro knows the common sizes by name, and takes any other by its numbers.
  const name = width * 9 === height * 16 ? `FFVideoFormat${height}p${frameRate}` : undefined;
  return [
    element('format', {
      id: FORMAT_ID,
      name,
      frameDuration: time(1, edit),
      width,
      height,
      colorSpace: '1-1-1 (Rec. 709)',
    }),
    ...wanted.filter(([, isUsed]) => isUsed).map(([effect]) => element('effect', EFFECTS[effect])),
    ...edit.shots.map((shot) =>
      element(
        'asset',
        {
          id: assetId(shot),
          name: shot.fileName,
          start: '0s',
          duration: time(shot.frameCount, edit),
          hasVideo: 1,
          format: FORMAT_ID,
          videoSources: 1,
        },
        [element('media-rep', { kind: 'original-media', src: `./${shot.fileName}` })],
      ),
    ),
  ];
}

function storyline(edit: Edit): string[][] {
  const items: string[][] = [];
  edit.transitions.forEach((transition, index) => {
    if (transition?.overlaps) items.push(overlap(transition, edit));
    const shot = edit.shots[index];
    if (shot !== undefined) items.push(clip(shot, index, edit));
  });
  return items;
}

function overlap({ type, cutFrame, framesBefore, framesAfter }: EditTransition, edit: Edit): string[] {
  const effect = EFFECTS[type === 'crossfade' ? 'crossfade' : 'wipe'];
  return element(
    'transition',
    {
      name: transitionName(type),
      offset: time(cutFrame - framesBefore, edit),
      duration: time(framesBefore + framesAfter, edit),
    },
    [element('filter-video', { ref: effect.id, name: effect.name })],
  );
}

function clip(shot: EditShot, index: number, edit: Edit): string[] {
  const sourceIn = shot.fromFrame - shot.startFrame;
  const sourceOut = shot.toFrame - shot.startFrame;
  const fadeIn = fade(edit.transitions[index]);
  const fadeOut = fade(edit.transitions[index + 1]);
  const children = [element('note', {}, shotDescription(shot))];
  const keyframes: [frame: number, opacity: number][] = [];
  // The frame next to the boundary is all colour, the first one out of the fade is all picture.
  if (fadeIn) keyframes.push([sourceIn, 0], [sourceIn + fadeIn.framesAfter, 1]);
  if (fadeOut) keyframes.push([sourceOut - 1 - fadeOut.framesBefore, 1], [sourceOut - 1, 0]);
  if (keyframes.length > 0) children.push(opacity(keyframes, edit));
  if (fadeIn && fadeIn.framesBefore === 0) children.push(...white(fadeIn, sourceIn, edit));
  if (fadeOut) children.push(...white(fadeOut, sourceOut - fadeOut.framesBefore, edit));
  if (shot.opensScene) {
    children.push(element('marker', { start: time(sourceIn, edit), duration: time(1, edit), value: sceneLabel(shot) }));
  }
  return element(
    'asset-clip',
    {
      ref: assetId(shot),
      offset: time(shot.fromFrame, edit),
      name: shot.fileName,
      start: time(sourceIn, edit),
      duration: time(sourceOut - sourceIn, edit),
      tcFormat: 'NDF',
    },
    children,
  );
}

function fade(transition: EditTransition | undefined): EditTransition | undefined {
  return transition?.overlaps === false ? transition : undefined;
}

function opacity(keyframes: [frame: number, opacity: number][], edit: Edit): string[] {
  return element('adjust-blend', {}, [
    element('param', { name: 'amount' }, [
      element(
        'keyframeAnimation',
        {},
        keyframes.map(([frame, value]) => element('keyframe', { time: time(frame, edit), value, curve: 'linear' })),
      ),
    ]),
  ]);
}

/** The white that clips fade to, connected below the earlier one and reaching as far under the later one as its fade does. */
function white({ type, framesBefore, framesAfter }: EditTransition, from: number, edit: Edit): string[][] {
  if (type !== ('fade_white' satisfies TransitionType)) return [];
  const attributes = {
    ref: WHITE_ID,
    lane: -1,
    offset: time(from, edit),
    name: 'White',
    start: '0s',
    duration: time(framesBefore + framesAfter, edit),
  };
  return [element('video', attributes)];
}

function assetId(shot: EditShot): string {
  return `clip-${shot.ordinal}`;
}

/** Frames as FCPXML time: a fraction of a second with the frame rate below the line. */
function time(frames: number, { frameRate }: Edit): string {
  return frames === 0 ? '0s' : `${frames}/${frameRate}s`;
}
