import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFfmpeg } from '../render/ffmpeg.ts';
import { type LandedClip, planFilm, seamJobOf } from '../src/lib/film-plan.ts';
import type { TransitionType } from '../src/types/film.ts';
import { CLIP_SECONDS, FORMAT, ffmpegRun, makeClip, normaliseThenGraph, singleGraph } from './compile-clips.ts';
import { MemoryWatch } from './process-tree.ts';
import { processorSeconds, RenderProcess } from './render-process.ts';

const CLIPS = 12;
const FRAMES = CLIP_SECONDS * FORMAT.frameRate;
const CROSSFADES: TransitionType[] = ['cut', ...Array<TransitionType>(CLIPS - 1).fill('crossfade'), 'cut'];
const CUTS: TransitionType[] = Array<TransitionType>(CLIPS + 1).fill('cut');

function round(value: number): number {
  return Number(value.toFixed(2));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times = [await timed(work), await timed(work), await timed(work)];
  return times.toSorted((a, b) => a - b)[1] ?? 0;
}

/** A film in the making: clips are conformed as they land, seams rendered as soon as their clips are there. */
class Film {
  private readonly clips: (LandedClip | undefined)[] = Array<LandedClip | undefined>(CLIPS).fill(undefined);
  private readonly service: RenderProcess;
  private readonly transitions: TransitionType[];

  constructor(service: RenderProcess, transitions: TransitionType[]) {
    this.service = service;
    this.transitions = transitions;
  }

  /** A clip has arrived: all that can be done about it is done. */
  async land(index: number, path: string): Promise<void> {
    const transitionAtStart = index > 0 && this.transitions[index] !== 'cut';
    const transitionAtEnd = index < CLIPS - 1 && this.transitions[index + 1] !== 'cut';
    const source = await this.service.upload(path);
    this.clips[index] = { frameCount: FRAMES, source };
    const ends = { transitionAtStart, transitionAtEnd };
    const conformed = this.service.run({ kind: 'conform', clip: source, frameCount: FRAMES, format: FORMAT, ...ends });
    const beginning = this.renderSeams(index);
    this.clips[index] = { frameCount: FRAMES, source, clip: (await conformed).sha256 };
    await Promise.all([beginning, this.renderSeams(index)]);
  }

  /** Renders the seams of a clip whose clips are there. One that was rendered before is answered from the cache. */
  private async renderSeams(index: number): Promise<void> {
    const { segments } = planFilm(Array<number>(CLIPS).fill(FRAMES), this.transitions, FORMAT.frameRate);
    const jobs = segments
      .filter(({ kind, from, to }) => kind === 'render' && isNear(from, to, index))
      .flatMap((segment) => seamJobOf(segment, this.clips, FORMAT) ?? []);
    await Promise.all(jobs.map((job) => this.service.run(job)));
  }

  /** The film is cut and fetched. */
  async finish(output: string): Promise<void> {
    const clips = this.clips.map((clip) => ({ ...clip, clip: clip?.clip ?? '', frameCount: FRAMES }));
    const { transitions } = this;
    const { sha256 } = await this.service.run({ kind: 'film', format: FORMAT, clips, transitions, title: output });
    await this.service.download(sha256, output);
  }
}

function isNear(from: number, to: number, index: number): boolean {
  const [start, end] = [index * (FRAMES - 12), index * (FRAMES - 12) + FRAMES];
  return from < end && to > start;
}

/**
 * Twelve clips of five seconds, 1920×1080 at 24 fps, joined by crossfades: (a) in one graph and (b) normalised first, both
 * begun when the last clip has landed, and (c) by the render service, which has worked on the others meanwhile. All three
 * use the same encoder settings and run one after the other on the same machine.
 */
export async function benchCompile(report: (line: string) => void): Promise<object> {
  const directory = await mkdtemp(join(tmpdir(), 'p2v-bench-'));
  const { program } = await findFfmpeg();
  const path = (name: string) => join(directory, name);
  let service: RenderProcess | undefined;
  try {
    report(`making ${CLIPS + 1} clips`);
    const made: string[] = [];
    for (let number = 0; number <= CLIPS; number++) made.push(await makeClip(program, directory, number));
    const [changed = '', clips] = [made.at(-1), made.slice(0, CLIPS)];

    report('(a) single graph');
    const beforeGraph = processorSeconds('self');
    const graphSeconds = await timed(() => singleGraph(program, clips, path('a.mp4')));
    const graphProcessor = processorSeconds('self') - beforeGraph;
    report('(b) normalise, then single graph');
    const normaliseSeconds = await timed(() => normaliseThenGraph(program, clips, directory, path('b.mp4')));

    report('(c) render service');
    service = await RenderProcess.start(path('service'));
    const render = service;
    await render.settled();
    const watch = new MemoryWatch(render.pid);
    const film = new Film(render, CROSSFADES);
    const beforeOurs = processorSeconds(render.pid);
    const aheadSeconds = await timed(async () => {
      for (const [index, clip] of clips.slice(0, -1).entries()) await film.land(index, clip);
    });
    const tailSeconds = await timed(async () => {
      await film.land(CLIPS - 1, clips.at(-1) ?? '');
      await film.finish(path('c.mp4'));
    });
    const ourProcessor = processorSeconds(render.pid) - beforeOurs;
    report('one shot changed');
    const changedSeconds = await timed(async () => {
      await film.land(5, changed);
      await film.finish(path('changed.mp4'));
    });

    report('cuts of alike clips');
    const alike = new Film(render, CUTS);
    for (const [index, clip] of clips.entries()) await alike.land(index, clip);
    let copies = 0;
    const ownCopySeconds = await median(() => alike.finish(path(`cuts-${copies++}.mp4`)));
    const peakBytes = watch.stop();
    const list = path('list.txt');
    await writeFile(list, clips.map((clip) => `file '${clip}'\n`).join(''));
    const copy = ['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', '-movflags', '+faststart'];
    const plainCopySeconds = await median(() => ffmpegRun(program, [...copy, path('copy.mp4')]));

    const sizeOf = async (name: string) => (await stat(path(name))).size;
    return {
      tail_s: round(tailSeconds),
      single_graph_s: round(graphSeconds),
      normalise_xfade_s: round(normaliseSeconds),
      vs_single_graph: round(graphSeconds / tailSeconds),
      vs_normalise_xfade: round(normaliseSeconds / tailSeconds),
      vs_stream_copy: round(ownCopySeconds / plainCopySeconds),
      one_shot_changed: round(changedSeconds / (aheadSeconds + tailSeconds)),
      total_cpu_ratio: round(ourProcessor / graphProcessor),
      size_ratio: round((await sizeOf('c.mp4')) / (await sizeOf('a.mp4'))),
      peak_rss_mb: Math.round(peakBytes / 1e6),
    };
  } finally {
    await service?.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
