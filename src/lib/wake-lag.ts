/** Wake-ups that are told of in one line of the log, or fewer where that much time has passed. */
const LINE_WAKE_UPS = 500;
const LINE_MS = 5_000;

let lags: number[] = [];
let since = 0;

/**
 * Notes how late a wake-up came, for whoever runs the server: the first figure to grow when there is too much to do. A log
 * line holds many of them, as milliseconds.
 */
export function noteWakeLag(lagMs: number, now: number): void {
  if (lags.length === 0) since = now;
  lags.push(lagMs);
  if (lags.length < LINE_WAKE_UPS && now - since < LINE_MS) return;
  console.log(JSON.stringify({ event: 'wake-lag', lagsMs: lags }));
  lags = [];
}
