import type { App, Company } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import { type CalendarDate, type DaySpan, firstDay, holdsOn } from '../../domain/time.ts';
import { filingKey } from '../../knowledge/names/firm.ts';
import { nameKey } from '../../knowledge/names/normalise.ts';
import { syllablesOf } from '../../knowledge/names/pinyin.ts';

/** A name of an app or company in the catalog, with its days. */
export interface NameEntry {
  readonly company: CompanyId;
  /** Null where the name is the company's own. */
  readonly app: App | null;
  /** As the catalog writes it. */
  readonly written: string;
  readonly how: 'name' | 'alias';
  readonly ordinary: boolean;
  readonly sure: boolean;
  /** Days of the app and of the name; all must include the day. */
  readonly days: readonly DaySpan[];
}

/** Entries by the key of their name. */
export type EntriesByKey = ReadonlyMap<string, readonly NameEntry[]>;

/** All names, package ids and filing numbers of companies and their apps. */
export function entriesOf(
  companies: readonly Company[],
): Record<'names' | 'packages' | 'filings', EntriesByKey> {
  const names = companies.flatMap(({ id, name, aliases, apps }) => [
    ...entriesFor({ company: id, app: null, sure: true }, name, aliases, false, []),
    ...appNames(apps, id),
  ]);
  const byIds = (idsOf: (app: App) => readonly string[]): EntriesByKey => {
    const ids = companies.flatMap(({ id, apps }) =>
      apps.flatMap((app) => idsOf(app).map((key) => ({ key, entry: appNames([app], id)[0]! }))),
    );
    const groups = Map.groupBy(ids, ({ key }) => key);
    return new Map([...groups].map(([key, group]) => [key, group.map(({ entry }) => entry)]));
  };
  return {
    names: Map.groupBy(names, (entry) => nameKey(entry.written)),
    packages: byIds((app) => app.packages.map((one) => one.toLowerCase())),
    filings: byIds((app) => app.icp.map(filingKey)),
  };
}

/** The names of some apps of a company. */
export function appNames(apps: readonly App[], company: CompanyId): NameEntry[] {
  return apps.flatMap((app) =>
    entriesFor({ company, app, sure: app.sure }, app.name, app.aliases, app.ordinary, [app]),
  );
}

function entriesFor(
  of: Pick<NameEntry, 'company' | 'app' | 'sure'>,
  { zh, en, zhHant }: Company['name'],
  aliases: Company['aliases'],
  ordinary: boolean,
  days: readonly DaySpan[],
): NameEntry[] {
  const own = [zh, en, zhHant].filter((written) => written !== null);
  return [
    ...own.map((written): NameEntry => ({ ...of, written, how: 'name', ordinary, days })),
    ...aliases.map((alias): NameEntry => {
      return {
        ...of,
        written: alias.name,
        how: 'alias',
        ordinary: alias.ordinary,
        days: [...days, alias],
      };
    }),
  ];
}

/** Whether the name holds on the day. */
export function entryHolds(entry: NameEntry, day: CalendarDate): boolean {
  return entry.days.every((days) => holdsOn(days, day));
}

/** The days of a name: `from 2021-09-23`, `until 2021-09-23`. */
export function daysOf({ days }: NameEntry): Reason {
  const dates = (side: 'from' | 'to') =>
    days.flatMap((daySpan) => daySpan[side] ?? []).map(firstDay);
  const from = dates('from').sort().at(-1);
  const until = dates('to').sort()[0];
  if (from === undefined)
    return until === undefined ? reason('always') : reason('until', { until });
  return until === undefined ? reason('from', { from }) : reason('from-until', { from, until });
}

/**
 * Translations of the last word of Chinese app names, by the press and by machines: 高德打车 is Gaode
 * Taxi or Gaode Ride-hailing. Written as keys: lower case, no spaces.
 */
