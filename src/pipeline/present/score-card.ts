import { bracketed, LOCALES } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { formatReason, term } from '../../base/i18n/sentence.ts';
import {
  andMore,
  change,
  companyTitle,
  day,
  daysLeft,
  joinWithCommas,
  joinWithDots,
  type Language,
  lastSecond,
  localeOf,
  moment,
  points,
  regulatorName,
} from '../../base/i18n/words.ts';
import type { Card, CardLine, CardSection } from '../../domain/card.ts';
import type { Company, Listing } from '../../domain/company.ts';
import type { RecordCoverage } from '../../domain/history.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { MoveLine } from '../../domain/move-table.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Regulator } from '../../domain/regulator.ts';
import { type Case, type Factor, isStanding, type Score } from '../../domain/score.ts';
import { dayIn, daysBetween, type Instant, shanghaiDay } from '../../domain/time.ts';
import type { Trend } from '../score/change.ts';
import type { Latest } from '../score/latest.ts';
import type { NextAct } from '../score/next-act.ts';
import type { Prospect } from '../score/outlook.ts';
import { stateReason } from './matter-state.ts';
import { instead, line, plainCard, recordLine, section } from './plain-card.ts';

/** Facts for the answers of "how risky is it?" and "why?". */
export interface ScoreFacts {
  readonly company: Pick<Company, 'id' | 'name'>;
  /** In force on the day of the score. */
  readonly listings: readonly Listing[];
  readonly score: Score;
  readonly record: RecordCoverage;
  /** Peak and change, and what would change the score; shown where given. */
  readonly trend?: Trend;
  readonly outlook?: readonly Prospect[];
  /** The latest act. */
  readonly latest?: Latest | null;
  /** Another act within 90 days. */
  readonly next?: NextAct | null;
  readonly language: Language;
  /** Why the search took this company ("700 is a symbol of 0700.HK"). */
  readonly taken: Reason | null;
}

/** Flags shown of a score, the rest counted: a long record has dozens of the same kind. */
const MOST_FLAGS = 3;

/** The card of a score: the company, its score, and the sections. */
export function scoreCard(
  { company, listings, score, record, language }: ScoreFacts,
  sections: readonly CardSection[],
  chart: Card['chart'] = null,
): Card {
  const tone = record.state === 'acts' ? score.attested.band : 'neutral';
  const title = companyTitle(company, listings, language);
  return plainCard(language, title, leadOf(score, record, language), sections, { tone, chart });
}

/**
 * The last lines of such a card: how the company was found, the span of the record, flags, and the
 * model.
 */
export function footLines({ score, record, language, taken }: ScoreFacts): CardLine[] {
  const { flags, model } = localeOf(language);
  const rest = score.flags.length - MOST_FLAGS;
  const reached = recordLine(record, language, shanghaiDay(score.at));
  return section(
    null,
    taken === null ? null : line(null, formatReason(taken, language), 'quiet'),
    reached === '' ? null : line(null, reached),
    score.flags.slice(0, MOST_FLAGS).map((flag) => line(flags, formatReason(flag, language))),
    rest > 0 ? line(flags, andMore(rest, language)) : null,
    line(model, score.model, 'quiet'),
  ).lines;
}

/**
 * `64.6 high, of which 0.0 confirmed · as of …`; where no act is known, what stands in the place of
 * a score.
 */
export function leadOf(score: Score, record: RecordCoverage, language: Language): string {
  const words = localeOf(language);
  const shown = instead(record, language) ?? `${points(score.score)} ${words.bands[score.band]}`;
  return joinWithDots([shown, beneathScore(score, record, language)]);
}

/** `of which 0.0 confirmed · business 4.1 + investability 6.0 · as of …`. */
export function beneathScore(score: Score, record: RecordCoverage, language: Language): string {
  const say = phrasesOf('score', language);
  const words = localeOf(language);
  const { business, investability } = score.parts;
  const part = points(score.attested.points);
  const parts = { business: points(business), investability: points(investability) };
  const isKnown = record.state === 'acts';
  return joinWithDots([
    isKnown && score.attested.points < score.score ? say('confirmed', { part }) : null,
    isKnown && investability > 0 ? say('parts', parts) : null,
    `${words.asOf} ${moment(score.at, 'Asia/Shanghai', language)}`,
  ]);
}

