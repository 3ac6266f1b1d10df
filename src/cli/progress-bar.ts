import type { Io } from '../app/io.ts';

const EVERY_MS = 2_000;
const WIDTH = 24;

/** A bar on stderr, at most every two seconds: `relations [######------------------]  25 %  120,000 rows, 31 proposals`. */
export function progressBar(io: Io): (what: string, share: number, rows: number, found?: number) => void {
  let saidAt = io.now();
  return (what, share, rows, found) => {
    if (io.now() - saidAt < EVERY_MS) return;
    saidAt = io.now();
    const done = Math.min(1, Number.isFinite(share) ? share : 1);
    const full = Math.round(done * WIDTH);
    io.err(
      `${what} [${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${String(Math.floor(100 * done)).padStart(3)} %  ${rows.toLocaleString('en')} rows${found === undefined ? '' : `, ${found} proposals`}`,
    );
  };
}
