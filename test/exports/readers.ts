import { DOMParser, type Element as Node, onErrorStopParsing } from '@xmldom/xmldom';
import * as z from 'zod';

/** What an editor understands of a timeline. Every number is a frame; clips lie with everything of them that is seen. */
export interface ReadTimeline {
  totalFrames: number;
  /** Each clip: the film frame its own frame 0 would stand on, and the first and last-but-one of its frames in use. */
  clips: { name: string; start: number; from: number; to: number }[];
  /** Dissolves and wipes that show two clips at once: the film frames they take. */
  overlaps: { kind: 'dissolve' | 'wipe'; from: number; to: number }[];
  /** Fades from or to a colour: the film frames in which a clip is not seen alone. */
  fades: { colour: 'black' | 'white'; from: number; to: number }[];
  markers: { name: string; frame: number }[];
}

const EVENT =
  /^(\d{3,4}) {2}(\w{2,8}) +V +(C|D|W\d{3})(?: +(\d{3}))? +(\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d) (\d\d:\d\d:\d\d:\d\d)$/;

/** Reads a CMX 3600 list as a strict editor would. @throws Error at anything it cannot make sense of. */
export function readEdl(text: string, frameRate: number): ReadTimeline & { title: string } {
  const frames = (code: string | undefined): number => {
    const [hours = 0, minutes = 0, seconds = 0, frame = 0] = (code ?? '').split(':').map(Number);
    if (minutes > 59 || seconds > 59 || frame >= frameRate) throw new Error(`no timecode: ${code}`);
    return ((hours * 60 + minutes) * 60 + seconds) * frameRate + frame;
  };
  const programme = 3600 * frameRate;
  const lines = text.split('\r\n');
  if (!lines[0]?.startsWith('TITLE: ') || lines[1] !== 'FCM: NON-DROP FRAME') throw new Error('no header');
  const result = {
    title: lines[0].slice(7),
    totalFrames: 0,
    clips: [],
    overlaps: [],
    fades: [],
    markers: [],
  } as ReturnType<typeof readEdl>;
  type Row = { event: number; reel: string; code: string; length: number; source: number[]; record: number[] };
  const rows: (Row & { name?: string })[] = [];
  let names: { from?: string; to?: string } = {};
  const nameRows = () => {
    const [last, before] = [rows.at(-1), rows.at(-2)];
    if (last === undefined) return;
    const pair = last.code !== 'C';
    const own = pair ? names.to : names.from;
    if (own === undefined) throw new Error('an event without a clip name');
    last.name = own;
    if (pair && before) before.name ??= names.from ?? '';
    names = {};
  };
  for (const line of lines.slice(2)) {
    const match = EVENT.exec(line);
    if (match) {
      const [, event, reel = '', code = '', length, ...codes] = match;
      const [sourceIn = 0, sourceOut = 0, recordIn = 0, recordOut = 0] = codes.map(frames);
      rows.push({
        event: Number(event),
        reel,
        code,
        length: Number(length ?? 0),
        source: [sourceIn, sourceOut],
        record: [recordIn - programme, recordOut - programme],
      });
    } else if (line === '') nameRows();
    else if (line.startsWith('* FROM CLIP NAME: ')) names.from = line.slice(18);
    else if (line.startsWith('* TO CLIP NAME: ')) names.to = line.slice(16);
    else if (line.startsWith('* LOC: ')) {
      const [code, , ...name] = line.slice(7).split(/ +/);
      result.markers.push({ name: name.join(' '), frame: frames(code) - programme });
    } else if (!line.startsWith('* EFFECT NAME: ')) throw new Error(`no line of an edit list: ${line}`);
  }
  let end = 0;
  let event = 0;
  const colours: Record<string, 'black' | 'white'> = { BLACK: 'black', WHITE: 'white' };
  let current: { reel: string; sourceOut: number; name: string; clip?: ReadTimeline['clips'][number] } | undefined;
  rows.forEach((row, index) => {
    const [sourceIn = 0, sourceOut = 0] = row.source;
    const [recordIn = 0, recordOut = 0] = row.record;
    if (recordIn !== end) throw new Error(`a hole or an overlap in the programme at ${recordIn}, expected ${end}`);
    if (sourceOut - sourceIn !== recordOut - recordIn) throw new Error('source and record differ in length');
    const isOutgoing = rows[index + 1]?.event === row.event;
    if (isOutgoing) {
      if (recordIn !== recordOut || row.code !== 'C') throw new Error('the first line of a dissolve must take no time');
      if (current && (row.reel !== current.reel || sourceIn !== current.sourceOut)) throw new Error('not what plays');
      current ??= { reel: row.reel, sourceOut: 0, name: row.name ?? '' };
      event = row.event - 1;
      return;
    }
    if (row.event !== event + 1) throw new Error(`events must count up: ${row.event} after ${event}`);
    event = row.event;
    const name = row.name ?? '';
    const clip = name in colours ? undefined : { name, start: recordIn - sourceIn, from: sourceIn, to: sourceOut };
    if (clip) result.clips.push(clip);
    if (row.length > 0) {
      if (row.length > recordOut - recordIn) throw new Error('a dissolve longer than its event');
      const [from, to] = [recordIn, recordIn + row.length];
      const colour = colours[name] ?? colours[current?.name ?? ''];
      if (colour) result.fades.push({ colour, from, to });
      else result.overlaps.push({ kind: row.code === 'D' ? 'dissolve' : 'wipe', from, to });
      // What goes out runs on below what comes in.
      if (current?.clip) current.clip.to += row.length;
    }
    current = { reel: row.reel, sourceOut, name, ...(clip ? { clip } : {}) };
    end = recordOut;
  });
  return { ...result, totalFrames: end };
}

