import type { Fine } from '../../../domain/notice.ts';

/** Money in a text: offsets in it, and the fine it states. */
export interface Money {
  readonly start: number;
  readonly end: number;
  readonly fine: Fine;
}

/** `key value` pairs between commas. */
const tableOf = (text: string) =>
  new Map(text.split(', ').map((pair) => pair.split(' ') as [string, string]));
const SCALES = tableOf(
  '万 1e4, 百万 1e6, 千万 1e7, 亿 1e8, 万亿 1e12, thousand 1e3, million 1e6, mln 1e6, mn ' +
    '1e6, m 1e6, billion 1e9, bln 1e9, bn 1e9, b 1e9, trillion 1e12, lakh 1e5, crore 1e7',
);
const CURRENCY_ZH = tableOf(
  '元 CNY, 美元 USD, 欧元 EUR, 港元 HKD, 英镑 GBP, 韩元 KRW, 日元 JPY, 日圆 JPY, 澳元 AUD, 加元 CAD, 卢比 INR',
);
/** What stands in front of a number that ends with 元. */
const BEFORE_ZH = /(新台币|港币|美金)$/u;
const CURRENCY_BEFORE_ZH = tableOf('新台币 TWD, 港币 HKD, 美金 USD');
const CURRENCY_EN: readonly (readonly [RegExp, string])[] = [
  [/^(?:RMB|CNY|¥|yuan|renminbi)/i, 'CNY'],
  [/^HK/i, 'HKD'],
  [/^(?:AU?\$|AUD)/i, 'AUD'],
  [/^(?:CA?\$|CAD)/i, 'CAD'],
  [/^(?:S\$|SGD)/i, 'SGD'],
  [/^(?:NT\$|TWD)/i, 'TWD'],
  [/^(?:R\$|BRL)/i, 'BRL'],
  [/^(?:KRW|won)/i, 'KRW'],
  [/^(?:JPY|yen)/i, 'JPY'],
  [/^(?:€|EUR)/i, 'EUR'],
  [/^(?:£|GBP|pound)/i, 'GBP'],
  [/^(?:₹|INR|Rs|rupee)/i, 'INR'],
  [/^(?:US)?\$|^(?:USD|dollar)/i, 'USD'],
];

const NUMBER = /(?<![\d,.])(?:\d{1,3}(?: \d{3}){1,4}(?!\d)|\d[\d,]{0,24}(?:\.\d{1,12})?)/gu;
const UNIT_ZH =
  /^余?(万亿|千万|百万|亿|万)?余?(?:人民币)?(美元|欧元|港元|英镑|韩元|日元|日圆|澳元|加元|卢比|元)/u;
const SIGN_EN =
  /(RMB|CNY|USD|EUR|GBP|AUD|CAD|SGD|HKD|TWD|BRL|KRW|JPY|INR|US\$|HK\$|AU?\$|CA?\$|NT\$|S\$|R\$|\$|¥|€|£|₹|Rs\.?) ?$/iu;
const SCALE_EN = /^[ -]?(million|billion|trillion|thousand|lakh|crore|bln|mln|bn|mn|[mb])\b/iu;
const UNIT_EN = /^[ -](yuan|renminbi|dollars?|euros?|pounds?|rupees?|won|yen)\b/iu;
const REVENUE = /销售额|营业额|营收|收入|累计罚款|revenue|turnover|sales of|raised|worth of/iu;
const PUNISHES = /罚|没收|计|fine|penalt|punish/iu;
const PERCENT = /(?<!\d)(\d{1,3}(?:\.\d{1,6})?)%/u;

/**
 * Amounts of money in a folded text, in the order of the text. `share` only where it stands beside
 * the amount.
 */
export function moneyIn(text: string): Money[] {
  return [...text.matchAll(NUMBER)].flatMap((match): Money[] => {
    const end = match.index + match[0].length;
    const behind = text.slice(end, end + 32);
    const zh = UNIT_ZH.exec(behind);
    const sign =
      zh === null ? SIGN_EN.exec(text.slice(Math.max(0, match.index - 6), match.index)) : null;
    const scale = zh === null ? SCALE_EN.exec(behind) : null;
    const unit = UNIT_EN.exec(behind.slice(scale?.[0].length ?? 0));
    const written = sign?.[1] ?? unit?.[1];
    const currency =
      currencyBefore(text, match.index, zh?.[2]) ??
      CURRENCY_ZH.get(zh?.[2] ?? '') ??
      CURRENCY_EN.find(([one]) => written !== undefined && one.test(written))?.[1];
    const size = (zh?.[1] ?? scale?.[1] ?? '').toLowerCase();
    const amount = Number(match[0].replaceAll(/[, ]/gu, '')) * Number(SCALES.get(size) ?? 1);
    if (currency === undefined || !(amount > 0)) return [];
    const start = match.index - (sign?.[0].length ?? 0);
    const to = end + (zh?.[0].length ?? (scale?.[0].length ?? 0) + (unit?.[0].length ?? 0));
    const share = shareIn(text.slice(Math.max(0, start - 40), to + 60));
    return [{ start, end: to, fine: { currency, amount: Math.round(amount * 100) / 100, share } }];
  });
}

/** "新台币100万元": what 元 is stands in front. */
function currencyBefore(text: string, start: number, unit: string | undefined): string | undefined {
  if (unit !== '元') return undefined;
  return CURRENCY_BEFORE_ZH.get(
    BEFORE_ZH.exec(text.slice(Math.max(0, start - 4), start))?.[1] ?? '',
  );
}

function shareIn(around: string): number | null {
  const percent = Number(PERCENT.exec(around)?.[1]);
  const isRevenue = /销售额|营业额|营收|年收入|revenue|turnover|sales/iu.test(around);
  return isRevenue && percent <= 100 ? percent / 100 : null;
}

/**
 * The amount of a fine in the sentence that states it: the last amount that follows a word of
 * punishment and is not the revenue it was computed from; null where the sentence gives none.
 */
export function fineIn(text: string): Money | null {
  const around = ({ start, end }: Money, before: number, behind: number) =>
    text.slice(Math.max(0, start - before), end + behind);
  const near = moneyIn(text).filter(
    (money) =>
      !REVENUE.test(around(money, 18, money.start - money.end)) &&
      PUNISHES.test(around(money, 60, 24)),
  );
  return (
    near.find((money) => /合计|共计|总计|total/iu.test(around(money, 12, 10))) ?? near[0] ?? null
  );
}
