import type { Phrase } from './phrase.ts';

/** Kinds of record that are no act of an authority, and stages of a rule. */
export const RECORD_WORDS: readonly Phrase[] = [
  ['lawsuit', '诉讼'],
  ['media-signal', '媒体信号'],
  ['company-notice', '公司公告'],
  ['store-act', '应用商店行动'],
  ['delisting', '退市'],
  ['regulator-statement', '监管表态'],
  ['ipo-suspended', '上市暂停'],
  ['arrest', '逮捕'],
  ['proposed', '征求意见'],
  ['enacted', '已发布'],
  ['in-force', '已施行'],
  ['dropped', '已撤回'],
];

export const SEARCHES: readonly Phrase[] = [
  ['“{query}” is its ticker {name}', '“{query}”是它的股票代码 {name}'],
  ['“{query}” is its name “{name}”', '“{query}”就是它的名称“{name}”'],
  ['its name “{name}” begins with “{query}”', '它的名称“{name}”以“{query}”开头'],
  ['its name “{name}” sounds like “{query}” from its beginning', '它的名称“{name}”的读音与“{query}”从头相同'],
  ['“{query}” are pinyin initials of its name “{name}”', '“{query}”是它的名称“{name}”的拼音首字母'],
  ['its name “{name}” contains “{query}”', '它的名称“{name}”包含“{query}”'],
  ['its name “{name}” is spelt almost like “{query}”', '它的名称“{name}”与“{query}”拼写相近'],
  ['{why} (a former one)', '{why}（旧称）'],
  ['{why} (a listing not in force on that day)', '{why}（当日该上市地位无效）'],
  ['{why} (not on that day)', '{why}（当日不适用）'],
  ['{query} is its id here', '{query} 是它在此处的编号'],
  [
    'No company is known here as “{query}”. Try a ticker (TCOM, 0700.HK) or a name in English, Chinese or pinyin.',
    '此处没有名为“{query}”的公司。请试试股票代码（TCOM、0700.HK），或中文、英文、拼音名称。',
  ],
  ['{why}; other meanings: {names}', '{why}；也可能指：{names}'],
  ['“{query}” is not clear. Did you mean {names}?', '“{query}”不够明确。您是否要找 {names}？'],
  ['{reason}. Did you mean {names}?', '{reason}。您是否要找 {names}？'],
  ['“{query}” is not known here.', '此处不认识“{query}”。'],
  ['{label} is not followed here.', '此处未订阅 {label}。'],
  ['not known here', '此处不认识'],
  ['may be {names}', '可能是 {names}'],
  ['named by the alert', '提醒中点名'],
  ['a reader says that it names the wrong company', '读者称公司有误'],
  ['a reader says: {said}', '读者说：{said}'],
];
