import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const WITHIN_MS = 60_000;

/** The Chromium that prints: `CHROMIUM_PATH`, else one at a usual place; null = none. */
export function chromiumPath(env: Readonly<Record<string, string | undefined>>): string | null {
  const named = env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return USUAL.find((path) => existsSync(path)) ?? null;
}

/** Prints a document as PDF by a browser of this machine, which sees this one file. */
export async function printPdf(html: string, out: string, browser: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-print-'));
  try {
    const page = join(folder, 'note.html');
    writeFileSync(page, html, { mode: 0o600 });
    await promisify(execFile)(
      browser,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        `--user-data-dir=${join(folder, 'profile')}`,
        '--no-pdf-header-footer',
        `--print-to-pdf=${resolve(out)}`,
        `file://${page}`,
      ],
      { timeout: WITHIN_MS },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
