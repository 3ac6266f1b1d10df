import { draft, type MentionDraft } from '../../document/mention-draft.ts';
import { type Line, spanIn } from '../../document/page.ts';
import { shapeOf } from '../cell-shape.ts';
import type { DocumentContext } from '../document-context.ts';
import type { ListReading } from '../grid-rows.ts';
import { isNoName } from '../name-words.ts';
import type { OfficialWords } from '../official-words.ts';
import { detailsIn, rowsOf } from './entries.ts';

/** `1. name`, `(1) “name” (firm)`, `①name（version, store）`. */
const ENTRY =
  /^\s*(?:\(?(\d{1,3})[).、:]\s*|([①-⑳])\s*|[-•·*]\s+)?[“"《]?([^\s“”"《》(),。;:、][^“”"《》(),。;:、]{0,28})[”"》]?/u;
const OPENS = /(?:[:：]|如下|名单|清单|下列|以下|附件)[^。]{0,12}$/u;
const FEWEST = 2;

/** One app a line, numbered or with who makes it and its version behind it, below a line that opens the list. */
export function lineEntries({ page, words }: DocumentContext): ListReading | null {
  const drafts: MentionDraft[] = [];
  for (let at = 1; at < page.lines.length; at += 1) {
    if (!OPENS.test(page.lines[at - 1]!.text.trim().slice(-60))) continue;
    const run = runFrom(page.lines, at, words);
    if (run.length >= FEWEST && (run[0]!.number !== null || run.every((one) => one.isSentence)))
      drafts.push(...run.map((one) => one.draft));
    at += Math.max(0, run.length - 1);
  }
  return drafts.length > 0 ? { drafts, nameless: [] } : null;
}

interface LineEntry {
  readonly draft: MentionDraft;
  readonly number: number | null;
  /** The line says who makes it, its version or what it is accused of. */
  readonly isSentence: boolean;
}

function runFrom(lines: readonly Line[], from: number, words: OfficialWords): LineEntry[] {
  const run: LineEntry[] = [];
  for (let at = from; at < lines.length; at += 1) {
    const entry = entryIn(lines[at]!, words);
    const isNumbered = (run[0] ?? entry)?.number !== null;
    if (entry === null || entry.number !== (isNumbered ? run.length + 1 : null)) break;
    run.push(entry);
  }
  return run;
}

function entryIn(line: Line, words: OfficialWords): LineEntry | null {
  const match = ENTRY.exec(line.text);
  if (match === null) return null;
  const name = match[3]!.trim();
  if (isNoName(name) || words.issues(name).length > 0 || words.bodies(name).length > 0) return null;
  if (shapeOf(name, words) !== 'text') return null;
  const start = match.index + match[0].lastIndexOf(match[3]!);
  const end = start + name.length;
  const fields = fieldsIn(line, match[0].length, words);
  if (fields === null) return null;
  const number = match[1] ?? (match[2] === undefined ? undefined : match[2].codePointAt(0)! - 0x245f);
  const bare = name.replace(/(?<=.)(?:App|应用|小程序)$/iu, '').length;
  return {
    draft: draft(
      line.raw.slice(start, start + bare),
      spanIn(line, start, start + bare),
      'line-entries',
      'listed',
      fields,
    ),
    number: number === undefined ? null : Number(number),
    isSentence: end < line.text.trimEnd().length - 1,
  };
}

/** What the bracket behind a name says; null where other text stands there. */
function fieldsIn(line: Line, from: number, words: OfficialWords): Partial<MentionDraft> | null {
  const rest = line.text.slice(from);
  if (/^[;。,、]?$/u.test(rest.trim())) return {};
  const bracket = /^\(([^()]{0,80}(?:\([^()]{0,40}\)[^()]{0,40})?)\)[;。,、]?$/u.exec(rest.trim());
  if (bracket === null) return null;
  const start = from + rest.indexOf('(') + 1;
  const end = start + bracket[1]!.length;
  const { kind, developer, ...details } = detailsIn(line, [[start, end]], words);
  return { kind, developer, rows: rowsOf(details, [], spanIn(line, from, end)) };
}
