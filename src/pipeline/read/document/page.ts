import type { Document, Span } from '../../../domain/document.ts';
import type { ItemId, NoticeId, OutletId, RegulatorId, SourceId } from '../../../domain/ids.ts';
import type { Notice } from '../../../domain/notice.ts';
import type { CalendarDate, Instant } from '../../../domain/time.ts';
import { foldUnits } from './fold-units.ts';
import { splitSentences } from './sentences.ts';

/**
 * A piece of text with its offset. `start` = -1: it stands in the title only, which is not part of
 * the document's text.
 */
export interface Line {
  /** As written. */
  readonly raw: string;
  /** `foldUnits(raw)`, same length. */
  readonly text: string;
  readonly start: number;
}

export interface Sentence extends Line {
  readonly place: 'title' | 'lead' | 'body';
}

/** What is known of a document besides its text. */
export interface ReadContext {
  readonly item: ItemId;
  readonly source: SourceId | null;
  /** Newspaper that carried it; null for an authority's own page or an unknown origin. */
  readonly outlet: OutletId | null;
  /**
   * The authority whose own page it is, where somebody says so; absent = that for which its source
   * speaks.
   */
  readonly authority?: RegulatorId | null;
  readonly url: string;
  /** Title by the list or feed; empty = the document's own. */
  readonly title: string;
  readonly published: CalendarDate | null;
  readonly publishedAt: Instant | null;
}

/** A notice of which nothing is read yet. */
export function blankNotice({ authority: _, ...context }: ReadContext) {
  return {
    ...context,
    id: context.item as string as NoticeId,
    regulator: null,
    jointRegulators: [],
    actions: [],
    mentions: [],
    batch: null,
    deadline: null,
    counts: { apps: null, parts: [], totals: [] },
    rules: [],
    listElsewhere: false,
    doubts: [],
  } satisfies Partial<Notice>;
}

/** A Document laid out for reading: its own article only, without the page around it. */
export interface Page {
  readonly document: Document;
  readonly title: string;
  readonly language: 'zh' | 'en';
  readonly lines: readonly Line[];
  readonly sentences: readonly Sentence[];
}

/**
 * Words of lines that are not the article (`chrome`), and of lines behind its end (`ending`, at the
 * start of a line).
 */
export interface PageWords {
  readonly chrome: readonly string[];
  readonly ending: readonly string[];
}

const LEAD_SENTENCES = 3;
const LONGEST_CHROME = 160;
/** A line that only dates or links. */
const DATE_LINE =
  /^\W{0,8}(?:(?:发布|更新)?(?:时间|日期)|来源|发布于?|更新于?)?\W{0,8}(?:20\d\d[-年./]\d|https?:)/u;

/**
 * Lays a document out: title, paragraphs cut into sentences, tables, and no chrome. `givenTitle` is
 * that of the list or feed.
 */
export function layOutPage(document: Document, givenTitle: string, words: PageWords): Page {
  const title = (givenTitle || document.title || '').trim();
  const lines = articleOf(linesOf(document), words);
  const language = languageOf(`${title}\n${document.text.slice(0, 4000)}`);
  return {
    document,
    title,
    language,
    lines,
    sentences: sentencesOf(lines, title, language),
  };
}

/**
 * Range of a piece of a line in the document's text; empty at 0 for what stands in the title only.
 */
export function spanIn(line: Line, start: number, end: number): Span {
  return line.start < 0
    ? { start: 0, end: 0 }
    : { start: line.start + start, end: line.start + end };
}

/** A piece of a line as a line of its own. */
export function partOf(line: Line, start: number, end: number): Line {
  return {
    raw: line.raw.slice(start, end),
    text: line.text.slice(start, end),
    start: line.start < 0 ? -1 : line.start + start,
  };
}

function languageOf(text: string): 'zh' | 'en' {
  let han = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x4e00 && unit <= 0x9fff) han += 1;
  }
  const words = text.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return han > words ? 'zh' : 'en';
}

/** The lines of prose: what stands in no table. */
function linesOf({ text, tables }: Document): Line[] {
  const lines: Line[] = [];
  let at = 0;
  let next = 0;
  for (const raw of text.split('\n')) {
    while ((tables[next]?.span.end ?? Number.POSITIVE_INFINITY) < at) next += 1;
    const isRow = (tables[next]?.span.start ?? Number.POSITIVE_INFINITY) <= at;
    if (!isRow && raw.trim() !== '') lines.push({ raw, text: foldUnits(raw), start: at });
    at += raw.length + 1;
  }
  return lines;
}

/** Drops the lines of the page around the article, and all that follows its end. */
function articleOf(lines: readonly Line[], words: PageWords): Line[] {
  const content: Line[] = [];
  for (const line of lines) {
    const head = line.text
      .replace(/^[\s*#>•·【[(]+/u, '')
      .slice(0, 40)
      .toLowerCase();
    if (content.length > 1 && words.ending.some((one) => head.startsWith(one))) break;
    const lower = line.text.length < LONGEST_CHROME ? line.text.toLowerCase() : '';
    if (!words.chrome.some((one) => lower.includes(one))) content.push(line);
  }
  return content;
}

const bare = (text: string) =>
  foldUnits(text)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();

function sentencesOf(lines: readonly Line[], title: string, language: 'zh' | 'en'): Sentence[] {
  const key = bare(title);
  const isTitle = lines.map(
    ({ text }, at) =>
      (at === 0 && lines.length > 1 && isHeadline(text)) ||
      (at < 4 && isPartOfTitle(text, bare(text), key)),
  );
  const sentences: Sentence[] = [];
  // A line may hold a part of the title alone: then the title stands beside it.
  const shown = lines.flatMap(({ text }, at) => (isTitle[at] ? bare(text) : [])).join('');
  if (key !== '' && !shown.includes(key))
    sentences.push({ raw: title, text: foldUnits(title), start: -1, place: 'title' });
  let lead = 0;
  const placeOf = (text: string, ofTitle: boolean): Sentence['place'] => {
    if (ofTitle) return 'title';
    if (isDateLine(text) || lead >= LEAD_SENTENCES) return 'body';
    if (isClause(text, language)) lead += 1;
    return 'lead';
  };
  for (const [paragraph, line] of lines.entries())
    for (const [start, end] of splitSentences(line.text)) {
      const part = partOf(line, start, end);
      sentences.push({ ...part, place: placeOf(part.text, isTitle[paragraph]!) });
    }
  return sentences;
}

const isDateLine = (text: string) =>
  text.length <= 60 && !/[。;]|,\D/u.test(text) && DATE_LINE.test(text);

/** A sentence, not a menu, a caption, a byline or a line that a layout broke off. */
function isClause(text: string, language: 'zh' | 'en'): boolean {
  return language === 'zh'
    ? text.length > 40 || (text.length > 12 && /[,。;:!?]/u.test(text))
    : text.length > 80 || (text.length > 12 && /[a-z0-9)%][.!?]["”'’)\]]*$/u.test(text));
}

/**
 * Whether a line is the title or a part of it; one that ends by addressing somebody
 * ("木棉有限公司、张三：") is not.
 */
function isPartOfTitle(text: string, line: string, title: string): boolean {
  if (line === '' || title === '' || /[:：]\s*$/u.test(text)) return false;
  return (
    line === title ||
    (line.length > 4 &&
      (title.includes(line) || (line.includes(title) && line.length < title.length + 30)))
  );
}

/** A short first line without a full stop. */
function isHeadline(text: string): boolean {
  return text.trim().length < LONGEST_CHROME && !/[。.;；]\W{0,4}$/u.test(text.trim());
}
