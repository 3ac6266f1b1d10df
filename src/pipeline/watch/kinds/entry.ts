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

/** An entry of a list of links, without an instant and without a body. */
export const linkEntry = (
  url: string,
  title: string,
  statedDate: string | null,
  key = url,
): Entry => {
  return { key, url, title, statedDate, publishedAt: null, body: null };
};

/** Marks before titles: arrows and bullets. */
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

/** The value at a dotted path; undefined where there is none. */
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

/** A tag of a feed: what it begins or ends. */
interface Tag {
  readonly at: number;
  readonly name: string;
  readonly kind: 'opens' | 'closes' | 'empty';
}

/** Where each `<` stands that begins a tag: not in comments and not in CDATA. */
function* tagStarts(text: string): Generator<number> {
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const section = SECTIONS.find(([start]) => text.startsWith(start, at));
    if (section === undefined) yield at;
    else at = text.indexOf(section[1], at);
    if (at === -1) return;
  }
}

/** The tags of a text in their order, in one pass; null = another tag begins inside a tag. */
function* tagsOf(text: string): Generator<Tag | null> {
  let end = -1;
  for (const at of tagStarts(text)) {
    if (end < at) end = endOfTag(text, at);
    const next = text.indexOf('<', at + 1);
    const tag = next !== -1 && next < end ? null : tagAt(text, at, end);
    if (tag !== undefined) yield tag;
  }
}

/** The tag between two places; undefined = it has no name, as `<1` or `<!doctype`. */
function tagAt(text: string, at: number, end: number): Tag | undefined {
  const [, closes, name] = /^<(\/?)([a-zA-Z][\w:.-]{0,60})/.exec(text.slice(at, at + 64)) ?? [];
  if (name === undefined) return undefined;
  const begins = text[end - 1] === '/' ? 'empty' : 'opens';
  return { at, name, kind: closes === '/' ? 'closes' : begins };
}

function endOfTag(text: string, at: number): number {
  const end = text.indexOf('>', at);
  return end === -1 ? text.length : end;
}

/**
 * A feed within the limits of its readers: without entities of its own, nested no deeper than 256,
 * cut after its newest items. Readers of XML need quadratic time for tags that open inside a tag:
 * those are refused.
 */
export function boundedFeed(text: string, url: string) {
  const refuse = (why: string) => ({ refused: finding('hostile-feed', url, why) });
  if (/<!ENTITY/i.test(text)) return refuse('it defines entities');
  const seen: SeenTags = { open: [], broken: 0, unbegun: 0 };
  let rows = 0;
  for (const tag of tagsOf(text)) {
    if (tag !== null && isRow(tag)) rows += 1;
    if (tag !== null && rows > MOST_ROWS)
      return { text: `${text.slice(0, tag.at)}${closing(seen.open)}`, cut: true };
    count(tag, seen);
    if (seen.broken > DEEPEST) return refuse('tags inside tags');
    if (seen.unbegun > DEEPEST) return refuse('ends of what never began');
    if (seen.open.length > DEEPEST) return refuse(`nested deeper than ${DEEPEST}`);
  }
  return { text, cut: false };
}

/**
 * A feed that breaks off, with what it holds up to its last complete entry; null where it has none.
 */
export function upToLastEntry(text: string): string | null {
  const seen: SeenTags = { open: [], broken: 0, unbegun: 0 };
  let whole: { readonly end: number; readonly open: readonly string[] } | null = null;
  for (const tag of tagsOf(text)) {
    count(tag, seen);
    if (tag?.kind === 'closes' && ROW.test(tag.name))
      whole = { end: endOfTag(text, tag.at) + 1, open: [...seen.open] };
  }
  return whole === null ? null : text.slice(0, whole.end) + closing(whole.open);
}

/** Counts of the tags of a feed. */
interface SeenTags {
  readonly open: string[];
  broken: number;
  /** End tags without a start tag: each is searched for through everything open. */
  unbegun: number;
}

function count(tag: Tag | null, seen: SeenTags): void {
  if (tag === null) seen.broken += 1;
  else if (tag.kind === 'opens') seen.open.push(tag.name);
  else if (tag.kind === 'closes') {
    const from = seen.open.lastIndexOf(tag.name);
    if (from === -1) seen.unbegun += 1;
    else seen.open.length = from;
  }
}

const ROW = /^(?:\w+:)?(?:item|entry)$/i;
const isRow = ({ name, kind }: Tag): boolean => kind !== 'closes' && ROW.test(name);

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
