import { foldUnits } from '../document/fold-units.ts';
import type { OfficialWords } from './official-words.ts';

/** What a cell of a list may hold. `text` = anything else, as an app's name is. */
export type CellShape = 'empty' | 'number' | 'version' | 'store' | 'firm' | 'issue' | 'text';
export type CellColumn =
  | 'number'
  | 'name'
  | 'developer'
  | 'version'
  | 'store'
  | 'issue'
  | 'icp'
  | 'region'
  | 'kind'
  | 'other';

const EMPTY = /^(?:[\s/\\\-—–*]*|无|暂无|n\/?a|null|未知)$/iu;
const VERSION =
  /^(?:版本|v(?:er(?:sion)?)?)?[\s.:]{0,4}\d+(?:[._-]\d+)+[\w.()+-]*|^v\d+$|^版本\s?\d+$/iu;
/** What may stand behind a version in its cell: a bracket, or further versions. */
const MORE_VERSIONS = /^(?:\s{0,4}[(/、,][\s\w./、,()-]*)?$/u;
const FIRM_ENDS =
  '公司 集团 合伙企业 事务所 研究院 研究所 银行 医院 学校 大学 中心 工作室 协会 经营部 商行 个体工商户'.split(
    ' ',
  );
const FIRM_EN =
  /\b(?:Co\.?,? ?Ltd|Inc|LLC|Ltd|Limited|Corp|GmbH|Pte|Technology|Technologies|Group)\b/iu;
const ISSUE_WORDS =
  '个人信息 权限 隐私 弹窗 骚扰 违规 违法 未明示 未经 索取 超范围 过度 强制 误导 注销 自启动 推送 乱跳转 摇一摇 公示 明示 整改 漏洞 同意'.split(
    ' ',
  );
const STORE_ENDS =
  '应用商店 应用市场 软件商店 应用商城 手机助手 软件园 下载站 下载网 软件站 安卓市场 应用中心 小程序'.split(
    ' ',
  );

/** The shape of a cell, by the cell alone. */
export function shapeOf(raw: string, words: OfficialWords): CellShape {
  const text = foldUnits(raw).trim();
  if (EMPTY.test(text)) return 'empty';
  if (/^\d{1,4}[.、]?$/.test(text)) return 'number';
  if (isStoreCell(text, words)) return 'store';
  const version = VERSION.exec(text);
  if (version !== null && MORE_VERSIONS.test(text.slice(version[0].length))) return 'version';
  const hits = words.issues(text);
  if (
    hits.length > 0 &&
    hits.reduce((sum, nameInText) => sum + nameInText.end - nameInText.start, 0) * 2 >= text.length
  )
    return 'issue';
  const bare = text.replace(/\([^()]*\)$/u, '');
  if (endsWithAny(bare, FIRM_ENDS) || FIRM_EN.test(text)) return 'firm';
  if (text.length >= 8 && ISSUE_WORDS.some((one) => text.includes(one))) return 'issue';
  return 'text';
}

const endsWithAny = (text: string, ends: readonly string[]) =>
  ends.some((end) => text.endsWith(end));

const LONGEST_STORES = 40;
const LONGEST_STORE = 12;

function isStoreCell(text: string, { isStore }: OfficialWords): boolean {
  if (text.length > LONGEST_STORES) return false;
  return text
    .split(/[、,;/\n]/u)
    .map((part) => part.trim())
    .every((one) => isStore(one) || (one.length <= LONGEST_STORE && endsWithAny(one, STORE_ENDS)));
}

/** Header words in the order in which they are tried. */
const HEADERS: readonly (readonly [CellColumn, RegExp])[] = [
  ['number', /^(?:序号?|编号|(?:S|Sr|Sl)?\.?No\.?|#|号|serialnumber)$/iu],
  [
    'name',
    /^(?:(?:被?(?:通报|下架|处罚)的?)|存在问题的?|问题|违规|违法|侵权)+(?:app|应用|软件|小程序|sdk|产品)+(?:程序)?(?:\(sdk\))?(?:名称|名)?$/iu,
  ],
  ['name', /名称?\(版本号?\)$|(?:app|应用|软件|小程序|sdk)名称?(?:及|和|与|、|\/)版本号?$/iu],
  ['kind', /^(?:所属|app|应用)?(?:类型|类别|分类|行业|领域)$|^所属(?:类|行业|领域)/iu],
  ['region', /^(?:所[属在])?(?:地市|城市|区县|市州|属地|地区|省份|省市)$/u],
  ['icp', /备案(?!主体|单位|企业|人|公司)/u],
  [
    'developer',
    /^(?:违法|违规|问题|被(?:通报|下架|处罚)的?)+(?:企业|主体|单位|公司|运营者|开发者)/u,
  ],
  ['version', /版本|\bversion/iu],
  [
    'issue',
    /问题|情形|违规|违法|行为|通报原因|处置原因|下架原因|处罚原因|风险|缺陷|不合规|事由|\b(?:issue|problem|violation)/iu,
  ],
  [
    'store',
    /来源|应用商店|应用市场|渠道|下载平台|下载地址|下载位置|发布平台|发现平台|获取平台|分发平台|检测平台|所在平台|上架平台|^平台$|\b(?:source|store)\b/iu,
  ],
  [
    'developer',
    /开发|企业|运营|公司|主体|单位|所属|提供者|提供方|厂商|主办|经营者|所有者|权利人|服务商|制作方|持有|机构名称|责任方/iu,
  ],
  ['developer', /\b(?:developers?|operators?|company|publisher|owner|vendor)\b/iu],
  ['region', /属地|地区|地域|省份|所在地|归属地/u],
  ['kind', /类型|类别|分类/u],
  ['other', /\b(?:package|bundle|identifier|link|url)\b/iu],
  [
    'name',
    /(?:应用|app|软件|小程序|sdk|产品|程序|平台|终端|网站|快应用).{0,8}名|^(?:名称|应用|app|软件|小程序|sdk|应用软件|app名称|应用程序|名单|终端)$/iu,
  ],
  ['name', /(?<!\p{L})(?:name|app)(?!\p{L})/iu],
];

/** A column of names that others carry: its table lists victims, or copies under their names. */
export const isOfCopies = (header: string): boolean =>
  /仿冒|假冒|冒充|山寨|冒用|李鬼/u.test(header);

/** What a header cell announces; null where it is no header. */
export function columnOf(raw: string): CellColumn | null {
  const spaced = foldUnits(raw).replace(/\s+/gu, ' ').trim();
  const text = spaced.replaceAll(' ', '');
  if (text === '' || text.length > 24) return null;
  // English words are told apart by their blanks.
  return HEADERS.find(([, pattern]) => pattern.test(text) || pattern.test(spaced))?.[0] ?? null;
}
