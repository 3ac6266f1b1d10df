import type { MentionDraft } from '../../document/mention-draft.ts';
import type { Line } from '../../document/page.ts';
import { shapeOf } from '../cell-shape.ts';
import type { DocumentContext } from '../document-context.ts';
import type { ListReading } from '../grid-rows.ts';
import { isNoName, isOtherThing } from '../name-words.ts';
import type { OfficialWords } from '../official-words.ts';
import { entryDraft } from './entries.ts';

/** `1. name`, `(1) “name” (firm)`, `①name（version, store）`. */
const ENTRY =
  /^\s*(?:\(?(\d{1,3})[).、:]\s*|([①-⑳])\s*|[-•·*]\s+)?[“"《]?([^\s“”"《》(),。;:、][^“”"《》(),。;:、]{0,28})[”"》]?/u;
const OPENS = /(?:[:：]|如下|名单|清单|下列|以下|附件)[^。]{0,12}$/u;
const FEWEST = 2;
const FEWEST_BARE = 3;

/**
 * One app a line, numbered or with who makes it and its version behind it, below a line that opens
 * the list.
 */
export function lineEntries({ page, words }: DocumentContext): ListReading | null {
  const drafts: MentionDraft[] = [];
  for (let at = 1; at < page.lines.length; at += 1) {
    const isOpened = OPENS.test(page.lines[at - 1]!.text.trim().slice(-60));
    const run = isOpened || beginsRun(page.lines[at]!) ? runFrom(page.lines, at, words) : [];
    const opener = isOpened ? page.lines[at - 1]!.text : null;
    if (run.length >= FEWEST && isList(run, opener))
      drafts.push(...run.map((lineEntry) => lineEntry.draft));
    at += Math.max(0, run.length - 1);
  }
  return drafts.length > 0 ? { drafts, nameless: [] } : null;
}

/** A first number: a list may begin without a line that opens it. */
const beginsRun = ({ text }: Line): boolean => /^\s*\(?1[).、:]|^\s*①/u.test(text);

/** An opening line that says of the lines below it that each is an app that an act hits. */
const OPENS_NAMES = /(?:App|应用|软件|小程序|SDK|款)[^。]{0,40}[:]\s*$/iu;

/**
 * Numbered entries, or such as say more than a name; unopened ones are both. Bare names below a
 * line that announces apps are one too.
 */
function isList(run: readonly LineEntry[], opener: string | null): boolean {
  const isNumbered = run[0]!.number !== null;
  const isDescribed = run.every((lineEntry) => lineEntry.isSentence);
  if (opener === null) return isNumbered && isDescribed && run.every(hasFirm);
  const isOfNames = OPENS_NAMES.test(opener);
  // A few names may end as other words do ("公交信息"), where the line says that they are names.
  const doubtful = run.filter(({ isDoubtful }) => isDoubtful).length;
  if (doubtful > 0 && !(isOfNames && doubtful * 3 <= run.length)) return false;
  return isNumbered || isDescribed || (isOfNames && run.length >= FEWEST_BARE);
}

const hasFirm = ({ draft }: LineEntry): boolean => draft.developer !== null;

interface LineEntry {
  readonly draft: MentionDraft;
  readonly number: number | null;
  /** The line says who makes it, its version or what it is accused of. */
  readonly isSentence: boolean;
  /** The name ends as words do that are none. */
  readonly isDoubtful: boolean;
}

/** Entries of the lines from `from` on: all without a number, or numbered 1, 2, 3 … */
function runFrom(lines: readonly Line[], from: number, words: OfficialWords): LineEntry[] {
  const run: LineEntry[] = [];
  for (const line of lines.slice(from)) {
    const entry = entryIn(line, words);
    const isNumbered = (run[0] ?? entry)?.number !== null;
    if (entry === null || entry.number !== (isNumbered ? run.length + 1 : null)) break;
    run.push(entry);
  }
  return run;
}

/** What may stand behind a name: a bracket, and a mark that ends the line. */
const BEHIND = /^(?:\(([^()]{0,80}(?:\([^()]{0,40}\)[^()]{0,40})?)\))?[;。,、]?$/u;

function entryIn(line: Line, words: OfficialWords): LineEntry | null {
  const match = ENTRY.exec(line.text);
  const behind = match === null ? null : BEHIND.exec(line.text.slice(match[0].length).trim());
  if (match === null || behind === null) return null;
  const name = match[3]!.trim();
  const hasDetails = /\d\.\d|公司/u.test(behind[1] ?? '');
  const isOther =
    (isOtherThing(name) && !hasDetails) ||
    words.issues(name).length > 0 ||
    words.bodies(name).length > 0;
  if (isOther || shapeOf(name, words) !== 'text') return null;
  const start = match[0].lastIndexOf(match[3]!);
  const bare = start + name.replace(/(?<=.)(?:App|应用|小程序)$/iu, '').length;
  const open = match[0].length + behind[0].indexOf('(') + 1;
  const brackets = behind[1] === undefined ? [] : [[open, open + behind[1].length] as const];
  const circled = match[2] === undefined ? null : match[2].codePointAt(0)! - 0x245f;
  return {
    draft: entryDraft(line, { start, end: bare, brackets }, 'line-entries', 'listed', [], words),
    number: match[1] === undefined ? circled : Number(match[1]),
    isSentence: start + name.length < line.text.trimEnd().length - 1,
    isDoubtful: isNoName(name) && !hasDetails,
  };
}
