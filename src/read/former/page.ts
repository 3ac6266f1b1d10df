import type { Document, Span, TableBlock } from '../../domain/document.ts';
import { foldUnits } from '../document/fold-units.ts';
import { splitSentences } from '../document/sentences.ts';
import { headlinesOf } from './links-page.ts';
import type { CompiledPhrase, Vocabulary } from './vocabulary.ts';

/** A piece of text with its place. `start` = -1: it stands in the title only, which is not part of the document's text. */
export interface Line {
  /** As written. */
  readonly raw: string;
  /** `foldUnits(raw)`, same length. */
  readonly text: string;
  readonly start: number;
}

export interface Sentence extends Line {
  readonly place: 'title' | 'lead' | 'body';
  readonly paragraph: number;
}

/** A Document laid out for reading: its own article only, without the page around it. */
export interface Page {
  readonly document: Document;
  readonly title: string;
  readonly language: 'zh' | 'en';
  readonly lines: readonly Line[];
  readonly sentences: readonly Sentence[];
  readonly tables: readonly TableBlock[];
  readonly pictures: number;
  readonly vocabulary: Vocabulary;
}

/** How many sentences after the title tell the news: what comes later adds to it and never makes it. */
const LEAD = { zh: 3, en: 3 } as const;
/** A line that only dates or links; its marks are no letters of any script. */
const DATE_LINE =
  /^(?=.*(?:\d{4}[-年./]\d|, \d{4}|https?:))(?:[^\p{L}\p{N}]|(?:发布|更新)?(?:时间|日期)|来源|发布于?|更新于?|\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?|[A-Z][a-z]+ \d{1,2}, \d{4}|https?:\S+(?!\S)|\d{1,2}:\d{2})+$/u;

/** Lays a document out: title, paragraphs cut into sentences, tables, and no chrome. */
export function layOutPage(document: Document, givenTitle: string, vocabulary: Vocabulary): Page {
  const title = (givenTitle || document.title || '').trim();
  const language = languageOf(`${title}\n${document.text.slice(0, 4000)}`);
  const lines = linesOf(document);
  const kept = articleOf(fromHeadline(lines, title), vocabulary);
  return {
    document,
    title,
    language,
    lines: kept,
    sentences: sentencesOf(kept, title, language),
    tables: document.blocks.filter((block) => block.kind === 'table'),
    pictures: document.blocks.filter((block) => block.kind === 'picture').length,
    vocabulary,
  };
}

/** Range of a piece of a line in the document's text; empty at 0 for what stands in the title only. */
export function spanIn(line: Line, start: number, end: number): Span {
  return line.start < 0 ? { start: 0, end: 0 } : { start: line.start + start, end: line.start + end };
}

function languageOf(text: string): 'zh' | 'en' {
  const han = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  const words = text.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return han > words ? 'zh' : 'en';
}

function linesOf(document: Document): Line[] {
  const lines: Line[] = [];
  for (const block of document.blocks) {
    if (block.kind === 'table' || block.kind === 'picture') continue;
    let at = block.span.start;
    for (const raw of document.text.slice(block.span.start, block.span.end).split('\n')) {
      if (raw.trim() !== '') lines.push({ raw, text: foldUnits(raw), start: at });
      at += raw.length + 1;
    }
  }
  return lines;
}

/** Drops the lines of the page around the article, and all that follows its end. */
function articleOf(lines: readonly Line[], vocabulary: Vocabulary): Line[] {
  const phrases = [...vocabulary.phrases.zh, ...vocabulary.phrases.en];
  const chrome = phrases.filter((one) => one.role === 'chrome');
  const ending = phrases.filter((one) => one.role === 'ending');
  const kept: Line[] = [];
  for (const line of lines) {
    if (kept.length > 1 && ending.some((one) => line.text.search(one.expression) >= 0)) break;
    if (line.text.length < 160 && chrome.some((one) => line.text.search(one.expression) >= 0)) {
      const cut = line.text.search(/[。!?](?=[^。!?]*$)/);
      if (cut < 0 || chrome.some((one) => line.text.slice(0, cut).search(one.expression) >= 0)) {
        kept.push(...newsIn(line, chrome, phrases));
        continue;
      }
    }
    kept.push(line);
  }
  return kept;
}

