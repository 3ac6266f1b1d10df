import { draft, type MentionDraft } from '../../document/mention-draft.ts';
import { type Sentence, spanIn } from '../../document/page.ts';
import { countsIn } from '../counts.ts';
import type { DocumentContext } from '../document-context.ts';
import type { ListReading } from '../grid-rows.ts';

type EnglishRange = readonly [start: number, end: number];

const OPENERS = /\b(?:including|includes?|such as|namely|among them(?: are| were)?|they are):? /giu;
/** "WeChat and Tencent Video were among the 43 apps". */
const AMONG = / (?:is|are|was|were) (?:also )?(?:among|on|included in) (?:the|those|them)\b/iu;
const ENDS =
  /[.;:()]\s|[.;:()]$| (?:for|after|because|which|that|who|in|on|over|were|was|are|is|from|by|to|among|have|has)\b/u;
const FIRST_WORD = /^(?:[A-Z\d]|[a-z][A-Z])[\w.&'+-]{0,30}$/u;
const NEXT_WORD = /^[A-Z\d][\w.&'+-]{0,30}$/u;
const ANY_WORD = /^[\w.&'+-]{1,30}$/u;
const MOST_WORDS = 5;
const OWNER = /^(.{2,30}?)(?:['’]s|(?<=s)['’]) (.{2,60})$/u;
const LONGEST_LIST = 500;

/**
 * Names of apps in sentences of an English article that counts apps: "including A, B and C", "A and
 * B were among the 43 apps".
 */
export function inlineListsEn({
  page,
  acting,
  rejected,
  words,
}: DocumentContext): ListReading | null {
  if (page.language !== 'en' || !page.sentences.some((sentence) => countsIn(sentence).length > 0))
    return null;
  const drafts = page.sentences
    .filter(
      (sentence) =>
        !rejected.has(sentence) &&
        (acting.has(sentence) || /\b(?:apps?|list)\b/iu.test(sentence.text)),
    )
    .flatMap((sentence) => listsIn(sentence.text).flatMap((list) => itemsIn(sentence, list)))
    .filter(({ name }) => words.bodies(name).length === 0 && !words.isStore(name));
  return drafts.length > 0 ? { drafts, nameless: [] } : null;
}

function listsIn(text: string): EnglishRange[] {
  const found = [...text.matchAll(OPENERS)].map((match): EnglishRange => {
    const start = match.index + match[0].length;
    const rest = text.slice(start, start + LONGEST_LIST);
    const end = ENDS.exec(rest)?.index ?? rest.length;
    return [start, start + end];
  });
  const among = AMONG.exec(text);
  if (among !== null) found.push([0, among.index]);
  return found;
}

function itemsIn(sentence: Sentence, [start, end]: EnglishRange): MentionDraft[] {
  const drafts: MentionDraft[] = [];
  const list = sentence.text.slice(start, end);
  let from = 0;
  for (const match of [...list.matchAll(/,? as well as |,? and |, /gu), null]) {
    const to = match?.index ?? list.length;
    const item = list.slice(from, to).trimEnd();
    const name = / (?:owned|run|operated|developed) by /u.test(item) ? null : nameAtEnd(item);
    if (name !== null) drafts.push(draftOf(sentence, start + from + item.length, name));
    else if (list.slice(from, to).trim() !== '' && drafts.length > 0) break;
    from = to + (match?.[0].length ?? 0);
  }
  return drafts;
}

/**
 * The name at the end of an item, behind what it is: "video streaming service iQiyi", "Bank of
 * China".
 */
function nameAtEnd(item: string): string | null {
  const words = item.split(' ');
  for (let from = Math.max(0, words.length - 2 * MOST_WORDS); from < words.length; from++) {
    const name = words.slice(from);
    if (isName(name)) return name.join(' ');
  }
  return null;
}

function isName([first = '', ...rest]: readonly string[]): boolean {
  if (!FIRST_WORD.test(first)) return false;
  let count = 1;
  for (let at = 0; at < rest.length; at++, count++) {
    const joins = (rest[at] === 'of' || rest[at] === 'for') && ANY_WORD.test(rest[at + 1] ?? '');
    if (joins) at += 1;
    else if (!NEXT_WORD.test(rest[at]!)) return false;
  }
  return count <= MOST_WORDS;
}

/** A name that ends at an offset, without its owner: "Tencent's WeChat". */
function draftOf(sentence: Sentence, end: number, text: string): MentionDraft {
  const owned = OWNER.exec(text);
  const from = end - (owned?.[2] ?? text).length;
  return draft(
    sentence.raw.slice(from, end),
    spanIn(sentence, from, end),
    'inline-lists-en',
    'listed',
    {
      owner: owned?.[1] ?? null,
    },
  );
}
