import type { Card, CardLine, CardSection } from '../domain/card.ts';
import { companySection, line, moved } from './alert-company.ts';
import type { AlertFacts } from './alert-facts.ts';
import { confirmedLines } from './confirmed-lines.ts';
import { byGravity } from './gravity.ts';
import { listNumber } from './list-number.ts';
import { marketsOf } from './markets.ts';
import { day, dayIn, daysBetween, endOfDay, localeOf, moment, shortName } from './words.ts';

/** The card of an alert as a fund reads it: who, what, which apps, until when, how the score moved and why, where it is written. */
export function alertCard(facts: AlertFacts): Card {
  const { notice, language } = facts;
  const top = facts.signals[0];
  return {
    title: headline(facts),
    url: notice.url,
    tone:
      top === undefined
        ? 'neutral'
        : top.stage === 'closed'
          ? 'good'
          : (top.confirmed?.band ?? top.bandAfter),
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
    buttons: buttonsOf(facts),
  };
}

/** What a reader may do with an alert. The acts carry its reference, so that they work after any restart. */
export function buttonsOf({ alert, notice, language }: Pick<AlertFacts, 'alert' | 'notice' | 'language'>) {
  const { buttons, source } = localeOf(language);
  const acts = (['details', 'why', 'mute', 'wrong', 'useful', 'useless'] as const).map((act) => ({
    label: buttons[act],
    act: `${act}:${alert.id}`,
    url: null,
  }));
  return [...acts.slice(0, 3), { label: source, act: null, url: notice.url }, ...acts.slice(3)];
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
  const gravest = byGravity(notice.actions)[0];
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
      return `${name} ${moved(signal)}`;
    })
    .join(' · ');
}

function whatTheRegulatorDid(facts: AlertFacts): CardSection {
  const { notice, language } = facts;
  const words = localeOf(language);
  const lines: CardLine[] = byGravity(notice.actions).map((action) => ({
    label: null,
    text: language === 'zh' ? `“${action.phrase}”` : `${action.english}: “${action.phrase}”`,
    weight: 'normal',
    url: null,
  }));
  lines.push({ ...line(words.deadline, deadlineText(facts), 'strong'), ...deadlineMoment(facts) });
  lines.push(...confirmedLines(notice, language));
  const number = listNumber(notice, language);
  if (number !== null) lines.push(line(words.list, number));
  lines.push(...missingList(facts));
  return { title: words.what, lines };
}

/** The moment at which the deadline has passed, for sinks that show it in the reader's zone. */
function deadlineMoment({ notice, regulator }: AlertFacts): Pick<CardLine, 'when'> {
  const deadline = notice.deadline?.value;
  if (deadline === undefined) return {};
  return { when: { at: endOfDay(deadline, regulator?.timezone ?? 'Asia/Shanghai'), kind: 'day' } };
}

function deadlineText(facts: AlertFacts): string {
  const words = localeOf(facts.language);
  const deadline = facts.notice.deadline?.value;
  if (deadline === undefined) return words.noDeadline;
  const today = dayIn(facts.now, facts.regulator?.timezone ?? 'Asia/Shanghai');
  return `${day(deadline, facts.language)} (${words.daysLeft(daysBetween(today, deadline))})`;
}

/** Doubts of a notice that say why its list was not read, and the sentence for each. */
const UNREAD_LISTS = [
  ['list-is-a-picture', 'listIsPicture'],
  ['list-unread', 'listUnread'],
] as const;

/** Where a list is announced and no app is known: that it is to come, or why it was not read. */
function missingList({ notice, mapping, language }: AlertFacts): CardLine[] {
  if (!notice.listElsewhere || mapping.counts.subjects > 0) return [];
  const because = UNREAD_LISTS.find(([code]) => notice.doubts.some((doubt) => doubt.code === code));
  return [line(null, localeOf(language)[because?.[1] ?? 'listToCome'], 'strong')];
}

/** Which markets of the companies are open, and when the others open next. */
function marketLines({ signals, now, language }: AlertFacts): CardLine[] {
  const words = localeOf(language);
  const markets = marketsOf(
    signals.flatMap((signal) => signal.exposure.listings),
    now,
  );
  if (markets.length === 0) return [];
  const texts = markets.map((one) =>
    one.opens === null
      ? words.marketOpen(one.name[language])
      : words.marketOpens(one.name[language], moment(one.opens, 'Asia/Shanghai', language)),
  );
  const unknown = markets.filter((one) => !one.holidays).map((one) => one.name[language]);
  const said = unknown.length === 0 ? '' : ` (${words.regularHours(unknown.join(', '))})`;
  return [line(words.markets, `${texts.join(' · ')}${said}`, 'quiet')];
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
  lines.push(...marketLines(facts));
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
