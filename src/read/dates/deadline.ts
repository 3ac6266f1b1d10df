import type { Stated } from '../../domain/notice.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { type Sentence, spanIn } from '../document/page.ts';
import { addDays, addMonths, daysBetween, lastOfMonth, weekdayOf } from './calendar.ts';
import { countedFrom } from './counted-from.ts';
import { DAY_EN, daysIn } from './mentioned.ts';
import { NUMBER_EN, NUMBER_ZH, numberEn, numberZh } from './numbers.ts';
import { addWorkingDays } from './workdays.ts';

/** A deadline as read, or why its day could not be computed. */
export type DeadlineReading =
  | { readonly kind: 'day'; readonly stated: Stated<CalendarDate> }
  | {
      readonly kind: 'unsettled';
      readonly because: string;
      readonly sentence: Sentence;
      readonly start: number;
      readonly end: number;
    };

interface Rule {
  readonly id: string;
  /** Group `day` = a date, or `n` and `unit` = a period. */
  readonly pattern: RegExp;
  readonly period?: (
    match: RegExpExecArray,
    published: CalendarDate,
  ) => CalendarDate | null | 'unknown-holidays';
}

const ORDER_ZH = '(?:整改(?!通知|告知|指令)|改正|修正|反馈|整治|清退|解除)';
const DATE_ZH =
  '(?:20\\d\\d ?年 ?|今年)?\\d{1,2} ?月 ?\\d{1,2} ?[日号](?:\\([^()]{1,6}\\))?(?:\\d{1,2}(?:时|点|:\\d\\d))?';
const FIX_EN =
  '(?:rectif|fix|correct|remed|chang|updat|address|comply|complian|plug|overhaul|deadline|resolv|put (?:(?:this|it|them|things|matters) )?(?:in order|right)|make|relinquish|give up|\\b(?:have|has|had|given|gave) (?:\\w+ )?(?:until|till)\\b|(?:respond|reply|answer)\\w*(?: to)? (?:the |these |those |all |asked |its )*(?:\\w+ )?(?:questions|queries|notice)|\\b(?:must|to) (?:end|stop|cease|do so|submit|terminate|lift))';

const period = (match: RegExpExecArray, published: CalendarDate, number: (text: string) => number | null) => {
  const count = number(match.groups!.n!);
  if (count === null || count < 1 || count > 400) return null;
  const unit = match.groups!.unit!.toLowerCase();
  if (/工作|working|business/.test(unit)) return addWorkingDays(published, count) ?? 'unknown-holidays';
  if (/周|星期|week/.test(unit)) return addDays(published, 7 * count);
  if (/月|month/.test(unit)) return addMonths(published, count);
  return addDays(published, count);
};

const MONTHS_EN =
  'january february march april may june july august september october november december'.split(' ');

