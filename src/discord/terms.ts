import type {
  ChatInputCommandInteraction,
  SlashCommandBuilder,
  SlashCommandSubcommandBuilder,
} from 'discord.js';
import { isTraditional } from '../ask/script.ts';
import type { SubscribeTerms } from '../ask/subscriptions.ts';
import { Subscription } from '../domain/alert.ts';
import { Band } from '../domain/score.ts';
import { choiceOption, inChinese, type Three } from './shape.ts';

const BANDS: Record<Band, Three> = {
  background: ['background: every new action', '背景：所有新行动', '背景：所有新行動'],
  watch: ['watch (10 and above)', '关注（10 以上）', '關注（10 以上）'],
  elevated: ['elevated (25 and above)', '升高（25 以上）', '升高（25 以上）'],
  high: ['high (50 and above)', '高（50 以上）', '高（50 以上）'],
  severe: ['severe (75 and above)', '严重（75 以上）', '嚴重（75 以上）'],
};
const TIMINGS: Record<Subscription['timing'], Three> = {
  'at-once': ['at once', '立即', '立即'],
  'same-day': ['same day, without a sound', '当天，静音', '當天，靜音'],
  digest: ['in the digest', '汇总到摘要', '彙總到摘要'],
};
const LANGUAGES: readonly { value: string; says: Three }[] = [
  { value: 'en', says: ['English', '英文', '英文'] },
  { value: 'zh', says: ['Chinese, simplified', '简体中文', '簡體中文'] },
  { value: 'zh-TW', says: ['Chinese, traditional', '繁体中文', '繁體中文'] },
];
/** Yes or no, each no where it is not said. */
const SWITCHES: readonly { readonly name: Three; readonly says: Three }[] = [
  {
    name: ['stores', '应用商店', '應用商店'],
    says: [
      'Also when the company is criticised as the operator of an app store',
      '公司作为应用商店经营者被批评时也提醒',
      '公司作為應用商店經營者被批評時也提醒',
    ],
  },
  {
    name: ['unconfirmed', '未证实', '未證實'],
    says: [
      'Also steps that one report states and nobody confirmed yet, marked as such',
      '也提醒仅一篇报道提及、尚未证实的措施（会注明）',
      '也提醒僅一篇報導提及、尚未證實的措施（會註明）',
    ],
  },
  {
    name: ['threads', '子区', '討論串'],
    says: [
      'What follows an alert goes into a thread on its message',
      '后续消息发到首条提醒的子区',
      '後續訊息發到首則提醒的討論串',
    ],
  },
  {
    name: ['crosspost', '发布', '發佈'],
    says: [
      'Announcement channels: publish to the channels that follow this one, ten an hour at most',
      '公告频道：同时发布到关注本频道的频道，每小时最多十条',
      '公告頻道：同時發佈到追蹤本頻道的頻道，每小時最多十則',
    ],
  },
];
const listed = <T extends string>(all: Record<T, Three>) =>
  Object.entries<Three>(all).map(([value, says]) => ({ value, says }));

/** The options that say how a subscription is told: least band, timing, language, role, and the switches. */
export function addTerms<T extends SlashCommandBuilder | SlashCommandSubcommandBuilder>(builder: T): T {
  builder.addStringOption((option) =>
    choiceOption(
      option,
      ['least_band', '最低等级', '最低等級'],
      [
        'Least gravity to be told (default: watch)',
        '提醒的最低等级（默认：关注）',
        '提醒的最低等級（預設：關注）',
      ],
      listed(BANDS),
    ),
  );
  builder.addStringOption((option) =>
    choiceOption(
      option,
      ['when', '时机', '時機'],
      ['When to be told (default: at once)', '何时提醒（默认：立即）', '何時提醒（預設：立即）'],
      listed(TIMINGS),
    ),
  );
  builder.addStringOption((option) =>
    choiceOption(
      option,
      ['language', '语言', '語言'],
      ['Language of the alerts (default: yours)', '提醒语言（默认：您的语言）', '提醒語言（預設：您的語言）'],
      LANGUAGES,
    ),
  );
  const role: Three = ['Role to mention with every alert', '提醒时提及的身份组', '提醒時提及的身分組'];
  builder.addRoleOption((option) =>
    option
      .setName('role')
      .setNameLocalizations(inChinese(['role', '身份组', '身分組']))
      .setDescription(role[0])
      .setDescriptionLocalizations(inChinese(role)),
  );
  for (const { name, says } of SWITCHES)
    builder.addBooleanOption((option) =>
      option
        .setName(name[0])
        .setNameLocalizations(inChinese(name))
        .setDescription(says[0])
        .setDescriptionLocalizations(inChinese(says)),
    );
  return builder;
}

/** The terms that were chosen, with the usual ones for the rest. `@everyone` is nobody's role here. */
export function termsOf(interaction: ChatInputCommandInteraction, language: 'en' | 'zh'): SubscribeTerms {
  const { options } = interaction;
  const role = options.getRole('role');
  const chosen = options.getString('language');
  return {
    leastBand: Band.parse(options.getString('least_band') ?? 'watch'),
    timing: Subscription.shape.timing.parse(options.getString('when') ?? 'at-once'),
    ...languageOf(chosen ?? (language === 'zh' ? interaction.locale : 'en')),
    role: role === null || role.id === interaction.guildId ? null : role.id,
    ...(options.getBoolean('stores') === true ? { stores: true } : {}),
    ...(options.getBoolean('unconfirmed') === true ? { unconfirmed: true } : {}),
    ...(options.getBoolean('threads') === true ? { threads: true } : {}),
    ...(options.getBoolean('crosspost') === true ? { crosspost: true } : {}),
  };
}

/** Language and script of the alerts, by what was chosen or by the locale of whoever chose nothing. */
function languageOf(chosen: string): Pick<SubscribeTerms, 'language' | 'traditional'> {
  if (!chosen.startsWith('zh')) return { language: 'en' };
  return isTraditional(chosen) ? { language: 'zh', traditional: true } : { language: 'zh' };
}
