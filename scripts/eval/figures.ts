/** Right, wrong and missed answers. */
export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

/** Hits out of cases. */
export interface Share {
  hits: number;
  cases: number;
}

const tally = (): Tally => ({ right: 0, wrong: 0, missed: 0 });
const share = (): Share => ({ hits: 0, cases: 0 });

/** All figures of one set of documents, by the scoring rules of the corpus' README. */
export const figures = () => ({
  documents: 0,
  detection: tally(),
  actions: tally(),
  apps: tally(),
  developer: share(),
  version: share(),
  store: share(),
  companies: tally(),
  unjudged: 0,
  privateRecall: share(),
  listedFlag: share(),
  deadline: share(),
  deadlineDated: share(),
  inventedDates: 0,
  batch: share(),
  batchStated: share(),
  regulator: share(),
});
export type StudyFigures = ReturnType<typeof figures>;

/** Precision, recall and F1 in 0..1; a figure without any case is null. */
export function rates({ right, wrong, missed }: Tally) {
  const part = (of: number, all: number) => (all === 0 ? null : of / all);
  return {
    precision: part(right, right + wrong),
    recall: part(right, right + missed),
    f1: part(2 * right, 2 * right + wrong + missed),
  };
}

export function count(share: Share, hit: boolean): void {
  share.cases += 1;
  if (hit) share.hits += 1;
}

/** Kinds of mistakes, the gravest first. */
const MISTAKES = [
  'wrong company',
  'false alarm',
  'missed action',
  'company',
  'private company',
  'app',
  'action',
  'regulator',
  'deadline',
  'batch',
  'app field',
] as const;

/** One difference between answer and label. */
export interface Mistake {
  readonly id: string;
  readonly figure: (typeof MISTAKES)[number];
  readonly expected: string;
  readonly got: string;
}

export const byGravity = (one: Mistake, other: Mistake): number =>
  MISTAKES.indexOf(one.figure) - MISTAKES.indexOf(other.figure);

/** Notes a difference: what the label says, and what was answered. */
export type Say = (figure: Mistake['figure'], expected: unknown, answer: unknown) => void;
