import type { Edit, EditShot, EditTransition } from './edit.ts';
import { asWords, oneLine, sceneLabel, shotDescription, transitionName } from './text.ts';

/** Key under which our own facts stand in OpenTimelineIO metadata, as the format asks of every application. */
const NAMESPACE = 'prompt_to_video';

type OtioObject = Record<string, unknown>;

/**
 * An OpenTimelineIO timeline in its JSON form: one video track, media by file name beside the timeline, scenes as
 * markers. Overlaps are cut in their middle and carry a transition that reaches into both clips' handles; a dip to a
 * colour needs no handles, its offsets say how long each side takes. Schema names and fields as documented at
 * opentimelineio.readthedocs.io (read 2026-11-25). Clips are `Clip.1`, which every release reads; newer ones turn it
 * into `Clip.2` themselves.
 */
export function otio(edit: Edit): string {
  const timeline: OtioObject = {
    OTIO_SCHEMA: 'Timeline.1',
    name: oneLine(edit.title),
    metadata: { [NAMESPACE]: { width: edit.format.width, height: edit.format.height } },
    global_start_time: null,
    tracks: {
      OTIO_SCHEMA: 'Stack.1',
      name: 'tracks',
      metadata: {},
      source_range: null,
      effects: [],
      markers: edit.shots.filter((shot) => shot.opensScene).map((shot) => sceneMarker(shot, edit)),
      children: [
        {
          OTIO_SCHEMA: 'Track.1',
          name: 'Video 1',
          kind: 'Video',
          metadata: {},
          source_range: null,
          effects: [],
          markers: [],
          children: trackItems(edit),
        },
      ],
    },
  };
  return `${JSON.stringify(timeline, null, 2)}\n`;
}

function trackItems(edit: Edit): OtioObject[] {
  const items: OtioObject[] = [];
  edit.transitions.forEach((placed, index) => {
    if (placed !== undefined) items.push(transition(placed, edit));
    const shot = edit.shots[index];
    if (shot !== undefined) items.push(clip(shot, edit));
  });
  return items;
}

function clip(shot: EditShot, edit: Edit): OtioObject {
  return {
    OTIO_SCHEMA: 'Clip.1',
    name: shot.fileName,
    metadata: {
      [NAMESPACE]: {
        shot: shot.shot.id,
        scene: shot.scene.id,
        description: shotDescription(shot),
        camera_move: shot.shot.cameraMove,
        shot_size: shot.shot.shotSize,
      },
    },
    source_range: range(shot.fromFrame - shot.startFrame, shot.toFrame - shot.fromFrame, edit),
    effects: [],
    markers: [],
    media_reference: {
      OTIO_SCHEMA: 'ExternalReference.1',
      name: shot.fileName,
      metadata: {},
      available_range: range(0, shot.frameCount, edit),
      target_url: shot.fileName,
    },
  };
}

function transition({ type, framesBefore, framesAfter }: EditTransition, edit: Edit): OtioObject {
  return {
    OTIO_SCHEMA: 'Transition.1',
    name: transitionName(type),
    metadata: { [NAMESPACE]: { type } },
    transition_type: type === 'crossfade' ? 'SMPTE_Dissolve' : 'Custom_Transition',
    in_offset: time(framesBefore, edit),
    out_offset: time(framesAfter, edit),
  };
}

function sceneMarker(shot: EditShot, edit: Edit): OtioObject {
  return {
    OTIO_SCHEMA: 'Marker.2',
    name: sceneLabel(shot),
    metadata: { [NAMESPACE]: { scene: shot.scene.id, mood: asWords(oneLine(shot.scene.mood)) } },
    color: 'BLUE',
    marked_range: range(shot.fromFrame, 1, edit),
  };
}

function time(value: number, { frameRate: rate }: Edit): OtioObject {
  return { OTIO_SCHEMA: 'RationalTime.1', rate, value };
}

function range(start: number, duration: number, edit: Edit): OtioObject {
  return { OTIO_SCHEMA: 'TimeRange.1', start_time: time(start, edit), duration: time(duration, edit) };
}
