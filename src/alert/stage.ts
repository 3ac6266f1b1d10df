import type { Scope, Signal, Silence, Suppressed } from '../domain/alert.ts';
import type { Channel } from '../domain/channel.ts';
import type { AlertId, CaseId, CompanyId, SectorId } from '../domain/ids.ts';
import type { Reason } from '../domain/reason.ts';
import type { Band } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';

/** What a stage may look at. All of it is plain values, so every verdict can be asked again later. */
export interface StageContext {
  readonly now: Instant;
  /** Newest alert told for a novelty key. */
  readonly alerted: ReadonlyMap<string, { readonly alert: AlertId; readonly at: Instant }>;
  readonly silences: readonly Silence[];
  /** True for what lay in a source before the watch of it began. */
  readonly firstSight: boolean;
  /** When the notice was published at the latest; null = unknown. */
  readonly published?: Instant | null;
  readonly sectorOf: (signal: Pick<Signal, 'company'>) => SectorId | null;
  /** The first alert of the case that a signal carries on, for replies. */
  readonly follows?: ReadonlyMap<string, AlertId>;
  /** Band that a company is held in by hysteresis before each signal. */
  readonly bandBefore?: ReadonlyMap<string, Band>;
  /** What was told lately, for inhibition. */
  readonly recent?: readonly Recent[];
  /** How addresses want to be told, and what is left of their budgets, by `addressKey`. */
  readonly channels?: ReadonlyMap<string, Channel>;
  readonly budgets?: ReadonlyMap<string, Budget>;
}

/** A signal that was told, as inhibition looks at it. */
export interface Recent {
  readonly company: CompanyId;
  readonly case: CaseId;
  readonly origin: Signal['origin'];
  readonly at: Instant;
}

/** Alerts of the last seven days at an address, and how many there may be. */
export interface Budget {
  readonly push: { readonly used: number; readonly of: number };
  readonly sameDay: { readonly used: number; readonly of: number };
}

/** What a scope may take in: a signal, a claim, an incident or a body. */
export interface ScopeSubject {
  readonly company?: string | null;
  readonly sector?: string | null;
  readonly regulator?: string | null;
}

/** Whether a scope takes in a subject. */
export function covers(scope: Scope, subject: ScopeSubject): boolean {
  return scope.kind === 'all' || subject[scope.kind] === scope.id;
}

/** A signal as a scope sees it. */
export function subjectOf(
  { company, regulator }: Pick<Signal, 'company' | 'regulator'>,
  { sectorOf }: Pick<StageContext, 'sectorOf'>,
): ScopeSubject {
  return { company, regulator, sector: sectorOf({ company }) };
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
 * Whether a signal rings: level 4 and above, a crossing of 50, an act of twenty points of its own, or a direct action of
 * level 2 (scoring.md 9.2, 11, 12). What stands before it counts only as far as somebody can check it.
 */
export function isPush(one: Signal): boolean {
  const { before, after } = one.confirmed ?? one;
  return (
    one.level >= 4 ||
    (before < 50 && after >= 50) ||
    (one.own ?? after - before) >= 20 ||
    (one.level >= 2 && one.exposure.edge === 'operator')
  );
}
