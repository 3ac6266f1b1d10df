import { expect, test } from 'vitest';
import {
  fixtureOf,
  fixtureProblems,
  type SourceFixture,
} from '../../../scripts/source-fixtures.ts';
import type { Source } from '../../../src/domain/regulator.ts';
import { CalendarDate, type Instant } from '../../../src/domain/time.ts';
import { watchedSourcesOf } from '../../../src/knowledge/catalog/watched-sources.ts';
import { decode } from '../../../src/pipeline/decode/decode.ts';
import { decodeWithFiles } from '../../../src/pipeline/decode/with-files.ts';
import { publicationOf } from '../../../src/pipeline/read/dates/publication-date.ts';
import { checkSource } from '../../../src/pipeline/watch/check-source.ts';
import type { Fetch, FetchOutcome } from '../../../src/pipeline/watch/http-exchange.ts';
import { fetchContent } from '../../../src/pipeline/watch/page-content.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const { catalog } = repositoryCatalog();
const NOW = Date.parse('2026-03-02T20:00:00Z') as Instant;
const all = watchedSourcesOf(catalog!, { RSSHUB_URL: 'http://rsshub.invalid' });
const enabled = [...all.values()].filter(({ source }) => source.enabled);

type Whole = Exclude<SourceFixture, string>;

/** Answers with the files of a fixture: the list, the call that fills it, the page and its files. */
function served(source: Source, fixture: Whole): Fetch {
  const { file } = fixture;
  const ok = (bytes: Uint8Array, url: string): FetchOutcome => ({
    kind: 'ok',
    url,
    movedTo: null,
    bytes,
    contentType: null,
    etag: null,
    lastModified: null,
    freshForMs: null,
  });
  return async ({ url, linkedFrom }) => {
    if (linkedFrom == null)
      return ok(file(source.fetch === 'browser' ? 'rendered' : 'list') ?? file('list')!, url);
    if (url.includes('/front/page/build/unit?'))
      return ok(
        url.includes(encodeURIComponent('当前位置'))
          ? Buffer.from('{"data":{"html":"<a href=\\"/index.html\\">首页</a>"}}')
          : file('call')!,
        url,
      );
    if (/\.(?:jpe?g|png|pdf)$/.test(url) && linkedFrom !== source.url)
      return ok(Buffer.from('%PDF-1.4 one'), url);
    return ok(file('page')!, url);
  };
}

test('every source that is watched has a fixture in the structure of the real thing', () => {
  const bodies = [...catalog!.regulators.values(), ...catalog!.outlets.values()];
  expect(fixtureProblems(bodies.flatMap((body) => body.sources))).toEqual([]);
  const [source] = bodies.flatMap((body) => body.sources);
  const invented = {
    ...source!,
    id: 'xx-nowhere' as Source['id'],
    layoutSeen: CalendarDate.parse('2026-03-02'),
  };
  expect(fixtureProblems([invented])).toContain(
    'xx-nowhere: test/fixtures/sources/xx-nowhere/origin.yml is missing',
  );
});

test.each(enabled.map((one) => [one.source.id as string, one] as const))(
  '%s lists its rows, and its newest notice can be read',
  async (id, { source, zone }) => {
    const fixture = fixtureOf(id) as Whole;
    const fetch = served(source, fixture);
    const { addresses } = await checkSource(
      { ...source, mirrors: [], rows: null },
      { fetch, proxy: null },
      NOW,
    );
    const [found] = addresses;
    expect(found).toMatchObject({
      answer: 'ok',
      rows: fixture.rows,
    });
    expect(found!.first[0]).toEqual(fixture.newest);
    expect(found!.doubts).toEqual(
      source.undated === true || source.kind === 'series' || fixture.newest.date !== null
        ? []
        : ['no-dates'],
    );
    const { newest, page } = fixture;
    if (page === undefined || !source.fetchPage) return;
    const context = { source, fetch, proxy: null, store: null as never, now: NOW };
    const content = await fetchContent(newest, {
      ...context,
      firstRun: false,
      afterGap: false,
      seenBefore: null,
    });
    if (content.kind !== 'ok') throw new Error(`${id}: ${JSON.stringify(content)}`);
    expect(content.files).toHaveLength(page.files);
    const document = await decodeWithFiles(
      { bytes: content.bytes, contentType: content.contentType, url: newest.url },
      [],
      decode,
    );
    expect(document.text).toContain(page.says);
    const published = publicationOf(
      { texts: [document.statedDate, newest.date], machine: null },
      { zone, fetchedAt: NOW, firstSeenAt: NOW },
    );
    if (page.date !== null) expect(published.day).toBe(page.date);
  },
);
