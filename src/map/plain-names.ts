import { dictionaryWords } from '../names/word-edges.ts';

/**
 * Own names that stand before firms of more than one owner: the state or family group above the listed company, a joint
 * venture, or strangers who chose the same auspicious word. None of them proves whose a firm is.
 */
export const SHARED_NAMES: ReadonlySet<string> = new Set(
  (
    '五粮液 泸州老窖 贵州茅台 古井贡 杏花村 剑南春 同仁堂 片仔癀 云南白药 白云山 王老吉 东阿阿胶 九芝堂 马应龙 天士力 雷允上 胡庆余堂 ' +
    '首都机场 白云机场 现代汽车 北京现代 上海大众 一汽大众 新希望 新华联 新世界 新东方 新奥特 新大陆 新华医疗 新天地 新时代 新湖中宝 新鸿基 ' +
    '雅戈尔 七匹狼 波司登 报喜鸟 太平鸟 步步高 海底捞 贝因美 维维 春兰 奥克斯 娃哈哈 加多宝 红星美凯龙 红蜻蜓 老百姓 好利来 好想你 金龙鱼 ' +
    '三元桥 北大荒 北大方正 清华同方 清华紫光 哈工大 中科院 中关村 张江高科 陆家嘴 外高桥 浦东金桥 电子城 高新区 开发区 ' +
    '贝斯特 爱普生 优尼康 百事通 万事达 万事利 金太阳 红太阳 东方红 东方明珠 东方雨虹 东方日升 金种子 金字塔 金钥匙 小天鹅 大自然 大洋洲 ' +
    '农产品 小商品城 海南岛 长三角 珠三角 大湾区 维多利亚 凯撒 圣元 博世 奥特曼'
  ).split(' '),
);

/** Regions and words of the whole world before a short rest: 东方兴业. */
const GENERAL =
  /^(?:东方|南方|北方|西部|东部|亚洲|亚太|太平洋|环球|全球|世纪|国际|大众|人民|民生|天下|未来|时代|阳光|金色|绿色|蓝色|红色).{0,2}$/u;
/** Groups of the state, whose listed and unlisted parts share the beginning of their names. */
const STATE_GROUP =
  /^(?:中车|中航|航天|航发|中电|中船|中核|国电|国投|中建|中交|中铁|中冶|中材|中化|中海|中粮|中纺|中远|招商|华润|保利|光大|中信|北汽|上汽|广汽|晋能|[中国华].{2}$)/u;
const PLACED = /^(?:中国|中华|全国|国家|首都|北京|上海|天津|重庆|广东|深圳|香港|澳门|台湾)/u;
/** Characters that spell foreign words: 贝斯特 is Best, and anybody's. */
const SPELLING =
  /^[阿法贝斯特尔克德莱维诺拉卡罗森普兰迪安达奥科利林思凯马亚尼丽莎蒂娜伯布艾爱欧威沃菲费福瑞路洛伦纳帕]{3}$/u;
const SHORT = 3;

/**
 * Whether a name may be chosen by anybody: empty, a place, a group of the state, everyday words throughout, or three
 * characters of which two are an everyday word or that spell a foreign one.
 */
export function isPlainName(coined: string): boolean {
  if (coined === '' || [PLACED, GENERAL, STATE_GROUP, SPELLING].some((one) => one.test(coined))) return true;
  const single = dictionaryWords(coined).filter((one) => one.length === 1).length;
  return single === 0 || (coined.length === SHORT && single === 1);
}
