import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closesOf, pricePlace, readPrices } from '../../../../src/answers/study/prices.ts';
import { fetchPrices } from '../../../../src/answers/study/send-aftermath.ts';
import type { Instant } from '../../../../src/domain/time.ts';
import { createFetch } from '../../../../src/pipeline/watch/fetch.ts';

describe('the address of closes', () => {
  test.each([
    ['https://p.test/{ticker}.csv', '0700.HK', 'https://p.test/0700.HK.csv'],
    ['https://p.test/{code}.{exchange}?fmt=csv', '0700.HK', 'https://p.test/0700.HK?fmt=csv'],
    ['https://p.test/{code}.{exchange}?fmt=csv', 'TCOM', 'https://p.test/TCOM.US?fmt=csv'],
    ['https://p.test/?s={ticker}', 'HSI', 'https://p.test/?s=%5EHSI'],
  ])('%s for %s is %s', (template, ticker, address) => {
    const place = pricePlace(template, ['HSI=^HSI']);
    expect(place.kind === 'http' && place.addressOf(ticker)).toBe(address);
  });

  test('a folder stays a folder; an address without a place for the ticker is refused', () => {
    expect(pricePlace('closes/daily', [])).toEqual({ kind: 'folder', folder: 'closes/daily' });
    expect(() => pricePlace('https://p.test/all.csv', [])).toThrow(
      'say where in it the ticker stands',
    );
    expect(() => pricePlace('https://p.test/{ticker}', ['HSI'])).toThrow('not OURS=THEIRS');
  });
});

describe('an answer of a price source', () => {
  const days = ['2021-08-17', '2021-08-18'];
  test.each([
    ['CSV', `Date,Open,Close\n${days[0]},1,2\n${days[1]},2,3\n`, [2, 3]],
    ['JSON rows', JSON.stringify(days.map((date, n) => ({ date, close: n + 2 }))), [2, 3]],
    [
      'JSON rows, adjusted',
      JSON.stringify({
        data: days.map((date) => ({ date: `${date}T00:00Z`, close: 9, adjusted_close: 4 })),
      }),
      [4, 4],
    ],
  ])('%s is read', (_, text, closes) => {
    const read = closesOf(text, 'X.csv');
    expect(
      'csv' in read &&
        read.csv
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => Number(line.split(',').at(-1))),
    ).toEqual(closes);
  });

  test.each([
    ['<html>Too many requests</html>', /no columns Date and Close/],
    ['{"error":"no such symbol"}', /no list of rows/],
    ['[{"date":"2021-08-18","close":1}]', /fewer than two closes/],
  ])('%s is refused with the reason', (text, because) => {
    expect(closesOf(text, 'X.csv')).toMatchObject({ because: expect.stringMatching(because) });
  });
});

describe('fetching closes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prices-'));
  const asked: string[] = [];
  let server: Server;
  let addressOf: (ticker: string) => string;
  const now = Date.now() as Instant;
  let fetch: ReturnType<typeof createFetch>;
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url?.includes('GONG')) response.writeHead(404).end();
      else if (request.url?.includes('HORN')) response.end('<html>blocked</html>');
      else response.end('Date,Close\n2021-08-17,2\n2021-08-18,3\n');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    addressOf = (ticker) => `http://127.0.0.1:${port}/${ticker}?api_token=s3cr3t`;
    fetch = createFetch({
      userAgent: 'test',
      allow: new Set([`127.0.0.1:${port}`]),
      now: () => now,
    });
  });
  afterAll(async () => {
    await fetch.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const want = (...tickers: string[]) =>
    tickers.map((ticker) => ({ ticker, isIndex: ticker === 'KWEB', freshMs: 1_000 }));

  test('each series becomes a file that the study reads, and is not asked for again while it is fresh', async () => {
    const first = await fetchPrices(addressOf, want('KWEB', 'LUTE'), folder, { fetch, now });
    expect(first).toEqual({ fetched: 2, fresh: 0, problems: [] });
    const book = readPrices(folder);
    expect(book.of('LUTE')[0]?.closes).toEqual([2, 3]);
    expect(book.index('KWEB')?.dates).toEqual(['2021-08-17', '2021-08-18']);
    expect(
      await fetchPrices(addressOf, want('KWEB', 'LUTE'), folder, { fetch, now }),
    ).toMatchObject({
      fetched: 0,
      fresh: 2,
    });
  });

  test('what is no closes is said, and what was there stays', async () => {
    await fetchPrices(addressOf, want('LUTE'), folder, { fetch, now });
    const before = readFileSync(join(folder, 'LUTE.csv'), 'utf8');
    const said = await fetchPrices(addressOf, want('GONG', 'HORN'), folder, {
      fetch,
      now: (now + 5_000) as Instant,
    });
    expect(said.problems.map((one) => one.ticker)).toEqual(['GONG', 'HORN']);
    expect(said.problems[0]!.because).toContain('404');
    // The address of a source of prices holds its key, and what is said stands in the log.
    expect(JSON.stringify(said)).not.toContain('s3cr3t');
    expect(existsSync(join(folder, 'HORN.csv'))).toBe(false);
    expect(readFileSync(join(folder, 'LUTE.csv'), 'utf8')).toBe(before);
  });

  test('a source that refuses one after the other is left alone', async () => {
    asked.length = 0;
    const many = want(...Array.from({ length: 12 }, (_, n) => `GONG${n}`));
    const said = await fetchPrices(addressOf, many, folder, { fetch, now });
    expect(asked.length).toBe(5);
    expect(said.problems.at(-1)?.because).toContain('not asked');
  });
});
