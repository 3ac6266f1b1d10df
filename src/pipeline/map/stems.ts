import type { Catalog, UniverseTable } from '../../domain/catalog.ts';
import type { Company, LegalEntity } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { type CalendarDate, type DaySpan, holdsOn } from '../../domain/time.ts';
import { registeredKey } from '../../knowledge/names/firm.ts';
import { chineseForm, isIndustry, withoutIndustry } from '../../knowledge/names/firm-words.ts';
import { type FirmShape, firmShape, isPlainName, SHARED_NAMES } from './firm-shape.ts';
import { lowerOfGroup, ownershipChain } from './ownership-chain.ts';

/** The unique name of a listed group at the beginning of a firm's name. */
export interface StemFinding {
  readonly stem: string;
  readonly company: CompanyId;
  /**
   * True for a company limited by shares, which hardly ever bears another's coined name: it is the
   * listed company before a change of name, or without its place. Of 66 such names in public lists
   * 65 were the group's.
   */
  readonly sure: boolean;
}

/**
 * An owner of a name: the company as registered or by an alias, or a firm of its group. `place` =
 * seat in the name.
 */
type StemOwner = {
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
/** Characters from which on a coined name is rarely chosen twice. */
const DISTINCTIVE = 3;
/**
 * Registered firms that a name must lead: where it is made of everyday words; where it is short;
 * known to everybody.
 */
const LED = 2;
const LED_FAMOUS = 6;
const PLACES_FAMOUS = 3;
/** Names of firms above a listed company: its own name without a trade. */
const PARENTAL =
  /^(?:投资|实业|资产|管理|经营|企业|产业|发展|股权|基金|财务|资本|咨询|国际|创业|商业|服务)+$/u;
const GROUP = /集团|控股/u;

type StemNames = ReadonlyMap<string, readonly StemOwner[]>;
/** Owners of names, and names of firms that do not belong to the group. */
type StemTables = { readonly names: StemNames; readonly outsiders: ReadonlySet<string> };

/**
 * Own names of all companies, with a file or of the universe, by which their subsidiaries begin:
 * [place] + own name + industry words + legal form. A name counts only where everybody known to use
 * it stands on one line of control: a firm of another group, an affiliate or an unlisted parent of
 * that name makes it a shared one. Collected at the first question, since many lists ask none.
 */
export function createStemTable(
  companies: ReadonlyMap<CompanyId, Company>,
  universe: UniverseTable | null = null,
  shapeOf = firmShape,
  derived: Catalog['derived'] = (_, make) => make(),
) {
  let made: StemTables | undefined;
  return {
    /**
     * Null where no known name stands at the head, where something else than industry words and
     * places follows it, where others than one listed group use it on the day, or where it is an
     * everyday word.
     */
    find(shape: FirmShape, day: CalendarDate): StemFinding | null {
      if (shape.language !== 'zh' || !shape.whole || shape.head !== null) return null;
      made ??= derived('stems', () => collect(companies, universe, shapeOf));
      const { names, outsiders } = made;
      const [stem] = headsOf(shape, names);
      if (stem === undefined || soundsParental(shape.body.slice(stem.length))) return null;
      const coined = withoutIndustry(stem);
      if ([stem, coined].some((one) => outsiders.has(one) || SHARED_NAMES.has(one))) return null;
      const holders = names.get(stem)!.filter(({ days }) => holdsOn(days, day));
      const company = topOfLine(holders, day, companies);
      if (company === null || ownershipChain(company, day, companies).private) return null;
      const sure = COINED.test(coined) && chineseForm(shape.key) === BY_SHARES;
      return distinguishes(stem, coined, shape, holders, company) ? { stem, company, sure } : null;
    },
  };
}

function collect(
  companies: ReadonlyMap<CompanyId, Company>,
  universe: UniverseTable | null,
  shapeOf: typeof firmShape,
): StemTables {
  const names = new Map<string, StemOwner[]>();
  const claim = (stem: string, stemOwner: StemOwner): void => {
    names.set(stem, names.get(stem) ?? []);
    names.get(stem)!.push(stemOwner);
  };
  for (const company of companies.values())
    for (const [stem, stemOwner] of ownNames(company, shapeOf)) claim(stem, stemOwner);
  // The universe is a table whose companies are made when asked for; only their names are kept.
  for (const company of universe?.companies() ?? [])
    for (const [stem, stemOwner] of ownNames(company, firmShape)) claim(stem, stemOwner);
  const outsiders = new Set<string>();
  for (const { id, entities, affiliates } of companies.values()) {
    for (const { name, from, to } of entities.filter(({ relation }) => !isItself(relation))) {
      const shape = shapeOf(name);
      const owner: StemOwner = { company: id, by: 'firm', place: shape.place, days: { from, to } };
      for (const stem of headsOf(shape, names)) claim(stem, owner);
    }
    const strangers = affiliates.flatMap(({ name }) => headsOf(shapeOf(name), names));
    for (const stem of strangers) outsiders.add(stem);
  }
  return { names, outsiders };
}

/** Whether a name identifies the group well enough to show it to a person. */
function distinguishes(
  stem: string,
  coined: string,
  { place }: FirmShape,
  holders: readonly StemOwner[],
  top: CompanyId,
): boolean {
  const led = holders.filter((stemOwner) => stemOwner.by === 'firm');
  const own = holders.filter((stemOwner) => stemOwner.by !== 'firm' && stemOwner.company === top);
  const registered = own.filter((stemOwner) => stemOwner.by === 'registered');
  if (own.length === 0 || (registered.length === 0 && led.length === 0)) return false;
  const plain = isPlainName(coined);
  if (plain && led.length < LED) return false;
  if (coined.length >= DISTINCTIVE) return true;
  const seated = [...registered, ...led].some((stemOwner) => stemOwner.place === place);
  const famous =
    led.length >= LED_FAMOUS &&
    new Set(led.map((stemOwner) => stemOwner.place)).size >= PLACES_FAMOUS;
  const isWholeName =
    place === '' &&
    stem.length > DISTINCTIVE &&
    registered.some((stemOwner) => stemOwner.place === '');
  return famous || isWholeName || (!plain && seated && led.length >= LED);
}

/**
 * Known names at the head of a firm's body that only industry words and places follow, the longest
 * first.
 */
function headsOf({ body }: FirmShape, owners: StemNames): string[] {
  const heads: string[] = [];
  for (let length = Math.min(LONGEST, body.length); length >= SHORTEST; length -= 1) {
    const stem = body.slice(0, length);
    if (owners.has(stem) && isIndustry(body.slice(length).replaceAll('()', ''))) heads.push(stem);
  }
  return heads;
}

const isItself = (relation: LegalEntity['relation']): boolean =>
  relation === 'self' || relation === 'former-name';

/** Whether the words behind a group's name are those of firms above the company. */
export function soundsParental(behind: string): boolean {
  const rest = behind.replaceAll('()', '');
  return GROUP.test(rest) || PARENTAL.test(rest);
}

/**
 * The company's registered names and aliases without place and form, with and without the industry
 * words at their end.
 */
function ownNames(
  { id, name, entities, aliases }: Company,
  shapeOf: typeof firmShape,
): Map<string, StemOwner> {
  const names = new Map<string, StemOwner>();
  const add = (own: string, claim: Omit<StemOwner, 'company'>): void => {
    for (const stem of [own, withoutIndustry(own)]) {
      const fits =
        stem.length >= SHORTEST && stem.length <= LONGEST && NAME.test(stem) && HAN.test(stem);
      if (fits && !names.has(stem)) names.set(stem, { company: id, ...claim });
    }
  };
  const itself = entities.filter(({ relation }) => isItself(relation));
  const hasFirms = itself.length < entities.length;
  const written = [name.zh, name.zhHant].flatMap((one) =>
    one === null ? [] : { name: one, ...ALWAYS },
  );
  for (const { name: registered, from, to } of [...itself, ...written].filter((each) =>
    HAN.test(each.name),
  )) {
    const { body, place, whole } = shapeOf(registered);
    // Limited by shares is registered on the mainland; Cayman and Bermuda register no name there,
    // but the group may.
    const by = hasFirms || registered.endsWith(BY_SHARES) ? 'registered' : 'alias';
    if (whole) add(body.replaceAll('()', ''), { by, place, days: { from, to } });
  }
  for (const { name: alias, ordinary, from, to } of aliases)
    if (!ordinary && !GROUP.test(alias))
      add(registeredKey(alias), { by: 'alias', place: '', days: { from, to } });
  return names;
}

/** The company that controls all the others, directly or not; null where there is none. */
function topOfLine(
  holders: readonly StemOwner[],
  day: CalendarDate,
  companies: ReadonlyMap<CompanyId, Company>,
): CompanyId | null {
  const [first = null, ...others] = new Set(holders.map((stemOwner) => stemOwner.company));
  return others.reduce<CompanyId | null>((top, next) => {
    const lower = top === null ? null : lowerOfGroup(top, next, day, companies);
    if (lower === null) return null;
    return lower === top ? next : top;
  }, first);
}
