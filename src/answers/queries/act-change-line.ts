import { preferred } from '../../base/i18n/locale.ts';
import type { ActChange } from '../../domain/act-change.ts';
import type { Language } from '../../domain/language.ts';
import { isWithdrawn } from '../../domain/score.ts';
import { WHOLE_ACT, type Wording } from '../../pipeline/score/explain.ts';

/** A line of the log of acts with the sentence of its act. */
export function actChangeLine(
  { position, change, at, event }: ActChange,
  wording: Wording,
  language: Language,
) {
  return {
    ...event,
    cursor: position,
    change,
    at,
    knownAt: event.at,
    withdrawn: isWithdrawn(event),
    sentence: preferred(wording.act(event, WHOLE_ACT), language),
  };
}
