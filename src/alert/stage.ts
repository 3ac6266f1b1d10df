import type { Held, Signal, Silence, Subscription } from '../domain/alert.ts';
import type { AlertId, SectorId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

/** What a stage may look at. All of it is plain values, so every verdict can be asked again later. */
export interface StageContext {
  readonly now: Instant;
  /** Newest alert told for a novelty key. */
  readonly told: ReadonlyMap<string, { readonly alert: AlertId; readonly at: Instant }>;
  readonly silences: readonly Silence[];
  /** True for what lay in a source before the watch of it began. */
  readonly firstSight: boolean;
  readonly sectorOf: (signal: Signal) => SectorId | null;
}

export type Verdict =
  | { readonly pass: true }
  | { readonly pass: false; readonly why: Held['why']; readonly because: string };

export const PASS: Verdict = { pass: true };

/** Holds with a reason that a person can read later. */
export function hold(why: Held['why'], because: string): Verdict {
  return { pass: false, why, because };
}

/** Judges a Signal for everybody. */
export interface SignalStage {
  readonly id: string;
  judge(signal: Signal, context: StageContext): Verdict;
}

/** Judges a Signal for one Subscription. */
export interface RouteStage {
  readonly id: string;
  judge(signal: Signal, subscription: Subscription, context: StageContext): Verdict;
}