const LAST_WORDS: readonly (readonly [zh: string, ...en: string[]])[] = (
  '出行 chuxing travel mobility trip ride rides ridehailing, ' +
  '打车 dache taxi ridehailing carhailing cab ride, 约车 yueche ridehailing ' +
  'carhailing carrental limousine, ' +
  '用车 yongche carrental carhailing carservice, 专车 zhuanche carservice carhailing, ' +
  '单车 danche bike bikes bicycle bikesharing, 地图 ditu map maps, 导航 daohang navigation navi, ' +
  '金融 jinrong finance financial financialservices, 支付 zhifu pay payment ' +
  'payments, 钱包 qianbao wallet, ' +
  '理财 licai wealth wealthmanagement, 证券 zhengquan securities, 银行 yinhang bank, ' +
  '保险 baoxian insurance, ' +
  '浏览器 liulanqi browser, 输入法 shurufa input inputmethod keyboard ime, ' +
  '翻译 fanyi translate translation translator, 新闻 xinwen news, 资讯 zixun news information, ' +
  '视频 shipin video videos, 短视频 duanshipin shortvideo, 直播 zhibo live livestreaming livestream, ' +
  '音乐 yinyue music, 阅读 yuedu reading reader read, 小说 xiaoshuo novel novels fiction, ' +
  '读书 dushu reading read books book, 动漫 dongman comics anime animation, 漫画 ' +
  'manhua comics comic manga, ' +
  '听书 tingshu audiobooks audiobook, 体育 tiyu sports, 游戏 youxi games game, ' +
  '网盘 wangpan netdisk clouddisk clouddrive, 邮箱 youxiang mail email mailbox, 会议 ' +
  'huiyi meeting meetings, ' +
  '文档 wendang docs, 手机管家 shoujiguanjia mobilemanager phonemanager securitymanager, ' +
  '卫士 weishi guard security, 助手 zhushou assistant helper, 相机 xiangji camera, 天气 tianqi weather, ' +
  '日历 rili calendar, 壁纸 bizhi wallpaper, 旅行 lvxing travel trip, 旅游 lvyou travel tourism, ' +
  '酒店 jiudian hotel hotels, 外卖 waimai takeaway takeout delivery fooddelivery, ' +
  '买菜 maicai grocery groceries, 优选 youxuan select selected preferred, 商城 shangcheng mall store, ' +
  '购物 gouwu shopping, 健康 jiankang health healthcare, 医生 yisheng doctor, 教育 jiaoyu education, ' +
  '课堂 ketang classroom class, 英语 yingyu english, 招聘 zhaopin recruitment recruiting jobs, ' +
  '贷款 daikuan loan loans, 汽车 qiche auto car cars motors, 货运 huoyun freight, 快递 kuaidi express, ' +
  '贴吧 tieba postbar, 百科 baike encyclopedia, 文库 wenku library, ' +
  '小视频 xiaoshipin smallvideo minivideo shortvideo'
)
  .split(', ')
  .map((row) => row.split(' ') as [string, ...string[]]);

const HAN = /^\p{Script=Han}+$/u;
/** Two characters in Latin letters are a syllable or two that many names share. */
const LEAST_CHARACTERS = 3;
const LEAST_LETTERS = 8;

/**
 * Derives Latin forms of Chinese app names: the whole name in pinyin (Xiangdao Chuxing), or its
 * brand, spelt or by the company's Latin name, before the translated last word (Meituan Taxi, Ctrip
 * Finance). The app must be in the catalog: no name is combined from a brand and a service that the
 * company is not known to offer. Built at the first query, since most lists need none.
 */
export function englishForms(names: EntriesByKey) {
  let forms: EntriesByKey | undefined;
  return {
    find(key: string): readonly NameEntry[] {
      if (key.length < LEAST_LETTERS || !/^[a-z0-9]+$/u.test(key)) return [];
      forms ??= formsOf(names);
      return forms.get(key) ?? [];
    },
  };
}

function formsOf(names: EntriesByKey): EntriesByKey {
  const latin = latinNames(names);
  const forms = new Map<string, NameEntry[]>();
  const add = (form: string, entry: NameEntry): void => {
    if (form.length < LEAST_LETTERS || names.has(form)) return;
    const known = forms.get(form) ?? [];
    if (!known.some((other) => other.app === entry.app))
      forms.set(form, [...known, { ...entry, how: 'alias' }]);
  };
  for (const [key, entries] of names) {
    if (key.length < LEAST_CHARACTERS || !HAN.test(key)) continue;
    const sure = entries.filter((entry) => entry.app !== null && !entry.ordinary && entry.sure);
    if (sure.length === 0) continue;
    const syllables = syllablesOf(key);
    for (const entry of sure) {
      const brands = (brand: string) => latin.get(`${entry.company} ${brand}`) ?? [];
      for (const form of formsOfName(key, syllables, brands)) add(form, entry);
    }
  }
  return forms;
}

function formsOfName(
  name: string,
  syllables: readonly string[],
  latinOf: (brand: string) => readonly string[],
): Set<string> {
  const forms = new Set<string>([syllables.join('')]);
  for (const [zh, ...words] of LAST_WORDS) {
    const brand = name.slice(0, -zh.length);
    if (!name.endsWith(zh) || brand.length < 2) continue;
    for (const start of [syllables.slice(0, brand.length).join(''), ...latinOf(brand)])
      for (const word of words) forms.add(start + word);
  }
  return forms;
}

/** Latin names of each company that also goes by the Chinese one: `baidu 百度`. */
function latinNames(names: EntriesByKey): ReadonlyMap<string, readonly string[]> {
  const own = [...names].flatMap(([key, entries]) =>
    entries
      .filter((entry) => entry.app === null && !entry.ordinary)
      .map(({ company }) => ({ company, key })),
  );
  const inLatin = Map.groupBy(
    own.filter(({ key }) => /^[a-z0-9]+$/u.test(key)),
    ({ company }) => company,
  );
  const chinese = own.filter(({ key }) => HAN.test(key));
  return new Map(
    chinese.map(({ company, key }) => [
      `${company} ${key}`,
      (inLatin.get(company) ?? []).map((one) => one.key),
    ]),
  );
}