/** Number of factors above a tenth of a point, and of the others, in words. */
export function faded(factors: readonly Factor[], language: Language) {
  const shown = factors.filter((factor) => factor.points !== 0);
  const gone = factors.length - shown.length;
  return { shown, rest: gone === 0 ? null : phrasesOf('score', language)('faded', { n: gone }) };
}

/** Largest first; the order of the cases decides between equals. */
export function byPoints(factors: readonly Factor[]): Factor[] {
  return [...factors].sort((factor, other) => other.points - factor.points);
}

/** Name of a part of a factor: severity, value, reach. */
export const partName = (part: string, language: Language) => term('addend', part, language);

/**
 * Factors that add up to the score, the largest first. Where all are shown, each with its parts:
 * the first is the start, each further one the difference it makes (`severity 9.1, value −7.3,
 * reach +0.0`).
 * @param most so many, and the sum of the rest; absent = all
 */
export function factorSection(score: Score, language: Language, most?: number): CardSection {
  const title = localeOf(language).why;
  if (score.factors.length === 0 && most === undefined)
    return { title, lines: [line(null, phrasesOf('why', language)('nothing'))] };
  const { shown, rest: old } = faded(byPoints(score.factors), language);
  const inPoints = (value: number) => points(value).padStart(5);
  const blank = ' '.repeat(5);
  const parts = ({ waterfall }: Factor) =>
    waterfall.map(
      ({ part, points: own }, n) =>
        `${partName(part, language)} ${n === 0 ? points(own) : change(0, own)}`,
    );
  const rest = shown.slice(most ?? shown.length);
  const sum = rest.reduce((total, factor) => total + factor.points, 0);
  return section(
    title,
    shown
      .slice(0, most)
      .flatMap((factor) => [
        line(inPoints(factor.points), formatReason(factor.because, language)),
        ...(most === undefined ? [line(blank, parts(factor).join(', '), 'quiet')] : []),
      ]),
    rest.length === 0 ? null : line(inPoints(sum), andMore(rest.length, language)),
    old === null ? null : line(blank, old, 'quiet'),
    most === undefined || score.factors.length > 1
      ? line(inPoints(score.score), '=', 'strong')
      : null,
  );
}

/** Possible changes of the score, then its peak and its change in 30 days. */
export function ahead({ trend, outlook = [], language }: ScoreFacts): CardSection {
  const say = phrasesOf('score', language);
  const lines = outlook.map(({ change: by, because, score }) =>
    line(
      change(0, by),
      say('to', { because: formatReason(because, language), score: points(score) }),
    ),
  );
  if (trend === undefined) return section(say('ahead'), lines);
  const { peak, change30 } = trend;
  const when = day(dayIn(peak.at, 'Asia/Shanghai'), language);
  const height = `${points(peak.score)} ${localeOf(language).bands[peak.band]}`;
  return section(
    say('ahead'),
    lines,
    // A company without acts has no peak.
    peak.score === 0 ? null : line(say('peak'), say('on', { height, when })),
    line(say('change30'), change(0, change30)),
  );
}

interface RiskFacts extends ScoreFacts {
  readonly regulators: ReadonlyMap<RegulatorId, Pick<Regulator, 'short' | 'name' | 'timezone'>>;
  /** Address of the newest act. */
  readonly source?: string | null;
}

const MAX_FACTORS = 5;
const MAX_CASES = 5;

/**
 * The card of a company's risk: the newest act in one sentence with its size and source; the score
 * and its largest factors; open cases, possible events, and what would change the score.
 */
export function riskCard(facts: RiskFacts): Card {
  const { latest = null, source = null, score, record, language } = facts;
  const card = scoreCard(facts, [
    scoreSection(facts),
    factorSection(score, language, MAX_FACTORS),
    cases(facts),
    nextSection(facts),
    ahead(facts),
    section(null, footLines(facts)),
  ]);
  const links = source === null ? [] : [{ label: localeOf(language).source, url: source }];
  const lead = latest === null ? leadOf(score, record, language) : leadText(latest, language);
  return { ...card, lead, links };
}

/** The score below the newest act, and how far acts of its size moved shares. */
function scoreSection({ latest = null, score, record, language }: RiskFacts): CardSection {
  if (latest === null) return section(null);
  const { expected } = latest;
  return section(
    null,
    line(null, leadOf(score, record, language), 'strong'),
    expected === null ? null : line(null, expectedText(expected, language)),
  );
}

/** The probability of another act, where the model beats a plain count. */
function nextSection({ next = null, regulators, language }: RiskFacts): CardSection {
  if (next === null) return section(null);
  return section(
    null,
    line(null, nextText(next, language)),
    line(null, nextFrom(next, regulators, language), 'quiet'),
  );
}

