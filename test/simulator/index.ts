import type { AddressInfo } from 'node:net';
import { type Clock, realClock } from './clock.ts';
import { MediaMaker } from './media.ts';
import type { SimulatorReport, TaskKind } from './protocol.ts';
import { type FaultRule, FaultScript } from './script.ts';
import { createSimulatorServer } from './server.ts';
import { vendors } from './vendors/index.ts';
import { SimulatedWorld } from './world.ts';

/** How the simulated vendors behave. */
export interface SimulatorOptions {
  /** Default: a free one. */
  port?: number;
  /** Default 1. Equal seeds and equal requests give equal latencies and ids. */
  seed?: number;
  /** Mean seconds from acceptance to result, each drawn ± 20 %. Default 0 for every kind. */
  latencySeconds?: Partial<Record<TaskKind, number>>;
  /** Seconds between a vendor's taking a request and its answer. Default 0. */
  answerSeconds?: number;
  /** Seconds an address of a result stays good. Default 3600. */
  mediaSeconds?: number;
  /** Default: real time. */
  clock?: Clock;
}

/** A running simulator. */
export interface Simulator {
  /** `http://127.0.0.1:PORT`. */
  origin: string;
  /** Where a vendor answers: what goes into `baseUrl` of a project's configuration. */
  baseUrl(vendor: string): string;
  /** Adds faults to come. */
  script(...rules: FaultRule[]): void;
  /** Forgets faults that have not struck yet. */
  clearScript(): void;
  report(): SimulatorReport;
  close(): Promise<void>;
}

/** Shared by all simulators of a process: drawing and encoding are the slow part. */
const media = new MediaMaker();

/** Starts one server that speaks the wire protocol of every vendor, on the loopback address. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, seed = 1, latencySeconds = {}, answerSeconds = 0, mediaSeconds = 3600 } = options;
  const { clock = realClock() } = options;
  const script = new FaultScript();
  const world = new SimulatedWorld({
    ...{ seed, mediaSeconds, clock, script, vendors, media },
    latencySeconds: { llm: 0, image: 0, video: 0, compile: 0, audio: 0, ...latencySeconds },
  });
  const server = createSimulatorServer(world, script, vendors, answerSeconds);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: world.origin,
    baseUrl: (vendor) => `${world.origin}/${vendor}`,
    script: (...rules) => script.add(rules),
    clearScript: () => script.clear(),
    report: () => world.report(),
    close: async () => {
      clock.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
