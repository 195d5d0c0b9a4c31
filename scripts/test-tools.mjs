// Sees to what the tests need beyond npm: a real Chromium, and poppler to read PDFs. Runs before `npm test`; plain JavaScript, so that it works
// under whatever Node the machine has.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The first Chromium found; undefined when there is none. */
export function findChromium() {
  return CANDIDATES.find((path) => path !== undefined && existsSync(path));
}

function run(command, args) {
  const asRoot = process.getuid?.() === 0;
  const [program, rest] = asRoot ? [command, args] : ['sudo', ['-n', command, ...args]];
  const { status } = spawnSync(program, rest, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/** Whether poppler's `pdftotext` and `pdftoppm` can be run. */
export function hasPoppler() {
  return ['pdftotext', 'pdftoppm'].every((program) => spawnSync(program, ['-v'], { stdio: 'ignore' }).status === 0);
}

/** Whether ffprobe can be run. */
export function hasFfprobe() {
  return spawnSync('ffprobe', ['-version'], { stdio: 'ignore' }).status === 0;
}

const TOOLS = [
  {
    aptPackage: 'ffmpeg',
    isThere: hasFfprobe,
    need: 'The tests of the film need ffprobe. Install ffmpeg (brew install ffmpeg, for example).',
  },
  {
    aptPackage: 'chromium',
    isThere: () => findChromium() !== undefined,
    need: 'The browser tests need Chromium or Chrome. Install it, or set CHROMIUM_PATH to its program file.',
  },
  {
    aptPackage: 'poppler-utils',
    isThere: hasPoppler,
    need: 'The tests of the storyboard PDF need pdftotext and pdftoppm. Install poppler (brew install poppler, for example).',
  },
];

function install(packages) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return;
  console.log(`Installing what the tests need (apt-get install ${packages.join(' ')}) …`);
  if (run('apt-get', ['update', '-qq']))
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const absent = () => TOOLS.filter(({ isThere }) => !isThere());
  if (absent().length > 0) install(absent().map(({ aptPackage }) => aptPackage));
  for (const { need } of absent()) console.error(need);
  if (absent().length > 0) process.exit(1);
}
