import type { Stated } from '../../../domain/notice.ts';
import { type Reason, reason } from '../../../domain/reason.ts';
import { type CalendarDate, daysBetween, plusDays } from '../../../domain/time.ts';
import { type Sentence, spanIn } from '../document/page.ts';
import { addMonths, addWorkingDays, daysIn } from './days.ts';
import { NUMBER_ZH, numberEn, numberZh } from './numbers.ts';

/** The last day to comply, or why it could not be computed. */
export type DeadlineReading = Stated<CalendarDate | Reason>;

/** A wording that limits the time to comply; offsets in its sentence. */
interface Limit {
  readonly start: number;
  readonly end: number;
  readonly day: CalendarDate | Reason;
}

type FindLimits = (text: string, published: CalendarDate | null) => Limit[];
/** Whether what stands before and behind a day or period makes it a limit. */
type IsLimit = (before: string, behind: string, period: string) => boolean;

const REACH = 48;
const front = (text: string, at: number) => text.slice(Math.max(0, at - REACH), at);

/** A day of the calendar: `before` it and `by` it both mean that day, the last one to comply on. */
const days =
  (isLimit: IsLimit): FindLimits =>
  (text, published) =>
    daysIn(text, published)
      .filter(({ start, end }) => isLimit(front(text, start), text.slice(end), ''))
      .map(({ start, end, date }) => ({ start, end, day: date }));

/** A period, counted from publication, the day itself excluded. */
const periods =
  (pattern: RegExp, isLimit: IsLimit): FindLimits =>
  (text, published) =>
    [...text.matchAll(pattern)].flatMap(({ 0: period, 1: count, 2: unit, index: start }) => {
      const end = start + period.length;
      if (!isLimit(front(text, start), text.slice(end, end + REACH), period)) return [];
      const day = endOfPeriod(numberZh(count!) ?? numberEn(count!), unit!, published);
      return day === null ? [] : [{ start, end, day }];
    });

const ORDER_ZH = '[^。;]{0,40}?(?:整改(?!通知|告知|指令)|改正|修正|反馈|整治|清退|解除)';
const ORDERS_ZH = new RegExp(`^${ORDER_ZH}`, 'u');
const BEFORE_ZH = new RegExp(
  `^(?:\\([^()]{1,6}\\))?(?:\\d{1,2}(?:时|点|:\\d\\d))?(?:之?前|以前|止|截止|内)${ORDER_ZH}`,
  'u',
);
const LAST_ZH = /(?:整改|改正|反馈)[^。;]{0,16}(?:截止|期限|限期|最迟|不晚于|时限)[^。;]{0,10}$/u;
const PERIOD_ZH = new RegExp(
  `(${NUMBER_ZH}) ?个? ?(工作日|自然日|日历日|日|天|周|星期|月)(?:之内|以内|内|期限)?`,
  'gu',
);
const LIMITS_ZH = /(?:限期|期限为?|为期|限) ?$/u;
const PERIOD_LAST_ZH = /(?:整改|改正)(?:期限|时限|时间|期)[^。;,]{0,8}$/u;
const NO_LIMIT_ZH = /(?:\d|这是|近|过去|短短)$/u;
const BY_EN =
  /\b(?:by|before|until|till|(?:no|not) later than|deadline (?:of|is|was)|up to) (?:the (?:end|close) of )?$/u;