const rationalTime = z.strictObject({
  OTIO_SCHEMA: z.literal('RationalTime.1'),
  rate: z.number(),
  value: z.int().min(0),
});
const timeRange = z.strictObject({
  OTIO_SCHEMA: z.literal('TimeRange.1'),
  start_time: rationalTime,
  duration: rationalTime,
});
const common = { name: z.string(), metadata: z.record(z.string(), z.unknown()) };
const marker = z.strictObject({
  OTIO_SCHEMA: z.literal('Marker.2'),
  ...common,
  color: z.string(),
  marked_range: timeRange,
});
const item = { ...common, source_range: timeRange.nullable(), effects: z.array(z.never()), markers: z.array(marker) };
const clip = z.strictObject({
  OTIO_SCHEMA: z.literal('Clip.1'),
  ...item,
  source_range: timeRange,
  media_reference: z.strictObject({
    OTIO_SCHEMA: z.literal('ExternalReference.1'),
    ...common,
    available_range: timeRange,
    target_url: z.string(),
  }),
});
const transition = z.strictObject({
  OTIO_SCHEMA: z.literal('Transition.1'),
  ...common,
  transition_type: z.enum(['SMPTE_Dissolve', 'Custom_Transition']),
  in_offset: rationalTime,
  out_offset: rationalTime,
});
const track = z.strictObject({
  OTIO_SCHEMA: z.literal('Track.1'),
  ...item,
  kind: z.literal('Video'),
  children: z.array(z.discriminatedUnion('OTIO_SCHEMA', [clip, transition])),
});
const timeline = z.strictObject({
  OTIO_SCHEMA: z.literal('Timeline.1'),
  ...common,
  global_start_time: z.null(),
  tracks: z.strictObject({ OTIO_SCHEMA: z.literal('Stack.1'), ...item, children: z.tuple([track]) }),
});

/** Reads an OpenTimelineIO file by its documented fields. @throws Error at anything unknown. */
export function readOtio(text: string, frameRate: number): ReadTimeline & { title: string } {
  const parsed = timeline.parse(JSON.parse(text));
  const frames = ({ rate, value }: z.infer<typeof rationalTime>): number => {
    if (rate !== frameRate) throw new Error(`a rate of ${rate}`);
    return value;
  };
  const result: ReadTimeline = { totalFrames: 0, clips: [], overlaps: [], fades: [], markers: [] };
  const children = parsed.tracks.children[0].children;
  children.forEach((child, index) => {
    const before = children[index - 1];
    const after = children[index + 1];
    if (child.OTIO_SCHEMA === 'Clip.1') {
      const { source_range: used, media_reference: media } = child;
      const [from, length] = [frames(used.start_time), frames(used.duration)];
      if (from + length > frames(media.available_range.duration)) throw new Error('more is used than there is');
      if (media.target_url !== child.name) throw new Error('another file');
      const shown = { name: child.name, start: result.totalFrames - from, from, to: from + length };
      if (before?.OTIO_SCHEMA === 'Transition.1' && isOverlap(before)) shown.from -= frames(before.in_offset);
      if (after?.OTIO_SCHEMA === 'Transition.1' && isOverlap(after)) shown.to += frames(after.out_offset);
      if (shown.from < 0 || shown.to > frames(media.available_range.duration)) throw new Error('handles are missing');
      result.clips.push(shown);
      result.totalFrames += length;
    } else {
      if (before?.OTIO_SCHEMA === 'Transition.1') throw new Error('two transitions in a row');
      const from = result.totalFrames - frames(child.in_offset);
      const to = result.totalFrames + frames(child.out_offset);
      const type = z.object({ prompt_to_video: z.object({ type: z.string() }) }).parse(child.metadata)
        .prompt_to_video.type;
      if (isOverlap(child)) result.overlaps.push({ kind: type === 'crossfade' ? 'dissolve' : 'wipe', from, to });
      else {
        const colour = type === 'fade_white' ? 'white' : 'black';
        if (to > result.totalFrames && from < result.totalFrames) {
          result.fades.push({ colour, from, to: result.totalFrames }, { colour, from: result.totalFrames, to });
        } else result.fades.push({ colour, from, to });
      }
    }
  });
  result.markers = parsed.tracks.markers.map(({ name, marked_range: { start_time: at } }) => ({
    name,
    frame: frames(at),
  }));
  return { ...result, title: parsed.name };
}

