import type { Signal } from '../domain/alert.ts';
import { reason } from '../domain/reason.ts';
import { Band, type Level } from '../domain/score.ts';
import { addressKey, mutesAt } from './delivery.ts';
import {
  covers,
  forDigest,
  isPush,
  PASS,
  type RouteStage,
  type SignalStage,
  type StageContext,
  subjectOf,
  suppress,
} from './stage.ts';

/** issuer + regulator + matter + stage is alerted once; press that joins an alerted case attaches silently. */
const novelty: SignalStage = {
  id: 'novelty',
  judge(signal, context) {
    const alerted = context.alerted.get(signal.noveltyKey);
    if (alerted === undefined) return PASS;
    return suppress('already-told', reason('already-alerted', { alert: alerted.alert, stage: signal.stage }));
  },
};

/** A notice that joined a step we hold (a reprint, the press of an official list) changes nothing for the company. */
const noChange: SignalStage = {
  id: 'no-change',
  judge(signal) {
    if (signal.factors.length > 0 || signal.stage === 'closed' || signal.alertReason === 'correction')
      return PASS;
    return suppress('joined-case', reason('no-own-step'));
  },
};

const MUTES_MS = 72 * 3_600_000;

/** An official notice mutes the press on its case for three days: it is heard once, from the source. */
const inhibit: SignalStage = {
  id: 'inhibit',
  judge(signal, context) {
    if (signal.origin !== 'press') return PASS;
    const official = context.recent?.find(
      (one) =>
        one.origin === 'official' &&
        one.company === signal.company &&
        one.case === signal.case &&
        context.now - one.at < MUTES_MS,
    );
    if (official === undefined) return PASS;
    const hours = Math.round((context.now - official.at) / 3_600_000);
    return suppress('inhibited', reason('official-alerted', { hours }));
  },
};

/** The first run of a source is silent: what lay there before the watch began is stored and scored, and told only on request. */
const firstSight: SignalStage = {
  id: 'first-sight',
  judge(_signal, context) {
    if (!context.firstSight) return PASS;
    return suppress('backfill', reason('before-watch'));
  },
};

/** Thirty days: a reprint or an old page that surfaces later is stored and read; it is told only while it can still matter. */
const OLD_MS = 30 * 86_400_000;

/** What lay in a source before the watch began is history, not news; what was told is corrected however old it is. */
const backfill: SignalStage = {
  id: 'backfill',
  judge(signal, context) {
    const published = signal.publishedAt ?? context.published ?? null;
    if (published === null || context.now - published <= OLD_MS || signal.alertReason === 'correction')
      return PASS;
    const days = Math.floor((context.now - published) / 86_400_000);
    return suppress('backfill', reason('published-late', { days }));
  },
};

/** A channel's subscription for quiet until a time. */
const silence: RouteStage = {
  id: 'silence',
  judge(signal, subscription, context) {
    const subject = subjectOf(signal, context);
    const one = mutesAt(subscription.address, context).find((each) => covers(each.scope, subject));
    if (one === undefined) return PASS;
    const until = new Date(one.until).toISOString();
    return suppress('silenced', reason('muted-by', { who: one.by, until }));
  },
};

/**
 * Who runs a criticised store is another exposure than who develops a censured app: only the second drives alerts, the first
 * is told where a subscription asks for it.
 */
const asStore: RouteStage = {
  id: 'as-store',
  judge(signal, subscription) {
    if (signal.exposure.edge !== 'store' || subscription.stores === true) return PASS;
    return suppress('below-threshold', reason('store-operator'));
  },
};

/** Band that one live action of a level on a core app gives (scoring.md 3): the two scales map one to one. */
const BAND_OF_LEVEL: Record<Level, Band> = {
  1: 'background',
  2: 'watch',
  3: 'elevated',
  4: 'high',
  5: 'severe',
};

const rank = (band: Band): number => Band.options.indexOf(band);

/** An action counts at its full level on an app that matters: core, major or of unknown value, or the whole company. */
function matters(signal: Signal): boolean {
  return (
    signal.exposure.companyWide ||
    signal.exposure.apps.some((app) => app.value !== 'minor' && app.value !== 'trivial')
  );
}

