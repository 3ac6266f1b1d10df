import type { ActKind } from '../../../domain/act-kind.ts';
import type { DocumentTable, Span } from '../../../domain/document.ts';
import { foldUnits } from '../document/fold-units.ts';
import type { ActionCandidate, DocumentContext } from './document-context.ts';

const ANNEX = /^\W*(附件)\s?([一二三四五六七八九\d])/u;
/** A column that says for each row what was done to it. */
const MEASURES = /处置(?:措施|结果|情况|方式|意见)?$|处理(?:措施|结果|情况|方式|意见)$|监管措施$/u;
/** A line above a list is its heading where it is short and no sentence. */
const LONGEST_HEADING = 40;

/**
 * What a page does to whatever stands at a place of it, the closest first: the row's own column of
 * measures, the heading of its list, the words of its clause, the sentence that cites its annex, or
 * the last sentence with an act before it.
 */
export function stepsAt(at: number, context: DocumentContext): readonly ActKind[] {
  const table = context.page.document.tables.find(({ span }) => span.start <= at && at < span.end);
  return (
    filled(table === undefined ? [] : rowSteps(table, at, context)) ??
    filled(headingSteps(table?.span.start ?? at, table, context)) ??
    filled(clauseSteps(at, context)) ??
    sentenceSteps(at, context)
  );
}

/** Acts that the list itself states at a place: in the row's column of measures or the caption. */
export function listStepsAt(at: number, context: DocumentContext): readonly ActKind[] {
  const table = context.page.document.tables.find(({ span }) => span.start <= at && at < span.end);
  if (table === undefined) return [];
  const inRow = rowSteps(table, at, context);
  return inRow.length > 0 ? inRow : captionSteps(table, context);
}

const filled = (kinds: readonly ActKind[]): readonly ActKind[] | null =>
  kinds.length > 0 ? kinds : null;

/** Acts that a text states by its words alone. */
function kindsIn(text: string, { words }: DocumentContext): ActKind[] {
  return words
    .actions(foldUnits(text))
    .flatMap(({ value }) => (value.kind === 'action' ? [value.done] : []));
}

function rowSteps({ rows }: DocumentTable, at: number, context: DocumentContext): ActKind[] {
  const head = rows.slice(0, 3).find((row) => row.some(({ text }) => MEASURES.test(text.trim())));
  if (head === undefined) return [];
  const column = head.findIndex(({ text }) => MEASURES.test(text.trim()));
  const row = rows.find((cells) => cells.some(({ span }) => holds(span, at)));
  return kindsIn(row?.[column]?.text ?? '', context);
}

const holds = ({ start, end }: Span, at: number): boolean => start <= at && at < end;

/** Acts of the caption of a table, or of the short line above a list. */
function headingSteps(
  start: number,
  table: DocumentTable | undefined,
  context: DocumentContext,
): ActKind[] {
  const { lines } = context.page;
  const inCaption = table === undefined ? [] : captionSteps(table, context);
  if (inCaption.length > 0) return inCaption;
  const above = lines.filter((line) => line.start >= 0 && line.start < start).slice(-2);
  const heading = above.findLast(({ text }) => isHeading(text) || LEADS_IN.test(text));
  if (heading === undefined || table === undefined) return [];
  // Of a sentence its own acts count: it may recall an earlier one.
  const end = heading.start + heading.text.length;
  const own = context.actions.filter(
    ({ sentence: { start } }) => heading.start <= start && start < end,
  );
  return own.length > 0 ? own.map(({ done }) => done) : kindsIn(heading.text, context);
}

/** "以下2款App未完成整改,予以下架:" above a table. */
const LEADS_IN = /:\s*$/u;

function captionSteps({ span, rows }: DocumentTable, context: DocumentContext): ActKind[] {
  const first = rows[0]?.[0]?.span.start ?? span.start;
  return kindsIn(
    context.page.document.text.slice(span.start, Math.max(span.start, first)),
    context,
  );
}

const isHeading = (text: string): boolean =>
  text.trim().length <= LONGEST_HEADING && !/[。;,]/u.test(text);

/**
 * Acts of the clause that lists a name: those behind it up to the next clause that begins with 对
 * or another list, else those in front of it in its clause.
 */
function clauseSteps(at: number, { actions, page }: DocumentContext): ActKind[] {
  const sentence = page.sentences.find(
    ({ start, text }) => start >= 0 && start <= at && at < start + text.length,
  );
  if (sentence === undefined) return [];
  const own = actions.filter((actionCandidate) => actionCandidate.sentence === sentence);
  if (own.length === 0) return [];
  const clause = clauseAround(sentence.text, at - sentence.start);
  const inside = own.filter(({ start }) => clause.start <= start && start < clause.end);
  return inside.map(({ done }) => done);
}

/** Marks between clauses that have acts of their own. */
const CLAUSES = /[;。]|[,、](?=(?:并|同时|另|另外|此外|其中)?对|另有|另外|此外|同时对|并对)/gu;

function clauseAround(text: string, at: number): Span {
  const marks = [...text.matchAll(CLAUSES)].map(({ index }) => index);
  const start = marks.findLast((mark) => mark < at) ?? 0;
  const end = marks.find((mark) => mark >= at) ?? text.length;
  return { start, end };
}

/** The sentences that cite the annex a place stands in, else the last with an act before it. */
function sentenceSteps(at: number, { actions, page }: DocumentContext): readonly ActKind[] {
  const annex = page.lines.findLast(({ start, text }) => start <= at && ANNEX.test(text));
  const name = annex === undefined ? null : ANNEX.exec(annex.text)!.slice(1).join('');
  const before = (end: number) =>
    actions.filter(({ sentence: { start } }) => start >= 0 && start < end);
  const citing = before(annex?.start ?? 0).filter((actionCandidate) =>
    cites(actionCandidate, name!),
  );
  if (citing.length > 0) return citing.map(({ done }) => done);
  const last = Math.max(...before(at + 1).map((actionCandidate) => actionCandidate.sentence.start));
  return actions
    .filter((actionCandidate) => actionCandidate.sentence.start === last)
    .map(({ done }) => done);
}

/** Whether the clause of an act cites an annex. */
function cites({ sentence, start }: ActionCandidate, annex: string): boolean {
  const clause = clauseAround(sentence.text, start);
  return sentence.text.slice(clause.start, clause.end).replaceAll(' ', '').includes(annex);
}
