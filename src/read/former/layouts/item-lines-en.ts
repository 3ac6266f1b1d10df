import { type Draft, draft } from '../../document/mention-draft.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import { isTitled } from './english-items.ts';
import { isName, type NamePhrase, namesInPhrase } from './english-names.ts';
import { isAboutFirms } from './hit-kinds-en.ts';
import type { Layout } from './layout.ts';

/** One app a line under a line that announces a list, with or without bullets, numbers and emphasis. */
export const itemLinesEn: Layout = {
  id: 'item-lines-en',
  about:
    'an English list with one app a line ("1. CamCard - Business Card Reader", "- **WeChat**, Tencent\'s messenger") under "here is the list:"',
  read(page, steps) {
    const hitsSomebody = steps.taken.some(
      (one) => one.type !== 'rule-proposed' && one.type !== 'rule-enacted',
    );
    if (page.language !== 'en' || !hitsSomebody) return null;
    const kind = isAboutFirms(steps) ? 'entity' : 'app';
    const runs = runsOf(page);
    const inline = page.lines.flatMap(numbersIn);
    const drafts = [
      ...runs.flatMap((run) => run.flatMap((line) => draftOf(line, page, kind, hasTitles(run)) ?? [])),
      ...inline.flatMap((line) => draftOf(line, page, kind) ?? []),
    ];
    return drafts.length > 0 ? { drafts, nameless: [] } : null;
  },
};

const NUMBER = /(?:^|\s)(\d{1,3})[.)] ?(?=[A-Z0-9a-z])/gu;
const LEAST_INLINE = 5;

/** Entries of a line that numbers them itself: "1. TikTok 2. Shareit 3. Kwai …", as lines of their own. */
function numbersIn(line: Line): Line[] {
  const marks: { from: number; to: number }[] = [];
  for (const match of line.text.matchAll(NUMBER)) {
    if (Number(match[1]) === marks.length + 1)
      marks.push({ from: match.index, to: match.index + match[0].length });
  }
  if (marks.length < LEAST_INLINE) return [];
  return marks.map(({ to }, at) => {
    const end = marks[at + 1]?.from ?? Math.min(line.text.length, to + LONGEST);
    const stop =
      at + 1 < marks.length ? end : to + (/^[^.;]*/u.exec(line.text.slice(to, end))?.[0].length ?? 0);
    return {
      raw: line.raw.slice(to, stop),
      text: line.text.slice(to, stop),
      start: line.start < 0 ? -1 : line.start + to,
    };
  });
}

const OPENER =
  /\b(?:list|apps?|companies|firms|names|following|below|banned|blocked|removed|offenders|platforms|games)\b[^.]{0,80}[:：]?\s*$/iu;
/** "They include:" at the end of a line that tells of apps. */
const LEADS =
  /\b(?:apps?|companies|firms|platforms)\b.*\b(?:include[sd]?|including|are|were|as follows)\s*:\s*$/iu;
