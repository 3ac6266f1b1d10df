import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Source } from '../../../src/domain/regulator.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { createBrowser } from '../../../src/pipeline/watch/browser.ts';
import { checkSource } from '../../../src/pipeline/watch/check-source.ts';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import { pollSource } from '../../../src/pipeline/watch/poll.ts';
import { browserPath, NOT_RUN } from '../../support/browser-path.ts';
import { NOON, type Watched, watched } from './watched.ts';

const path = browserPath();
if (path === null) console.warn(NOT_RUN);

let chrome: ChildProcess;
let endpoint = '';
const profile = mkdtempSync(join(tmpdir(), 'chrome-'));

/** A Chromium of its own, as a service would run it: this program only knows its address. */
async function startChrome(): Promise<string> {
  chrome = spawn(path!, [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ]);
  return new Promise((resolve, reject) => {
    let said = '';
    chrome.stderr!.on('data', (chunk) => {
      said += String(chunk);
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    chrome.on('exit', () => reject(new Error(said)));
  });
}

describe.skipIf(path === null)('a page that its script fills', () => {
  let at: Watched;
  const fetch = createFetch({
    userAgent: 'Tocsin test',
    allow: new Set(['127.0.0.1']),
    now: () => NOON,
  });

  beforeAll(async () => {
    endpoint = await startChrome();
  }, 60_000);
  afterAll(async () => {
    await new Promise((resolve) => {
      chrome.once('exit', resolve);
      chrome.kill('SIGKILL');
    });
    await fetch.close();
    rmSync(profile, { recursive: true, force: true });
  });
  beforeEach(async () => {
    at = await watched();
  });
  afterEach(() => at.close());

  const SELECT = {
    item: '#rows tr:has(a)',
    link: 'a',
    title: 'td:nth-child(1)',
    date: 'td:nth-child(2)',
  };
  const shell = (script: string) =>
    `<!DOCTYPE html><html><head><title>Orders</title></head><body><nav><a href="/">Home</a></nav><table id="rows"></table><script>${script}</script></body></html>`;
  const FILL = `fetch('/data').then((got) => got.json()).then((rows) => {
    document.getElementById('rows').innerHTML = rows.map((row) => '<tr><td>' + row + '</td><td>02/03/2026</td><td><a href="/order/' + row.length + '">View</a></td></tr>').join('');
  });`;
  const ROWS = [
    'Order against Example Platforms',
    'Order against Sample Steel Limited',
    'Order against Example Cement Company',
  ];
  const source = (more: Partial<Source> = {}) =>
    at.source({ fetch: 'browser', select: SELECT, ...more });
  const poll = (more: Partial<Source> = {}) =>
    pollSource(
      source(more),
      'Asia/Kolkata',
      { store: at.store, fetch, browser: createBrowser(endpoint, fetch), jitter: () => 0 },
      NOON as Instant,
    );

  test('is read as a browser shows it, and without one it says what is missing', async () => {
    at.pages.set('/list', shell(FILL));
    at.pages.set('/data', (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(ROWS)),
    );
    const plain = await at.poll({ fetch: 'browser', select: SELECT });
    expect(plain.finding?.code).toBe('list-not-found');
    const seen = await poll({ fetchPage: false });
    expect(seen).toMatchObject({ failed: false, saved: 3 });
    const items = await at.items();
    expect(items.map(({ title }) => title).sort()).toEqual([...ROWS].sort());
    const checked = await checkSource(
      source({ address: 'unverified' }),
      { fetch, proxy: null, browser: createBrowser(endpoint, fetch) },
      NOON as Instant,
    );
    expect(checked.addresses.at(-1)).toMatchObject({
      answer: 'ok',
      rows: 3,
      first: [{ date: '2026-03-02' }, {}, {}],
      doubts: [],
    });
  }, 60_000);

  test('a shield that sets a cookie by its script is passed, with the answer of 412', async () => {
    at.pages.set('/list', (request, response) => {
      if (request.headers.cookie?.includes('pass=yes') === true)
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(
            shell(
              `document.getElementById('rows').innerHTML = '${ROWS.map((row, n) => `<tr><td>${row}</td><td>02/03/2026</td><td><a href="/order/${n}">View</a></td></tr>`).join('')}';`,
            ),
          );
      else
        response
          .writeHead(412, { 'content-type': 'text/html' })
          .end(
            '<html><head></head><body><script>document.cookie = "pass=yes"; location.reload();</script></body></html>',
          );
    });
    const seen = await poll({ fetchPage: false });
    expect(seen).toMatchObject({ failed: false, saved: 3 });
  }, 60_000);

  test('reaches nothing that this program does not let through', async () => {
    const inner: string[] = [];
    at.pages.set(
      '/list',
      shell(`fetch('http://10.0.0.1/secret').catch(() => {}); fetch('http://169.254.169.254/latest/meta-data').catch(() => {});
      new Image().src = '/picture.png'; new WebSocket('ws://127.0.0.1:9/'); ${FILL}`),
    );
    at.pages.set('/data', (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(ROWS)),
    );
    at.pages.set('/picture.png', (request, response) => {
      inner.push(request.url!);
      response.end();
    });
    const asked: string[] = [];
    const guarded: typeof fetch = Object.assign(
      async (...[wanted]: Parameters<typeof fetch>) => {
        const got = await fetch(wanted);
        asked.push(`${wanted.url} ${got.kind === 'failed' ? got.code : 'ok'}`);
        return got;
      },
      { close: fetch.close },
    );
    const got = await createBrowser(
      endpoint,
      guarded,
    )({ url: `${at.site.origin}/list`, waitFor: '#rows a' });
    expect(got.kind).toBe('ok');
    expect(asked).toContain('http://10.0.0.1/secret address-blocked');
    expect(asked).toContain('http://169.254.169.254/latest/meta-data address-blocked');
    expect(inner).toEqual([]);
  }, 60_000);

  test('a page that never shows its rows, and a browser that is not there, are findings', async () => {
    at.pages.set('/list', (_, response) => response.writeHead(404).end('gone'));
    const away = createBrowser('ws://127.0.0.1:9/devtools', fetch);
    expect(await away({ url: `${at.site.origin}/list`, waitFor: 'a' })).toMatchObject({
      kind: 'failed',
      code: 'browser-failed',
    });
    const inside = await createBrowser(
      endpoint,
      fetch,
    )({ url: 'http://10.0.0.1/list', linkedFrom: at.site.origin, waitFor: 'a' });
    expect(inside).toMatchObject({ kind: 'failed', code: 'address-blocked' });
  }, 60_000);
});
