import type { Notice } from '../../../domain/notice.ts';
import { NUMBER_ZH, numbersInEn, numberZh } from '../dates/numbers.ts';
import { type Page, type Sentence, spanIn } from '../document/page.ts';
import type { OfficialWords } from './official-words.ts';

/** A page, with the sentences that state a new act. */
interface StatedSteps {
  readonly page: Page;
  readonly words: Pick<OfficialWords, 'actions'>;
  readonly acting: ReadonlySet<Sentence>;
}

type Total = Notice['counts']['totals'][number];

/** A number and the counted thing within the words behind it. */
const COUNT_ZH = new RegExp(
  `(?<!\\d)(${NUMBER_ZH})\\s?余?[款个][^,。;、\\d]{0,28}?(?:app|应用|小?程序|sdk|软件|产品|终端)`,
  'giu',
);
const COUNT_EN =
  /^ (?!million|billion|trillion|thousand)(?:[\w-]{1,20} ){0,3}?(?:apps?|applications|mini.?programs?|SDKs?)\b/iu;
/** A sentence without any of these words counts no apps. */
const NAMES_APPS = /app|program|sdk/iu;
const MOST = 5000;

/** A number of apps in a sentence; offsets in it. */
interface CountedApps {
  readonly count: number;
  readonly sentence: Sentence;
  readonly start: number;
  readonly end: number;
}

/** Numbers of apps that a sentence states. */
export function countsIn(sentence: Sentence): CountedApps[] {
  const { text } = sentence;
  const zh = [...text.matchAll(COUNT_ZH)].map(({ 0: all, 1: number, index: start }) => ({
    count: numberZh(number!) ?? MOST + 1,
    sentence,
    start,
    end: start + all.length,
  }));
  const en = (NAMES_APPS.test(text) ? numbersInEn(text) : []).flatMap(
    ({ value: count, start, end }) => {
      const apps = COUNT_EN.exec(text.slice(end, end + 80));
      return apps === null ? [] : [{ count, sentence, start, end: end + apps[0].length }];
    },
  );
  return [...zh, ...en].filter(({ count }) => count <= MOST);
}

/** Words in front of a number that is only a part, or belongs to another list. */
const PARTIAL = '涉及 分别 其中 此前 曾 累计 检测 抽测 已完成 完成整改的 通报了'.split(' ');
const REMAINING = ['尚有', '仍有', '发现'];
/** Words of sentences that count the findings of a check. */
const FINDS = /尚有|仍有|共[有计]|发现/u;

const before = ({ sentence, start }: CountedApps, size: number) =>
  sentence.text.slice(Math.max(0, start - size), start);
const has = (text: string, words: readonly string[]) => words.some((word) => text.includes(word));

/**
 * The headline number of censured apps: the number of the title, else that of the last sentence of
 * a new act that says how many are still at fault. Several numbers in the sentences of acts that
 * the total is the sum of are parts.
 */
export function countsOf({ page, words, acting }: StatedSteps): Notice['counts'] {
  const title = page.sentences.filter((sentence) => sentence.place === 'title').flatMap(countsIn);
  const body = page.sentences
    .filter(
      (sentence) =>
        sentence.place !== 'title' && (acting.has(sentence) || FINDS.test(sentence.text)),
    )
    .flatMap(countsIn);
  const remaining = body.filter((countedApps) => has(before(countedApps, 8), REMAINING));
  const main =
    sumOfTitle(title) ??
    remaining.at(-1) ??
    body.find((countedApps) => !has(before(countedApps, 10), PARTIAL));
  const sum = remaining.reduce((total, countedApps) => total + countedApps.count, 0);
  const isSum = remaining.length > 1 && (title.length === 0 || sum === main?.count);
  const value = isSum ? sum : main?.count;
  return {
    apps:
      main === undefined
        ? null
        : {
            value: value!,
            span: spanIn(main.sentence, main.start, main.end),
            rule: main.sentence.place === 'title' ? 'count.title' : 'count.sentence',
          },
    parts: (isSum ? remaining : []).map(({ sentence, count, start, end }) => ({
      name: sentence.raw.slice(start, end),
      count,
      span: spanIn(sentence, start, end),
    })),
    totals: totalsOf(page, words, acting.size === 0 ? undefined : value),
  };
}

