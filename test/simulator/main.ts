import { parseArgs } from 'node:util';
import { startSimulator } from './index.ts';
import { vendors } from './vendors/index.ts';
import { KLING_SECRET } from './vendors/kling-key.ts';

const HELP = `A server that speaks the wire protocols of the vendors and gives back drawn pictures and test clips, at no cost.

npm run simulator -- [options]
  --port N        Port on 127.0.0.1. Default 4100.
  --seed N        Equal seeds give equal latencies and ids. Default 1.
  --latency KIND=SECONDS[,…]  Mean time to a result, ± 20 %, for llm, image, video, compile, audio.
                  Default llm=2,image=3,video=10,compile=5,audio=3.
  --answer S      Seconds between a vendor's taking a request and its answer. Default 0.

A key that holds "invalid" is refused; one that holds "empty" has no credit. Anything else is a good key.
Kling's older pairs are checked for real: the secret of ANY-ACCESS-KEY:${KLING_SECRET} is the only good one.`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4100' },
    seed: { type: 'string', default: '1' },
    latency: { type: 'string', default: '' },
    answer: { type: 'string', default: '0' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help) {
  console.log(HELP);
} else {
  const simulator = await startSimulator({
    port: wholeNumber('port', values.port),
    seed: wholeNumber('seed', values.seed),
    latencySeconds: { llm: 2, image: 3, video: 10, compile: 5, audio: 3, ...latencies(values.latency) },
    answerSeconds: seconds('answer', values.answer),
  });
  console.log('The simulator answers for these vendors; put the address into "baseUrl" of a role\'s configuration:\n');
  for (const { name } of vendors) console.log(`  ${name.padEnd(12)}${simulator.baseUrl(name)}`);
  console.log(`
Any key will do, for example "simulated". What was asked and would have been billed:
  curl ${simulator.origin}/_simulator/report
Make something go wrong at the next request:
  curl -X POST ${simulator.origin}/_simulator/script -d '{"fault": "rate-limit", "times": 3}'`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw fail(`--${name} must be a whole number, not "${text}".`);
}

function seconds(name: string, text: string): number {
  const value = Number(text);
  if (text !== '' && Number.isFinite(value) && value >= 0) return value;
  throw fail(`--${name} must be a number of seconds, not "${text}".`);
}

function latencies(text: string): Record<string, number> {
  const pairs = text.split(',').filter((part) => part !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [kind = '', seconds = ''] = pair.split('=');
      const known = ['llm', 'image', 'video', 'compile', 'audio'].includes(kind);
      if (known && seconds !== '' && Number(seconds) >= 0) return [kind, Number(seconds)];
      throw fail(`--latency is written like "image=3,video=10", not "${pair}".`);
    }),
  );
}

function fail(message: string): never {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}
