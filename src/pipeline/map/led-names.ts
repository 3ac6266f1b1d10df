import { reason } from '../../domain/reason.ts';
import { nameKey } from '../../knowledge/names/normalise.ts';
import type { NameEntry } from './name-entries.ts';
import { type AppFacts, CONFIDENCE, likely, type MatchOutcome } from './outcome.ts';

/** What a seller writes behind the name of an app or a company and that names no other product. */
const SUFFIXES =
  '网上药店 网上药房 大药房 网上商城 官方商城 线上商城 微商城 商城 旗舰店 官方旗舰店 官方预订 官方预定 官方预约 预订平台 掌上营业厅 网上营业厅 手机营业厅 营业厅 会员中心 会员俱乐部 会员服务 客户服务 服务平台 服务中心 服务大厅 官方平台 官网 官方网站 官方应用 官方客户端 手机客户端 客户端 移动端 掌上版 数字平台 智慧平台 云平台 云商城 云店 小店 点餐 外卖 到家 生活 出行 门店 骑手 商户 商家 商家版 商户版 司机 司机端 员工端 用户端 家庭版 助手 管家 智家 智能 智联 互联 健康 社区 论坛 课堂 学堂 教育 云课堂'.split(
    ' ',
  );
const HAN_ALONE = /^\p{Script=Han}+$/u;
const LEAST = 2;
const LONGEST_BRAND = 6;
/** Behind a name that is an everyday word as well: 联想乐云 may be, 光明日记商城 is not. */
const LONGEST_BESIDE_WORD = 2;
/** A longer rest is a name of its own: 长城 of 长城保卫战之王者归来. */
const LONGEST_REST = 4;

/**
 * A name in no list and without a developer that begins with a known one: 平安好医生网上药店, 联想乐云. It may
 * be a product of this company and may be a stranger's, so a person decides, and nobody is alerted.
 */
export function ledByName({ name, developer, finding, on }: AppFacts): MatchOutcome | null {
  if (developer !== null || finding.entries.length > 0) return null;
  const key = nameKey(name);
  const entries = withSuffix(key, on.named.bind(on)) ?? withBrand(key, on.named.bind(on));
  const [first] = entries ?? [];
  if (!entries || first === undefined) return null;
  const because = reason('begins-with-name', {
    name,
    word: first.written,
    company: on.called(first.company),
  });
  return likely(because, CONFIDENCE.likelyFirm, [{ company: first.company, because }]);
}

type NamesOf = (key: string) => readonly NameEntry[];

/** A known name and a word that every shop has. */
function withSuffix(key: string, named: NamesOf): readonly NameEntry[] | null {
  for (const suffix of SUFFIXES) {
    if (!key.endsWith(suffix)) continue;
    const entries = distinct(key.slice(0, -suffix.length), named, (entry) => !entry.ordinary);
    if (entries !== null) return entries;
  }
  return null;
}

/** A company's own name, then a short name of a product. */
function withBrand(key: string, named: NamesOf): readonly NameEntry[] | null {
  const most = Math.min(LONGEST_BRAND, key.length - 1);
  for (let length = most; length >= LEAST; length -= 1) {
    const head = key.slice(0, length);
    if (!HAN_ALONE.test(head) || key.length - length > LONGEST_REST) continue;
    const rest = key.length - length;
    const fits = (entry: NameEntry) =>
      entry.app === null && (!entry.ordinary || rest <= LONGEST_BESIDE_WORD);
    const entries = distinct(head, named, fits);
    if (entries !== null) return entries;
  }
  return null;
}

/** The entries of a name where they are one company's and no everyday word. */
function distinct(
  key: string,
  named: NamesOf,
  fits: (entry: NameEntry) => boolean,
): readonly NameEntry[] | null {
  if ([...key].length < LEAST) return null;
  const entries = named(key);
  const own = entries.filter((entry) => fits(entry) && entry.sure);
  const [first] = own;
  if (first === undefined || entries.some((entry) => entry.company !== first.company)) return null;
  return own;
}