/** "12款App和3款小程序": a title that counts two kinds counts both. */
function sumOfTitle([first, second]: readonly CountedApps[]): CountedApps | undefined {
  if (first === undefined || first.sentence !== second?.sentence) return first;
  const between = first.sentence.text.slice(first.end, second.start);
  return /^\s*[和及与、]\s*$/u.test(between)
    ? { ...first, count: first.count + second.count, end: second.end }
    : first;
}

const PERIOD_ZH =
  /(?:20\d\d年)?(?:[一二三四]季度|上半年|下半年|全年|今年以来|年内|累计)|截至[^,。;:]{2,14}|20\d\d年以来/u;
const PERIOD_EN =
  /\bthis year\b|\bso far\b|\b(?:first|second) half\b|\b[a-z]{2,12} (?:quarters?|months)\b/iu;
const OPEN = /[尚仍]有$/u;
const TOTAL_ZH = /(?<![\d.])(\d{1,7})余?[款家个](?!月|工作日)/gu;
const LONGEST = 60;
const MOST_TOTALS = 40;

/**
 * Sums that a text states over a period: "累计通报2049款违规App", "351 apps have received notices this
 * year", and what is still open ("尚有131款未完成整改"). `headline` = the number of apps of the notice
 * itself, which is no sum.
 */
function totalsOf(
  { sentences, language }: Page,
  words: StatedSteps['words'],
  headline: number | undefined,
): Total[] {
  const found = sentences.flatMap((sentence) => {
    const period = (language === 'zh' ? PERIOD_ZH : PERIOD_EN).exec(sentence.text)?.[0] ?? null;
    const isSum =
      period !== null &&
      words.actions(sentence.text).some((foundPhrase) => foundPhrase.value.kind === 'statistics');
    return totalsIn(sentence, isSum ? period : null, language);
  });
  const known = new Map(found.toReversed().map((total) => [`${total.value} ${total.what}`, total]));
  return found
    .filter(
      (total) => total.value !== headline && known.get(`${total.value} ${total.what}`) === total,
    )
    .slice(0, MOST_TOTALS);
}

function totalsIn(sentence: Sentence, period: string | null, language: 'zh' | 'en'): Total[] {
  const { text, raw } = sentence;
  if (language === 'en') {
    if (period === null) return [];
    return countsIn(sentence).map(({ count, start, end }) => {
      const clause = /^[^,.;]*/u.exec(text.slice(end, end + LONGEST))![0];
      const to = end + (clause.length < LONGEST ? clause.length : clause.lastIndexOf(' '));
      const from = text.indexOf(' ', start) + 1;
      return {
        value: count,
        what: `… ${raw.slice(from, to)}`,
        period,
        span: spanIn(sentence, start, to),
      };
    });
  }
  return [...text.matchAll(TOTAL_ZH)].flatMap((match): Total[] => {
    const isOpen = OPEN.test(text.slice(Math.max(0, match.index - 2), match.index));
    if (period === null && !isOpen) return [];
    const verb = /[^,。;:、\d]{0,8}$/u.exec(
      text.slice(Math.max(0, match.index - 8), match.index),
    )![0];
    const end = match.index + match[0].length;
    const to = end + /^[^,。;:、\d]{0,24}/u.exec(text.slice(end))![0].length;
    const from = match.index - verb.length;
    const what = `${raw.slice(from, match.index)}…${raw.slice(match.index + match[1]!.length, to)}`;
    return [{ value: Number(match[1]), what, period, span: spanIn(sentence, from, to) }];
  });
}
