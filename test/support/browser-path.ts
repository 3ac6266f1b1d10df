import { existsSync } from 'node:fs';

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Said where there is none, at the place and once more at the end of the run. */
export const NOT_RUN =
  'BROWSER TESTS NOT RUN: no Chromium on this machine. Install it, or set CHROMIUM_PATH, to look at the pages as a reader does.';

/** The browser of this machine: `CHROMIUM_PATH`, else one at a usual place; null = none. */
export function browserPath(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return USUAL.find((path) => existsSync(path)) ?? null;
}
