import type { Notice } from '../../domain/notice.ts';
import { NUMBER_ZH, numbersInEn, numberZh } from '../dates/numbers.ts';
import { type Page, type Sentence, spanIn } from '../document/page.ts';
import type { OfficialWords } from './official-words.ts';

/** A page, with the sentences that state a new step. */
interface StatedSteps {
  readonly page: Page;
  readonly words: Pick<OfficialWords, 'actions'>;
  readonly acting: ReadonlySet<Sentence>;
}

type Total = Notice['counts']['totals'][number];

const COUNT_ZH = new RegExp(`(?<!\\d)(${NUMBER_ZH})\\s?余?[款个]([^,。;、\\d]{0,30})`, 'gu');
const COUNT_EN = /^ (?:[\w-]{1,20} ){0,3}?(?:apps?|applications|mini.?programs?|SDKs?)\b/iu;
/** A sentence without any of these counts no apps. */
const NAMES_APPS = /app|program|sdk/iu;
/** What a number of apps counts, within the words behind it. */
const COUNTED = ['app', '应用', '小程序', 'sdk', '软件', '产品', '终端', '程序'];
/** A number of apps in a sentence; offsets in it. */
interface CountedApps {
  readonly count: number;
  readonly sentence: Sentence;
  readonly start: number;
  readonly end: number;
}

const MOST = 5000;

/** Numbers of apps that a sentence states. */
export function countsIn(sentence: Sentence): CountedApps[] {
  const found: CountedApps[] = [];
  const push = (match: RegExpExecArray, count: number | null, length: number) => {
    if (count !== null && count <= MOST)
      found.push({ count, sentence, start: match.index, end: match.index + length });
  };
  for (const match of sentence.text.matchAll(COUNT_ZH)) {
    const behind = match[2]!.toLowerCase();
    const ends = COUNTED.flatMap((one) => {
      const at = behind.indexOf(one);
      return at < 0 ? [] : [at + one.length];
    });
    if (ends.length > 0)
      push(match, numberZh(match[1]!), match[0].length - behind.length + Math.min(...ends));
  }
  for (const { start, end, value } of NAMES_APPS.test(sentence.text) ? numbersInEn(sentence.text) : []) {
    const apps = COUNT_EN.exec(sentence.text.slice(end, end + 80));
    if (apps !== null && value <= MOST)
      found.push({ count: value, sentence, start, end: end + apps[0].length });
  }
  return found;
}

/** Words in front of a number that is a part or one of another list. */
const PARTIAL = '涉及 分别 其中 此前 曾 累计 检测 抽测 已完成 完成整改的 通报了'.split(' ');
const REMAINING = ['尚有', '仍有', '发现'];

const before = ({ sentence, start }: CountedApps, size: number) =>
  sentence.text.slice(Math.max(0, start - size), start);
const has = (text: string, words: readonly string[]) => words.some((one) => text.includes(one));

/**
 * The headline number of censured apps: the number of the title, else that of the last sentence of a new step that says
 * how many are still at fault. Several numbers in the sentences of steps that the total is the sum of are parts.
 */
export function countsOf(context: StatedSteps): Notice['counts'] {
  const { apps, parts } = headlineCount(context);
  return {
    apps,
    parts,
    totals: totalsOf(context, context.acting.size === 0 ? null : (apps?.value ?? null)),
  };
}

function headlineCount({ page, acting }: StatedSteps): Pick<Notice['counts'], 'apps' | 'parts'> {
  const title = page.sentences.filter((one) => one.place === 'title').flatMap(countsIn);
  const body = page.sentences
    .filter(
      (one) =>
        one.place !== 'title' && (acting.has(one) || /尚有|仍有|共(?:发现|有|计)|发现/u.test(one.text)),
    )
    .flatMap(countsIn);
  const remaining = body.filter((one) => has(before(one, 8), REMAINING));
  const free = body.filter((one) => !has(before(one, 10), PARTIAL));
  const main = sumOfTitle(title) ?? remaining.at(-1) ?? free[0];
  if (main === undefined) return { apps: null, parts: [] };
  const parts = remaining.length < 2 ? [] : remaining;
  const sum = parts.reduce((total, one) => total + one.count, 0);
  const isSum = title.length === 0 ? parts.length > 1 : sum === main.count;
  return {
    apps: {
      value: title.length === 0 && isSum ? sum : main.count,
      span: spanIn(main.sentence, main.start, main.end),
      rule: main.sentence.place === 'title' ? 'count.title' : 'count.sentence',
    },
    parts: (isSum ? parts : []).map((one) => ({
      name: one.sentence.raw.slice(one.start, one.end),
      count: one.count,
      span: spanIn(one.sentence, one.start, one.end),
    })),
  };
}

function sumOfTitle([first, second]: readonly CountedApps[]): CountedApps | undefined {
  if (first === undefined || second === undefined || first.sentence !== second.sentence) return first;
  const between = first.sentence.text.slice(first.end, second.start);
  return /^[和及与、]$/u.test(between.trim())
    ? { ...first, count: first.count + second.count, end: second.end }
    : first;
}

const PERIOD_ZH =
  /(?:20\d\d年)?(?:[一二三四]季度|上半年|下半年|全年|今年以来|年内|累计)|截至[^,。;:]{2,14}|20\d\d年以来/u;
const PERIOD_EN = /\bthis year\b|\bso far\b|\b(?:first|second) half\b|\b[a-z]{2,12} (?:quarters?|months)\b/iu;
const OPEN = /[尚仍]有$/u;
const TOTAL_ZH = /(?<![\d.])(\d{1,7})余?[款家个](?!月|工作日)/gu;
const LONGEST = 60;
const MOST_TOTALS = 40;

/**
 * Sums that a text states over a period: "累计通报2049款违规App", "351 apps have received notices this year", and what is
 * still open ("尚有131款未完成整改"). `headline` = the number of apps of the notice itself, which is no sum.
 */
function totalsOf({ page, words }: StatedSteps, headline: number | null): Total[] {
  const found = page.sentences.flatMap((sentence) => {
    const period = (page.language === 'zh' ? PERIOD_ZH : PERIOD_EN).exec(sentence.text)?.[0] ?? null;
    const states =
      period !== null && words.actions(sentence.text).some((one) => one.value.kind === 'statistics');
    return totalsIn(sentence, states ? period : null, page.language);
  });
  const known = new Set<string>();
  return found
    .filter(({ value, what }) => {
      const key = `${value} ${what}`;
      return value !== headline && !known.has(key) && known.add(key);
    })
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
      return { value: count, what: `… ${raw.slice(from, to)}`, period, span: spanIn(sentence, start, to) };
    });
  }
  return [...text.matchAll(TOTAL_ZH)].flatMap((match): Total[] => {
    const isOpen = OPEN.test(text.slice(Math.max(0, match.index - 2), match.index));
    if (period === null && !isOpen) return [];
    const verb = /[^,。;:、\d]{0,8}$/u.exec(text.slice(Math.max(0, match.index - 8), match.index))![0];
    const end = match.index + match[0].length;
    const to = end + /^[^,。;:、\d]{0,24}/u.exec(text.slice(end))![0].length;
    const from = match.index - verb.length;
    const what = `${raw.slice(from, match.index)}…${raw.slice(match.index + match[1]!.length, to)}`;
    return [{ value: Number(match[1]), what, period, span: spanIn(sentence, from, to) }];
  });
}