const ANNOUNCES = /:\s*$|\b(?:list|following|below)\b/iu;
/** Lists of something else: what was found, what companies must do, what else to read. */
const OTHER_LIST =
  /\b(?:violations?|problems?|issues?|requirements?|measures|reasons|rules|steps|permissions|related|read|tags|key points|highlights|takeaways|here's what|things|faq|questions|contents|sections?)\b[^.]{0,30}:?\s*$/iu;
const MARKER = /^\s*(?:\(?\d{1,3}[.)]\s*|[-•·*+–►▪●]\s+|\[\d+\]\s*)/u;
const LEAST = 3;
const LONGEST = 90;

/** Runs of at least three items behind an opener. */
function runsOf(page: Page): (readonly Line[])[] {
  const runs: (readonly Line[])[] = [];
  for (let at = 0; at < page.lines.length; at += 1) {
    const opener = page.lines[at]!.text;
    if ((!OPENER.test(opener) && !LEADS.test(opener)) || !ANNOUNCES.test(opener) || OTHER_LIST.test(opener))
      continue;
    const run = runAfter(page, at + 1);
    if (run.length < LEAST || run.filter(isNameLike).length < run.length * 0.7) continue;
    runs.push(run);
    at += run.length;
  }
  return runs;
}

/** Items from a line on: of one form (all with a marker or all without), up to the first line that is none. */
function runAfter(page: Page, from: number): readonly Line[] {
  const behind = page.lines.slice(from);
  if (behind[0] === undefined) return [];
  const bullets = page.document.blocks.filter((one) => one.kind === 'list-item').map((one) => one.span);
  const isMarked = (line: Line) =>
    MARKER.test(line.text) || bullets.some((one) => one.start <= line.start && line.start < one.end);
  const marked = isMarked(behind[0]);
  const stop = behind.findIndex(
    (line) => isMarked(line) !== marked || !(marked ? isMarkedItem(line) : isBareItem(line)),
  );
  return stop < 0 ? behind : behind.slice(0, stop);
}

const SMALL = /^(?:of|the|and|for|in|with|to|a|an|on|by|your|&|[-–—]|app|apps|tv)$/u;

/** Written as names are: emphasised or quoted, or words with capitals but for small ones. */
function isNameLike({ text }: Line): boolean {
  const item = text.replace(MARKER, '').trim();
  if (EMPHASIS.test(item) || QUOTED.test(item)) return true;
  const words = plainName(item)
    .split(/[\s,;:]+/u)
    .filter((word) => word !== '' && !SMALL.test(word));
  const capital = words.filter((word) => /^[^a-z]|[a-z][A-Z]/u.test(word)).length;
  return words.length > 0 && words.length <= 10 && capital >= words.length * 0.6;
}

function isMarkedItem({ text }: Line): boolean {
  return /^[*_[“"'\s]*[A-Z0-9a-z]/u.test(text.replace(MARKER, '')) && text.length < 240;
}

const SENTENCE =
  /\b(?:is|was|are|were|has|have|had|said|says|will|which|that|who)\b|^\W*(?:click|share|read|subscribe|follow|photo|image|updated|published|source)\b/iu;

/** A short line that starts like a name and is no sentence, date or heading. */
function isBareItem({ text }: Line): boolean {
  const item = text.trim();
  return (
    item.length <= LONGEST &&
    /^[*_“"']*(?:[A-Z0-9]|[a-z]+[A-Z])/u.test(item) &&
    !/[.?:]$/u.test(item) &&
    !SENTENCE.test(item) &&
    item.split(' ').length <= 12
  );
}

const EMPHASIS = /^(?:\*\*|__|\*|_|\[)\s*([^*_\]]{2,60}?)\s*(?:\*\*|__|\*|_|\])/u;
const QUOTED = /^[“"]([^“”"]{2,60})[”"]/u;
/** Behind the name, a dash, colon, bracket or comma and more words. */
const EXPLAINED = /^(.{2,50}?)(\s+[-–—]{1,2}\s+|:\s+|\s*\(|,\s+)(.+)$/u;

/** The name of an item: its emphasis or quotes, else all of it without an explanation behind. */
function draftOf(line: Line, page: Page, kind: 'app' | 'entity', titles = false): Draft | null {
  const lead = MARKER.exec(line.text)?.[0].length ?? line.text.length - line.text.trimStart().length;
  const rest = line.text.slice(lead).trimEnd();
  const marked = EMPHASIS.exec(rest) ?? QUOTED.exec(rest);
  const name = (marked?.[1] ?? (titles && DASHED.test(rest) ? rest : plainName(rest))).replace(
    /[\s:;,]+$/u,
    '',
  );
  const start = lead + (marked === null ? 0 : marked[0].indexOf(marked[1]!));
  const owned = /^[A-Z][\w.&]*'s? /u.test(name)
    ? namesInPhrase(line.text, start, start + name.length)[0]
    : undefined;
  if (owned !== undefined) return ownedDraft(line, owned);
  const place = { start, end: start + name.length, owner: null, firm: false };
  if (!isName(line.text, place, page) || SENTENCE.test(name)) return null;
  return draft(line.raw.slice(start, place.end), spanIn(line, start, place.end), 'item-lines-en', 'listed', {
    kind,
  });
}

/** "NetEase's Dashen – a gaming community": the app and whose it is; "Amazon's China-based app": the company. */
function ownedDraft(line: Line, { start, end, owner, firm }: NamePhrase): Draft {
  return draft(line.raw.slice(start, end), spanIn(line, start, end), 'item-lines-en', 'listed', {
    kind: firm ? 'entity' : 'app',
    owner,
  });
}

const LEAST_TITLES = 3;
/** A name, a dash and a subtitle that is no description. */
const DASHED =
  /^[A-Z0-9][\w.&'!+]*(?: [\w.&'!+]+){0,5} - (?!an? |the |its |their |one of )[A-Z][^.;]{2,60}$/u;

/** A list of full store titles ("CamCard - Business Card Reader"): there a subtitle in small letters is part of the name too. */
function hasTitles(run: readonly Line[]): boolean {
  return run.filter(({ text }) => isTitled(text.replace(MARKER, '').trim())).length >= LEAST_TITLES;
}

function plainName(rest: string): string {
  const match = EXPLAINED.exec(rest);
  if (match === null) return rest;
  const [, name, mark, told] = match as unknown as [string, string, string, string];
  const isSentence = /[.]$/u.test(told) || SENTENCE.test(told) || (told.match(/ [a-z]/gu)?.length ?? 0) >= 5;
  const describes =
    /^(?:an?|the|its|their|one of)\b/u.test(told) || (/[(,]/u.test(mark) && /^[a-z]/u.test(told));
  return isSentence || describes ? name : rest;
}
