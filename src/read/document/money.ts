import type { Fine } from '../../domain/notice.ts';

/** Money in a text: offsets in it, and the fine it states. */
export interface Money {
  readonly start: number;
  readonly end: number;
  readonly fine: Fine;
}

const SCALE_ZH: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['万', 1e4],
  ['百万', 1e6],
  ['千万', 1e7],
  ['亿', 1e8],
  ['万亿', 1e12],
]);
const CURRENCY_ZH: ReadonlyMap<string, string> = new Map([
  ['元', 'CNY'],
  ['美元', 'USD'],
  ['欧元', 'EUR'],
  ['港元', 'HKD'],
  ['英镑', 'GBP'],
  ['韩元', 'KRW'],
  ['日元', 'JPY'],
]);
const ZH =
  /(?<!\d)(\d[\d,]{0,24}(?:\.\d{1,12})?)余?(万亿|千万|百万|亿|万|)余?(?:人民币)?(美元|欧元|港元|英镑|韩元|日元|元)/gu;
const SHARE_ZH = /(\d+(?:\.\d+)?)%/u;

const SCALE_EN: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['thousand', 1e3],
  ['million', 1e6],
  ['m', 1e6],
  ['mln', 1e6],
  ['bln', 1e9],
  ['mn', 1e6],
  ['billion', 1e9],
  ['b', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
]);
const SIGN: readonly (readonly [RegExp, string])[] = [
  [/^(?:RMB|CNY|¥|yuan|renminbi)/i, 'CNY'],
  [/^HK/i, 'HKD'],
  [/^(?:€|EUR|euros?)/i, 'EUR'],
  [/^(?:£|GBP|pounds?)/i, 'GBP'],
  [/^(?:₹|Rs|rupees?)/i, 'INR'],
  [/^(?:US)?\$|^(?:USD|dollars?)/i, 'USD'],
];
const EN =
  /(?:(RMB|CNY|USD|EUR|GBP|US\$|HK\$|\$|¥|€|£|₹|Rs\.?) ?(\d[\d,]{0,24}(?:\.\d{1,12})?)[ -]?(million|billion|trillion|thousand|bln|mln|bn|mn|[mb])?\b|(?<!\d)(\d[\d,]{0,24}(?:\.\d{1,12})?)[ -]?(million|billion|trillion|thousand|bln|mln|bn|mn)?[ -](yuan|renminbi|dollars?|euros?|pounds?|rupees?)\b)/giu;

/** Amounts of money in a folded text, in the order of the text. `share` only where it stands beside the amount. */
export function moneyIn(text: string): Money[] {
  const found: Money[] = [];
  for (const match of text.matchAll(ZH)) {
    const amount = Number(match[1]!.replaceAll(',', '')) * SCALE_ZH.get(match[2]!)!;
    push(found, match, amount, CURRENCY_ZH.get(match[3]!)!, text);
  }
  for (const match of text.matchAll(EN)) {
    const sign = match[1] ?? match[6]!;
    const currency = SIGN.find(([one]) => one.test(sign))?.[1] ?? 'CNY';
    const amount =
      Number((match[2] ?? match[4]!).replaceAll(',', '')) *
      SCALE_EN.get((match[3] ?? match[5] ?? '').toLowerCase())!;
    push(found, match, amount, currency, text);
  }
  return found.sort((one, other) => one.start - other.start);
}

function push(found: Money[], match: RegExpExecArray, amount: number, currency: string, text: string): void {
  if (!(amount > 0)) return;
  const around = text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 60);
  const percent = SHARE_ZH.exec(around);
  const isRevenue = /销售额|营业额|营收|年收入|revenue|turnover|sales/iu.test(around);
  const share = percent !== null && isRevenue && Number(percent[1]) <= 100 ? Number(percent[1]) / 100 : null;
  found.push({
    start: match.index,
    end: match.index + match[0].length,
    fine: { currency, amount: Math.round(amount * 100) / 100, share },
  });
}

/**
 * The amount of a fine in the sentence that states it: the last amount that follows a word of punishment and is not the
 * revenue it was computed from; null where the sentence gives none.
 */
export function fineIn(text: string): Money | null {
  const all = moneyIn(text).filter(
    (one) =>
      !/销售额|营业额|营收|收入|累计罚款|revenue|turnover|sales of|raised|worth of/iu.test(
        text.slice(Math.max(0, one.start - 18), one.start),
      ),
  );
  const near = all.filter((one) =>
    /罚|没收|计|fine|penalt|punish/iu.test(
      text.slice(Math.max(0, one.start - 60), Math.min(text.length, one.end + 24)),
    ),
  );
  const total = near.find((one) =>
    /合计|共计|总计|total/iu.test(text.slice(Math.max(0, one.start - 12), one.end + 10)),
  );
  return total ?? near.at(0) ?? null;
}

const OF_REVENUE =
  /(?<!\d)(\d{1,6}(?:\.\d{1,6})?)(?:%| per ?cent) of [^.;]{0,50}\b(?:revenue|sales|turnover)\b|(?:销售额|营业额|营业收入)[^,。;]{0,24}?(\d+(?:\.\d+)?)%/iu;

/** Share of revenue (0..1) that a sentence on a fine gives: "equivalent to 3% of its 2020 domestic sales". */
export function shareIn(text: string): number | null {
  const found = /fine|penalt|罚/iu.test(text) && !/up to|最高/iu.test(text) ? OF_REVENUE.exec(text) : null;
  const percent = found === null ? Number.NaN : Number(found[1] ?? found[2]);
  return percent > 0 && percent <= 100 ? percent / 100 : null;
}
