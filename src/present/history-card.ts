import type { Card, CardLine, CardSection } from '../domain/card.ts';
import type { Company, Listing } from '../domain/company.ts';
import type { RegulatorId } from '../domain/ids.ts';
import type { Reason } from '../domain/reason.ts';
import type { Regulator } from '../domain/regulator.ts';
import { type CalendarDate, dayIn, type Instant } from '../domain/time.ts';
import { line } from './plain-card.ts';
import { sentence, term } from './sentence.ts';
import { day, type Language, localeOf, shortName, tickers } from './words.ts';

/** One dated line of a company's history. */
export interface HistoryLine {
  readonly date: string;
  readonly kind: 'act' | 'closing' | 'rule' | 'note' | 'person';
  readonly regulator: string | null;
  readonly types: readonly string[];
  readonly level: number | null;
  readonly title: string;
  readonly apps: readonly string[];
  readonly via: string | null;
  readonly attested: boolean;
  readonly origin: string;
  readonly url: string | null;
}

export interface HistoryFacts {
  readonly company: Pick<Company, 'id' | 'name'>;
  readonly listings: readonly Listing[];
  readonly at: Instant;
  /** Newest first. */
  readonly entries: readonly HistoryLine[];
  readonly regulators: ReadonlyMap<RegulatorId, Pick<Regulator, 'short' | 'name'>>;
  readonly language: Language;
  readonly taken: Reason | null;
}

const SAYS = {
  en: {
    count: (acts: number, notes: number, unverified: number) =>
      `${acts} ${acts === 1 ? 'act' : 'acts'} of authorities and ${notes} other ${notes === 1 ? 'entry' : 'entries'}, ${unverified} unverified`,
    level: (level: number) => `level ${level}`,
    unverified: 'unverified',
    press: 'press only',
    closing: 'ends a case',
    rule: 'sector rule',
    note: 'no load',
    person: 'against a person, no load',
    via: (company: string) => `via ${company}`,
    none: 'Nothing is known here.',
  },
  zh: {
    count: (acts: number, notes: number, unverified: number) =>
      `${acts}项监管行动，${notes}项其他记录，其中${unverified}项未核实`,
    level: (level: number) => `${level}级`,
    unverified: '未核实',
    press: '仅见于媒体',
    closing: '结案',
    rule: '行业规则',
    note: '不计分',
    person: '针对个人，不计分',
    via: (company: string) => `经由${company}`,
    none: '目前没有已知记录。',
  },
} as const;

/** Acts of authorities, rules and notes by year, newest first, each with what it rests on. */
export function historyCard(facts: HistoryFacts): Card {
  const { company, listings, entries, language } = facts;
  const words = localeOf(language);
  const says = SAYS[language];
  const acts = entries.filter((one) => one.kind === 'act').length;
  const unverified = entries.filter((one) => !one.attested).length;
  const years = [...Map.groupBy(entries, (one) => one.date.slice(0, 4))];
  const sections: CardSection[] = years.map(([year, own]) => ({
    title: year,
    lines: own.map((entry) => entryLine(entry, facts)),
  }));
  if (sections.length === 0) sections.push({ title: null, lines: [line(null, says.none)] });
  if (facts.taken)
    sections.push({
      title: null,
      lines: [line(null, sentence(facts.taken, facts.language), 'quiet')],
    });
  return {
    title: `${shortName(company, language)} (${listings.length === 0 ? words.notListed : tickers(listings)})`,
    url: null,
    tone: 'neutral',
    lead: `${says.count(acts, entries.length - acts, unverified)} · ${words.asOf} ${day(dayIn(facts.at, 'Asia/Shanghai'), language)}`,
    sections,
    links: [],
    chart: null,
    footer: words.notAdvice,
    reference: null,
    language,
  };
}

function entryLine(entry: HistoryLine, { regulators, language }: HistoryFacts): CardLine {
  const says = SAYS[language];
  const body = entry.regulator === null ? undefined : regulators.get(entry.regulator as RegulatorId);
  const name =
    body === undefined ? entry.regulator : language === 'zh' ? (body.name.zh ?? body.short) : body.short;
  const aside = [
    entry.level === null ? null : says.level(entry.level),
    entry.kind === 'act' ? null : says[entry.kind],
    entry.via === null ? null : says.via(entry.via),
    entry.origin === 'press' ? says.press : null,
    entry.attested ? null : says.unverified,
  ].filter((one) => one !== null);
  const apps = entry.apps.length === 0 ? '' : `: ${entry.apps.join(', ')}`;
  const acts: Record<string, string> = localeOf(language).acts;
  const types = entry.types.map((type) => acts[type] ?? term('record', type, language)).join(', ');
  const who = name === null ? types : `${name} ${types}`;
  return {
    label: day(entry.date as CalendarDate, language),
    text: `${who}: ${entry.title}${apps}${aside.length === 0 ? '' : ` (${aside.join('; ')})`}`,
    weight: entry.kind === 'act' ? 'normal' : 'quiet',
    url: entry.url,
  };
}