const WEEKDAY_BEFORE = /[A-Z][a-z]{2,5}day,? ?(?:\(|on )?$/u;
const PERIOD_EN =
  /\b([\w-]{1,14}?)[- ](working[- ]days?|business[- ]days?|days?|weeks?|months?)\b/giu;
const GIVES_EN = /\b(?:within|in|given?|gave|gives|have|has|had)(?: [\w.&'-]{1,20},?){0,6} $/iu;
const WINDOW_EN = /^ (?:[a-z]+ )?(?:deadline|window|period|limit|ultimatum)\b/iu;

/**
 * In the order in which they are tried: "应于9月28日前完成整改", "限期15日整改", "by August 25", "within a week".
 */
const RULES: readonly (readonly [rule: string, find: FindLimits])[] = [
  ['deadline.zh.day', days((before, behind) => BEFORE_ZH.test(behind) || LAST_ZH.test(before))],
  [
    'deadline.zh.period',
    periods(PERIOD_ZH, (before, behind, period) => {
      const orders = ORDERS_ZH.test(behind);
      const isWithin = /(?:内|期限)$/u.test(period) && !NO_LIMIT_ZH.test(before);
      return (
        (LIMITS_ZH.test(before) && orders) ||
        (isWithin && (orders || /^[^。;]{0,40}?完成/u.test(behind))) ||
        PERIOD_LAST_ZH.test(before)
      );
    }),
  ],
  [
    'deadline.en.day',
    days(
      (before, behind) =>
        BY_EN.test(before.replace(WEEKDAY_BEFORE, '')) || /^ (?:deadline|cut-?off)\b/u.test(behind),
    ),
  ],
  [
    'deadline.en.period',
    periods(PERIOD_EN, (before, behind) => GIVES_EN.test(before) || WINDOW_EN.test(behind)),
  ],
];

function endOfPeriod(
  count: number | null,
  unit: string,
  published: CalendarDate | null,
): Limit['day'] | null {
  if (count === null || count < 1 || count > 400) return null;
  if (published === null) return reason('deadline-without-publication');
  if (/工作|working|business/iu.test(unit))
    return addWorkingDays(published, count) ?? reason('deadline-unknown-holidays');
  if (/周|星期|week/iu.test(unit)) return plusDays(published, 7 * count);
  return /月|month/iu.test(unit) ? addMonths(published, count) : plusDays(published, count);
}

const COMPLIES_ZH = /整改|改正|修正|反馈|整治|清退|完成|落实|解除/u;
const COMPLIES_EN = (
  'rectif|fix|correct|remed|chang|updat|address|comply|complian|plug|overhaul|' +
  'deadline|resolv|relinquish|respond|reply|answer|submit|' +
  'terminate|lift|cease|in order|must end|must stop'
).split('|');
const NO_DEADLINE =
  /意见|征求|施行|生效|consultation|comments|takes? effect|effective|come into|usually|typically|normally|generally|一般/iu;

/**
 * The last day to rectify, from the sentences that order it. Periods count from publication, the
 * day itself excluded. Comment periods, effective dates, habits ("usually get a week") and days
 * that are past are not deadlines.
 */
export function deadlineIn(
  sentences: readonly Sentence[],
  published: CalendarDate | null,
): DeadlineReading | null {
  let uncomputed: DeadlineReading | null = null;
  for (const reading of limitsIn(sentences, published)) {
    if (typeof reading.value !== 'string') uncomputed ??= reading;
    else if (isNear(reading.value, published, isEnglish(reading.rule))) return reading;
  }
  return uncomputed;
}

const isEnglish = (rule: string): boolean => rule.startsWith('deadline.en');

/** Every limit that the sentences state, in the order of the rules. */
function* limitsIn(
  sentences: readonly Sentence[],
  published: CalendarDate | null,
): Iterable<DeadlineReading> {
  for (const [rule, find] of RULES)
    for (const sentence of sentences) {
      if (!mayLimit(sentence.text, isEnglish(rule))) continue;
      for (const { start, end, day } of find(sentence.text, published))
        yield { value: day, span: spanIn(sentence, start, end), rule };
    }
}

/**
 * Whether a day is plausible as a deadline. A Chinese list may be copied some days after it was
 * published; an English article states days to come.
 */
function isNear(day: CalendarDate, published: CalendarDate | null, english: boolean): boolean {
  const left = published === null ? 0 : daysBetween(published, day);
  return left >= (english ? 0 : -10) && left <= 400;
}

function mayLimit(text: string, english: boolean): boolean {
  const lower = text.toLowerCase();
  const complies = english
    ? COMPLIES_EN.some((stem) => lower.includes(stem))
    : COMPLIES_ZH.test(text);
  return complies && (!NO_DEADLINE.test(text) || /整改|改正|rectif/iu.test(text));
}
