import type { Document, DocumentTable, Finding, Span, Unsure } from '../../domain/document.ts';
import { cleanLine } from './clean.ts';
import { dateInText } from './stated-date.ts';
import { LIMITS, type TableCell, type TableDraft } from './table.ts';

type ParagraphDraft = { kind: 'paragraph'; text: string; confidence?: number };

/** A paragraph or table in reading order, before it has its place in the text. */
export type Draft = ParagraphDraft | TableDraft;

/** The result of one format's reader. */
export type ParsedDocument = {
  drafts: Draft[];
  /** How many pictures may hold its list. */
  pictures?: number;
  /** Stated title; null = none stated. Absent = the first line or caption serves as well. */
  title?: string | null | undefined;
  /** Its first heading: a title where nothing else is one. */
  heading?: string | null;
  statedDate?: string | null | undefined;
  /** Whether it links to files that may hold its list. */
  hasFiles?: boolean;
  findings?: Finding[];
};

/** A decoded file that came with a document. */
export type Attached = { name: string; document: Document };

/**
 * Limit for lines and cells: the longest table and as many lines. Each takes some hundred bytes
 * between stages.
 */
const MOST_PIECES = 220_000;

/**
 * Writes paragraphs and tables one under another and notes where each stands, so that every span is
 * exact by construction. A merged cell is written once, at its first place; its repeats carry the
 * span of that place. `called` is what a list or feed called the document. A title that the text
 * does not begin with becomes its first line, since batch and count often stand there only.
 */
export function compose(
  { drafts, title: stated, heading = null, ...read }: ParsedDocument,
  format: Document['format'],
  called: string | null = null,
): Document {
  const guessed = () => (stated === undefined ? (titleIn(drafts) ?? heading) : null);
  const title = stated ?? (cleanLine(called ?? '') || guessed());
  const lead: Draft[] =
    title === null || isSaid(title, drafts) ? [] : [{ kind: 'paragraph', text: title }];
  const page = new LegibleText();
  const findings = [...(read.findings ?? [])];
  if (!writeDrafts([...lead, ...drafts], page)) {
    const message = `Only the first ${page.length} characters were read.`;
    findings.push({ code: 'text-cut', message });
  }
  if (drafts.some((draft) => draft.kind === 'table' && draft.cut)) {
    const message = `A table has more than ${LIMITS.rows} rows, ${LIMITS.columns} columns or ${LIMITS.characters} characters.`;
    findings.push({ code: 'table-cut', message });
  }
  const { pictures = 0, hasFiles = false } = read;
  const paragraphs = drafts.flatMap((draft) => (draft.kind === 'paragraph' ? [draft.text] : []));
  const statedDate = read.statedDate ?? dateInText(paragraphs);
  return { title, ...page.legible(), pictures, statedDate, format, hasFiles, findings };
}

/** Writes paragraphs and tables in their order; false where the limits end it early. */
function writeDrafts(drafts: readonly Draft[], page: LegibleText): boolean {
  let pieces = 0;
  for (const draft of drafts.flatMap(shortened)) {
    pieces += draft.kind === 'table' ? draft.rows.length * draft.rows[0]!.length : 1;
    if (page.length > LIMITS.characters || (pieces > MOST_PIECES && page.length > 0)) return false;
    if (draft.kind === 'table') page.table(draft);
    else page.line(draft.text, draft.confidence);
  }
  return true;
}

/** A Document without text, with the reason. */
export function unread(code: string, message: string): Document {
  return compose({ drafts: [], findings: [{ code, message }] }, 'text');
}

/** Findings about where the list may be; they are dropped once it is found. */
const WHERE_THE_LIST_IS: ReadonlySet<string> = new Set(['list-is-a-picture', 'list-in-attachment']);

/**
 * Merges a document and its files: their texts follow each other, each below the name of its file,
 * with spans moved along. All else is that of the main document. A file without legible text adds
 * only its findings, under its name.
 */
export function mergeDocuments(main: Document, attachments: readonly Attached[]): Document {
  const page = new LegibleText();
  page.add(main);
  let { pictures } = main;
  const findings = [...main.findings];
  for (const { name, document } of attachments) {
    const called = cleanLine(name).replace(/\.[a-z]{2,4}$/i, '');
    const add = ({ code, message }: Finding) =>
      findings.push({ code, message: called === '' ? message : `${called}: ${message}` });
    document.findings.forEach(add);
    if (document.text === '') continue;
    if (page.length + called.length + document.text.length > LIMITS.characters) {
      const message = `left out, since only ${LIMITS.characters} characters are read in all.`;
      add({ code: 'text-cut', message });
      continue;
    }
    if (called !== '') page.line(called);
    page.add(document);
    pictures += document.pictures;
  }
  const legible = page.legible();
  const isListFound = legible.tables.length > 0;
  return {
    ...main,
    ...legible,
    pictures,
    findings: findings.filter(({ code }) => !isListFound || !WHERE_THE_LIST_IS.has(code)),
  };
}

