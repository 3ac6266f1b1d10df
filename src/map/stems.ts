import type { Catalog, UniverseTable } from '../domain/catalog.ts';
import type { Company, LegalEntity } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { type CalendarDate, type DaySpan, holdsOn } from '../domain/time.ts';
import { registeredKey } from '../names/firm.ts';
import { chineseForm, isIndustry, withoutIndustry } from '../names/firm-words.ts';
import { type FirmShape, firmShape } from './firm-shape.ts';
import { lowerOfGroup, ownershipChain } from './ownership-chain.ts';
import { isPlainName, SHARED_NAMES } from './plain-names.ts';

/** The own name of exactly one listed group at the head of a firm's name. */
export interface StemFinding {
  readonly stem: string;
  readonly company: CompanyId;
  /**
   * A company limited by shares is hardly ever called by another's coined name: it is the listed company before a change of
   * its name, or without its place. Of 66 such names in public lists 65 were the group's.
   */
  readonly sure: boolean;
}

/** Own names of companies, by which their subsidiaries begin: [place] + own name + industry words + legal form. */
export interface StemTable {
  /**
   * Null where no known name stands at the head, where something else than industry words and places follows it, where
   * others than one listed group use it on the day, or where it is an everyday word.
   */
  find(shape: FirmShape, day: CalendarDate): StemFinding | null;
}

/** Who begins with a name: the company as registered or by an alias, or a firm of its group. `place` = seat in the name. */
type StemClaim = {
  readonly company: CompanyId;
  readonly by: 'registered' | 'alias' | 'firm';
  readonly place: string;
  readonly days: DaySpan;
};

const ALWAYS: DaySpan = { from: null, to: null };
const HAN = /\p{Script=Han}/u;
const NAME = /^[\p{Script=Han}a-z0-9]+$/u;
/** Three Chinese characters or more: Latin letters and digits are chosen twice sooner. */
const COINED = /^\p{Script=Han}{3,}$/u;
const BY_SHARES = '股份有限公司';
const SHORTEST = 2;
const LONGEST = 10;
/** A coined name of so many characters is rarely chosen twice. */
const DISTINCTIVE = 3;
/** Registered firms that a name must lead: where it is made of everyday words; where it is short; known to everybody. */
const LED = 2;
const LED_FAMOUS = 6;
const PLACES_FAMOUS = 3;
/** What firms above a listed company are called: its own name without a trade. */
const PARENTAL =
  /^(?:投资|实业|资产|管理|经营|企业|产业|发展|股权|基金|财务|资本|咨询|国际|创业|商业|服务)+$/u;
const GROUP = /集团|控股/u;

type StemNames = ReadonlyMap<string, readonly StemClaim[]>;

/**
 * Own names of all companies, with a file or of the universe. A name counts only where everybody known to use it stands
 * on one line of control: a firm of another group, an affiliate or an unlisted parent of that name makes it a shared one.
 * Collected at the first question, since many lists ask none.
 */
export function createStemTable(
  companies: ReadonlyMap<CompanyId, Company>,
  universe: UniverseTable | null = null,
  shapeOf = firmShape,
  derived: Catalog['derived'] = (_, make) => make(),
): StemTable {
  let made: ReturnType<typeof collect> | undefined;
  return {
    find(shape, day) {
      if (shape.language !== 'zh' || !shape.whole || shape.head !== null) return null;
      made ??= derived('stems', () => collect(companies, universe, shapeOf));
      const { names, outsiders } = made;
      const [stem] = headsOf(shape, names);
      if (stem === undefined || soundsParental(shape.body.slice(stem.length))) return null;
      const coined = withoutIndustry(stem);
      if ([stem, coined].some((one) => outsiders.has(one) || SHARED_NAMES.has(one))) return null;
      const holders = names.get(stem)!.filter(({ days }) => holdsOn(days, day));
      const top = topOfLine(holders, day, companies);
      if (top === null || ownershipChain(top, day, companies).private) return null;
      const sure = COINED.test(coined) && chineseForm(shape.key) === BY_SHARES;
      return distinguishes(stem, coined, shape, holders, top) ? { stem, company: top, sure } : null;
    },
  };
}

