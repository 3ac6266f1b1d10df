import { type Share, share, type Tally, tally } from './tally.ts';

/** One difference between answer and label. */
export interface Mistake {
  readonly id: string;
  readonly figure:
    | 'wrong company'
    | 'false alarm'
    | 'missed action'
    | 'action'
    | 'app'
    | 'app field'
    | 'company'
    | 'private company'
    | 'listed flag'
    | 'deadline'
    | 'batch'
    | 'regulator';
  readonly expected: string;
  readonly got: string;
}

/** All figures of one set of documents, by the scoring rules of the corpus' README. */
export interface StudyFigures {
  documents: number;
  detection: Tally;
  actions: Tally;
  apps: Tally;
  developer: Share;
  version: Share;
  store: Share;
  companies: Tally;
  unjudged: number;
  privateRecall: Share;
  listedFlag: Share;
  deadline: Share;
  deadlineDated: Share;
  inventedDates: number;
  batch: Share;
  batchStated: Share;
  regulator: Share;
}

export const figures = (): StudyFigures => ({
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

/** Notes a difference: what the label says, and what was answered. */
export type Say = (figure: Mistake['figure'], expected: unknown, answer: unknown) => void;
