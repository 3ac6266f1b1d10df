import type { Stated } from '../../domain/notice.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import { type CalendarDate, daysBetween, plusDays } from '../../domain/time.ts';
import { type Sentence, spanIn } from '../document/page.ts';
import { addMonths, addWorkingDays, daysIn } from './days.ts';
import { NUMBER_ZH, numberEn, numberZh } from './numbers.ts';

/** A deadline as read, or why its day could not be computed. */
export type DeadlineReading =
  | { readonly kind: 'day'; readonly stated: Stated<CalendarDate> }
  | {
      readonly kind: 'unsettled';
      readonly because: Reason;
      readonly sentence: Sentence;
      readonly start: number;
      readonly end: number;
    };

/** A wording that limits the time to comply: offsets in its sentence, and its day or why it has none. */
interface Limit {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  /** Or why it cannot be computed. */
  readonly day: CalendarDate | Reason;
}

type LimitRule = (text: string, published: CalendarDate | null) => Limit[];

const ORDER_ZH = /^[^。;]{0,40}?(?:整改(?!通知|告知|指令)|改正|修正|反馈|整治|清退|解除)/u;
const BEFORE_ZH = /^(?:\([^()]{1,6}\))?(?:\d{1,2}(?:时|点|:\d\d))?(?:之?前|以前|止|截止|内)/u;
const LAST_ZH = /(?:整改|改正|反馈)[^。;]{0,16}(?:截止|期限|限期|最迟|不晚于|时限)[^。;]{0,10}$/u;
const REACH = 48;
const front = (text: string, at: number) => text.slice(Math.max(0, at - REACH), at);
const behind = (text: string, at: number) => text.slice(at, at + REACH);

/** "应于9月28日前完成整改": `before` a day and `by` a day both mean that day, the last one to comply on. */
const zhDay: LimitRule = (text, published) =>
  daysIn(text, published).flatMap(({ start, end, date }): Limit[] => {
    const before = BEFORE_ZH.exec(behind(text, end));
    const rest = before === null ? '' : text.slice(end + before[0].length, end + before[0].length + REACH);
    const isLimit = before !== null && ORDER_ZH.test(rest);
    return isLimit || LAST_ZH.test(front(text, start))
      ? [{ rule: 'deadline.zh.day', start, end, day: date }]
      : [];
  });

const PERIOD_ZH = new RegExp(
  `(${NUMBER_ZH}) ?个? ?(工作日|自然日|日历日|日|天|周|星期|月)(?:之内|以内|内|期限)?`,
  'gu',
);
const WITHIN = /(?:内|期限)$/u;
const LIMITS_ZH = /(?:限期|期限为?|为期|限) ?$/u;
const PERIOD_LAST_ZH = /(?:整改|改正)(?:期限|时限|时间|期)[^。;,]{0,8}$/u;
const NO_LIMIT_ZH = /(?:\d|这是|近|过去|短短)$/u;

/** "限期15日整改", "10个工作日内完成整改", "整改期限为一个月". Counts from publication, the day itself excluded. */
const zhPeriod: LimitRule = (text, published) =>
  [...text.matchAll(PERIOD_ZH)].flatMap((match): Limit[] => {
    const end = match.index + match[0].length;
    const before = front(text, match.index);
    const rest = behind(text, end);
    const isLimit =
      (LIMITS_ZH.test(before) && ORDER_ZH.test(rest)) ||
      (WITHIN.test(match[0]) &&
        !NO_LIMIT_ZH.test(before) &&
        (ORDER_ZH.test(rest) || /^[^。;]{0,40}?完成/u.test(rest))) ||
      PERIOD_LAST_ZH.test(before);
    const day = isLimit ? endOfPeriod(numberZh(match[1]!), match[2]!, published) : null;
    return day === null ? [] : [{ rule: 'deadline.zh.period', start: match.index, end, day }];
  });

const COMPLIES_EN = (
  'rectif|fix|correct|remed|chang|updat|address|comply|complian|plug|overhaul|deadline|resolv|relinquish|respond|reply|answer|submit|' +
  'terminate|lift|cease|in order|must end|must stop'
).split('|');
const BY_EN =
  /\b(?:by|before|until|till|(?:no|not) later than|deadline (?:of|is|was)|up to) (?:the (?:end|close) of )?$/u;
