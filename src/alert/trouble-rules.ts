import { type Reason, reason } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';
import type { Telling, Trouble } from '../domain/trouble.ts';

const MINUTE = 60_000;
/** What usually passes by itself is told where it lasts. */
const PASSING_MS = 30 * MINUTE;
/** The same finding at the same source is told once in this time, however often it comes and goes. */
const AGAIN_MS = 6 * 60 * MINUTE;

/** Findings of the network and of single notices. */
const PASSING: ReadonlySet<string> = new Set([
  'not-reached',
  'name-not-found',
  'too-slow',
  'broken-body',
  'asked-to-wait',
  'server-error',
  'error-page',
  'page-failed',
  'files-missing',
]);

export type Verdict =
  | { readonly kind: 'tell' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'not'; readonly because: Reason };

export interface RuleContext {
  readonly now: Instant;
  readonly limitOf: (trouble: Trouble) => number;
  readonly lately: readonly Trouble[];
}

type Reader = Pick<Telling, 'to' | 'of'>;
type Rule = (trouble: Trouble, reader: Reader, context: RuleContext) => Verdict | null;

const not = (because: Reason): Verdict => ({ kind: 'not', because });
const WAIT: Verdict = { kind: 'wait' };
const minutes = (ms: number) => ({ minutes: Math.round(ms / MINUTE) });
const lasted = ({ from, to }: Trouble, now: Instant) => (to ?? now) - from;
const wasTold = ({ tellings }: Trouble, to: Reader['to']) =>
  tellings.some((one) => one.to === to && one.of === 'begin' && one.alert !== null);

/** In this order; the first that has an opinion decides. Nobody's opinion = it is told. */
const RULES: readonly Rule[] = [
  function endsLater({ to }, { of }) {
    return of === 'end' && to === null ? WAIT : null;
  },
  function pressIsNoBody({ regulator }, { to }) {
    return to === 'subscribers' && regulator === null ? not(reason('newspaper-source')) : null;
  },
  function withinTheLimit(trouble, { to, of }, { limitOf, now }) {
    if (to !== 'subscribers' || of !== 'begin') return null;
    const limit = limitOf(trouble);
    if (lasted(trouble, now) >= limit) return null;
    return trouble.to === null ? WAIT : not(reason('within-limit', minutes(limit)));
  },
  function withItsEnd({ kind, to }, reader) {
    return kind === 'gap' && reader.of === 'begin' && to !== null ? not(reason('with-its-end')) : null;
  },
  function endOfWhatWasTold(trouble, { to, of }, { limitOf, now }) {
    if (of !== 'end' || wasTold(trouble, to)) return null;
    if (trouble.kind === 'finding') return not(reason('beginning-not-reported'));
    if (to === 'subscribers' && lasted(trouble, now) < limitOf(trouble))
      return not(reason('within-limit', minutes(limitOf(trouble))));
    const alone = trouble.tellings.find((one) => one.to === to && one.of === 'begin')?.because;
    return alone?.code === 'with-its-finding' ? not(alone) : null;
  },
  function withItsFinding(trouble, { to, of }, { lately }) {
    if (trouble.kind !== 'gap' || to !== 'operator' || of !== 'begin') return null;
    const same = lately.some(
      (one) =>
        one.kind === 'finding' &&
        one.source === trouble.source &&
        (one.to === null || one.to > trouble.from) &&
        wasTold(one, 'operator'),
    );
    return same ? not(reason('with-its-finding')) : null;
  },
  function overBeforeItWasTold({ kind, from, to }, { of }) {
    return kind === 'finding' && of === 'begin' && to !== null && to > from
      ? not(reason('over-before-report', minutes(to - from)))
      : null;
  },
  function onlyWhereItLasts(trouble, { of }, { now }) {
    if (trouble.kind !== 'finding' || of !== 'begin' || !PASSING.has(trouble.code)) return null;
    return now - trouble.from < PASSING_MS ? WAIT : null;
  },
  function oncePerHours(trouble, { of, to }, { lately, now }) {
    // Every odd notice is one of its own.
    if (trouble.kind !== 'finding' || of !== 'begin' || trouble.code === 'rows-unusual') return null;
    const before = lately.find(
      (one) =>
        one.id !== trouble.id &&
        one.source === trouble.source &&
        one.code === trouble.code &&
        wasTold(one, to) &&
        now - one.from < AGAIN_MS,
    );
    return before === undefined ? null : not(reason('comes-and-goes'));
  },
];

/** Whether the beginning or end of a trouble is told to one kind of reader now, later, or not and why. */
export function judgeTrouble(trouble: Trouble, reader: Reader, context: RuleContext): Verdict {
  for (const rule of RULES) {
    const verdict = rule(trouble, reader, context);
    if (verdict !== null) return verdict;
  }
  return { kind: 'tell' };
}
