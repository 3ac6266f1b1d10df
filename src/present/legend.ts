import type { Language } from './words.ts';

/** How a score is read: a heading, and terms with what they mean. The page, `/help` and the documentation say the same. */
export interface Legend {
  readonly title: string;
  readonly lead: string;
  readonly levels: readonly (readonly [term: string, meaning: string])[];
  readonly terms: readonly (readonly [term: string, meaning: string])[];
}

export const LEGEND: Readonly<Record<Language, Legend>> = {
  en: {
    title: 'How to read a score',
    lead: 'A score from 0 to 99.9 says how much pressure of authorities rests on a company at a moment. It is the sum of the lines below it; it is no forecast.',
    levels: [
      ['Level 1', 'named or warned without a deadline: an app on a police list'],
      ['Level 2', 'ordered to do something: WeChat to be rectified by 25 August'],
      ['Level 3', 'held back: new versions need a test first; an ordinary probe; the same app named again'],
      ['Level 4', 'cut off: DiDi off the app stores; new clients barred; a probe into the core business'],
      ['Level 5', 'the business ends: school tutoring for profit banned; a licence revoked'],
    ],
    terms: [
      [
        'Bands',
        'background below 10, watch to 25, elevated to 50, high to 75, severe above. One live act on a core app is one band a level.',
      ],
      [
        'Value',
        'what of the company’s revenue stands behind an app: core 40 % or more or the door to it (1), major (0.5), minor under 10 % (0.2), trivial under 1 % (0.05). A value that nobody knows is said and counted by rule.',
      ],
      [
        'su',
        'severity unit: about one per cent of the price when the act hits the whole company. Levels weigh 1, 2.5, 6.25, 15.6 and 39.1; a fine weighs what it costs.',
      ],
      [
        'Business and investability',
        'what authorities do to the business, and what they do to who may hold the shares (lists of military companies, bans on investment, forced delistings). Both add up to the score.',
      ],
      [
        'Confirmed',
        'the points of acts that somebody else can check. The rest counts as much and is called unverified; it never rings and never colours a card.',
      ],
      [
        'In force',
        'a ban or a probe counts whole for a year without news, then a quarter of it until it is lifted (a probe: three years). Other acts halve every 120 days.',
      ],
      [
        'No data',
        'the record does not reach there. “No acts on record” means that it does and holds nothing. Neither has a band.',
      ],
    ],
  },
  zh: {
    title: '如何阅读分数',
    lead: '分数从0到99.9，表示某一时点监管压力对一家公司的大小，等于下列各项之和；它不是预测。',
    levels: [
      ['1级', '被点名或警示，无期限：应用出现在公安机关的名单上'],
      ['2级', '被责令做某事：微信须在8月25日前整改'],
      ['3级', '受到限制：新版本须先检测；一般立案调查；同一应用再次被通报'],
      ['4级', '被切断：滴滴被应用商店下架；不得新增客户；对核心业务的调查'],
      ['5级', '业务终止：禁止营利性学科培训；吊销许可'],
    ],
    terms: [
      [
        '等级',
        '10以下为背景，25以下为关注，50以下为偏高，75以下为高，以上为严重。核心应用上一项有效行动，一级对应一个等级。',
      ],
      [
        '价值',
        '应用背后的收入占比：核心为40%及以上或入口（1），主要（0.5），次要低于10%（0.2），微小低于1%（0.05）。无人知晓的价值会注明，并按规则计。',
      ],
      [
        '严重度单位',
        '行动针对整家公司时约合股价的百分之一。各级为1、2.5、6.25、15.6、39.1；罚款按其成本计。',
      ],
      [
        '业务与可投资性',
        '监管机构对业务所做的，以及对谁可持有股份所做的（涉军企业清单、投资禁令、强制退市）。两者相加为总分。',
      ],
      ['已核实', '他人可以核对的行动所占分数。其余同样计分并标为未核实；它从不触发提醒，也不决定卡片颜色。'],
      [
        '仍有效',
        '禁令或调查在一年内无新消息时全额计，其后按四分之一计至解除（调查为三年）。其他行动每120天减半。',
      ],
      ['无数据', '记录未覆盖。“记录中无监管行动”表示已覆盖而没有内容。两者都没有等级。'],
    ],
  },
};

/** The legend in a few lines for a chat. */
export function legendText(language: Language): string {
  const { title, levels, terms } = LEGEND[language];
  const colon = language === 'zh' ? '：' : ': ';
  const short = terms.slice(0, 1).concat(terms.slice(3, 5));
  return [
    `**${title}**`,
    levels.map(([term, meaning]) => `${term}${colon}${meaning}`).join('\n'),
    ...short.map(([term, meaning]) => `${term}${colon}${meaning}`),
  ].join('\n');
}
