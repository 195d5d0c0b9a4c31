import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Media } from '../types/job.ts';
import { srt, vtt } from './captions.ts';
import type { Edit } from './edit.ts';
import { edl } from './edl.ts';
import { fcpxml } from './fcpxml.ts';
import { exportFileName } from './formats.ts';
import { otio } from './otio.ts';
import { shotListCsv } from './shot-list.ts';

/** One file of the archive: text that is written here, or a stored clip. */
export type ArchiveFile = { name: string; text: string } | { name: string; media: Media };

/**
 * The files of the ZIP: a manifest, checksums in the form `sha256sum --check` reads, timelines and captions that name
 * the clips beside them, and the clips in film order.
 * @param clips the clips there are, by shot id; shots without one are named in the manifest.
 */
export function archiveFiles(
  edit: Edit,
  clips: ReadonlyMap<number, Media>,
  ids: { projectId: string; jobId: string },
): ArchiveFile[] {
  const named = (format: 'otio' | 'fcpxml' | 'edl' | 'srt' | 'vtt' | 'csv', text: string) => ({
    name: exportFileName(format, edit.title),
    text,
  });
  const texts = [
    { name: 'manifest.json', text: manifest(edit, clips, ids) },
    named('otio', otio(edit)),
    named('fcpxml', fcpxml(edit)),
    named('edl', edl(edit)),
    named('srt', srt(edit)),
    named('vtt', vtt(edit)),
    named('csv', shotListCsv(edit)),
  ];
  const media = edit.shots.flatMap(({ shot, fileName }) => {
    const clip = clips.get(shot.id);
    return clip === undefined ? [] : [{ name: fileName, media: clip }];
  });
  const sums = [
    ...texts.map(({ name, text }) => `${bytesToHex(sha256(utf8ToBytes(text)))}  ${name}\n`),
    ...media.map(({ name, media: { sha256: hash } }) => `${hash}  ${name}\n`),
  ];
  return [...texts, { name: 'SHA256SUMS', text: sums.join('') }, ...media];
}

/** What the archive holds, for programs. Frames are film frames unless they say otherwise. */
function manifest(
  edit: Edit,
  clips: ReadonlyMap<number, Media>,
  { projectId, jobId }: { projectId: string; jobId: string },
): string {
  const { width, height, frameRate } = edit.format;
  const value = {
    title: edit.title,
    projectId,
    jobId,
    width,
    height,
    frameRate,
    totalFrames: edit.totalFrames,
    clips: edit.shots.flatMap((shot) => {
      const media = clips.get(shot.shot.id);
      if (media === undefined) return [];
      return {
        file: shot.fileName,
        shotId: shot.shot.id,
        sceneId: shot.scene.id,
        sha256: media.sha256,
        sizeBytes: media.sizeBytes,
        mediaType: media.mediaType,
        /** Frames of the clip that the film uses, from its first. A clip as its vendor made it may be longer. */
        frameCount: shot.frameCount,
        startFrame: shot.startFrame,
        transitionToNext: edit.transitions[shot.ordinal]?.type ?? 'cut',
      };
    }),
    missingShotIds: edit.shots.map(({ shot }) => shot.id).filter((id) => !clips.has(id)),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