const WEEKDAY_BEFORE = /[A-Z][a-z]{2,5}day,? ?(?:\(|on )?$/u;

const enDay: LimitRule = (text, published) =>
  daysIn(text, published).flatMap(({ start, end, date }): Limit[] =>
    BY_EN.test(front(text, start).replace(WEEKDAY_BEFORE, '')) ||
    /^ (?:deadline|cut-?off)\b/u.test(behind(text, end))
      ? [{ rule: 'deadline.en.day', start, end, day: date }]
      : [],
  );

const PERIOD_EN = /\b([\w-]{1,14}?)[- ](working[- ]days?|business[- ]days?|days?|weeks?|months?)\b/giu;
const GIVES_EN = /\b(?:within|in|given?|gave|gives|have|has|had)(?: [\w.&'-]{1,20},?){0,6} $/iu;
const WINDOW_EN = /^ (?:[a-z]+ )?(?:deadline|window|period|limit|ultimatum)\b/iu;

const enPeriod: LimitRule = (text, published) =>
  [...text.matchAll(PERIOD_EN)].flatMap((match): Limit[] => {
    const end = match.index + match[0].length;
    if (!GIVES_EN.test(front(text, match.index)) && !WINDOW_EN.test(behind(text, end))) return [];
    const count = /^an?$/iu.test(match[1]!) ? 1 : numberEn(match[1]!);
    const day = endOfPeriod(count, match[2]!.toLowerCase(), published);
    return day === null ? [] : [{ rule: 'deadline.en.period', start: match.index, end, day }];
  });

const RULES_ZH: readonly LimitRule[] = [zhDay, zhPeriod];
const RULES_EN: readonly LimitRule[] = [enDay, enPeriod];

function endOfPeriod(
  count: number | null,
  unit: string,
  published: CalendarDate | null,
): Limit['day'] | null {
  if (count === null || count < 1 || count > 400) return null;
  if (published === null) return reason('deadline-without-publication');
  if (/工作|working|business/u.test(unit))
    return addWorkingDays(published, count) ?? reason('deadline-unknown-holidays');
  if (/周|星期|week/u.test(unit)) return plusDays(published, 7 * count);
  return /月|month/u.test(unit) ? addMonths(published, count) : plusDays(published, count);
}

const NO_DEADLINE =
  /意见|征求|施行|生效|consultation|comments|takes? effect|effective|come into|usually|typically|normally|generally|一般/iu;

/**
 * The last day to rectify, from the sentences that order it. Periods count from publication, the day itself excluded.
 * Comment periods, effective dates, habits ("usually get a week") and days that are past are not deadlines.
 */
export function deadlineIn(
  sentences: readonly Sentence[],
  published: CalendarDate | null,
): DeadlineReading | null {
  let unsettled: DeadlineReading | null = null;
  for (const rule of [...RULES_ZH, ...RULES_EN]) {
    for (const sentence of sentences) {
      const { text } = sentence;
      if (!mayLimit(text, RULES_EN.includes(rule))) continue;
      for (const { start, end, day, rule: id } of rule(text, published)) {
        if (typeof day !== 'string') unsettled ??= { kind: 'unsettled', because: day, sentence, start, end };
        else if (published === null || isNear(daysBetween(published, day), RULES_EN.includes(rule)))
          return { kind: 'day', stated: { value: day, span: spanIn(sentence, start, end), rule: id } };
      }
    }
  }
  return unsettled;
}

/** A Chinese list notice may be copied some days late; an English article tells days to come. */
const isNear = (days: number, english: boolean) => days >= (english ? 0 : -10) && days <= 400;

function mayLimit(text: string, english: boolean): boolean {
  const lower = text.toLowerCase();
  const complies = english
    ? COMPLIES_EN.some((one) => lower.includes(one))
    : /整改|改正|修正|反馈|整治|清退|完成|落实|解除/u.test(text);
  return complies && (!NO_DEADLINE.test(text) || /整改|改正|rectif/iu.test(text));
}
