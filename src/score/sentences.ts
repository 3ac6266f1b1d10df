import type { ValueTier } from '../domain/company.ts';
import type { ActionType } from '../domain/notice.ts';
import type { Step } from '../domain/score.ts';
import type { Weights } from '../domain/weights.ts';

export interface Both {
  readonly en: string;
  readonly zh: string;
}

const TIERS: Readonly<Record<ValueTier, string>> = {
  core: '核心',
  major: '主要',
  minor: '次要',
  trivial: '微小',
  unknown: '未知',
};

const REGIONS = {
  en: new Intl.DisplayNames(['en'], { type: 'region' }),
  zh: new Intl.DisplayNames(['zh-Hans'], { type: 'region' }),
};

/** What stands behind an act in a reason. */
export const SAYS = {
  countedAs: (tier: ValueTier): Both => ({ en: `, counted as ${tier}`, zh: `，按${TIERS[tier]}计` }),
  superPlatform: { en: ', super platform', zh: '，超级平台' },
  owned: (share: string): Both => ({ en: `, ${share} owned`, zh: `，权益${share}` }),
  market: (code: string, share: string | null): Both => {
    const [en, zh] = [REGIONS.en.of(code) ?? code, REGIONS.zh.of(code) ?? code];
    return share === null
      ? {
          en: `, in ${en} only, its share not known, counted as minor`,
          zh: `，仅限${zh}，收入占比未知，按次要计`,
        }
      : { en: `, in ${en} only, ${share} of revenue`, zh: `，仅限${zh}，占收入${share}` };
  },
  inForce: { en: '; in force', zh: '；仍有效' },
  stillInForce: (news: string, left: string): Both => ({
    en: `; in force until lifted, no news since ${news}, ${left} counts`,
    zh: `；未解除，自${news}起无新消息，计${left}`,
  }),
  openNoNews: (news: string, left: string): Both => ({
    en: `; open, no news since ${news}, ${left} counts`,
    zh: `；未结案，自${news}起无新消息，计${left}`,
  }),
  closed: (left: string): Both => ({ en: `; closed, ${left} left`, zh: `；已结案，剩余${left}` }),
  fading: (since: string, left: string): Both => ({
    en: `; fading since ${since}, ${left} left`,
    zh: `；自${since}起衰减，剩余${left}`,
  }),
  pressOnly: { en: '; press only', zh: '；仅见于媒体' },
  unverified: { en: '; unverified', zh: '；未核实' },
} as const;

/** What a reader should mind of the inputs. */
export const FLAGS = {
  value: (what: string, counted: ValueTier, m: number) =>
    counted === 'unknown'
      ? `value of ${what} not known, counted as ${m}`
      : `value of ${what} not known, counted as ${counted}`,
  reach: (what: string, r: number) => `unknown reach of ${what} counted as ${r}`,
  fine: (date: string, su: number) =>
    `fine of ${date}: its share of revenue is not known, counted as ${su} su`,
  market: (date: string) =>
    `act of ${date}: the share of its market in revenue is not known, counted as minor`,
  share: (what: string, a: number) => `share in ${what} is not recorded, counted as ${a}`,
  press: (title: string, date: string) => `"${title}" (${date}) is press only`,
  unverified: (title: string, date: string | null) =>
    `"${title}"${date === null ? '' : ` (${date})`} is unverified`,
};

const WHOLE: Both = { en: 'the company', zh: '该公司' };
const SUMMONED_WHOLE: Both = { en: 'summoned the company', zh: '约谈该公司' };

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
export function actSentence(type: ActionType, what: Both | null, { levels }: Weights): Both {
  if (what === null && type === 'summoned') return SUMMONED_WHOLE;
  const { en, zh } = levels.find((row) => row.type === type)!;
  const { en: enWhat, zh: zhWhat } = what ?? WHOLE;
  return { en: en.replace('{x}', () => enWhat), zh: zh.replace('{x}', () => zhWhat) };
}
