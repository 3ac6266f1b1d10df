import type { Alert, Signal } from '../domain/alert.ts';
import type { Card, CardLine, CardSection } from '../domain/card.ts';
import type { Company } from '../domain/company.ts';
import type { Mapping } from '../domain/exposure.ts';
import type { CompanyId, IssueId } from '../domain/ids.ts';
import type { Accusation, Mention, Notice } from '../domain/notice.ts';
import type { Regulator } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import type { Issue } from '../domain/words.ts';
import {
  change,
  day,
  dayIn,
  daysBetween,
  type Language,
  localeOf,
  moment,
  points,
  shortName,
  tickers,
} from './words.ts';

/** The facts behind an alert. Nothing else may appear on its card. */
export interface AlertFacts {
  readonly alert: Alert;
  /** Of this address, biggest change first. */
  readonly signals: readonly Signal[];
  readonly notice: Notice;
  readonly mapping: Mapping;
  readonly regulator: Pick<Regulator, 'short' | 'name' | 'timezone'> | null;
  readonly companies: ReadonlyMap<CompanyId, Pick<Company, 'name'>>;
  readonly issues: ReadonlyMap<IssueId, Pick<Issue, 'en' | 'zh'>>;
  readonly language: Language;
  readonly now: Instant;
}

const MAX_APPS = 8;
const MAX_FACTORS = 4;

/** The card of an alert as a fund reads it: who, what, which apps, until when, how the score moved and why, where it is written. */
export function alertCard(facts: AlertFacts): Card {
  const { notice, language } = facts;
  const top = facts.signals[0];
  return {
    title: headline(facts),
    url: notice.url,
    tone: top === undefined ? 'neutral' : top.stage === 'closed' ? 'good' : top.bandAfter,
    lead: lead(facts),
    sections: [
      whatTheRegulatorDid(facts),
      ...facts.signals.map((signal) => companySection(signal, facts)),
      smallPrint(facts),
    ],
    links: [{ label: localeOf(language).source, url: notice.url }],
    chart: null,
    footer: localeOf(language).notAdvice,
    reference: facts.alert.id,
    language,
  };
}

function bodyName(facts: AlertFacts): string {
  if (facts.regulator === null) return '?';
  return facts.language === 'zh'
    ? (facts.regulator.name.zh ?? facts.regulator.name.en)
    : facts.regulator.short;
}

function headline(facts: AlertFacts): string {
  const { notice, language } = facts;
  const count = notice.counts.apps?.value ?? facts.mapping.counts.subjects;
  const gravest = notice.actions[0];
  const what = gravest === undefined ? '' : language === 'zh' ? gravest.phrase : gravest.english;
  const how = count > 0 ? ` (${localeOf(language).count(count)})` : '';
  return `${bodyName(facts)}: ${what}${how}`;
}

function lead(facts: AlertFacts): string {
  const { language } = facts;
  return facts.signals
    .slice(0, 5)
    .map((signal) => {
      const company = facts.companies.get(signal.company);
      const name = company === undefined ? signal.company : shortName(company, language);
      return `${name} ${points(signal.before)} → ${points(signal.after)}`;
    })
    .join(' · ');
}

function whatTheRegulatorDid(facts: AlertFacts): CardSection {
  const { notice, language } = facts;
  const words = localeOf(language);
  const lines: CardLine[] = notice.actions.map((action) => ({
    label: null,
    text: language === 'zh' ? `“${action.phrase}”` : `${action.english}: “${action.phrase}”`,
    weight: 'normal',
    url: null,
  }));
  lines.push(line(words.deadline, deadlineText(facts), 'strong'));
  const batch = notice.batch?.value;
  if (batch !== undefined && (batch.yearly !== null || batch.total !== null))
    lines.push(line(words.list, words.batch(batch.yearly, batch.total, notice.published?.slice(0, 4) ?? '')));
  return { title: words.what, lines };
}

function deadlineText(facts: AlertFacts): string {
  const words = localeOf(facts.language);
  const deadline = facts.notice.deadline?.value;
  if (deadline === undefined) return words.noDeadline;
  const today = dayIn(facts.now, facts.regulator?.timezone ?? 'Asia/Shanghai');
  return `${day(deadline, facts.language)} (${words.daysLeft(daysBetween(today, deadline))})`;
}

