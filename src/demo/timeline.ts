import type { Instant } from '../domain/time.ts';
import type { DemoPublication } from './regulator-server.ts';

/** One moment of the demonstration: what is published then, and what a reader should know. */
export interface DemoMoment {
  readonly at: Instant;
  readonly publish: DemoPublication | null;
  readonly says: string;
}

const at = (text: string) => Date.parse(text) as Instant;

/** The seed day and the six weeks before it, on an accelerated clock. Times are Beijing's. */
export const TIMELINE: readonly DemoMoment[] = [
  {
    at: at('2021-07-01T09:00+08:00'),
    publish: null,
    says: 'the watch begins; what lies there already stays silent',
  },
  {
    at: at('2021-07-02T19:22+08:00'),
    publish: 'cac-review',
    says: 'CAC opens a cybersecurity review of Didi',
  },
  {
    at: at('2021-07-04T18:32+08:00'),
    publish: 'cac-removal',
    says: 'CAC orders the Didi app out of the stores',
  },
  {
    at: at('2021-07-09T20:52+08:00'),
    publish: 'cac-25-apps',
    says: 'CAC orders 25 more Didi apps out of the stores',
  },
  {
    at: at('2021-08-18T10:03+08:00'),
    publish: 'miit-list',
    says: 'MIIT names 43 apps, to be rectified by 25 August',
  },
  {
    at: at('2021-08-23T16:35+08:00'),
    publish: 'press-article',
    says: 'an English article tells the same list',
  },
];

/** The scores at the end are as of the seed day, as a fund would have asked that evening. */
export const SEED_DAY_END = at('2021-08-18T23:59:59+08:00');
/** History is cut here, so that nothing that the demonstration publishes counts twice. */
export const HISTORY_UNTIL = '2021-07-01';
