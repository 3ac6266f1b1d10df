import type { ValueTier } from '../domain/company.ts';
import type { ActionType } from '../domain/notice.ts';
import { type Named, type Reason, reason } from '../domain/reason.ts';
import type { Step } from '../domain/score.ts';
import type { Weights } from '../domain/weights.ts';

const REGIONS = {
  en: new Intl.DisplayNames(['en'], { type: 'region' }),
  zh: new Intl.DisplayNames(['zh-Hans'], { type: 'region' }),
};

/** That an act reaches one market alone, and its share of revenue (0 to 1; null = not known). */
export function onlyIn(code: string, share: number | null): Reason {
  const market = { en: REGIONS.en.of(code) ?? code, zh: REGIONS.zh.of(code) ?? code };
  return share === null
    ? reason('one-market-unknown', { market })
    : reason('one-market', { market, percent: percentOf(share) });
}

/** A share as percent with at most one decimal: 0.123 is 12.3. */
export const percentOf = (share: number): number => +(share * 100).toFixed(1);

/** That the value of an app or company is not known, and as what it counts: a tier, or the number `m` of the formula. */
export function unknownValue(subject: Named | Reason, counted: ValueTier, m: number): Reason {
  return counted === 'unknown'
    ? reason('value-unknown-number', { subject, number: m })
    : reason('value-unknown', { subject, tier: counted });
}

const WHOLE: Named = { en: 'the company', zh: '该公司' };
const SUMMONED_WHOLE: Named = { en: 'summoned the company', zh: '约谈该公司' };

/** Acts whose deadline is when the thing is to be done: "ordered X to be rectified by …". */
export const DUE_BY: readonly ActionType[] = [
  'named',
  'criticised',
  'warned',
  'rectification-ordered',
  'missed-deadline',
];

/**
 * The type of a step that a sentence tells: the last of them in `levels`. "Named and ordered … to be rectified" is one act in
 * the language of lists, so that only the strongest verb is told.
 */
export const leadOf = ({ types }: Pick<Step, 'types'>, { levels }: Weights): ActionType =>
  levels.findLast(({ type }) => types.includes(type))?.type ?? types[0]!;

/** `ordered WeChat to be rectified`, in both languages. `what` null = the company as a whole. */
export function actSentence(type: ActionType, what: Named | null, { levels }: Weights): Named {
  if (what === null && type === 'summoned') return SUMMONED_WHOLE;
  const { en, zh } = levels.find((row) => row.type === type)!;
  const { en: enWhat, zh: zhWhat } = what ?? WHOLE;
  return { en: en.replace('{x}', () => enWhat), zh: zh.replace('{x}', () => zhWhat) };
}
