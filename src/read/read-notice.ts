import type { Document } from '../domain/document.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import { layOutPage, type Page } from './document/page.ts';
import { createProseReader, type ReadContext } from './former/read-notice.ts';
import type { ReadParts } from './former/vocabulary.ts';
import { readContext } from './official/document-context.ts';
import { compileOfficialWords } from './official/official-words.ts';
import { type OfficialReading, readFigures, readOfficial } from './official/read-official.ts';

export type { ReadContext } from './former/read-notice.ts';

/** Version of the rules, so that a replay can name them. */
export const READER = 'read-2';

/**
 * A reader for one catalog: `read(document, context)` is the Notice. A list notice is read by its layout, everything
 * else by its sentences. Every span is a range of `document.text`; what was read from a title that the text does not
 * hold has the empty span `{0, 0}`. Never throws on any document.
 */
export function createReader(parts: ReadParts): (document: Document, context: ReadContext) => Notice {
  const words = compileOfficialWords(parts);
  const readProse = createProseReader(parts);
  return (document, context) => {
    const page = layOutPage(document, context.title, words.page);
    const figures = readContext(page, words, context.published);
    const list = readOfficial(figures);
    if (list?.complete) return noticeOf(list, page, context);
    const prose = readProse(document, context);
    if (list !== null && prose.verdict !== 'action') return noticeOf(list, page, context);
    return { ...prose, counts: { ...prose.counts, totals: readFigures(figures).counts.totals } };
  };
}

function noticeOf({ complete: _, ...list }: OfficialReading, page: Page, context: ReadContext): Notice {
  return { ...baseOf(page, context), verdict: 'action', ...list };
}

type Base = Pick<
  Notice,
  | 'id'
  | 'item'
  | 'source'
  | 'outlet'
  | 'url'
  | 'title'
  | 'language'
  | 'published'
  | 'publishedAt'
  | 'rules'
  | 'reader'
>;

function baseOf({ title, language }: Page, context: ReadContext): Base {
  const { item, source, outlet, url, published, publishedAt } = context;
  return {
    id: item as string as NoticeId,
    item,
    source,
    outlet,
    url,
    title,
    language,
    published,
    publishedAt,
    rules: [],
    reader: READER,
  };
}
