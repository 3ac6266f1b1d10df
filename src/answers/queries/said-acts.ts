import { preferred } from '../../base/i18n/locale.ts';
import { formatReason } from '../../base/i18n/sentence.ts';
import type { Language } from '../../base/i18n/words.ts';
import { stateReasons } from '../../domain/act-state.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { stateAt, WHOLE_ACT, type Wording } from '../../pipeline/score/explain.ts';
import type { Ledger } from '../../pipeline/score/ledger.ts';
import type { CompanyState } from '../../pipeline/standing/company-state.ts';

/** An act as its sentence, and whether it stands; null = does not apply. */
export interface SaidAct {
  readonly sentence: string | null;
  readonly state: string | null;
}

/** Acts of one company with its cases. */
export interface KnownActs {
  readonly ledger: Pick<Ledger, 'matters'>;
  readonly events: readonly RegulatoryEvent[];
  readonly wording: Pick<Wording, 'act'>;
  readonly at: Instant;
}

export const knownActs = ({ standing, events, knowledge, at }: CompanyState): KnownActs => ({
  ledger: standing.ledger,
  events,
  wording: knowledge.wording,
  at,
});

/**
 * Sentences of all acts of a company, as known at the instant. Acts outside any case (rules,
 * changes of other acts) are judged only by the acts on them.
 */
export function sayActs(
  { ledger, events, wording, at }: KnownActs,
  language: Language,
): (event: RegulatoryEvent) => SaidAct {
  const entries = new Map(
    ledger.matters.flatMap((matter) =>
      matter.entries.map((entry) => [entry.event, entry] as const),
    ),
  );
  const known = events.filter((event) => event.at <= at);
  return (event) => {
    const entry = entries.get(event) ?? { event, changes: [...known] };
    const [state] = stateReasons(stateAt(entry, at));
    return {
      sentence: preferred(wording.act(event, WHOLE_ACT), language),
      state: state === undefined ? null : formatReason(state, language),
    };
  };
}