/** Sentences of such a line that tell a step and are no chrome themselves: "某办约谈某平台。用户可用微信登录。". */
function newsIn(line: Line, chrome: readonly CompiledPhrase[], phrases: readonly CompiledPhrase[]): Line[] {
  const pieces = splitSentences(line.text);
  if (pieces.length < 2) return [];
  const actions = phrases.filter((one) => one.role === 'action');
  return pieces
    .map(([start, end]) => ({
      raw: line.raw.slice(start, end),
      text: line.text.slice(start, end),
      start: line.start + start,
    }))
    .filter(
      ({ text }) =>
        text.endsWith('。') &&
        !chrome.some((one) => text.search(one.expression) >= 0) &&
        actions.some((one) => text.search(one.expression) >= 0),
    );
}

const DEEP = 60;
const NAVIGATION = 60;

/** A copied page puts menus in front of the article: where its headline stands again below lines that tell nothing, the article begins there. */
function fromHeadline(lines: readonly Line[], title: string): readonly Line[] {
  const key = bare(title);
  const at = lines.slice(0, DEEP).findLastIndex((line) => bare(line.text) === key);
  const menus = lines.slice(0, Math.max(0, at));
  const tells = menus.some(({ text }) => text.length > NAVIGATION && /[。;]/u.test(text));
  return key.length < 6 || at < 4 || tells ? lines : lines.slice(at);
}

const bare = (text: string) =>
  foldUnits(text)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();

function sentencesOf(lines: readonly Line[], title: string, language: 'zh' | 'en'): Sentence[] {
  const key = bare(title);
  const sentences: Sentence[] = [];
  const headlines = headlinesOf(title, lines, language);
  const isTitle = lines.map(
    (line, at) =>
      (at < 4 && !ADDRESSES.test(line.text) && isPartOfTitle(bare(line.text), key)) || headlines.has(line),
  );
  if (key !== '' && !isTitle.includes(true)) {
    sentences.push({ raw: title, text: foldUnits(title), start: -1, place: 'title', paragraph: -1 });
  }
  if (lines.length > 1 && isHeadline(lines[0]!)) isTitle[0] = true;
  let lead = 0;
  for (const [paragraph, line] of lines.entries()) {
    for (const [start, end] of splitSentences(line.text)) {
      const text = line.text.slice(start, end);
      const isLead = !isTitle[paragraph] && !DATE_LINE.test(text) && lead < LEAD[language];
      if (isLead && text.length > 12 && (language === 'zh' ? isClause(text) : isProse(text))) lead += 1;
      sentences.push({
        raw: line.raw.slice(start, end),
        text,
        start: line.start + start,
        place: isTitle[paragraph] ? 'title' : isLead ? 'lead' : 'body',
        paragraph,
      });
    }
  }
  return sentences;
}

/** A Chinese sentence, not a menu, a path or a line that a layout broke off. */
function isClause(text: string): boolean {
  return text.length > 40 || /[,。;:!?]/u.test(text);
}

/** An English sentence, not a caption, byline or kicker in front of the article. */
function isProse(text: string): boolean {
  return text.length > 80 || /[a-z0-9)%][.!?]["”'’)\]]*$/u.test(text);
}

/** Whom a letter is addressed to: "木棉有限公司：". */
const ADDRESSES = /(?:公司|银行|单位|集团)[:：]\s*$/u;

function isPartOfTitle(line: string, title: string): boolean {
  if (line === '' || title === '') return false;
  return (
    line === title ||
    (line.length > 4 && (title.includes(line) || (line.includes(title) && line.length < title.length + 30)))
  );
}

/** A short first line without a full stop. */
function isHeadline(line: Line): boolean {
  return line.text.trim().length < 160 && !/[。.;；]\W*$/u.test(line.text.trim());
}
