import type { Action, ActionType, Mention } from '../../domain/notice.ts';
import type { Page, Sentence } from '../document/page.ts';
import type { ActionCandidate, DocumentContext } from './document-context.ts';

/** Steps that lift an app above those that are only named: each hits its own list where a page holds two. */
const REMOVALS: ReadonlySet<ActionType> = new Set([
  'removed-from-stores',
  'banned',
  'registration-suspended',
]);
const ANNEX = /^\W*附件\s?([一二三四五六七八九\d])/u;

/**
 * Gives each Action the Mentions that it hits on a page with two lists ("named: annex 1; removed: annex 2", two tables
 * under two headings). Where one list is all there is, or a mention's place does not tell, the Actions hit all subjects.
 */
export function assignMentions(
  actions: readonly Action[],
  subjects: readonly Mention[],
  { actions: candidates, page }: DocumentContext,
): Action[] {
  const removed = actions.filter((one) => REMOVALS.has(one.type));
  if (removed.length === 0 || removed.length === actions.length || subjects.length < 2) return [...actions];
  const annexes = annexLines(page);
  const groups = subjects.map((one) => {
    const places = [one.span, ...one.rows.map((row) => row.span)].filter((span) => span.end > 0);
    const types = new Set(places.flatMap((span) => [...typesAt(span.start, candidates, annexes)]));
    return { id: one.id, types };
  });
  const isRemoved = (types: ReadonlySet<ActionType>) => [...types].some((type) => REMOVALS.has(type));
  const isNamed = (types: ReadonlySet<ActionType>) => [...types].some((type) => !REMOVALS.has(type));
  if (groups.every(({ types }) => isRemoved(types)) || !groups.some(({ types }) => isRemoved(types)))
    return [...actions];
  const idsOf = (wanted: (types: ReadonlySet<ActionType>) => boolean) =>
    groups.filter(({ types }) => types.size === 0 || wanted(types)).map(({ id }) => id);
  return actions.map((one) => {
    const ids = idsOf(REMOVALS.has(one.type) ? isRemoved : isNamed);
    return { ...one, mentions: ids.length === subjects.length ? [] : ids };
  });
}

interface AnnexLine {
  readonly start: number;
  readonly number: string;
}

function annexLines(page: Page): AnnexLine[] {
  return page.lines.flatMap((line) => {
    const match = ANNEX.exec(line.text);
    return match === null ? [] : [{ start: line.start, number: match[1]! }];
  });
}

/** The types of the sentence that cites the annex a place stands in, else of the last sentence with a step before it. */
function typesAt(
  at: number,
  candidates: readonly ActionCandidate[],
  annexes: readonly AnnexLine[],
): Set<ActionType> {
  const stated = candidates.filter((one) => one.sentence.start >= 0);
  const annex = annexes.filter((one) => one.start <= at).at(-1);
  if (annex !== undefined) {
    const cites = new RegExp(`附件\\s?${annex.number}(?!\\d)`, 'u');
    const citing = stated.filter((one) => one.sentence.start < annex.start && cites.test(one.sentence.text));
    if (citing.length > 0) return new Set(citing.map((one) => one.type));
  }
  const last = stated
    .map((one) => one.sentence)
    .filter((one) => one.start <= at)
    .reduce<Sentence | null>((best, one) => (best === null || one.start >= best.start ? one : best), null);
  return new Set(stated.filter((one) => one.sentence === last).map((one) => one.type));
}