/**
 * Told when the company now stands at the subscription's least band, or when the action itself is of that gravity on
 * an app that matters (scoring.md 11: level >= 2 on a core, major or unknown app is told at once by default).
 */
const leastBand: RouteStage = {
  id: 'least-band',
  judge(signal, subscription) {
    const wanted = rank(subscription.leastBand);
    if (rank(signal.bandAfter) >= wanted) return PASS;
    // What was told is corrected for the same readers, also where the score falls below their line by it.
    if (signal.alertReason === 'correction' && rank(signal.bandBefore) >= wanted) return PASS;
    if (signal.exposure.edge === 'operator' && matters(signal) && rank(BAND_OF_LEVEL[signal.level]) >= wanted)
      return PASS;
    const { after, bandAfter: band } = signal;
    const shown = { score: after.toFixed(1), band, wanted: subscription.leastBand };
    return suppress('below-threshold', reason('below-band', shown));
  },
};

const JUMP = 7;

/** A company that sank below a band's edge for less than a fortnight has not left it: coming back is no news. */
function bandOf(signal: Signal, { bandBefore }: StageContext): Band {
  const sticky = bandBefore?.get(signal.id);
  if (sticky === undefined) return signal.bandBefore;
  return rank(sticky) > rank(signal.bandBefore) ? sticky : signal.bandBefore;
}

/**
 * Sector, regulator and "all" subscriptions hear what moves: a band crossed upward, a jump of seven points, or level 4 and
 * above (scoring.md 9.2 and 11); of corrections also what falls. A company's own subscribers hear every new action, so this stage lets them pass.
 */
const wideScope: RouteStage = {
  id: 'wide-scope',
  judge(signal, subscription, context) {
    if (subscription.scope.kind === 'company') return PASS;
    const correction = signal.alertReason === 'correction';
    if (!correction && (signal.level >= 4 || signal.stage === 'closed')) return PASS;
    const crossed = correction
      ? signal.bandAfter !== signal.bandBefore
      : rank(signal.bandAfter) > rank(bandOf(signal, context));
    const moved = correction ? Math.abs(signal.after - signal.before) : signal.after - signal.before;
    if (crossed || moved >= JUMP) return PASS;
    const [before, after] = [signal.before.toFixed(1), signal.after.toFixed(1)];
    const because = reason('small-change', { before, after, jump: JUMP });
    // Corrected details stand in the message itself; the same score again says nothing in a digest.
    return correction && before === after
      ? suppress('below-threshold', because)
      : forDigest('below-threshold', because);
  },
};

/** A subscription may ask for the digest; level 4 and above is told at once all the same. */
const timing: RouteStage = {
  id: 'timing',
  judge(signal, subscription) {
    if (subscription.timing !== 'digest' || signal.level >= 4) return PASS;
    return forDigest('below-threshold', reason('digest-asked'));
  },
};

/**
 * Two pushes and ten quiet alerts a week for what comes by sector, regulator or "all"; the rest goes into the digest. A followed
 * company's own alerts are never held by it, nor is level 4 and above (scoring.md 9.6 and 11).
 */
const budget: RouteStage = {
  id: 'budget',
  judge(signal, subscription, context) {
    if (subscription.scope.kind === 'company' || signal.level >= 4) return PASS;
    const left = context.budgets?.get(addressKey(subscription.address));
    const of = isPush(signal) ? left?.push : left?.sameDay;
    if (of === undefined || of.used < of.of) return PASS;
    const quota = isPush(signal) ? 'push' : 'quiet';
    return forDigest('budget', reason('budget-used', { used: of.used, limit: of.of, quota }));
  },
};

/** Judged for everybody. The order is the pipeline: the first stage that holds is the reason that is stored. */
export const SIGNAL_STAGES: readonly SignalStage[] = [novelty, noChange, inhibit, firstSight, backfill];

/** Judged for each subscription that a signal is in scope of. */
export const ROUTE_STAGES: readonly RouteStage[] = [silence, asStore, leastBand, wideScope, timing, budget];
