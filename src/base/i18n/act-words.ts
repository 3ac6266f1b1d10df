import type { Size } from '../../domain/act.ts';
import type { Language } from '../../domain/language.ts';
import type { TextTable } from './act-tables.ts';
import { displayNames, numberFormat } from './formats.ts';
import { ACT_TABLES } from './languages.ts';
import { LOCALES } from './locale.ts';

/** A sum as the language writes it: `CNY 18.23 bn`, `182.28亿元`. */
export function moneyOf(
  size: Pick<Size, 'amount' | 'currency' | 'per'>,
  language: Language,
): string {
  const { currencies, currencyName, money, per } = ACT_TABLES[language];
  const { tag } = LOCALES[language];
  const amount = countOf(size.amount, language);
  const name = () => displayNames(tag, { type: 'currency' }).of(size.currency);
  const currency =
    currencies[size.currency] ?? (currencyName === 'name' ? (name() ?? '') : size.currency);
  return fill(per[size.per]!, { money: fill(money, { amount, currency }) });
}

/** A number as the language writes it: `18.23 bn`, `182.28亿`. */
export function countOf(n: number, language: Language): string {
  const { plainBelow, units } = ACT_TABLES[language];
  const compact = n < plainBelow ? {} : ({ notation: 'compact' } as const);
  return numberFormat(LOCALES[language].tag, { maximumFractionDigits: 2, ...compact })
    .formatToParts(n)
    .map(({ type, value }) => (type === 'compact' ? (units[value] ?? value) : value))
    .join('');
}

/** A market by its name: `China`, `California`, `all markets`. */
export function marketName(market: string, language: Language): string {
  const own = ACT_TABLES[language].regions[market];
  if (own !== undefined) return own;
  const [country = market] = market.split('-');
  return displayNames(LOCALES[language].tag, { type: 'region' }).of(country) ?? market;
}

/** The same inside a sentence, with its article. */
export function marketInSentence(market: string, language: Language): string {
  const name = marketName(market, language);
  return ACT_TABLES[language].article.includes(market) ? `the ${name}` : name;
}

/** Fills the gaps of a text; a gap that nothing fills is empty. */
export const fill = (template: string, gaps: TextTable): string =>
  template.replace(/\{(\w+)\}/g, (_, gap: string) => gaps[gap] ?? '');

/** Fills a sentence; what stands in square brackets only where all its gaps are filled. */
export function optional(template: string, texts: TextTable): string {
  return fill(
    template.replace(/\[([^[\]]*)\]/g, (_, part: string) =>
      [...part.matchAll(/\{(\w+)\}/g)].every(
        ([, gap]) => texts[gap!] !== undefined && texts[gap!] !== '',
      )
        ? part
        : '',
    ),
    texts,
  );
}
