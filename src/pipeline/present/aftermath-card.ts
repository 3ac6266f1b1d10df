import { preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { formatReason } from '../../base/i18n/sentence.ts';
import { andMore, day, type Language, nameIn } from '../../base/i18n/words.ts';
import type { Card, CardLine, CardSection } from '../../domain/card.ts';
import type { Catalog } from '../../domain/catalog.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Aftermath } from '../../domain/study-report.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { line, plainCard } from './plain-card.ts';

type Names = Pick<Catalog, 'companies' | 'sectors'>;
type FollowedCompany = Aftermath['companies'][number];

const MOST_RIVALS = 8;

/**
 * The aftermath of an alert: abnormal returns, compared with those of similar acts, and the rivals
 * named before.
 */
export function aftermathCard(
  { title, alert, companies }: Aftermath,
  language: Language,
  names: Names,
): Card {
  const lead = phrasesOf('aftermath', language)('lead');
  const sections = companies.map((followedCompany) => section(followedCompany, language, names));
  return plainCard(language, title, lead, sections, { reference: alert });
}

function section(
  facts: FollowedCompany,
  language: Language,
  { companies, sectors }: Names,
): CardSection {
  const say = phrasesOf('aftermath', language);
  const shown = (date: string | null) =>
    date === null ? '?' : day(date as CalendarDate, language);
  const nameOf = (id: string) => nameIn(companies, id as CompanyId, language);
  const lines: CardLine[] = [];
  if (facts.notMeasured !== null)
    lines.push(line(say('notMeasured'), formatReason(facts.notMeasured, language)));
  else {
    const { ticker, benchmark, day0 } = facts;
    lines.push(
      line(
        null,
        say('measured', { ticker: ticker ?? '?', index: benchmark ?? '?', day: shown(day0) }),
      ),
    );
    if (facts.kind === 'market-adjusted') lines.push(line(null, say('adjusted')));
    for (const { session, abnormal, comparable } of facts.moves) {
      lines.push(line(session, abnormal === null ? say('open') : percent(abnormal), 'strong'));
      lines.push(line(null, comparison(comparable, facts.level, language)));
    }
  }
  const { named, of, sector } = facts.rivals;
  const sectorName = preferred(sectors.get(sector as never), language) ?? sector;
  lines.push(line(null, say('rivals', { named: named.length, of, sector: sectorName })));
  for (const { company, acts, last } of named.slice(0, MOST_RIVALS))
    lines.push(line(nameOf(company), say('acts', { n: acts, last: shown(last) })));
  if (named.length > MOST_RIVALS)
    lines.push(line(null, andMore(named.length - MOST_RIVALS, language), 'quiet'));
  return { title: nameOf(facts.company), lines };
}

/** Price moves after comparable acts: mean and interval, where there are enough of them. */
function comparison(
  { events, days, mean, low, high }: FollowedCompany['moves'][number]['comparable'],
  level: number,
  language: Language,
): string {
  const say = phrasesOf('aftermath', language);
  const alike = say('alike', { events, days, level });
  if (mean === null) return alike;
  const values = { alike, mean: percent(mean) };
  if (low === null || high === null) return say('few', values);
  return say('mean', { ...values, low: percent(low), high: percent(high) });
}

function percent(value: number): string {
  const text = Math.abs(value * 100).toFixed(1);
  const sign = value < 0 ? '−' : '+';
  return `${Math.abs(value) > 0.0005 ? sign : ''}${text} %`;
}
