import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toText } from '../../src/base/charset/to-text.ts';
import type { Instant } from '../../src/domain/time.ts';
import { statedPublication } from '../../src/pipeline/read/dates/publication-date.ts';
import { titleText } from '../../src/pipeline/watch/kinds/entry-title.ts';
import { rss } from '../../src/pipeline/watch/kinds/rss.ts';
import { equalRow, type SuiteResult } from './suite.ts';

/** What a file of feedparser's suite expects of its first entry, and what was found. */
interface FeedCheck {
  readonly file: string;
  readonly what: 'read' | 'title' | 'link' | 'date';
  readonly expected: string;
  readonly found: string;
}

const EXPECTED = {
  title: /entries\[0\](?:\['title'\]|\.title) == u?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/,
  link: /entries\[0\](?:\['link'\]|\.link) == u?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/,
  date: /entries\[0\]\[?'?\.?(?:published|updated|created)_parsed'?\]? == \((\d+), (\d+), (\d+)/,
} as const;

/** Checks every file that expects something of its entries. */
async function feedChecks(folder: string): Promise<FeedCheck[]> {
  const checks: FeedCheck[] = [];
  for (const suite of ['wellformed', 'illformed']) {
    const root = join(folder, 'tests', suite);
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort())
      if (name.endsWith('.xml'))
        checks.push(...(await checksOf(`${suite}/${name}`, readFileSync(join(root, name)))));
  }
  return checks;
}

async function checksOf(file: string, bytes: Buffer): Promise<FeedCheck[]> {
  const { text } = toText(bytes, { declared: null });
  const expect = /^Expect:(.*)$/m.exec(text)?.[1] ?? /Expect:(.*?)-->/s.exec(text)?.[1] ?? '';
  if (!expect.includes('entries[')) return [];
  const base = /Content-Location:\s*(\S+)/i.exec(text)?.[1] ?? 'http://127.0.0.1:8097/feed.xml';
  const read = await rss(text, { select: null } as never, base);
  if (!read.ok) return [{ file, what: 'read', expected: 'entries', found: read.message }];
  const [entry] = read.entries;
  const checks: FeedCheck[] = [{ file, what: 'read', expected: 'entries', found: 'entries' }];
  const [, title1, title2] = EXPECTED.title.exec(expect) ?? [];
  const title = title1 ?? title2;
  if (title !== undefined)
    checks.push({ file, what: 'title', expected: python(title), found: entry?.title ?? '' });
  const [, link1, link2] = EXPECTED.link.exec(expect) ?? [];
  const link = link1 ?? link2;
  if (link !== undefined)
    checks.push({ file, what: 'link', expected: python(link), found: entry?.url ?? '' });
  const [, ...date] = EXPECTED.date.exec(expect) ?? [];
  if (date.length > 0)
    checks.push({
      file,
      what: 'date',
      expected: date.map((part) => part.padStart(2, '0')).join('-'),
      found: entry?.statedDate ?? '',
    });
  return checks;
}

/** A text as Python writes it. */
const python = (text: string) =>
  text.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(.))/gi, (_, u, x, sign) =>
    sign === undefined
      ? String.fromCharCode(Number.parseInt(u ?? x, 16))
      : ({ n: '\n', t: '\t' }[sign as string] ?? sign),
  );

const NOW = Date.parse('2026-12-01T00:00Z') as Instant;

/** Titles are compared as text, dates as days: the suite keeps markup and instants. */
function isEqual({ what, expected, found }: FeedCheck): boolean {
  if (what === 'title') return plain(expected) === plain(found);
  if (what === 'date') return statedPublication([found], NOW)?.day === expected;
  return expected === found;
}
const plain = (text: string) => titleText(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>'));

/** github.com/kurtmckee/feedparser */
export async function feedResult(folder: string): Promise<SuiteResult> {
  const checks = await feedChecks(folder);
  const wrong = checks.filter((check) => !isEqual(check));
  const kinds = ['read', 'title', 'link', 'date'] as const;
  return {
    rows: kinds.map((kind) => {
      const own = checks.filter(({ what }) => what === kind);
      const differing = wrong.filter(({ what }) => what === kind).length;
      return equalRow(`first entry: ${kind}`, own.length, own.length - differing);
    }),
    differences: wrong.map(
      ({ file, what, expected, found }) => `${file}: ${what} “${found}”, expected “${expected}”`,
    ),
  };
}
