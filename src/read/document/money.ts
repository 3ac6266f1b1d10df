import type { Fine } from '../../domain/notice.ts';

/** Money in a text: offsets in it, and the fine it states. */
export interface Money {
  readonly start: number;
  readonly end: number;
  readonly fine: Fine;
}

const SCALES: ReadonlyMap<string, number> = new Map([
  ['万', 1e4],
  ['百万', 1e6],
  ['千万', 1e7],
  ['亿', 1e8],
  ['万亿', 1e12],
  ['thousand', 1e3],
  ['million', 1e6],
  ['mln', 1e6],
  ['mn', 1e6],
  ['m', 1e6],
  ['billion', 1e9],
  ['bln', 1e9],
  ['bn', 1e9],
  ['b', 1e9],
  ['trillion', 1e12],
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
const CURRENCY_EN: readonly (readonly [RegExp, string])[] = [
  [/^(?:RMB|CNY|¥|yuan|renminbi)/i, 'CNY'],
  [/^HK/i, 'HKD'],
  [/^(?:€|EUR)/i, 'EUR'],
  [/^(?:£|GBP|pound)/i, 'GBP'],
  [/^(?:₹|Rs|rupee)/i, 'INR'],
  [/^(?:US)?\$|^(?:USD|dollar)/i, 'USD'],
];

const NUMBER = /(?<![\d,.])\d[\d,]{0,24}(?:\.\d{1,12})?/gu;
const UNIT_ZH = /^余?(万亿|千万|百万|亿|万)?余?(?:人民币)?(美元|欧元|港元|英镑|韩元|日元|元)/u;
const SIGN_EN = /(RMB|CNY|USD|EUR|GBP|US\$|HK\$|\$|¥|€|£|₹|Rs\.?) ?$/iu;
const SCALE_EN = /^[ -]?(million|billion|trillion|thousand|bln|mln|bn|mn|[mb])\b/iu;
const UNIT_EN = /^[ -](yuan|renminbi|dollars?|euros?|pounds?|rupees?)\b/iu;
const PERCENT = /(?<!\d)(\d{1,3}(?:\.\d{1,6})?)%/u;

/** Amounts of money in a folded text, in the order of the text. `share` only where it stands beside the amount. */
export function moneyIn(text: string): Money[] {
  const found: Money[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const number = Number(match[0].replaceAll(',', ''));
    const end = match.index + match[0].length;
    const behind = text.slice(end, end + 32);
    const zh = UNIT_ZH.exec(behind);
    if (zh !== null) {
      const amount = number * (SCALES.get(zh[1] ?? '') ?? 1);
      push(found, match.index, end + zh[0].length, amount, CURRENCY_ZH.get(zh[2]!)!, text);
      continue;
    }
    const sign = SIGN_EN.exec(text.slice(Math.max(0, match.index - 6), match.index));
    const scale = SCALE_EN.exec(behind);
    const unit = UNIT_EN.exec(behind.slice(scale?.[0].length ?? 0));
    const written = sign?.[1] ?? unit?.[1];
    const currency = CURRENCY_EN.find(([one]) => written !== undefined && one.test(written))?.[1];
    if (currency === undefined) continue;
    const amount = number * (SCALES.get(scale?.[1]?.toLowerCase() ?? '') ?? 1);
    const to = end + (scale?.[0].length ?? 0) + (unit?.[0].length ?? 0);
    push(found, match.index - (sign?.[0].length ?? 0), to, amount, currency, text);
  }
  return found;
}

function push(
  found: Money[],
  start: number,
  end: number,
  amount: number,
  currency: string,
  text: string,
): void {
  if (!(amount > 0)) return;
  const around = text.slice(Math.max(0, start - 40), end + 60);
  const percent = Number(PERCENT.exec(around)?.[1]);
  const isRevenue = /销售额|营业额|营收|年收入|revenue|turnover|sales/iu.test(around);
  const share = isRevenue && percent <= 100 ? percent / 100 : null;
  found.push({ start, end, fine: { currency, amount: Math.round(amount * 100) / 100, share } });
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
