import type { Company } from '../domain/company.ts';
import { nameKey } from '../names/normalise.ts';
import { pinyinOf } from '../names/pinyin.ts';
import type { NameEntry } from './map-index.ts';

/**
 * What the English press and translating machines make of the last word of a Chinese app's name: 高德打车 is Gaode Taxi
 * here and Gaode Ride-hailing there. Written as keys: small letters, no spaces.
 */
const LAST_WORDS: readonly (readonly [zh: string, en: string])[] = [
  ['出行', 'chuxing travel mobility trip ride rides ridehailing'],
  ['打车', 'dache taxi ridehailing carhailing cab ride'],
  ['约车', 'yueche ridehailing carhailing carrental limousine'],
  ['用车', 'yongche carrental carhailing carservice'],
  ['专车', 'zhuanche carservice carhailing'],
  ['单车', 'danche bike bikes bicycle bikesharing'],
  ['地图', 'ditu map maps'],
  ['导航', 'daohang navigation navi'],
  ['金融', 'jinrong finance financial financialservices'],
  ['支付', 'zhifu pay payment payments'],
  ['钱包', 'qianbao wallet'],
  ['理财', 'licai wealth wealthmanagement'],
  ['证券', 'zhengquan securities'],
  ['银行', 'yinhang bank'],
  ['保险', 'baoxian insurance'],
  ['浏览器', 'liulanqi browser'],
  ['输入法', 'shurufa input inputmethod keyboard ime'],
  ['翻译', 'fanyi translate translation translator'],
  ['新闻', 'xinwen news'],
  ['资讯', 'zixun news information'],
  ['视频', 'shipin video videos'],
  ['短视频', 'duanshipin shortvideo'],
  ['直播', 'zhibo live livestreaming livestream'],
  ['音乐', 'yinyue music'],
  ['阅读', 'yuedu reading reader read'],
  ['小说', 'xiaoshuo novel novels fiction'],
  ['读书', 'dushu reading read books book'],
  ['动漫', 'dongman comics anime animation'],
  ['漫画', 'manhua comics comic manga'],
  ['听书', 'tingshu audiobooks audiobook'],
  ['体育', 'tiyu sports'],
  ['游戏', 'youxi games game'],
  ['网盘', 'wangpan netdisk clouddisk clouddrive'],
  ['邮箱', 'youxiang mail email mailbox'],
  ['会议', 'huiyi meeting meetings'],
  ['文档', 'wendang docs'],
  ['手机管家', 'shoujiguanjia mobilemanager phonemanager securitymanager'],
  ['卫士', 'weishi guard security'],
  ['助手', 'zhushou assistant helper'],
  ['相机', 'xiangji camera'],
  ['天气', 'tianqi weather'],
  ['日历', 'rili calendar'],
  ['壁纸', 'bizhi wallpaper'],
  ['旅行', 'lvxing travel trip'],
  ['旅游', 'lvyou travel tourism'],
  ['酒店', 'jiudian hotel hotels'],
  ['外卖', 'waimai takeaway takeout delivery fooddelivery'],
  ['买菜', 'maicai grocery groceries'],
  ['优选', 'youxuan select selected preferred'],
  ['商城', 'shangcheng mall store'],
  ['购物', 'gouwu shopping'],
  ['健康', 'jiankang health healthcare'],
  ['医生', 'yisheng doctor'],
  ['教育', 'jiaoyu education'],
  ['课堂', 'ketang classroom class'],
  ['英语', 'yingyu english'],
  ['招聘', 'zhaopin recruitment recruiting jobs'],
  ['贷款', 'daikuan loan loans'],
  ['汽车', 'qiche auto car cars motors'],
  ['货运', 'huoyun freight'],
  ['快递', 'kuaidi express'],
  ['贴吧', 'tieba postbar'],
  ['百科', 'baike encyclopedia'],
  ['文库', 'wenku library'],
  ['小视频', 'xiaoshipin smallvideo minivideo shortvideo'],
];

const HAN = /^\p{Script=Han}+$/u;
/** Two characters in Latin letters are a syllable or two that many names share. */
const LEAST_CHARACTERS = 3;
const LEAST_LETTERS = 8;

/** Names of Chinese apps as they are spelt or translated in Latin letters, by key. */
export interface EnglishForms {
  find(key: string): readonly NameEntry[];
}

/**
 * Chinese app names in Latin letters that nobody wrote down: the whole name in pinyin (Xiangdao Chuxing), or its brand,
 * spelt or by the company's own Latin name, before the translated last word (Meituan Taxi, Ctrip Finance). The app
 * itself must be in the catalog: no name is made up of a brand and a trade that the company is not known to have.
 * Made at the first question, since most lists ask none.
 */
export function englishForms(
  companies: readonly Company[],
  names: ReadonlyMap<string, readonly NameEntry[]>,
): EnglishForms {
  let forms: ReadonlyMap<string, readonly NameEntry[]> | undefined;
  return {
    find(key) {
      if (key.length < LEAST_LETTERS || !/^[a-z0-9]+$/u.test(key)) return [];
      forms ??= formsOf(companies, names);
      return forms.get(key) ?? [];
    },
  };
}

function formsOf(
  companies: readonly Company[],
  names: ReadonlyMap<string, readonly NameEntry[]>,
): Map<string, NameEntry[]> {
  const latin = new Map(companies.map((company) => [company.id as string, latinNames(company)]));
  const forms = new Map<string, NameEntry[]>();
  for (const [key, entries] of names) {
    if (!HAN.test(key) || key.length < LEAST_CHARACTERS) continue;
    for (const entry of entries) {
      if (entry.app === null || entry.ordinary || !entry.sure) continue;
      for (const form of formsOfName(key, latin.get(entry.company)!)) {
        if (names.has(form)) continue;
        const held = forms.get(form) ?? [];
        if (!held.some((one) => one.app === entry.app))
          forms.set(form, [...held, { ...entry, how: 'alias' }]);
      }
    }
  }
  return forms;
}

function formsOfName(name: string, latin: ReadonlyMap<string, readonly string[]>): Set<string> {
  const forms = new Set<string>([pinyinOf(name)]);
  for (const [zh, words] of LAST_WORDS) {
    const brand = name.slice(0, -zh.length);
    if (!name.endsWith(zh) || brand.length < 2) continue;
    for (const spelt of [pinyinOf(brand), ...(latin.get(brand) ?? [])]) {
      for (const word of words.split(' ')) forms.add(spelt + word);
    }
  }
  return new Set([...forms].filter((form) => form.length >= LEAST_LETTERS));
}

/** Each Chinese name that the company itself goes by, with the Latin ones that stand for it. */
function latinNames(company: Company): Map<string, readonly string[]> {
  const own = company.aliases.filter((alias) => !alias.ordinary).map((alias) => nameKey(alias.name));
  const inLatin = own.filter((key) => /^[a-z0-9]+$/u.test(key));
  return new Map(own.filter((key) => HAN.test(key)).map((key) => [key, inLatin]));
}
