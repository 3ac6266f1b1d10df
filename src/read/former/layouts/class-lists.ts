import type { Draft } from '../../document/mention-draft.ts';
import type { Line, Page, Sentence } from '../page.ts';
import type { Layout } from './layout.ts';
import { itemsOf } from './list-items-zh.ts';

const CLASS =
  /^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、]\s*)?[^,。;:、]{2,12}类(?:App|应用|小程序)?(?:\((?:共?(\d+)\s?[款个])\)|(?:共|有)?(\d+)\s?[款个])?:\s*(?=\S)/iu;
const FEWEST = 2;

/** `1.短视频类：A、B、C` and so on, as the internet information offices list apps by their kind. */
export const classLists: Layout = {
  id: 'class-lists',
  about: 'a line for each kind of app, its names between 、 behind a colon',
  read(page) {
    if (page.language !== 'zh') return null;
    const lists = page.lines.flatMap((line, at) => {
      const names = namesIn(line, page) ?? namesBelow(page.lines[at - 1], line, page);
      return names === null ? [] : [names];
    });
    return lists.length >= FEWEST ? { drafts: lists.flat(), nameless: [] } : null;
  },
};

/** The names of a line of one kind; null where a piece is none, or where they are not as many as it says. */
function namesIn(line: Line, page: Page): Draft[] | null {
  const match = CLASS.exec(line.text);
  if (match === null) return null;
  const start = match[0].length;
  const end = line.text.replace(/等?(?:\d+\s?[款个](?:App|应用)?)?[。;,\s]*$/iu, '').length;
  if (end <= start) return null;
  const sentence: Sentence = { ...line, place: 'body', paragraph: page.lines.indexOf(line) };
  const pieces = line.text.slice(start, end).split('、').length;
  const names = itemsOf(sentence, { start, end }, page, false);
  const count = match[1] ?? match[2];
  if (count !== undefined && Number(count) !== pieces) return null;
  return names.length === pieces ? names : null;
}

/** A heading of its own: "一、安全类App情况（36款）". */
const HEADING =
  /^\s*[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、]\s*[^,。;:、]{2,12}(?:类|领域|行业)(?:App|应用|小程序|软件|SDK)(?:情况|名单|问题)?(?:\((?:共)?\d+\s?[款个]\))?:?\s*$/iu;
/** What is told of the names behind them: ",主要问题为…", "等,存在…". */
const TOLD = /等?(?:\d+\s?[款个](?:App|应用)?)?(?:,\s*(?:主要|存在|涉嫌|均|未|违反|超)[^\n]*)?[。;,\s]*$/iu;

/** The names in a line of their own below the heading of their kind. */
function namesBelow(above: Line | undefined, line: Line, page: Page): Draft[] | null {
  if (above === undefined || !HEADING.test(above.text)) return null;
  const clause = /^[^,。;:]*/u.exec(line.text)![0].length;
  const end = line.text.slice(0, clause).replace(TOLD, '').length;
  if (!TOLD.test(line.text.slice(clause)) || end === 0) return null;
  const sentence: Sentence = { ...line, place: 'body', paragraph: page.lines.indexOf(line) };
  const pieces = line.text.slice(0, end).split('、').length;
  const names = itemsOf(sentence, { start: 0, end }, page, false);
  return names.length === pieces && pieces > 1 ? names : null;
}