/** How a deadline is put, strictest first. `before` and `by` a day both mean that day: the last one to comply on. */
const RULES: readonly Rule[] = [
  {
    id: 'deadline.zh.day',
    pattern: new RegExp(`(?<day>${DATE_ZH})(?:之?前|以前|止|截止|前后|内)[^。;]{0,40}?${ORDER_ZH}`, 'gu'),
  },
  {
    id: 'deadline.zh.day-done',
    pattern: new RegExp(
      `(?:应|须|需|请|务必)[^,。;]{0,6}(?<day>${DATE_ZH})(?:之?前|以前)[^,。;]{0,8}(?:完成|到位|落实)`,
      'gu',
    ),
  },
  {
    id: 'deadline.zh.day-last',
    pattern: new RegExp(
      `${ORDER_ZH}[^。;]{0,16}?(?:截止|期限|限期|最迟|不晚于|时限)[^。;]{0,10}?(?<day>${DATE_ZH})`,
      'gu',
    ),
  },
  {
    id: 'deadline.zh.month-end',
    pattern: new RegExp(
      `(?:(?<year>20\\d\\d) ?年 ?)?(?<month>\\d{1,2}) ?月(?:底|末)(?:之?前|以前)[^。;]{0,40}?${ORDER_ZH}`,
      'gu',
    ),
    period: (match, published) => lastOfMonth(match.groups!.year, Number(match.groups!.month), published),
  },
  {
    id: 'deadline.zh.limit',
    pattern: new RegExp(
      `(?:限期|限|期限为?|为期) ?(?<n>${NUMBER_ZH}) ?个? ?(?<unit>工作日|自然日|日历日|日|天|周|星期|月)(?:之内|以内|内)?(?:的|完成|进行|予以|落实)*${ORDER_ZH}`,
      'gu',
    ),
    period: (match, published) => period(match, published, numberZh),
  },
  {
    id: 'deadline.zh.period',
    pattern: new RegExp(
      `(?<!\\d|这是|近|过去|短短)(?<n>${NUMBER_ZH}) ?个? ?(?<unit>工作日|自然日|日历日|日|天|周|星期|月)(?:之内|以内|内|期限)(?:(?!\\d ?个?(?:工作|自然)?[日天]内)[^。;]){0,40}?(?:${ORDER_ZH}|完成)`,
      'gu',
    ),
    period: (match, published) => period(match, published, numberZh),
  },
  {
    id: 'deadline.zh.period-last',
    pattern: new RegExp(
      `(?:整改|改正)(?:期限|时限|时间|期)[^。;,]{0,8}?(?<n>${NUMBER_ZH})个?(?<unit>工作日|自然日|日|天|周|月)`,
      'gu',
    ),
    period: (match, published) => period(match, published, numberZh),
  },
  {
    id: 'deadline.en.day',
    pattern: new RegExp(
      `\\b(?:by|before|until|till|no later than|not later than|deadline (?:of|is|was)|up to)\\b (?:the (?:end|close) of )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ?(?:\\(|on )?)?(?<day>${DAY_EN})`,
      'giu',
    ),
  },
  {
    id: 'deadline.en.period',
    pattern: new RegExp(
      `\\b(?:within|in|given?|gave|gives|have|has|had)\\b (?:companies |firms |them |developers |operators |the \\w+ |their \\w+ |all |just |only )*(?<n>${NUMBER_EN}|an?)[- ](?<unit>working days?|business days?|days?|weeks?|months?)\\b`,
      'giu',
    ),
    period: (match, published) =>
      period(match, published, (text) => (/^an?$/i.test(text) ? 1 : numberEn(text))),
  },
  {
    id: 'deadline.en.given',
    pattern: new RegExp(
      `\\b(?:given?|gave|gives) (?:[\\w.&'-]+,? ){1,6}?(?<n>${NUMBER_EN}|an?)[- ](?<unit>working days?|business days?|days?|weeks?|months?)\\b(?= (?:to|in which|time)\\b)`,
      'giu',
    ),
    period: (match, published) =>
      period(match, published, (text) => (/^an?$/i.test(text) ? 1 : numberEn(text))),
  },
  {
    id: 'deadline.en.day-deadline',
    pattern: new RegExp(`(?<day>${DAY_EN}) (?:deadline|cut-?off)\\b`, 'giu'),
  },
  {
    id: 'deadline.en.compound',
    pattern: new RegExp(
      `\\b(?<n>${NUMBER_EN})-(?<unit>working-day|business-day|day|week|month)s? (?:rectification |grace |time |compliance )?(?:deadline|window|period|limit|ultimatum)\\b`,
      'giu',
    ),
    period: (match, published) => period(match, published, numberEn),
  },
  {
    id: 'deadline.en.month-end',
    pattern: new RegExp(`\\b(?:by|before|until) (?:the )?end of (?<month>${MONTHS_EN.join('|')})\\b`, 'giu'),
    period: (match, published) =>
      lastOfMonth(undefined, MONTHS_EN.indexOf(match.groups!.month!.toLowerCase()) + 1, published),
  },
  {
    id: 'deadline.en.this-month-end',
    pattern:
      /\b(?:by|before|until|till)\b (?:the )?(?:end of (?<next>the|this|next) month|month(?:'s|-| )end)\b/giu,
    period: (match, published) => {
      const of = match.groups!.next?.toLowerCase() === 'next' ? addMonths(published, 1) : published;
      return lastOfMonth(undefined, Number(of.slice(5, 7)), published);
    },
  },
  {
    id: 'deadline.en.weekday',
    pattern:
      /\b(?:by|before|until)\b (?:this |next |the coming |coming )?(?<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/giu,
    period: (match, published) => nextWeekday(match.groups!.weekday!, published),
  },
];

const WEEKDAYS = ['mon', 'tues', 'wednes', 'thurs', 'fri', 'satur', 'sun'];
const COMMENT = /意见|征求|反馈至|comments?|feedback|opinions|consultation|施行|生效|take effect|come into/iu;
const HABIT = /\b(?:usually|typically|normally|generally|often)\b|一般|通常/iu;
/** An earlier order that is only told: "通报…并要求在…前整改", with the day of the earlier list in front. */
const ALREADY_FIXED =
  /已(?:经)?(?:完成|按要求)[^,。;]{0,8}整改|未(?:能)?(?:在|于|按)[^,。;]{0,30}(?:完成)?整改/u;

/**
 * The last day to rectify, from the sentences that order it. Periods count from publication, the day itself excluded.
 * Comment periods, effective dates, habits ("usually get a week") and days more than 10 days past are not deadlines.
 */
export function deadlineIn(
  sentences: readonly Sentence[],
  published: CalendarDate | null,
): DeadlineReading | null {
  let unsettled: DeadlineReading | null = null;
  const texts = sentences.map((one) => one.text);
  for (const rule of RULES) {
    for (const sentence of sentences) {
      if (HABIT.test(sentence.text)) continue;
      if (COMMENT.test(sentence.text) && !/整改|改正|rectif/iu.test(sentence.text)) continue;
      if (rule.id.includes('.en.') && !new RegExp(FIX_EN, 'iu').test(sentence.text)) continue;
      for (const match of sentence.text.matchAll(rule.pattern)) {
        const [start, end] = placeOf(match);
        if (isFixed(sentence.text, match.index, match.index + match[0].length)) continue;
        const behind = sentence.text.slice(match.index + match[0].length);
        const from = countedFrom(behind, texts, published);
        const day = dayFrom(rule, match, from);
        if (day === null || day === 'unknown-holidays') {
          unsettled ??= {
            kind: 'unsettled',
            because: whyNot(day === null ? null : 'unknown-holidays', published),
            sentence,
            start,
            end,
          };
          continue;
        }
        if (published !== null && (daysBetween(published, day) < -10 || daysBetween(published, day) > 400))
          continue;
        return { kind: 'day', stated: { value: day, span: spanIn(sentence, start, end), rule: rule.id } };
      }
    }
  }
  return unsettled;
}

/** Whether the clauses that a wording covers say that this order is an old one. */
function isFixed(text: string, start: number, end: number): boolean {
  const from = Math.max(text.lastIndexOf(',', start), text.lastIndexOf('。', start)) + 1;
  const stop = text.slice(end).search(/[,。;]/u);
  return ALREADY_FIXED.test(text.slice(from, stop < 0 ? text.length : end + stop));
}

function placeOf(match: RegExpExecArray): [number, number] {
  const day = match.groups?.day;
  if (day === undefined) return [match.index, match.index + match[0].length];
  const at = match.index + match[0].indexOf(day);
  return [at, at + day.length];
}

function dayFrom(
  rule: Rule,
  match: RegExpExecArray,
  published: CalendarDate | null,
): CalendarDate | null | 'unknown-holidays' {
  if (rule.period !== undefined) return published === null ? null : rule.period(match, published);
  return daysIn(match.groups!.day!, published)[0]?.date ?? null;
}

function whyNot(day: null | 'unknown-holidays', published: CalendarDate | null): string {
  if (published === null) return 'the day of publication is not known, from which the deadline counts';
  if (day === 'unknown-holidays') return 'the holidays of that year are not published yet';
  return 'the wording gives no day of the calendar';
}

function nextWeekday(name: string, published: CalendarDate): CalendarDate {
  const wanted = WEEKDAYS.indexOf(name.toLowerCase()) + 1;
  return addDays(published, (wanted - weekdayOf(published) + 7) % 7 || 7);
}
