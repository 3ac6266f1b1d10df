import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openChrome } from '../pipeline/watch/chrome.ts';

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const START_MS = 30_000;
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--remote-debugging-port=0',
];

/** The Chromium that prints: `CHROMIUM_PATH`, else one at a usual place; null = none. */
export function chromiumPath(env: Readonly<Record<string, string | undefined>>): string | null {
  const named = env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return USUAL.find((path) => existsSync(path)) ?? null;
}

/**
 * Prints a document as PDF by a browser of this machine, which sees this one file. It is asked over
 * the DevTools protocol: `--print-to-pdf` never ends in builds that lack the files for it.
 */
export async function printPdf(html: string, out: string, browser: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-print-'));
  const page = join(folder, 'note.html');
  writeFileSync(page, html, { mode: 0o600 });
  const started = spawn(browser, [...FLAGS, `--user-data-dir=${join(folder, 'profile')}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => started.once('close', () => resolve()));
  try {
    writeFileSync(out, await printed(await endpointOf(started), pathToFileURL(page).href));
  } finally {
    started.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The DevTools address that a browser says as it starts. */
function endpointOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (because: string) => () => {
      clearTimeout(late);
      reject(new Error(`The browser ${because}: ${said.trim().slice(-300)}`));
    };
    const late = setTimeout(fail('does not start'), START_MS);
    browser.once('error', fail('cannot be run'));
    browser.once('exit', fail('ended'));
    browser.stderr?.on('data', (chunk) => {
      said += String(chunk);
      const endpoint = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (endpoint === undefined) return;
      clearTimeout(late);
      resolve(endpoint);
    });
  });
}

async function printed(endpoint: string, url: string): Promise<Buffer> {
  const chrome = await openChrome(endpoint);
  try {
    const page = await chrome.openPage();
    const loaded = new Promise<void>((resolve) => page.on('Page.loadEventFired', () => resolve()));
    await page.send('Page.navigate', { url });
    await loaded;
    const { data } = await page.call('Page.printToPDF', {
      printBackground: true,
      preferCSSPageSize: true,
    });
    return Buffer.from(String(data), 'base64');
  } finally {
    chrome.close();
  }
}
