import type { Notice } from '../../domain/notice.ts';
import { type Sentence, spanIn } from '../document/page.ts';
import { countsIn } from './counted-apps.ts';
import type { DocumentContext } from './document-context.ts';

type Total = Notice['counts']['totals'][number];

const PERIOD_ZH =
  /(?:20\d\d年)?(?:[一二三四]季度|上半年|下半年|全年|今年以来|年内|累计)|截至[^,。;:]{2,14}|20\d\d年以来/u;
const PERIOD_EN = /\bthis year\b|\bso far\b|\b(?:first|second) half\b|\b[a-z]{2,12} (?:quarters?|months)\b/iu;
const REMAINING = /[尚仍]有$/u;
const NUMBER_ZH = /(?<![\d.])(\d{1,7})余?[款家个](?!月|工作日)/gu;
const LONGEST = 60;
const MOST = 40;

/**
 * Sums that a text states over a period: "累计通报2049款违规App", "351 apps have received notices this year", and what is
 * still open ("尚有131款未完成整改"). `headline` = the number of apps of the notice itself, which is no sum.
 */
export function totalsOf({ page, words }: DocumentContext, headline: number | null): Total[] {
  const found = page.sentences.flatMap((sentence) => {
    const period = (page.language === 'zh' ? PERIOD_ZH : PERIOD_EN).exec(sentence.text)?.[0] ?? null;
    const states = words.actions(sentence.text).some((one) => one.value.kind === 'statistics');
    return totalsIn(sentence, states ? period : null, page.language);
  });
  const known = new Set<string>();
  return found
    .filter(({ value, what }) => {
      const key = `${value} ${what}`;
      return value !== headline && !known.has(key) && known.add(key);
    })
    .slice(0, MOST);
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
  return [...text.matchAll(NUMBER_ZH)].flatMap((match): Total[] => {
    const isOpen = REMAINING.test(text.slice(Math.max(0, match.index - 2), match.index));
    if (period === null && !isOpen) return [];
    const verb = /[^,。;:、\d]{0,8}$/u.exec(text.slice(Math.max(0, match.index - 8), match.index))![0];
    const end = match.index + match[0].length;
    const to = end + /^[^,。;:、\d]{0,24}/u.exec(text.slice(end))![0].length;
    const from = match.index - verb.length;
    const what = `${raw.slice(from, match.index)}…${raw.slice(match.index + match[1]!.length, to)}`;
    return [{ value: Number(match[1]), what, period, span: spanIn(sentence, from, to) }];
  });
}
