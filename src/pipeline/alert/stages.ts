import type { MuteScope, Signal, Silence, Subscription, Suppressed } from '../../domain/alert.ts';
import { isOfKind, takesIn } from '../../domain/alert-rule.ts';
import type { Channel } from '../../domain/channel.ts';
import type { AlertId, CompanyId, SectorId } from '../../domain/ids.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import { Band, type Level } from '../../domain/score.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { breaksThrough } from './budget.ts';
import { addressKey, mutesAt } from './delivery.ts';

/**
 * What a stage may look at. All of it is plain values, so every verdict can be asked again later.
 */
export interface StageContext {
  readonly now: Instant;
  /** Bands, and what rings. */
  readonly weights: Pick<Weights, 'bands'>;
  /** Newest alert for a novelty key. */
  readonly alerted: ReadonlyMap<string, { readonly alert: AlertId; readonly at: Instant }>;
  readonly silences: readonly Silence[];
  /** True for what lay in a source before the watch of it began. */
  readonly firstSight: boolean;
  /** True where it came with far more new entries than its source can have made. */
  readonly flood?: boolean;
  /** When the notice was published at the latest; null = unknown. */
  readonly published?: Instant | null;
  readonly sectorOf: (signal: Pick<Signal, 'company'>) => SectorId | null;
  /** The first alert of the case that a signal carries on, for replies. */
  readonly follows?: ReadonlyMap<string, AlertId>;
  /** Band that a company is held in by hysteresis before each signal. */
  readonly bandBefore?: ReadonlyMap<string, Band>;
  /**
   * By company of a correction the addresses, by `addressKey`, that were alerted to what it
   * corrects.
   */
  readonly alertedBefore?: ReadonlyMap<CompanyId, ReadonlySet<string>>;
  /** Signals that were alerted lately, and when, for inhibition. */
  readonly recent?: readonly (Pick<Signal, 'company' | 'case' | 'origin'> & {
    readonly at: Instant;
  })[];
  /** How addresses want to be alerted, and what is left of their budgets, by `addressKey`. */
  readonly channels?: ReadonlyMap<string, Channel>;
  readonly budgets?: ReadonlyMap<string, Budget>;
}

/** Alerts of the last seven days at an address, and how many there may be. */
export type Budget = Readonly<
  Record<'push' | 'sameDay', { readonly used: number; readonly of: number }>
>;

/** What a scope may cover: a signal, a reported action, an incident or a regulator. */
export interface ScopeSubject {
  readonly company?: string | null;
  readonly sector?: string | null;
  readonly regulator?: string | null;
  readonly case?: string | null;
}

/** Whether a scope takes in a subject. */
export function covers(scope: MuteScope, subject: ScopeSubject): boolean {
  if (scope.kind === 'case') return subject.case === scope.id && subject.company === scope.company;
  return scope.kind === 'all' || subject[scope.kind] === scope.id;
}

/** A signal as a scope sees it. */
export function subjectOf(
  signal: Pick<Signal, 'company' | 'regulator' | 'case'>,
  { sectorOf }: Pick<StageContext, 'sectorOf'>,
): ScopeSubject {
  const { company, regulator } = signal;
  return { company, regulator, sector: sectorOf({ company }), case: signal.case };
}

/** Why a stage does not let a signal pass: kept with it, and shown. */
export interface StageRefusal {
  readonly why: Suppressed['why'];
  readonly because: Reason;
  /** True where the address gets it in its next digest. */
  readonly digest: boolean;
}

/** Holds with a reason that a person can read later. */
export function suppress(why: Suppressed['why'], because: Reason): StageRefusal {
  return { why, because, digest: false };
}

/** Keeps it for the next digest of the address. */
export function forDigest(why: Suppressed['why'], because: Reason): StageRefusal {
  return { why, because, digest: true };
}

/**
 * Whether a signal rings: level 4 and above, a score that enters the band of `bands.rings`, an act
 * of so many points of its own, or a direct action of level 2. What stands before it counts only as
 * far as somebody can check it.
 */
export function isPush(signal: Signal, { bands }: Pick<Weights, 'bands'>): boolean {
  const { before, after } = signal.attested ?? signal;
  const edge = bands[bands.rings.band];
  return (
    signal.level >= 4 ||
    (before < edge && after >= edge) ||
    (signal.own ?? after - before) >= bands.rings.points ||
    (signal.level >= 2 && signal.exposure.edge === 'operator')
  );
}

