import { phrasesOf } from '../../base/i18n/messages.ts';
import {
  change,
  day,
  daysLeft,
  lastSecond,
  localeOf,
  nameIn,
  points,
} from '../../base/i18n/words.ts';
import type { Signal } from '../../domain/alert.ts';
import type { Card } from '../../domain/card.ts';
import type { BaseRate } from '../../domain/history.ts';
import type { Case } from '../../domain/score.ts';
import { type CalendarDate, dayIn, daysBetween } from '../../domain/time.ts';
import { type AlertFacts, bodyOf, nameOf, namesText } from './alert-headline.ts';
import { buttonsOf, line, plainCard, section } from './plain-card.ts';

/** Where a case of the first alert stands when a follow-up is written. */
export interface FollowUpState {
  readonly signal: Signal;
  readonly case: Case | null;
  /** Score when it was alerted, by the model of today. */
  readonly since: number;
  readonly score: number;
}

export interface FollowUpFacts extends Omit<AlertFacts, 'signals' | 'mapping'> {
  readonly deadline: CalendarDate;
  readonly standings: readonly FollowUpState[];
  readonly baseRate: BaseRate | null;
}

const MOST_NAMES = 2;

/**
 * The reminder before a deadline, or what is known a week after it, made of what is known when it
 * is sent.
 */
export function followUpCard(facts: FollowUpFacts): Card {
  const { language, regulator, deadline, alert, now, standings, baseRate, companies } = facts;
  const words = localeOf(language);
  const say = phrasesOf('followUp', language);
  const url = facts.notice.url || null;
  const zone = regulator?.timezone ?? 'Asia/Shanghai';
  const today = dayIn(now, zone);
  const left = daysBetween(today, deadline);
  const days = daysLeft(left, language);
  const before = left >= 0;
  const named = standings.map(({ signal }) => nameOf(signal, facts));
  const names = namesText(named.slice(0, MOST_NAMES), named.length - MOST_NAMES, language);
  const silent = standings.every(({ case: one }) => one?.open === true && one.stage !== 'removed');
  const when = { at: lastSecond(deadline, zone), kind: 'moment' as const };
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const rateLine =
    baseRate === null
      ? say('noRate')
      : say(baseRate.counted === 'published' ? 'basePublished' : 'base', {
          rate: percent(baseRate.rate),
          low: percent(baseRate.low),
          high: percent(baseRate.high),
          n: baseRate.n.toLocaleString('en-US'),
          years: baseRate.years,
        });
  const about = section(
    null,
    line(words.deadline, `${day(deadline, language)} (${days})`, { weight: 'strong', when }),
    before || !silent ? null : line(null, say('silence', { date: day(today, language) })),
    line(null, rateLine, 'quiet'),
  );
  const stand = standings.map(({ signal, case: matter, since, score }) => {
    const state = matter?.open === true ? words.open : words.ended;
    const stage = matter === null ? words.ended : `${words.stages[matter.stage]}, ${state}`;
    const moved = `${words.score} ${points(score)} (${change(since, score)})`;
    return line(nameIn(companies, signal.company, language), `${stage} · ${moved}`);
  });
  const title = say(before ? 'reminder' : 'after', { names, body: bodyOf(facts), days });
  return plainCard(language, title, '', [about, section(say('stands'), stand)], {
    tone: before ? 'watch' : 'neutral',
    url,
    reference: alert.id,
    links: url === null ? [] : [{ label: words.source, url }],
    buttons: buttonsOf(alert.id, ['details', 'why', 'mute'], language),
  });
}
