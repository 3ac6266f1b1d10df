import { byteOrderMark } from '../../base/charset/declared.ts';
import { toText } from '../../base/charset/to-text.ts';
import { type CalendarDate, dayOf, plusDays } from '../../domain/time.ts';
import { normalise } from '../../knowledge/names/fold.ts';

/** Columns that matching understands; every other column is carried over untouched. */
export type KnownColumn = 'date' | 'app' | 'developer' | 'version' | 'store' | 'icp' | 'package';

/** Headings of these columns, folded and without spaces, dashes and underscores. */
const HEADERS: Readonly<Record<KnownColumn, string>> = {
  date: 'date day published publishedat noticedate 日期 发布日期 通报日期 公布日期 发布时间 通报时间 时间',
  app:
    'app name appname application 应用名称 app名称 应用 应用程序名称 软件名称 小程序名称 app(小程序)名称 app/小程序名称 sdk名称 ' +
    '产品名称 名称',
  developer:
    'developer appdeveloper developername publisher vendor 应用开发者 开发者 开发者名称 app开发者 开发者/运营者 运营者 ' +
    '运营者名称 运营单位 运营主体 运营企业 开发运营者 主办者 主办单位 企业名称 公司名称 单位名称 所属企业',
  version: 'version appversion 应用版本 版本 版本号 app版本 版本信息',
  store: 'store appstore source channel 应用来源 来源 应用商店 应用市场 下载渠道 检测来源 app来源',
  icp: 'icp icpnumber 备案号 app备案号 icp备案号 小程序备案号',
  package: 'package packageid packagename bundleid 包名 应用包名',
};

function headerKey(header: string): string {
  return normalise(header).replace(/[\s_\-.·:*"']/gu, '');
}

/** Positions of the columns; the first column with a name counts. */
export function columnsOf(header: readonly string[]): ReadonlyMap<KnownColumn, number> {
  const keys = header.map(headerKey);
  const columns = new Map<KnownColumn, number>();
  for (const [column, spellings] of Object.entries(HEADERS)) {
    const spelt = spellings.split(' ').find((part) => keys.includes(part));
    if (spelt !== undefined) columns.set(column as KnownColumn, keys.indexOf(spelt));
  }
  return columns;
}

const YEAR_FIRST = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?|年)?(?=$|[\sT])/u;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/u;
const EXCEL_DAY = /^\d{5}$/u;
/**
 * Day 0 of Excel's count; it believes in a 29 February 1900, so the count is right from March 1900.
 */
const EXCEL_EPOCH = '1899-12-30' as CalendarDate;

/**
 * `2021-08-18`, `2021/8/18`, `2021年8月18日`, `20210818`, with or without a time, and Excel's day
 * number. Null = no date.
 */
export function rowDay(text: string): CalendarDate | null {
  const plain = text.normalize('NFKC').trim();
  if (EXCEL_DAY.test(plain)) return plusDays(EXCEL_EPOCH, Number(plain));
  const found = COMPACT.exec(plain) ?? YEAR_FIRST.exec(plain);
  if (found === null) return null;
  return dayOf(Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1));
}

/** Bytes read to detect the encoding and layout of a list. */
const SNIFF = 64 * 1024;

/**
 * Detects charset, byte order mark and delimiter from the beginning of a list and streams the rest
 * decoded, without the mark.
 */
export async function readText(input: AsyncIterable<Uint8Array>) {
  const chunks = input[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  let next = await chunks.next();
  for (; length < SNIFF && next.done !== true; next = await chunks.next()) {
    head.push(next.value);
    length += next.value.length;
  }
  const start = Buffer.concat(head);
  // A head that ends inside a line may end inside a character.
  const lines =
    next.done === true ? start : start.subarray(0, start.lastIndexOf(0x0a) + 1 || length);
  const { charset } = toText(lines);
  const decoder = new TextDecoder(charset);
  const first = decoder.decode(start, { stream: true });
  async function* text(): AsyncGenerator<string> {
    yield first;
    for (; next.done !== true; next = await chunks.next())
      yield decoder.decode(next.value, { stream: true });
    yield decoder.decode();
  }
  return {
    charset,
    mark: byteOrderMark(start) !== null,
    delimiter: delimiterOf(first),
    text: text(),
  };
}

/** The delimiter that the first line has most of, outside quotes. */
function delimiterOf(text: string): ',' | '\t' | ';' {
  const line =
    /^(?:"(?:[^"]|"")*"|[^\r\n])*/u.exec(text)?.[0].replace(/"(?:[^"]|"")*"/gu, '') ?? '';
  const count = (one: string) => line.split(one).length - 1;
  const order = ['\t', ',', ';'] as const;
  return order.reduce((best, next) => (count(next) > count(best) ? next : best));
}