const HOUR_MS = 3_600_000;
const MUTES_MS = 72 * HOUR_MS;
/**
 * Thirty days: a reprint or an old page that surfaces later is stored and read; it is alerted only
 * while it can still matter.
 */
const OLD_MS = 30 * DAY_MS;

/**
 * Judged for everybody, by name; null passes. The order is the pipeline: the first stage that
 * refuses is the reason that is stored.
 */
export const SIGNAL_STAGES: Readonly<
  Record<string, (signal: Signal, context: StageContext) => StageRefusal | null>
> = {
  /**
   * issuer + regulator + matter + stage is alerted once; press that joins an alerted case attaches
   * silently.
   */
  novelty({ noveltyKey, stage }, { alerted }) {
    const before = alerted.get(noveltyKey);
    if (before === undefined) return null;
    return suppress('already-alerted', reason('already-alerted', { alert: before.alert, stage }));
  },
  /**
   * A notice that joined an act we hold (a reprint, the press of an official list) changes nothing
   * for the company.
   */
  'no-change'({ factors, weightless, stage, alertReason }) {
    if (factors.length > 0 || weightless || stage === 'closed') return null;
    if (alertReason === 'correction' || alertReason === 'changed') return null;
    return suppress('joined-case', reason('no-own-step'));
  },
  /**
   * An official notice mutes the press on its case for three days: it is alerted once, from the
   * source.
   */
  inhibit(signal, { now, recent }) {
    if (signal.origin !== 'press') return null;
    const official = recent?.find(
      (earlier) =>
        earlier.origin === 'official' &&
        earlier.company === signal.company &&
        earlier.case === signal.case &&
        now - earlier.at < MUTES_MS,
    );
    if (official === undefined) return null;
    const hours = Math.round((now - official.at) / HOUR_MS);
    return suppress('inhibited', reason('official-alerted', { hours }));
  },
  /**
   * The first run of a source is silent: what lay there before the watch began is stored and
   * scored, and alerted only on request.
   */
  'first-sight'(_signal, { firstSight, flood }) {
    if (!firstSight) return null;
    return suppress('backfill', reason(flood === true ? 'flood-entries' : 'before-watch'));
  },
  /**
   * What lay in a source before the watch began is history, not news; what was alerted is corrected
   * however old it is.
   */
  backfill({ publishedAt, alertReason }, { now, published }) {
    const age = now - (publishedAt ?? published ?? now);
    if (age <= OLD_MS || alertReason === 'correction') return null;
    return suppress('backfill', reason('published-late', { days: Math.floor(age / DAY_MS) }));
  },
};

/**
 * Band that one live action of a level on a core app gives (docs/scoring.md): the two scales map
 * one to one.
 */
const BAND_OF_LEVEL: Record<Level, Band> = {
  1: 'background',
  2: 'watch',
  3: 'elevated',
  4: 'high',
  5: 'severe',
};

const rank = (band: Band): number => Band.options.indexOf(band);

/**
 * An action counts at its full level on an app that matters: core, major or of unknown value, or
 * the whole company.
 */
function matters({ exposure }: Signal): boolean {
  return (
    exposure.companyWide ||
    exposure.apps.some((app) => app.value !== 'minor' && app.value !== 'trivial')
  );
}

const JUMP = 7;

/**
 * A company that sank below a band's edge for less than a fortnight has not left it: coming back is
 * no news.
 */
function bandOf(signal: Signal, { bandBefore }: StageContext): Band {
  const sticky = bandBefore?.get(signal.id);
  if (sticky === undefined) return signal.bandBefore;
  return rank(sticky) > rank(signal.bandBefore) ? sticky : signal.bandBefore;
}

/** Judged in this order for each subscription that a signal is in scope of; null passes. */
export const ROUTE_STAGES: Readonly<
  Record<
    string,
    (signal: Signal, subscription: Subscription, context: StageContext) => StageRefusal | null
  >