function isOverlap({ name }: z.infer<typeof transition>): boolean {
  return !name.startsWith('Dip to ');
}

/** Which elements an element may hold, in this order; from the published description of FCPXML, as far as we use it. */
const FCPXML_CHILDREN: Record<string, string[]> = {
  fcpxml: ['resources', 'library'],
  resources: ['format', 'effect', 'asset'],
  format: [],
  effect: [],
  asset: ['media-rep'],
  'media-rep': [],
  library: ['event'],
  event: ['project'],
  project: ['sequence'],
  sequence: ['spine'],
  spine: ['*', 'asset-clip', 'transition'],
  'asset-clip': ['note', 'adjust-blend', 'video', 'marker'],
  note: [],
  'adjust-blend': ['param'],
  param: ['keyframeAnimation'],
  keyframeAnimation: ['keyframe'],
  keyframe: [],
  video: [],
  marker: [],
  transition: ['filter-video'],
  'filter-video': [],
};

function childrenOf(node: Node): Node[] {
  return [...node.childNodes].filter((child): child is Node => child.nodeType === 1);
}

function checkStructure(node: Node): void {
  const allowed = FCPXML_CHILDREN[node.tagName];
  if (allowed === undefined) throw new Error(`<${node.tagName}> is not known`);
  let position = 0;
  for (const child of childrenOf(node)) {
    const found = allowed.indexOf(child.tagName);
    if (found < 0) throw new Error(`<${child.tagName}> in <${node.tagName}>`);
    if (allowed[0] !== '*' && found < position)
      throw new Error(`<${child.tagName}> comes too late in <${node.tagName}>`);
    position = found;
    checkStructure(child);
  }
}

