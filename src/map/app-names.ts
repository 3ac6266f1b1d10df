import { filingKey } from '../names/firm.ts';
import { type KeyVariant, nameKeyVariants } from '../names/normalise.ts';
import type { AsOf } from './map-index.ts';
import type { NameEntry } from './name-entries.ts';

/** What the catalog knows under an app's name on a day. */
export interface AppFinding {
  /** `family`: only without an edition or subtitle, which may be another app. `package`: an exact package id. */
  readonly how: 'name' | 'alias' | 'device' | 'composed' | 'family' | 'package' | 'none';
  readonly entries: readonly NameEntry[];
  /** What was left out to find it, for the reason. */
  readonly dropped: string;
  /** Names that fit, but belong to nobody we know on that day. */
  readonly expired: readonly NameEntry[];
  /** Two characters or fewer: as good as an everyday word, unless it is a household name. */
  readonly short: boolean;
}

const PACKAGE_ID = /^[a-z]\w*(?:\.\w+){1,}$/u;

/** Looks an app's name up: full form first, then without device endings, last without edition and subtitle. */
export function findApp(name: string, kind: string, on: AsOf): AppFinding {
  const { packages, names } = on.index;
  const id = name.trim().toLowerCase();
  const owned = PACKAGE_ID.test(id) ? on.holding(packages.get(id) ?? []) : [];
  if (owned.length > 0) return { how: 'package', entries: owned, dropped: '', expired: [], short: false };
  const expired: NameEntry[] = [];
  const variants = variantsOf(name, kind);
  for (const { key, dropped, weak } of variants) {
    const known = names.get(key) ?? [];
    const entries = on.holding(known);
    if (entries.length > 0) {
      const byAlias = entries.every((one) => one.how === 'alias');
      const how = weak ? 'family' : dropped !== '' ? 'device' : byAlias ? 'alias' : 'name';
      // Where a company and its app share a name, the app is meant.
      const appsFirst = entries.toSorted((a, b) => Number(a.app === null) - Number(b.app === null));
      return { how, entries: appsFirst, dropped, expired, short: isShort(key) };
    }
    if (!weak) expired.push(...known);
  }
  const { key } = variants[0]!;
  const whole = composed(key, on);
  const how = whole.length > 0 ? 'composed' : 'none';
  return { how, entries: whole, dropped: '', expired, short: isShort(key) };
}

const MINI_PROGRAM = /(?:\((?:微信|支付宝)?小程序\)|(?:微信|支付宝)?小程序)$/u;
const SDK = /sdk$/u;

/** Keys to try, each also without an ending that says what kind of thing it is. */
function variantsOf(name: string, kind: string): KeyVariant[] {
  const endings: readonly (readonly [ending: RegExp, isOther: boolean])[] = [
    [MINI_PROGRAM, kind !== 'mini-program'],
    ...(kind === 'sdk' ? [[SDK, true] as const] : []),
  ];
  return nameKeyVariants(name).flatMap((variant) => {
    const { key, dropped, weak } = variant;
    const further = endings.map(([ending, isOther]) => {
      const bare = key.replace(ending, '');
      return { key: bare, dropped: `${dropped} ${key.slice(bare.length)}`.trim(), weak: weak || isOther };
    });
    return [variant, ...further.filter((one) => one.key !== key && one.key.length >= 2)];
  });
}

/**
 * A company's name before the name of its own app (腾讯应用宝, 百度网盘 written as 百度 + 网盘): both halves must be known,
 * and both must be one company's on the day. The first half may not be an everyday word.
 */
function composed(key: string, on: AsOf): readonly NameEntry[] {
  for (let at = key.length - 2; at >= 2; at -= 1) {
    const rest = on.named(key.slice(at)).filter((one) => one.app !== null);
    if (rest.length === 0) continue;
    const owners = on.named(key.slice(0, at)).filter((one) => one.app === null && !one.ordinary);
    const own = rest.filter((entry) => owners.some((owner) => owner.company === entry.company));
    if (own.length > 0) return own.map((entry) => ({ ...entry, ordinary: false }));
  }
  return [];
}

const isShort = (key: string): boolean => [...key].length <= 2;

/** Apps that the filing number belongs to, by its main number. */
export function findFiling(icp: string | null, on: AsOf): readonly NameEntry[] {
  return icp === null ? [] : on.holding(on.index.filings.get(filingKey(icp)) ?? []);
}
