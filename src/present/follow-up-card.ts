import type { Signal } from '../domain/alert.ts';
import type { Card, CardLine } from '../domain/card.ts';
import type { BaseRate } from '../domain/history.ts';
import type { Case } from '../domain/score.ts';
import { type CalendarDate, dayIn, daysBetween } from '../domain/time.ts';
import type { AlertFacts } from './alert-facts.ts';
import { bodyOf, nameOf } from './alert-headline.ts';
import { buttonsOf, line, plainCard } from './plain-card.ts';
import { change, day, lastSecond, localeOf, points, shortName } from './words.ts';

/** Where a case of the first alert stands when a follow-up is written. */
export interface FollowUpState {
  readonly signal: Signal;
  readonly case: Case | null;
  /** Score when it was told, by the model of today. */
  readonly since: number;
  readonly score: number;
}

export interface FollowUpFacts extends Omit<AlertFacts, 'signals' | 'mapping'> {
  readonly deadline: CalendarDate;
  readonly standings: readonly FollowUpState[];
  readonly baseRate: BaseRate | null;
}

const MOST_NAMES = 2;

const SAYS = {
  en: {
    reminder: (names: string, body: string, days: string) => `${names}: ${body} deadline, ${days}`,
    after: (names: string, body: string) => `${names}: a week after the deadline of ${body}`,
    silence: (date: string) =>
      `No removal was published by ${date}, as far as is watched here. That is what usually happens to big names; it is no all-clear.`,
    moved: 'It moved on since:',
    base: (b: { rate: string; n: string; low: string; high: string; years: string }) =>
      `Base rate: ${b.rate} of apps named by MIIT were removed later (n = ${b.n}, lists from ${b.low} to ${b.high}, ${b.years}).`,
    stands: 'Where it stands',
  },
  zh: {
    reminder: (names: string, body: string, days: string) => `${names}：${body}整改期限，${days}`,
    after: (names: string, body: string) => `${names}：${body}整改期限已过一周`,
    silence: (date: string) =>
      `截至 ${date}，就本系统所监控的来源，未见下架通报。知名应用通常如此，并不代表已解除。`,
    moved: '此后有进展：',
    base: (b: { rate: string; n: string; low: string; high: string; years: string }) =>
      `基准比例：被工信部通报的应用中 ${b.rate} 后来被下架（n = ${b.n}，各批 ${b.low} 至 ${b.high}，${b.years} 年）。`,
    stands: '现状',
  },
} as const;

/** The reminder before a deadline, or what is known a week after it, made of what is known when it is sent. */
export function followUpCard(facts: FollowUpFacts): Card {
  const { language, regulator, deadline, alert, now } = facts;
  const words = localeOf(language);
  const says = SAYS[language];
  const zone = regulator?.timezone ?? 'Asia/Shanghai';
  const body = bodyOf(facts);
  const named = facts.standings.map(({ signal }) => nameOf(signal, facts));
  const names = words.alert.list(named.slice(0, MOST_NAMES), named.length - MOST_NAMES);
  const left = daysBetween(dayIn(now, zone), deadline);
  const before = left >= 0;
  const lines: CardLine[] = [
    {
      ...line(words.deadline, `${day(deadline, language)} (${words.daysLeft(left)})`, 'strong'),
      when: { at: lastSecond(deadline, zone), kind: 'moment' },
    },
  ];
  if (
    !before &&
    facts.standings.every(({ case: one }) => one !== null && one.stage !== 'removed' && one.open)
  )
    lines.push(line(null, says.silence(day(dayIn(now, zone), language))));
  if (facts.baseRate !== null) lines.push(line(null, says.base(rateText(facts.baseRate)), 'quiet'));
  const standings = facts.standings.map((one) => standingLine(one, facts));
  return plainCard(
    language,
    before ? says.reminder(names, body, words.daysLeft(left)) : says.after(names, body),
    '',
    [
      { title: null, lines },
      { title: says.stands, lines: standings },
    ],
    {
      tone: before ? 'watch' : 'neutral',
      url: facts.notice.url || null,
      links: facts.notice.url === '' ? [] : [{ label: words.source, url: facts.notice.url }],
      reference: alert.id,
      buttons: buttonsOf(alert.id, ['details', 'why', 'mute'], language),
    },
  );
}

function standingLine(
  { signal, case: one, since, score }: FollowUpState,
  { companies, language }: FollowUpFacts,
): CardLine {
  const words = localeOf(language);
  const company = companies.get(signal.company);
  const name = company === undefined ? signal.company : shortName(company, language);
  const stage =
    one === null ? words.ended : `${words.stages[one.stage]}, ${one.open ? words.open : words.ended}`;
  return line(name, `${stage} · ${words.score} ${points(score)} (${change(since, score)})`);
}

function rateText(rate: BaseRate) {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return {
    rate: percent(rate.rate),
    n: rate.n.toLocaleString('en-US'),
    low: percent(rate.low),
    high: percent(rate.high),
    years: rate.years,
  };
}
