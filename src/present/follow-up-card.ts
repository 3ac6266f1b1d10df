import type { Signal } from '../domain/alert.ts';
import type { Card, CardLine } from '../domain/card.ts';
import type { BaseRate } from '../domain/history.ts';
import type { Case } from '../domain/score.ts';
import { type CalendarDate, dayIn, daysBetween } from '../domain/time.ts';
import { type AlertFacts, bodyOf, nameOf, namesText } from './alert-headline.ts';

import { phrasesOf } from './messages.ts';
import { buttonsOf, line, plainCard } from './plain-card.ts';
import { change, day, daysLeft, lastSecond, localeOf, nameIn, points } from './words.ts';

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

/** The reminder before a deadline, or what is known a week after it, made of what is known when it is sent. */
export function followUpCard(facts: FollowUpFacts): Card {
  const { language, regulator, deadline, alert, now } = facts;
  const words = localeOf(language);
  const say = phrasesOf('followUp', language);
  const zone = regulator?.timezone ?? 'Asia/Shanghai';
  const body = bodyOf(facts);
  const named = facts.standings.map(({ signal }) => nameOf(signal, facts));
  const names = namesText(named.slice(0, MOST_NAMES), named.length - MOST_NAMES, language);
  const left = daysBetween(dayIn(now, zone), deadline);
  const before = left >= 0;
  const lines: CardLine[] = [
    line(words.deadline, `${day(deadline, language)} (${daysLeft(left, language)})`, {
      weight: 'strong',
      when: { at: lastSecond(deadline, zone), kind: 'moment' },
    }),
  ];
  if (
    !before &&
    facts.standings.every(({ case: one }) => one !== null && one.stage !== 'removed' && one.open)
  )
    lines.push(line(null, say('silence', { date: day(dayIn(now, zone), language) })));
  if (facts.baseRate !== null) lines.push(line(null, say('base', rateText(facts.baseRate)), 'quiet'));
  const standings = facts.standings.map((one) => standingLine(one, facts));
  return plainCard(
    language,
    say(before ? 'reminder' : 'after', { names, body, days: daysLeft(left, language) }),
    '',
    [
      { title: null, lines },
      { title: say('stands'), lines: standings },
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
  const stage =
    one === null ? words.ended : `${words.stages[one.stage]}, ${one.open ? words.open : words.ended}`;
  return line(
    nameIn(companies, signal.company, language),
    `${stage} · ${words.score} ${points(score)} (${change(since, score)})`,
  );
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