/** Whether a cell may stand at several places of its table. */
const isSpread = ({ rowspan = 1, colspan = 1 }: TableCell): boolean =>
  rowspan !== 1 || colspan !== 1;

const shifted = <S extends Span>(span: S, by: number): S => {
  return { ...span, start: span.start + by, end: span.end + by };
};

/** The extent of the cells that begin in a row; where all only repeat, of all of them. */
function extentOf(row: DocumentTable['rows'][number]): Span {
  const own = row.some((cell) => !cell.merged) ? row.filter((cell) => !cell.merged) : row;
  const starts = own.map(({ span }) => span.start);
  return { start: Math.min(...starts), end: Math.max(...own.map(({ span }) => span.end)) };
}

/** A growing text with its tables and uncertain spans. */
class LegibleText {
  readonly #pieces: string[] = [];
  readonly #tables: DocumentTable[] = [];
  readonly #unsure: Unsure[] = [];
  length = 0;

  line(text: string, confidence?: number): Span {
    if (this.length > 0) this.#write('\n');
    const span = this.#write(text);
    if (confidence !== undefined) this.#unsure.push({ ...span, confidence });
    return span;
  }

  table({ caption, rows }: TableDraft): void {
    const { start } = this.line(caption ?? '');
    const spans = new Map<TableCell, Span>();
    const cells = rows.map((row, y) => {
      if (y > 0 || caption !== null) this.#write('\n');
      const line = row.map((cell, x) => {
        if (x > 0) this.#write(' | ');
        const before = spans.get(cell);
        const span = before ?? this.#write(cell.text);
        if (before === undefined && isSpread(cell)) spans.set(cell, span);
        return { text: cell.text, span, merged: before !== undefined };
      });
      const sure = row.flatMap(({ confidence }) => confidence ?? []);
      if (sure.length > 0) this.#unsure.push({ ...extentOf(line), confidence: Math.min(...sure) });
      return line;
    });
    this.#tables.push({ span: { start, end: this.length }, rows: cells });
  }

  /** Appends another document, with its spans moved. */
  add({ text, tables, unsure }: Document): void {
    const { start } = this.line(text);
    for (const { span, rows } of tables) {
      const moved = rows.map((row) =>
        row.map((cell) => ({ ...cell, span: shifted(cell.span, start) })),
      );
      this.#tables.push({ span: shifted(span, start), rows: moved });
    }
    this.#unsure.push(...unsure.map((unsure) => shifted(unsure, start)));
  }

  legible(): Pick<Document, 'text' | 'tables' | 'unsure'> {
    return { text: this.#pieces.join(''), tables: this.#tables, unsure: this.#unsure };
  }

  #write(text: string): Span {
    const start = this.length;
    this.#pieces.push(text);
    this.length += text.length;
    return { start, end: this.length };
  }
}

const LONGEST_TITLE = 90;
/** The line above the title of an annex. */
const ANNEX = /^附[件表]\s*[\d一二三四五六七八九十]*[：:]?$/u;

/**
 * The title at the beginning of a document: the caption of its first table, else a short first line
 * that is no sentence.
 */
function titleIn(drafts: readonly Draft[]): string | null {
  const [table] = drafts.slice(0, 2).filter((draft) => draft.kind === 'table');
  const caption = table?.caption?.split('\n');
  const first = caption?.find((line) => !ANNEX.test(line)) ?? drafts[0];
  if (typeof first === 'string') return cleanLine(first);
  if (first?.kind !== 'paragraph' || first.text.length > LONGEST_TITLE) return null;
  return /[。；;]$/u.test(first.text) ? null : first.text;
}

const TITLE_IS_NEAR = 6;

/** Whether one of the first lines is the title, ignoring blanks. */
function isSaid(title: string, drafts: readonly Draft[]): boolean {
  const bare = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
  const wanted = bare(title);
  return drafts
    .slice(0, TITLE_IS_NEAR)
    .some((draft) => draft.kind === 'paragraph' && bare(draft.text) === wanted);
}

/**
 * Ten times the longest paragraph ever written by an authority; a longer one lost its line breaks,
 * or is no text. In UTF-16 units.
 */
const LONGEST = 20_000;

/**
 * Splits longer lines behind the last stop before the limit: reading a sentence may take the square
 * of its length.
 */
function shortened(draft: Draft): Draft[] {
  if (draft.kind !== 'paragraph' || draft.text.length <= LONGEST) return [draft];
  const pieces: ParagraphDraft[] = [];
  for (let rest = draft.text; rest !== ''; ) {
    const head = rest.slice(0, LONGEST);
    const stop = Math.max(...[...'。；！？;、 '].map((mark) => head.lastIndexOf(mark)));
    const cut = stop > LONGEST / 2 ? stop + 1 : LONGEST;
    const end = rest.length <= LONGEST ? rest.length : cut;
    pieces.push({ ...draft, text: cleanLine(rest.slice(0, end)) });
    rest = rest.slice(end);
  }
  return pieces.filter((piece) => piece.text !== '');
}
