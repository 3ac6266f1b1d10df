import { phrasesOf } from '../../base/i18n/messages.ts';
import { andMore, change, localeOf, nameIn, points } from '../../base/i18n/words.ts';
import type { Signal } from '../../domain/alert.ts';
import type { CardLine, CardSection } from '../../domain/card.ts';
import type { Company } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { line, section } from './plain-card.ts';

type Companies = ReadonlyMap<CompanyId, Pick<Company, 'name'>>;

/** A waiting signal in one line: its company, its score before and after, its band. */
export function waitingLine(
  { company, before, after, bandAfter }: Signal,
  companies: Companies,
  language: Language,
  because = '',
): CardLine {
  const move = `${points(before)} → ${points(after)} (${change(before, after)})`;
  const text = `${move} ${localeOf(language).bands[bandAfter]}`;
  return line(nameIn(companies, company, language), because === '' ? text : `${text}. ${because}`);
}

const MOST = 5;

/**
 * Signals that wait for the digest because the weekly alerts of an address are used up, for its
 * next message; null where there are none. `signals` = gravest first.
 */
export function waitingSection(
  signals: readonly Signal[],
  companies: Companies,
  language: Language,
): CardSection | null {
  if (signals.length === 0) return null;
  const shown = signals.slice(0, MOST).map((signal) => waitingLine(signal, companies, language));
  const rest = signals.length - shown.length;
  const more = rest > 0 ? [line(null, andMore(rest, language), 'quiet')] : [];
  return section(phrasesOf('alert', language)('waited'), [...shown, ...more]);
}