> = {
  /** A mute of the address: of everything, of a company, or of one case. */
  silence(signal, { address }, context) {
    const subject = subjectOf(signal, context);
    const silence = mutesAt(address, context).find((each) => covers(each.scope, subject));
    if (silence === undefined) return null;
    const muted = { who: silence.by, until: new Date(silence.until).toISOString() };
    return silence.scope.kind === 'case'
      ? suppress('case-muted', reason('case-muted', muted))
      : suppress('silenced', reason('muted-by', muted));
  },
  /**
   * A correction goes to who was alerted to the error. For everybody else it is news where it lifts
   * the company into a higher band.
   */
  'corrected-here'({ alertReason, company, bandBefore, bandAfter }, { address }, context) {
    if (alertReason !== 'correction' || rank(bandAfter) > rank(bandBefore)) return null;
    if (context.alertedBefore?.get(company)?.has(addressKey(address)) !== false) return null;
    return suppress('already-alerted', reason('not-alerted-here'));
  },
  /**
   * A subscription may want some kinds of acts alone; a closing and a correction are of any kind.
   */
  kinds({ measures = [], alertReason, stage }, { kinds }) {
    if (alertReason === 'correction' || stage === 'closed') return null;
    if (measures.length === 0 || isOfKind(kinds, measures)) return null;
    return suppress('kind', reason('other-kind', { measures: [...measures] }));
  },
  /** Beside the band, a subscription may have rules: one of them has to take the act in. */
  rules({ measures = [], level, alertReason, stage }, { rules }) {
    if (rules === undefined || alertReason === 'correction' || stage === 'closed') return null;
    const act = { measures, level };
    const isTaken = rules.some((rule) =>
      measures.length === 0 ? level >= rule.level : takesIn(rule, act),
    );
    if (isTaken) return null;
    return suppress('rule', reason('other-rule', { measures: [...measures], level }));
  },
  /**
   * Who runs a criticised store is another exposure than who develops a censured app: only the
   * second drives alerts, the first is alerted where a subscription asks for it.
   */
  'as-store'({ exposure }, { stores }) {
    if (exposure.edge !== 'store' || stores === true) return null;
    return suppress('below-threshold', reason('store-operator'));
  },
  /**
   * Told when the company now stands at the subscription's least band, or when the action itself is
   * of that gravity on an app that matters (docs/scoring.md: level >= 2 on a core, major or unknown
   * app is alerted at once by default).
   */
  'least-band'(signal, subscription) {
    const wanted = rank(subscription.leastBand);
    if (rank(signal.bandAfter) >= wanted) return null;
    // What was alerted is corrected for the same readers, also where the score falls below their
    // line by it.
    if (signal.alertReason === 'correction' && rank(signal.bandBefore) >= wanted) return null;
    if (
      signal.exposure.edge === 'operator' &&
      matters(signal) &&
      rank(BAND_OF_LEVEL[signal.level]) >= wanted
    )
      return null;
    const { after, bandAfter: band } = signal;
    const shown = { score: after.toFixed(1), band, wanted: subscription.leastBand };
    return suppress('below-threshold', reason('below-band', shown));
  },
  /**
   * Sector, regulator and "all" subscriptions hear what moves: a band crossed upward, a jump of
   * seven points, or level 4 and above (docs/scoring.md); of corrections also what falls. A
   * company's own subscribers hear every new action, so this stage lets them pass.
   */
  'wide-scope'(signal, { scope }, context) {
    if (scope.kind === 'company') return null;
    const correction = signal.alertReason === 'correction';
    if (!correction && (signal.level >= 4 || signal.stage === 'closed')) return null;
    const crossed = correction
      ? signal.bandAfter !== signal.bandBefore
      : rank(signal.bandAfter) > rank(bandOf(signal, context));
    const moved = correction
      ? Math.abs(signal.after - signal.before)
      : signal.after - signal.before;
    if (crossed || moved >= JUMP) return null;
    const before = signal.before.toFixed(1);
    const after = signal.after.toFixed(1);
    const because = reason('small-change', { before, after, jump: JUMP });
    // Corrected details stand in the message itself; the same score again says nothing in a digest.
    return (correction && before === after ? suppress : forDigest)('below-threshold', because);
  },
  /** A subscription may ask for the digest; level 4 and above is alerted at once all the same. */
  timing({ level }, { timing }) {
    if (timing !== 'digest' || level >= 4) return null;
    return forDigest('below-threshold', reason('digest-asked'));
  },
  /**
   * Two pushes and ten quiet alerts a week for what comes by sector, regulator or "all"; the rest
   * goes into the digest. A followed company's own alerts are never held by it, nor is what is
   * grave.
   */
  budget(signal, { scope, address }, context) {
    const { budgets } = context;
    if (scope.kind === 'company' || breaksThrough(signal, bandOf(signal, context), context.weights))
      return null;
    const push = isPush(signal, context.weights);
    const left = budgets?.get(addressKey(address))?.[push ? 'push' : 'sameDay'];
    if (left === undefined || left.used < left.of) return null;
    const used = { used: left.used, limit: left.of, quota: push ? 'push' : 'quiet' };
    return forDigest('budget', reason('budget-used', used));
  },
};
