// Sees to what the tests need beyond npm: a real Chromium. Runs before `npm test`; plain JavaScript, so that it works
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

function install() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return false;
  console.log('Installing Chromium for the browser tests (apt-get install chromium) …');
  return (
    run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
  );
}

if (process.argv[1] === new URL(import.meta.url).pathname && !findChromium() && !(install() && findChromium())) {
  console.error('The browser tests need Chromium or Chrome. Install it, or set CHROMIUM_PATH to its program file.');
  process.exit(1);
}