/** Reads an FCPXML project. @throws Error when it is not well-formed, not structured as described, or does not add up. */
export function readFcpxml(text: string, frameRate: number): ReadTimeline & { title: string } {
  const document = new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
  const root = document.documentElement;
  if (root?.tagName !== 'fcpxml' || root.getAttribute('version') !== '1.10') throw new Error('no FCPXML 1.10');
  checkStructure(root);
  const all = (name: string): Node[] => [...root.getElementsByTagName(name)];
  const attribute = (node: Node, name: string): string => {
    const value = node.getAttribute(name);
    if (value === null) throw new Error(`<${node.tagName}> has no ${name}`);
    return value;
  };
  const frames = (node: Node, name: string): number => {
    const match = /^(\d+)(?:\/(\d+))?s$/.exec(attribute(node, name));
    if (!match) throw new Error(`no time: ${node.getAttribute(name)}`);
    const frame = (Number(match[1]) * frameRate) / Number(match[2] ?? 1);
    if (!Number.isInteger(frame)) throw new Error('not on the frame grid');
    return frame;
  };
  const resources = new Map(['format', 'effect', 'asset'].flatMap(all).map((node) => [attribute(node, 'id'), node]));
  const resource = (node: Node, name: string, kind: string): Node => {
    const found = resources.get(attribute(node, name));
    if (found?.tagName !== kind) throw new Error(`<${node.tagName}> refers to no ${kind}`);
    return found;
  };
  const [sequence] = all('sequence');
  const [spine] = all('spine');
  const [project] = all('project');
  if (!sequence || !spine || !project) throw new Error('no sequence');
  if (frames(resource(sequence, 'format', 'format'), 'frameDuration') !== 1) throw new Error('another frame rate');
  const result: ReadTimeline = { totalFrames: 0, clips: [], overlaps: [], fades: [], markers: [] };
  const whites: { from: number; to: number }[] = [];
  const items = childrenOf(spine);
  items.forEach((node, index) => {
    const offset = frames(node, 'offset');
    if (node.tagName === 'transition') {
      const [filter] = childrenOf(node);
      if (!filter) throw new Error('a transition without an effect');
      const kind = attribute(resource(filter, 'ref', 'effect'), 'name') === 'Wipe' ? 'wipe' : 'dissolve';
      result.overlaps.push({ kind, from: offset, to: offset + frames(node, 'duration') });
      return;
    }
    if (offset !== result.totalFrames) throw new Error(`a hole or an overlap in the storyline at ${offset}`);
    const asset = resource(node, 'ref', 'asset');
    const file = attribute(childrenOf(asset)[0] as Node, 'src');
    if (file !== `./${attribute(node, 'name')}`) throw new Error('another file');
    const [from, length] = [frames(node, 'start'), frames(node, 'duration')];
    const shown = { name: attribute(node, 'name'), start: offset - from, from, to: from + length };
    const [before, after] = [items[index - 1], items[index + 1]];
    if (before?.tagName === 'transition') shown.from -= offset - frames(before, 'offset');
    if (after?.tagName === 'transition') {
      shown.to += frames(after, 'offset') + frames(after, 'duration') - (offset + length);
    }
    if (shown.from < 0 || shown.to > frames(asset, 'duration')) throw new Error('handles are missing');
    result.clips.push(shown);
    result.totalFrames += length;
    for (const child of childrenOf(node)) {
      if (child.tagName === 'marker') {
        result.markers.push({ name: attribute(child, 'value'), frame: shown.start + frames(child, 'start') });
      }
      if (child.tagName === 'video') {
        if (attribute(child, 'lane') !== '-1') throw new Error('the white must lie below');
        const at = shown.start + frames(child, 'offset');
        whites.push({ from: at, to: at + frames(child, 'duration') });
      }
    }
    for (const keys of [...node.getElementsByTagName('keyframeAnimation')].map(childrenOf)) {
      for (let key = 0; key < keys.length; key += 2) {
        const [first, second] = [keys[key], keys[key + 1]];
        if (!first || !second) throw new Error('half a fade');
        const [a, b] = [shown.start + frames(first, 'time'), shown.start + frames(second, 'time')];
        const rises = attribute(first, 'value') === '0' && attribute(second, 'value') === '1';
        // Opacity is 0 in the frame that touches the boundary; the key of 1 lies just outside the fade.
        const fade = rises ? { from: a, to: b } : { from: a + 1, to: b + 1 };
        const overWhite = whites.some((white) => white.from <= fade.from && white.to >= fade.to);
        result.fades.push({ colour: overWhite ? 'white' : 'black', ...fade });
      }
    }
  });
  if (frames(sequence, 'duration') !== result.totalFrames) throw new Error('the sequence says another length');
  return { ...result, title: attribute(project, 'name') };
}

/** Reads captions. @throws Error when a cue is malformed. */
export function readCaptions(text: string, kind: 'srt' | 'vtt'): { fromMs: number; toMs: number; text: string }[] {
  const [lineEnd, sign] = kind === 'srt' ? ['\r\n', ','] : ['\n', '.'];
  const blocks = text.split(lineEnd + lineEnd);
  if (kind === 'vtt' && blocks.shift() !== 'WEBVTT') throw new Error('no WebVTT header');
  return blocks.map((block, index) => {
    const [id = '', times = '', ...rest] = block.replace(/\r?\n$/, '').split(lineEnd);
    if (kind === 'srt' && id !== String(index + 1)) throw new Error('cues must count up');
    if (rest.length !== 1 || rest[0] === '' || rest[0]?.includes('-->')) throw new Error('a cue is one line of text');
    const [fromMs = Number.NaN, toMs = Number.NaN] = times.split(' --> ').map((time) => {
      const match = /^(\d\d):(\d\d):(\d\d)(.)(\d\d\d)$/.exec(time);
      if (match?.[4] !== sign) throw new Error(`no time: ${time}`);
      return ((Number(match[1]) * 60 + Number(match[2])) * 60 + Number(match[3])) * 1000 + Number(match[5]);
    });
    return { fromMs, toMs, text: rest[0] ?? '' };
  });
}
