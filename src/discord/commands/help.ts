import { legendText } from '../../present/legend.ts';
import type { Language } from '../../present/words.ts';
import type { SlashCommand } from '../command.ts';
import { acknowledge, answerText, languageOf } from '../reply.ts';
import { shape } from '../shape.ts';

/** What the bot says about itself; also its welcome in a new server. */
export const HELP: Record<Language, string> = {
  en: [
    '**Tocsin** reads regulators’ notices, maps the apps they censure to listed companies, scores the risk, and alerts.',
    '',
    '**Be told**: `/subscribe company:TCOM` (or a sector, a regulator, everything) · `/watchlist import` for a whole list · `/subscriptions` · `/unsubscribe` · `/mute` · `/digest` for digests and quiet hours · `/test` shows what an alert looks like here',
    '**Look up**: `/risk` · `/why` points that add up · `/history` · `/app` whose app is it · `/compare` · `/notice` every row and its match · `/deadlines`',
    '**Check**: `/whynot` why an alert came or did not · `/coverage` what is watched · `/audit` · `/privacy`',
    '',
    legendText('en'),
    '',
    'Subscriptions belong to the channel; in a direct message, to you. Who may manage the channel may change them. Not investment advice.',
  ].join('\n'),
  zh: [
    '**Tocsin** 阅读监管通报，把被点名的应用对应到上市公司，计算风险分并提醒。',
    '',
    '**提醒**：`/subscribe company:TCOM`（或行业、监管机构、全部）· `/watchlist import` 批量订阅 · `/subscriptions` · `/unsubscribe` · `/mute` · `/digest` 摘要与免打扰 · `/test` 预览提醒',
    '**查询**：`/risk` · `/why` 逐项相加 · `/history` · `/app` 应用归属 · `/compare` · `/notice` 逐行匹配 · `/deadlines`',
    '**核对**：`/whynot` 为何提醒或没有提醒 · `/coverage` 监控范围 · `/audit` · `/privacy`',
    '',
    legendText('zh'),
    '',
    '订阅属于频道；在私信中属于您本人。可管理频道的成员才能更改。不构成投资建议。',
  ].join('\n'),
};

/** `/help`: what there is, in one screen. */
export const help: SlashCommand = {
  definition: shape(
    ['help', '帮助', '說明'],
    ['What this bot can do', '本应用的用法', '本應用的用法'],
    'anywhere',
  ).toJSON(),
  async run(interaction) {
    await acknowledge(interaction, true);
    await answerText(interaction, HELP[languageOf(interaction)]);
  },
};
