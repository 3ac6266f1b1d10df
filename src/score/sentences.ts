import type { ValueTier } from '../domain/company.ts';
import type { ActionType } from '../domain/notice.ts';
import type { Step } from '../domain/score.ts';
import type { Weights } from '../domain/weights.ts';

export interface Both {
  readonly en: string;
  readonly zh: string;
}

/** What a body did, with `{x}` for what it did it to. */
const ACTS: Readonly<Record<ActionType, Both>> = {
  named: { en: 'named {x}', zh: '通报{x}' },
  criticised: { en: 'criticised {x}', zh: '点名批评{x}' },
  warned: { en: 'warned over {x}', zh: '就{x}作出警示' },
  'rectification-ordered': { en: 'ordered {x} to be rectified', zh: '责令整改{x}' },
  'missed-deadline': { en: 'reported {x} as not rectified in time', zh: '通报{x}逾期未完成整改' },
  summoned: { en: 'summoned the company over {x}', zh: '就{x}约谈该公司' },
  fined: { en: 'fined {x}', zh: '对{x}处以罚款' },
  'merger-fined': { en: 'fined {x} for a deal that was not notified', zh: '因未依法申报的交易对{x}处以罚款' },
  'merger-blocked': { en: 'prohibited a merger of {x}', zh: '禁止{x}的经营者集中' },
  'updates-frozen': { en: 'froze new versions of {x}', zh: '要求{x}的新版本先行检测' },
  'probe-opened': { en: 'opened a probe into {x}', zh: '对{x}立案调查' },
  'review-opened': { en: 'opened a review of {x}', zh: '对{x}启动审查' },
  'removed-from-stores': { en: 'ordered {x} off the app stores', zh: '要求应用商店下架{x}' },
  'registration-suspended': { en: 'stopped new registrations for {x}', zh: '暂停{x}新用户注册' },
  'licence-revoked': { en: 'revoked a licence of {x}', zh: '吊销{x}的许可' },
  banned: { en: 'banned {x}', zh: '禁止{x}' },
  'merger-conditions': { en: 'cleared a merger of {x} with conditions', zh: '附条件批准{x}的经营者集中' },
  'transfers-stopped': {
    en: 'ordered {x} to stop transfers or processing of data',
    zh: '要求{x}停止数据传输或处理',
  },
  unlicensed: { en: 'called a business of {x} unlicensed', zh: '指{x}的业务无牌经营' },
  'listing-stopped': { en: 'stopped the listing of {x}', zh: '叫停{x}的上市' },
  'app-blocked': { en: 'blocked {x} in its market', zh: '在其境内封禁{x}' },
  'duties-imposed': { en: 'imposed duties on {x}', zh: '对{x}加征关税' },
  'export-controlled': { en: 'put exports to {x} under control', zh: '对{x}实施出口管制' },
  'entity-listed': { en: 'put {x} on an entity list', zh: '将{x}列入实体清单' },
  'audit-determined': {
    en: 'identified {x} as not inspected by its auditors',
    zh: '将{x}列入未受审计检查名单',
  },
  designated: { en: 'put {x} on a list of military companies', zh: '将{x}列入涉军企业清单' },
  'investment-banned': { en: 'barred investment in {x}', zh: '禁止投资{x}' },
  'delisting-forced': { en: 'forced {x} off an exchange', zh: '强制{x}退市' },
  'rule-proposed': { en: 'proposed a rule that touches {x}', zh: '拟定涉及{x}的规则' },
  'rule-enacted': { en: 'enacted a rule that touches {x}', zh: '发布涉及{x}的规则' },
  reinstated: { en: 'reinstated {x}', zh: '恢复{x}' },
  closed: { en: 'closed its case on {x}', zh: '结束对{x}的处理' },
};

const TIERS: Readonly<Record<ValueTier, string>> = {
  core: '核心',
  major: '主要',
  minor: '次要',
  trivial: '微小',
  unknown: '未知',
};

/** What stands behind an act in a reason. */
export const SAYS = {
  countedAs: (tier: ValueTier): Both => ({ en: `, counted as ${tier}`, zh: `，按${TIERS[tier]}计` }),
  superPlatform: { en: ', super platform', zh: '，超级平台' },
  owned: (share: string): Both => ({ en: `, ${share} owned`, zh: `，权益${share}` }),
  market: (name: string, share: string | null): Both =>
    share === null
      ? {
          en: `, in ${name} only, its share not known, counted as minor`,
          zh: `，仅限${name}，收入占比未知，按次要计`,
        }
      : { en: `, in ${name} only, ${share} of revenue`, zh: `，仅限${name}，占收入${share}` },
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
  market: (name: string, date: string) =>
    `act of ${date}: the share of ${name} in revenue is not known, counted as minor`,
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

type Halves = readonly [before: string, after: string];

/** The sentences cut at their gap, once. */
const HALVES = Object.fromEntries(
  Object.entries(ACTS).map(([type, { en, zh }]) => [type, { en: en.split('{x}'), zh: zh.split('{x}') }]),
) as unknown as Record<ActionType, { readonly en: Halves; readonly zh: Halves }>;

/** `ordered WeChat to be rectified`, in both languages. `what` null = the company as a whole. */
export function actSentence(type: ActionType, what: Both | null): Both {
  if (what === null && type === 'summoned') return SUMMONED_WHOLE;
  const { en, zh } = HALVES[type];
  const { en: enWhat, zh: zhWhat } = what ?? WHOLE;
  return { en: en[0] + enWhat + en[1], zh: zh[0] + zhWhat + zh[1] };
}
