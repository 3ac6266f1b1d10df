import { reason } from '../../domain/reason.ts';
import { nameKey } from '../../knowledge/names/normalise.ts';
import type { NameEntry } from './name-entries.ts';
import { type AppFacts, CONFIDENCE, likely, type MatchOutcome } from './outcome.ts';

const HAN_ALONE = /^\p{Script=Han}+$/u;
const LEAST = 2;
const LONGEST_BRAND = 6;
/** Behind a name that is an everyday word as well: 联想乐云 may be, 光明日记商城 is not. */
const LONGEST_BESIDE_WORD = 2;
/** A longer rest is a name of its own: 长城 of 长城保卫战之王者归来. */
const LONGEST_REST = 4;

/**
 * A name in no list and without a developer that begins with a known one: 平安好医生网上药店, 联想乐云. It may
 * be a product of this company or of a stranger, so it goes to Review and nobody is alerted.
 */
export function ledByName({ name, developer, finding, on }: AppFacts): MatchOutcome | null {
  if (developer !== null || finding.entries.length > 0) return null;
  const key = nameKey(name);
  const { services } = on.index.products;
  const named: NamesOf = on.named.bind(on);
  const entries = withService(key, services, named) ?? withBrand(key, named);
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

/** A known name followed by a general word for a service. */
function withService(
  key: string,
  services: readonly string[],
  named: NamesOf,
): readonly NameEntry[] | null {
  for (const service of services) {
    if (!key.endsWith(service)) continue;
    const entries = distinct(key.slice(0, -service.length), named, (entry) => !entry.ordinary);
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

/** The entries of a name that one company alone has and that is no everyday word. */
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