/** "SAMR fined Alibaba CNY 18.2 bn (10 April 2021, 2.7 % of revenue); 26.0 points by itself". */
export function leadText({ lead, own }: Latest, language: Language): string {
  const act = formatReason(lead, language);
  return own === 0 ? act : phrasesOf('score', language)('own', { act, points: points(own) });
}

/**
 * "Acts of this size moved the share by −4.5 % on average over two days (20 of 29 fell; …)"; where
 * the interval holds 0, that they moved it neither way.
 */
export function expectedText(expected: MoveLine, language: Language): string {
  const { mean, low, high, fell, events } = expected;
  const percent = (part: number) => change(0, Math.round(part * 1000) / 10);
  const isClear = low > 0 || high < 0;
  return phrasesOf('score', language)(isClear ? 'expected' : 'expectedNone', {
    mean: percent(mean),
    low: percent(low),
    high: percent(high),
    fell,
    events,
  });
}

/** "Another act within 90 days: 17 % (base rate of its peers 4 %)". */
export function nextText({ probability, base }: NextAct, language: Language): string {
  const percent = (part: number) => {
    const value = part * 100;
    return value < 0.1 ? '<0.1' : String(+value.toPrecision(2));
  };
  return phrasesOf('score', language)('next', {
    percent: percent(probability),
    base: percent(base),
  });
}

/** The authorities of the forecast, and the day to which their series are complete. */
export function nextFrom(
  { authorities }: NextAct,
  regulators: RiskFacts['regulators'],
  language: Language,
): string {
  return joinWithCommas(
    authorities.map(({ id, until }) => {
      const regulator = regulators.get(id as RegulatorId);
      const last = dayIn((until - 1) as Instant, regulator?.timezone ?? 'Asia/Shanghai');
      const name = regulatorName(regulator, language) ?? id;
      return phrasesOf('score', language)('nextFrom', { name, day: day(last, language) });
    }),
    language,
  );
}

/** Open cases first, the latest first. */
export const openFirst = (cases: Score['cases']) =>
  cases.toSorted((a, b) => Number(b.open) - Number(a.open) || (a.opened < b.opened ? 1 : -1));

/** Open cases, and the number of ended ones. */
function cases(facts: RiskFacts): CardSection {
  const { score, language } = facts;
  const words = localeOf(language);
  const open = openFirst(score.cases).filter(isStanding);
  const unrecorded = score.cases.filter((one) => one.state?.code === 'not-recorded').length;
  const ended = score.cases.length - open.length - unrecorded;
  const rest = open.length - MAX_CASES;
  const say = phrasesOf('score', language);
  return section(
    words.cases,
    open.length === 0 ? line(null, words.noCases) : null,
    open.slice(0, MAX_CASES).map((one) => caseLine(one, facts)),
    rest > 0 ? line(null, andMore(rest, language), 'quiet') : null,
    unrecorded > 0 ? line(null, say('unrecordedCases', { n: unrecorded }), 'quiet') : null,
    ended > 0 ? line(null, say('endedCases', { n: ended }), 'quiet') : null,
  );
}

function caseLine(matter: Case, { score, regulators, language }: RiskFacts): CardLine {
  const words = localeOf(language);
  const { title, regulator, opened, stage, state } = matter;
  // A day that has passed says nothing of a case that stands.
  const deadline = matter.open ? matter.deadline : null;
  const body = regulators.get(regulator);
  const zone = body?.timezone ?? 'Asia/Shanghai';
  const left = daysBetween(dayIn(score.at, zone), deadline ?? opened);
  const due =
    deadline === null
      ? null
      : `${words.deadline.toLowerCase()} ` +
        `${day(deadline, language)}${bracketed(daysLeft(left, language), language)}`;
  const text = joinWithCommas(
    [
      `${words.opened} ${day(opened, language)}`,
      stage === 'lapsed' ? null : words.stages[stage],
      state === undefined ? null : formatReason(stateReason(state), language),
      due,
    ],
    language,
  );
  const { separators } = LOCALES[language];
  const shown = `${title}${separators.colon}${text}`;
  const who = regulatorName(body, language) ?? regulator;
  if (deadline === null) return line(who, shown);
  // The moment at which the deadline of an open case has passed.
  return line(who, shown, { when: { at: lastSecond(deadline, zone), kind: 'day' } });
}
