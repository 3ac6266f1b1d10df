import type { Span } from '../../../domain/document.ts';
import type { Measure } from '../../../domain/measures.ts';
import type { Fine } from '../../../domain/notice.ts';
import type { DecisionWords } from '../../../domain/words.ts';
import { fineIn, moneyIn } from '../document/money.ts';
import { type Line, spanIn } from '../document/page.ts';
import { phraseFinder } from './phrases.ts';

/** What a decision does to one of its parties. */
export interface DecidedMeasure {
  readonly measure: Measure;
  readonly form: string | null;
  readonly english: string;
  readonly phrase: string;
  readonly span: Span;
  readonly fine: Fine | null;
  /** Announced, and not decided yet. */
  readonly isIntended: boolean;
}

/** The measures that a piece of text states, the gravest first. */
export type FindMeasures = (clause: Line, isAnnounced: boolean) => DecidedMeasure[];

/** Compiles rows of measures; `intended` = phrases by which a measure is only announced. */
export function compileMeasures(
  rows: DecisionWords['measures'],
  intended: readonly string[],
): FindMeasures {
  const isIntended = phraseFinder(intended.map((phrase) => [phrase, true] as const));
  const find = phraseFinder(
    rows.flatMap((row, rank) => row.phrases.map((phrase) => [phrase, rank] as const)),
  );
  return (clause, isAnnounced) => {
    const found = find(clause.text);
    return rows.flatMap(({ measure, form, english }, rank): DecidedMeasure[] => {
      const first = found.find(({ value }) => value === rank);
      if (first === undefined) return [];
      return [
        {
          measure,
          form: form ?? null,
          english,
          phrase: clause.raw.slice(first.start, first.end),
          span: spanIn(clause, first.start, first.end),
          fine: measure === 'fine' ? fineOf(clause.text) : null,
          isIntended: isAnnounced || isIntended(clause.text).length > 0,
        },
      ];
    });
  };
}

/** What stands right in front of the sum of a fine, and right behind it. */
const FINE_OF = /罚[款金][^。;\d]{0,14}$/u;
const OF_FINE = /^(?:人民币)?的?罚[款金]/u;

/** The sum of a fine in a clause that may state others too: deposits, sales, unlawful gains. */
function fineOf(text: string): Fine | null {
  const own = moneyIn(text).find(
    ({ start, end }) =>
      FINE_OF.test(text.slice(Math.max(0, start - 20), start)) || OF_FINE.test(text.slice(end)),
  );
  return (own ?? fineIn(text))?.fine ?? null;
}

/** One of a measure: the first, or that with the largest sum; the gravest first. */
export function gravest(found: readonly DecidedMeasure[]): DecidedMeasure[] {
  const byMeasure = Map.groupBy(found, ({ measure, form }) => `${measure} ${form}`);
  return [...byMeasure.values()].map((same) =>
    same.reduce((best, decidedMeasure) =>
      (decidedMeasure.fine?.amount ?? 0) > (best.fine?.amount ?? 0) ? decidedMeasure : best,
    ),
  );
}
