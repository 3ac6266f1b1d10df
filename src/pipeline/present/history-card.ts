import { phrasesOf } from '../../base/i18n/messages.ts';
import { formatReason, term } from '../../base/i18n/sentence.ts';
import {
  companyTitle,
  day,
  joinWithDots,
  type Language,
  localeOf,
  regulatorName,
} from '../../base/i18n/words.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import type { Company, Listing } from '../../domain/company.ts';
import type { HistoryEntry } from '../../domain/history.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Regulator } from '../../domain/regulator.ts';
import { type CalendarDate, dayIn, type Instant } from '../../domain/time.ts';
import { line, plainCard, section } from './plain-card.ts';

export interface HistoryFacts {
  readonly company: Pick<Company, 'id' | 'name'>;
  readonly listings: readonly Listing[];
  readonly at: Instant;
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  readonly regulators: ReadonlyMap<RegulatorId, Pick<Regulator, 'short' | 'name'>>;
  readonly language: Language;
  readonly taken: Reason | null;
}

/** Acts of authorities, rules and notes by year, newest first, each with what it rests on. */
export function historyCard(facts: HistoryFacts): Card {
  const { company, listings, entries, language } = facts;
  const say = phrasesOf('history', language);
  const acts = entries.filter((historyEntry) => historyEntry.kind === 'act').length;
  const unverified = entries.filter((historyEntry) => !historyEntry.attested).length;
  const lineOf = (entry: HistoryEntry) => entryLine(entry, facts);
  const years = [...Map.groupBy(entries, (historyEntry) => historyEntry.date.slice(0, 4))];
  const sections = [
    ...years.map(([year, own]) => section(year, own.map(lineOf))),
    section(null, years.length === 0 ? line(null, say('none')) : null),
    section(null, facts.taken ? line(null, formatReason(facts.taken, language), 'quiet') : null),
  ];
  const count = say('count', { acts, notes: entries.length - acts, unverified });
  const at = day(dayIn(facts.at, 'Asia/Shanghai'), language);
  const lead = `${count} · ${localeOf(language).asOf} ${at}`;
  return plainCard(language, companyTitle(company, listings, language), lead, sections);
}

function entryLine(entry: HistoryEntry, { regulators, language }: HistoryFacts): CardLine {
  const say = phrasesOf('history', language);
  const { regulator } = entry;
  const body = regulator === null ? undefined : regulators.get(regulator as RegulatorId);
  const name = regulatorName(body, language) ?? regulator;
  const aside = [
    entry.state,
    entry.level === null ? null : say('level', { level: entry.level }),
    entry.sentence !== null || entry.kind === 'act' ? null : say(entry.kind),
    entry.via === null || entry.sentence?.includes(entry.via)
      ? null
      : say('via', { company: entry.via }),
    entry.origin === 'press' ? say('press') : null,
    entry.attested ? null : say('unverified'),
  ].filter((one) => one !== null);
  const text = entry.sentence ?? unsaid(entry, name, language);
  const weight = entry.kind === 'act' ? 'normal' : 'quiet';
  return line(day(entry.date as CalendarDate, language), joinWithDots([text, ...aside]), {
    weight,
    url: entry.url,
  });
}

/** What a rule, a note or an act against a person is: who, what and its title. */
function unsaid(entry: HistoryEntry, name: string | null, language: Language): string {
  const apps = entry.apps.length === 0 ? '' : `: ${entry.apps.join(', ')}`;
  const acts: Record<string, string> = localeOf(language).acts;
  const types = entry.types.map((type) => acts[type] ?? term('record', type, language)).join(', ');
  return `${name === null ? types : `${name} ${types}`}: ${entry.title}${apps}`;
}