function collect(
  companies: ReadonlyMap<CompanyId, Company>,
  universe: UniverseTable | null,
  shapeOf: typeof firmShape,
): { names: StemNames; outsiders: Set<string> } {
  const names = new Map<string, StemClaim[]>();
  const claim = (stem: string, one: StemClaim): void => {
    const known = names.get(stem);
    if (known === undefined) names.set(stem, [one]);
    else known.push(one);
  };
  for (const company of companies.values())
    for (const [stem, one] of ownNames(company, shapeOf)) claim(stem, one);
  // The universe is a table whose companies are made when asked for; only their names are kept.
  for (const company of universe?.companies() ?? [])
    for (const [stem, one] of ownNames(company, firmShape)) claim(stem, one);
  const outsiders = new Set<string>();
  for (const company of companies.values()) {
    for (const { name, relation, from, to } of company.entities) {
      if (isItself(relation)) continue;
      const shape = shapeOf(name);
      for (const stem of headsOf(shape, names))
        claim(stem, { company: company.id, by: 'firm', place: shape.place, days: { from, to } });
    }
    for (const { name } of company.affiliates)
      for (const stem of headsOf(shapeOf(name), names)) outsiders.add(stem);
  }
  return { names, outsiders };
}

/** Whether the name tells the group apart well enough to show it to a person. */
function distinguishes(
  stem: string,
  coined: string,
  shape: FirmShape,
  holders: readonly StemClaim[],
  top: CompanyId,
): boolean {
  const own = holders.filter((one) => one.by !== 'firm' && one.company === top);
  const led = holders.filter((one) => one.by === 'firm');
  const registered = own.filter((one) => one.by === 'registered');
  if (own.length === 0 || (registered.length === 0 && led.length === 0)) return false;
  const plain = isPlainName(coined);
  if (plain && led.length < LED) return false;
  if (coined.length >= DISTINCTIVE) return true;
  const nationwide = shape.place === '';
  const seated = [...registered, ...led].some((one) => one.place === shape.place);
  const famous = led.length >= LED_FAMOUS && new Set(led.map((one) => one.place)).size >= PLACES_FAMOUS;
  const isWholeName = nationwide && stem.length > DISTINCTIVE && registered.some((one) => one.place === '');
  const isSeated = !plain && seated && led.length >= LED;
  return famous || isWholeName || isSeated;
}

/** Known names at the head of a firm's body that only industry words and places follow, the longest first. */
function headsOf({ body }: FirmShape, claims: ReadonlyMap<string, unknown>): string[] {
  const heads: string[] = [];
  for (let end = Math.min(LONGEST, body.length); end >= SHORTEST; end -= 1) {
    const stem = body.slice(0, end);
    if (claims.has(stem) && isIndustry(body.slice(end).replaceAll('()', ''))) heads.push(stem);
  }
  return heads;
}

function isItself(relation: LegalEntity['relation']): boolean {
  return relation === 'self' || relation === 'former-name';
}

/** Whether what stands behind an own name is what firms above the company are called. */
export function soundsParental(behind: string): boolean {
  const rest = behind.replaceAll('()', '');
  return GROUP.test(rest) || PARENTAL.test(rest);
}

/** The company's registered names and aliases without place and form, with and without the industry words at their end. */
function ownNames(company: Company, shapeOf: typeof firmShape): Map<string, StemClaim> {
  const names = new Map<string, StemClaim>();
  const add = (name: string, claim: Omit<StemClaim, 'company'>): void => {
    for (const stem of [name, withoutIndustry(name)])
      if (
        stem.length >= SHORTEST &&
        stem.length <= LONGEST &&
        NAME.test(stem) &&
        HAN.test(stem) &&
        !names.has(stem)
      )
        names.set(stem, { company: company.id, ...claim });
  };
  const itself = company.entities.filter(({ relation }) => isItself(relation));
  const hasFirms = itself.length < company.entities.length;
  const registered = [
    ...itself,
    ...[company.name.zh, company.name.zhHant].flatMap((name) => (name === null ? [] : [{ name, ...ALWAYS }])),
  ];
  for (const { name, from, to } of registered.filter((one) => HAN.test(one.name))) {
    const { body, place, whole } = shapeOf(name);
    // Limited by shares is registered on the mainland; Cayman and Bermuda register no name there, but the group may.
    const by = hasFirms || name.endsWith(BY_SHARES) ? 'registered' : 'alias';
    if (whole) add(body.replaceAll('()', ''), { by, place, days: { from, to } });
  }
  for (const { name, ordinary, from, to } of company.aliases)
    if (!ordinary && !GROUP.test(name))
      add(registeredKey(name), { by: 'alias', place: '', days: { from, to } });
  return names;
}

/** The one that controls all the others, directly or not; null where there is none. */
function topOfLine(
  holders: readonly StemClaim[],
  day: CalendarDate,
  companies: ReadonlyMap<CompanyId, Company>,
): CompanyId | null {
  const [first, ...others] = new Set(holders.map((one) => one.company));
  let top = first ?? null;
  for (const next of others) {
    if (top === null) return null;
    const lower = lowerOfGroup(top, next, day, companies);
    if (lower === null) return null;
    if (lower === top) top = next;
  }
  return top;
}
