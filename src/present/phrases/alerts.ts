import type { Phrase } from './phrase.ts';

/** Why a signal was held, by the stages of the alert rules. */
export const ALERTS: readonly Phrase[] = [
  ['nobody subscribed to this company, its sector or its regulator', '没有人订阅该公司、其行业或该监管机构'],
  [
    'criticised as the operator of a store, not as a developer; this subscription did not ask for stores',
    '是作为应用商店经营者而非开发者被批评；该订阅未要求应用商店提醒',
  ],
  [
    'published {days} days before it was detected: stored and scored, not told as news',
    '发布 {days} 天后才被发现：已存档并计分，不作为新闻提醒',
  ],
  ['{used} of {of} {kind} of the last seven days are used up', '最近七天的{kind}额度已用完（{used}/{of}）'],
  [
    'it lay in the source before the watch of it began: stored and scored, not told as news',
    '开始监控之前就已在该来源中：已存档并计分，不作为新闻提醒',
  ],
  ['the official notice was told {hours} hours ago', '官方通报已在 {hours} 小时前提醒'],
  [
    '{score} is "{band}", the subscription asks for "{wanted}"',
    '{score} 分为“{band}”，该订阅要求至少“{wanted}”',
  ],
  ['joins case {case} without a step of its own', '并入案件 {case}，没有新的行动'],
  ['alert {alert} told this case at stage "{stage}"', '提醒 {alert} 已告知此案的“{stage}”阶段'],
  ['muted by {who} until {when}', '由 {who} 静音至 {when}'],
  ['the subscription asks for the digest', '该订阅要求汇总到摘要'],
  [
    '{from} → {to} crosses no band and is less than {jump} points',
    '{from} → {to} 未跨越等级，且变化不足 {jump} 分',
  ],
];

/** Names of stages, bands and stages of a case, where a reason quotes them. */
export const ALERT_WORDS: readonly Phrase[] = [
  ['pushes', '推送'],
  ['quiet alerts', '静音提醒'],
  ['route', '订阅匹配'],
  ['novelty', '是否新内容'],
  ['no-change', '有无变化'],
  ['inhibit', '官方优先'],
  ['first-sight', '初次读取'],
  ['backfill', '历史补录'],
  ['silence', '静音'],
  ['as-store', '应用商店'],
  ['least-band', '最低等级'],
  ['wide-scope', '宽范围订阅'],
  ['timing', '时机'],
  ['budget', '额度'],
  ['background', '背景'],
  ['watch', '关注'],
  ['elevated', '升高'],
  ['high', '高'],
  ['severe', '严重'],
  ['named', '被通报'],
  ['ordered', '责令整改'],
  ['deadline', '整改期限已过'],
  ['missed', '逾期未整改'],
  ['summoned', '被约谈'],
  ['frozen', '暂停更新'],
  ['review', '审查中'],
  ['suspended', '停止新用户注册'],
  ['removed', '下架'],
  ['banned', '禁止'],
  ['fined', '罚款'],
  ['lapsed', '已失效'],
  ['closed', '已结案'],
];
