/** Marks that a reader does not see: zero width, direction of writing, byte order. */
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
const MARKUP = /<\/?[a-z][^<>]{0,1000}>/giu;
const DOCTYPE = /<!doctype[^<>]{0,300}>/giu;
/** Markup whose words are no text either. */
const SECTIONS: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<script', '</script'],
  ['<style', '</style'],
];

/** A text without markup. A section that is never closed is left as it is. */
function withoutMarkup(text: string): string {
  let left = text;
  for (const [start, end] of SECTIONS) {
    const lower = left.toLowerCase();
    const pieces: string[] = [];
    let from = 0;
    for (let at = lower.indexOf(start); at !== -1; at = lower.indexOf(start, from)) {
      const close = lower.indexOf(end, at);
      if (close === -1) break;
      pieces.push(left.slice(from, at));
      from = close + end.length;
      if (end !== '-->') from = lower.indexOf('>', from) + 1 || lower.length;
    }
    left = pieces.join('') + left.slice(from);
  }
  return left.replace(DOCTYPE, '').replace(MARKUP, '');
}

const oneLine = (text: string) => text.replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim();

/** A title as text: without markup and invisible marks, on one line. */
export const titleText = (title: string | null | undefined): string =>
  oneLine(withoutMarkup(title ?? ''));

/** How an Atom title is written, by its own attributes. */
export interface TitleForm {
  readonly type: string | undefined;
  readonly mode: string | undefined;
}

const ENCODED = /^application\/octet-stream$/i;
/** Brackets are themselves where the feed says that the title is text; XHTML is unwrapped before. */
const LITERAL = /^(?:text|text\/plain|xhtml|application\/xhtml\+xml)$/i;

/** The title of an entry: decoded where it is in base64, its brackets kept where they are text. */
export function entryTitle(title: string | null | undefined, { type = '', mode }: TitleForm) {
  const written = title ?? '';
  if (mode === 'base64' || ENCODED.test(type))
    return titleText(Buffer.from(written, 'base64').toString('utf8'));
  return LITERAL.test(type) && mode !== 'escaped' ? oneLine(written) : titleText(written);
}

const LONGEST_TITLE = 4_000;
const HEAD = 4_000;
const ROOT = /<([\w-]{1,20}):(?:rss|feed)\b/u;
const RSS_1 = /<[\w-]{1,20}:RDF\b/u;
const RSS_1_PREFIX = /xmlns:([\w-]{1,20})\s?=\s?["']http:\/\/purl\.org\/rss\/1\.0\/["']/u;

/**
 * A feed in the form that its readers know: without a prefix on its own elements, with a channel
 * around its items, and with titles whose inner markup is gone.
 */
export function usualForm(text: string): string {
  return withPlainTitles(withChannel(withoutPrefix(text)));
}

/** Feeds whose own elements have a prefix: `<r:rss><r:channel>`, `<rdf:RDF><r:channel>`. */
function withoutPrefix(text: string): string {
  const head = text.slice(0, HEAD);
  const [, prefix] = ROOT.exec(head) ?? (RSS_1.test(head) ? RSS_1_PREFIX.exec(head) : null) ?? [];
  if (prefix === undefined) return text;
  return text.replace(new RegExp(`(</?)${prefix}:(?=[A-Za-z])`, 'gu'), '$1');
}

function withChannel(text: string): string {
  const root = /<rss\b[^<>]{0,2000}>/iu.exec(text);
  if (root === null || /<channel\b/iu.test(text)) return text;
  const from = root.index + root[0].length;
  const end = text.lastIndexOf('</rss');
  if (end < from) return text;
  return `${text.slice(0, from)}<channel>${text.slice(from, end)}</channel>${text.slice(end)}`;
}

/** Elements within a title: the parser gives their words in no order. */
function withPlainTitles(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: tag, index } of text.matchAll(/<title\b[^<>]{0,500}>/giu)) {
    const start = index + tag.length;
    const inside = text.slice(start, start + LONGEST_TITLE);
    const length = inside.search(/<\/title\s{0,5}>/iu);
    if (start < from || length === -1 || inside.slice(0, length).includes('<![CDATA[')) continue;
    pieces.push(text.slice(from, start), withoutMarkup(inside.slice(0, length)));
    from = start + length;
  }
  return pieces.length === 0 ? text : [...pieces, text.slice(from)].join('');
}
