import { createHash } from 'node:crypto';
import type { Source } from '../../../domain/regulator.ts';
import { type FindingCode, finding } from '../findings.ts';
import { MOST_ROWS } from '../limits.ts';

/** One entry of a feed or list page, before its own page is fetched. */
export interface Entry {
  /** Identity within the source: guid where there is one, else the address. */
  readonly key: string;
  readonly url: string;
  readonly title: string;
  /** As the source states it, verbatim. */
  readonly statedDate: string | null;
  /** Epoch ms, only from a machine-readable date with a zone. */
  readonly publishedAt: number | null;
  /** Body that the feed itself carries (HTML or text), null where the page has to be fetched. */
  readonly body: string | null;
}

/** An entry as a list of links tells it: without an instant and without a body. */
export const linkEntry = (
  url: string,
  title: string,
  statedDate: string | null,
  key = url,
): Entry => {
  return { key, url, title, statedDate, publishedAt: null, body: null };
};

/** Marks that lists put before a title: arrows and bullets. */
const MARKS = /^[\s»›>•·▪■◆●►▶]+/u;

/** A title without the marks before it, on one line. */
export const cleanTitle = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(MARKS, '').trim();

export type Entries =
  | {
      readonly ok: true;
      readonly entries: readonly Entry[];
      readonly ttlMs: number | null;
      /** True where the list holds more rows than were read. */
      readonly cut: boolean;
    }
  | { readonly ok: false; readonly code: FindingCode; readonly message: string };

/**
 * Reads the bytes of a source, already turned into text, into entries, newest first as the source
 * orders them.
 */
export type ListKind = (
  text: string,
  source: Pick<Source, 'select'>,
  url: string,
) => Promise<Entries>;

/** What stands at a dotted path; undefined where nothing does. */
export function at(value: unknown, path: string): unknown {
  const into = (from: unknown, part: string) =>
    (from as Record<string, unknown> | null | undefined)?.[part];
  return path.split('.').reduce(into, value);
}

const DEEPEST = 256;

const SECTIONS: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/**
 * A feed that its readers can bear: without entities of its own, nested no deeper than 256, cut
 * behind its newest items. One pass over the tags; what stands in comments and CDATA is no tag.
 * Readers of XML take the square of tags that open inside a tag: those are refused.
 */
export function boundedFeed(text: string, url: string) {
  const refuse = (why: string) => ({ refused: finding('hostile-feed', url, why) });
  if (/<!ENTITY/i.test(text)) return refuse('it defines entities');
  const open: string[] = [];
  let rows = 0;
  let broken = 0;
  let unbegun = 0;
  let end = -1;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const section = SECTIONS.find(([start]) => text.startsWith(start, at));
    if (section !== undefined) {
      at = text.indexOf(section[1], at);
      if (at === -1) break;
      continue;
    }
    if (end < at) end = text.indexOf('>', at);
    if (end === -1) end = text.length;
    const next = text.indexOf('<', at + 1);
    if (next !== -1 && next < end) {
      broken += 1;
      if (broken > DEEPEST) return refuse('tags inside tags');
      continue;
    }
    const [, closes, name] = /^<(\/?)([a-zA-Z][\w:.-]{0,60})/.exec(text.slice(at, at + 64)) ?? [];
    if (name === undefined) continue;
    if (closes === '/') {
      const from = open.lastIndexOf(name);
      if (from !== -1) open.length = from;
      // Each end of what never began is looked for through all that is open.
      else if (++unbegun > DEEPEST) return refuse('ends of what never began');
      continue;
    }
    if (/^(?:\w+:)?(?:item|entry)$/i.test(name)) {
      rows += 1;
      if (rows > MOST_ROWS) return { text: `${text.slice(0, at)}${closing(open)}`, cut: true };
    }
    if (text[end - 1] !== '/') open.push(name);
    if (open.length > DEEPEST) return refuse(`nested deeper than ${DEEPEST}`);
  }
  return { text, cut: false };
}

const closing = (open: readonly string[]) =>
  open
    .toReversed()
    .map((name) => `</${name}>`)
    .join('');

const LONGEST_TITLE = 500;
const LONGEST_DATE = 100;
const LONGEST_KEY = 600;

/** Entries whose texts are bounded, and without those that say nothing at all. */
export function boundedEntries(read: Entries): Entries {
  if (!read.ok) return read;
  const entries = read.entries.map((entry): Entry => {
    const { key, title, statedDate } = entry;
    const short = title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title;
    return {
      ...entry,
      title: short.replace(/\p{Cc}+/gu, ' '),
      key: key.length > LONGEST_KEY ? createHash('sha256').update(key).digest('hex') : key,
      statedDate: statedDate?.slice(0, LONGEST_DATE) ?? null,
    };
  });
  return {
    ...read,
    entries: entries.filter(({ key, title, url, body }) => key || title || url || body),
  };
}
