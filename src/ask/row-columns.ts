import type { CalendarDate } from '../domain/time.ts';
import { normalise } from '../names/normalise.ts';

/** Columns that matching understands; every other column is carried over untouched. */
export type KnownColumn = 'date' | 'app' | 'developer' | 'version' | 'store' | 'icp' | 'package';

/** What people and regulators write over these columns, folded and without spaces, dashes and underscores. */
const HEADERS: readonly (readonly [KnownColumn, readonly string[]])[] = [
  [
    'date',
    [
      'date',
      'day',
      'published',
      'publishedat',
      'noticedate',
      '日期',
      '发布日期',
      '通报日期',
      '公布日期',
      '发布时间',
      '通报时间',
      '时间',
    ],
  ],
  [
    'app',
    [
      'app',
      'name',
      'appname',
      'application',
      '应用名称',
      'app名称',
      '应用',
      '应用程序名称',
      '软件名称',
      '小程序名称',
      'app(小程序)名称',
      'app/小程序名称',
      'sdk名称',
      '产品名称',
      '名称',
    ],
  ],
  [
    'developer',
    [
      'developer',
      'appdeveloper',
      'developername',
      'publisher',
      'vendor',
      '应用开发者',
      '开发者',
      '开发者名称',
      'app开发者',
      '开发者/运营者',
      '运营者',
      '运营者名称',
      '运营单位',
      '运营主体',
      '运营企业',
      '开发运营者',
      '主办者',
      '主办单位',
      '企业名称',
      '公司名称',
      '单位名称',
      '所属企业',
    ],
  ],
  ['version', ['version', 'appversion', '应用版本', '版本', '版本号', 'app版本', '版本信息']],
  [
    'store',
    [
      'store',
      'appstore',
      'source',
      'channel',
      '应用来源',
      '来源',
      '应用商店',
      '应用市场',
      '下载渠道',
      '检测来源',
      'app来源',
    ],
  ],
  ['icp', ['icp', 'icpnumber', '备案号', 'app备案号', 'icp备案号', '小程序备案号']],
  ['package', ['package', 'packageid', 'packagename', 'bundleid', '包名', '应用包名']],
];

function headerKey(header: string): string {
  return normalise(header).replace(/[\s_\-.·:*"']/gu, '');
}

/** Which column stands where; the first column of a name wins. */
export function columnsOf(header: readonly string[]): ReadonlyMap<KnownColumn, number> {
  const keys = header.map(headerKey);
  const columns = new Map<KnownColumn, number>();
  for (const [column, spellings] of HEADERS) {
    const at = spellings.map((spelling) => keys.indexOf(spelling)).find((index) => index !== -1);
    if (at !== undefined) columns.set(column, at);
  }
  return columns;
}

const YEAR_FIRST = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?|年)?(?=$|[\sT])/u;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/u;
const EXCEL_DAY = /^\d{5}$/u;
/** Day 0 of Excel's count; it believes in a 29 February 1900, so the count is right from March 1900. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/** `2021-08-18`, `2021/8/18`, `2021年8月18日`, `20210818`, with or without a time, and Excel's day number. Null = no date. */
export function dayOf(text: string): CalendarDate | null {
  const plain = text.normalize('NFKC').trim();
  if (EXCEL_DAY.test(plain)) {
    return new Date(EXCEL_EPOCH + Number(plain) * 86_400_000).toISOString().slice(0, 10) as CalendarDate;
  }
  const found = COMPACT.exec(plain) ?? YEAR_FIRST.exec(plain);
  if (found === null) return null;
  const [year, month, date] = [found[1]!, found[2] ?? '1', found[3] ?? '1'].map(Number);
  const day = new Date(Date.UTC(year!, month! - 1, date!));
  if (day.getUTCMonth() !== month! - 1 || day.getUTCDate() !== date) return null;
  return day.toISOString().slice(0, 10) as CalendarDate;
}