function companySection(signal: Signal, facts: AlertFacts): CardSection {
  const { language } = facts;
  const words = localeOf(language);
  const company = facts.companies.get(signal.company);
  const name = company === undefined ? signal.company : shortName(company, language);
  const where = signal.exposure.private ? words.notListed : tickers(signal.exposure.listings);
  const lines: CardLine[] = [
    line(
      words.score,
      `${points(signal.before)} → ${points(signal.after)} (${change(signal.before, signal.after)}), ${words.bands[signal.bandAfter]}`,
      'strong',
    ),
  ];
  if (signal.exposure.via !== null) {
    const child = facts.companies.get(signal.exposure.via);
    lines.push(line(null, words.via(child === undefined ? signal.exposure.via : shortName(child, language))));
  }
  lines.push(...appLines(signal, facts));
  lines.push(
    ...signal.factors
      .slice(0, MAX_FACTORS)
      .map((factor) => line(points(factor.points), factor.because[language])),
  );
  if (signal.factors.length > MAX_FACTORS)
    lines.push(line(null, words.more(signal.factors.length - MAX_FACTORS), 'quiet'));
  lines.push(line(words.before, words.earlier(signal.earlier)));
  return { title: where === '' ? name : `${name} (${where})`, lines };
}

function appLines(signal: Signal, facts: AlertFacts): CardLine[] {
  const words = localeOf(facts.language);
  const mentions = signal.exposure.apps
    .map((app) => facts.notice.mentions.find((mention) => mention.id === app.mention))
    .filter((mention): mention is Mention => mention !== undefined);
  const lines = mentions.slice(0, MAX_APPS).map((mention) => line(mention.name, appText(mention, facts)));
  if (mentions.length > MAX_APPS) lines.push(line(null, words.more(mentions.length - MAX_APPS), 'quiet'));
  return lines;
}

/** `8.4.20 (App Store), 8.4.25 (OPPO软件商店): 违规调用… / improper use of …` */
function appText(mention: Mention, facts: AlertFacts): string {
  const places = mention.rows
    .map((row) => [row.version, row.store === null ? null : `(${row.store})`].filter(Boolean).join(' '))
    .filter((text) => text !== '');
  const accusations = new Map<string, Accusation>();
  for (const row of mention.rows)
    for (const one of row.accusations) accusations.set(one.issue ?? one.phrase, one);
  const accused = [...accusations.values()].map((one) => accusation(one, facts));
  return [[...new Set(places)].join(', '), accused.join('; ')].filter((part) => part !== '').join(': ');
}

function accusation(one: Accusation, facts: AlertFacts): string {
  const issue = one.issue === null ? undefined : facts.issues.get(one.issue);
  if (facts.language === 'zh' || issue === undefined || issue.en.toLowerCase() === one.phrase.toLowerCase())
    return one.phrase;
  return `${one.phrase} / ${issue.en}`;
}

function smallPrint(facts: AlertFacts): CardSection {
  const { notice, mapping, language } = facts;
  const words = localeOf(language);
  const zone = facts.regulator?.timezone ?? 'Asia/Shanghai';
  const counts = mapping.counts;
  const all = Math.max(notice.counts.apps?.value ?? 0, counts.subjects);
  const lines: CardLine[] = [
    line(
      null,
      words.coverage({
        all,
        known: counts.known,
        ofListed: counts.ofListed,
        listed: counts.listedCompanies,
        private: counts.private,
        unresolved: counts.unresolved,
      }),
    ),
  ];
  if (all > counts.subjects && counts.subjects > 0)
    lines.push(line(null, words.notInText(all - counts.subjects), 'quiet'));
  if (facts.signals.some((signal) => signal.origin === 'press'))
    lines.push(line(null, words.pressOnly, 'strong'));
  if (facts.signals.some((signal) => signal.late)) lines.push(line(null, words.late, 'strong'));
  const published =
    notice.publishedAt === null
      ? notice.published === null
        ? '?'
        : day(notice.published, language)
      : moment(notice.publishedAt, zone, language);
  const detected = facts.signals[0]?.detectedAt ?? facts.now;
  lines.push(
    line(
      null,
      `${words.published} ${published} · ${words.detected} ${moment(detected, zone, language)}`,
      'quiet',
    ),
  );
  return { title: null, lines };
}

function line(
  label: string | null,
  text: string,
  weight: CardLine['weight'] = 'normal',
  url: string | null = null,
): CardLine {
  return { label, text, weight, url };
}
