import type { Company, LegalEntity } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { lazily } from '../../domain/lazily.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import { type CalendarDate, holdsOn } from '../../domain/time.ts';
import { registeredKey } from '../../knowledge/names/firm.ts';
import { firstIndustry } from '../../knowledge/names/firm-words.ts';
import { pinyinOf } from '../../knowledge/names/pinyin.ts';
import { type FirmShape, firmShape } from './firm-shape.ts';
import { soundsParental } from './stems.ts';

/** A word by which a company's firms are known: 携程 of 上海携程商务有限公司. */
export interface Brand {
  readonly word: string;
  readonly company: CompanyId;
  /** True where it is also an everyday word. */
  readonly ordinary: boolean;
  /** True for a mere trade name of firms (东方, 时代) that the group itself does not use. */
  readonly derived: boolean;
  /** The company's registered firms that begin with it, with place and days. */
  readonly led: readonly { readonly place: string; readonly entity: LegalEntity }[];
}

export interface BrandFinding {
  readonly brand: Brand;
  /**
   * Enough to confirm an app of the same owner. A trade name is protected within its place, and a
   * brand that leads firms in several places belongs to a group; one namesake elsewhere proves
   * nothing.
   */
  readonly strong: boolean;
  /**
   * Weak only because a stranger elsewhere may use the same trade name: enough beside a distinctive
   * app of the owner.
   */
  readonly namesake: boolean;
  readonly because: Reason;
}

/** First words of English company names that distinguish nobody. */
const GENERIC_LATIN: ReadonlySet<string> = new Set(
  (
    'mobile online bank global international digital first great group holdings ' +
    'media network networks technology software smart united national general ' +
    'american asia pacific east west north south young best good home life times ' +
    'city world star data cloud next open'
  ).split(' '),
);
const HAN = /\p{Script=Han}/u;
const GROUP = /集团|控股/u;
const BY_SHARES = '股份有限公司';
const SHORTEST = 2;
const SHORTEST_LATIN = 4;
const LONGEST = 8;

/**
 * Trade name at the head of a firm's core: what stands before the first word for a trade. Null
 * where none is left.
 */
export function tradeName(core: string): string | null {
  const at = firstIndustry(core);
  const word = at === -1 ? core : core.slice(0, at);
  return word.length >= SHORTEST && word.length <= LONGEST ? word : null;
}

/** Collects the brands of all companies from their aliases, apps and registered firms. */
export function brandsOf(companies: readonly Company[], shapeOf = firmShape) {
  const all = companies.flatMap((company) => brandsOfCompany(company, shapeOf));
  const byWord = Map.groupBy(all, (brand) => brand.word);
  // Built lazily: few lists name firms in Latin letters.
  const spelt = lazily({
    byWord: () =>
      Map.groupBy(
        all.filter((brand) => HAN.test(brand.word)),
        (brand) => pinyinOf(brand.word),
      ),
  });
  return {
    /**
     * Brands that the firm's name begins with after its place, the longest of each company, as of a
     * day.
     */
    find(shape: FirmShape, day: CalendarDate): readonly BrandFinding[] {
      const words = leadingWords(shape);
      const sounding =
        shape.language === 'en' ? words.flatMap((word) => spelt.byWord.get(word) ?? []) : [];
      const findings = [
        ...sounding.flatMap((brand) => matchSpelling(brand, shape, day) ?? []),
        ...words.flatMap((word) => byWord.get(word) ?? []).map((brand) => judge(brand, shape, day)),
      ];
      if (findings.length < 2) return findings;
      return [
        ...new Map(
          findings.map((brandFinding) => [brandFinding.brand.company, brandFinding]),
        ).values(),
      ];
    },
  };
}

/** Possible brands at the beginning of the core, shortest first. */
function leadingWords(shape: FirmShape): string[] {
  if (shape.language === 'en') {
    const tokens = shape.core.split(' ');
    return [1, 2, 3, 4]
      .filter((many) => many <= tokens.length)
      .map((many) => tokens.slice(0, many).join(''))
      .filter((word) => word.length >= SHORTEST_LATIN);
  }
  const most = Math.min(LONGEST, shape.core.length);
  return Array.from({ length: Math.max(0, most - 1) }, (_, at) =>
    shape.core.slice(0, at + SHORTEST),
  );
}

/**
 * Many trade names sound alike, so a spelling counts only with the place: Beijing Xiaoju is 北京小桔.
 */
function matchSpelling(brand: Brand, shape: FirmShape, day: CalendarDate): BrandFinding | null {
  if (brand.ordinary || shape.place === '') return null;
  const same = brand.led.find(
    ({ place, entity }) => place !== '' && holdsOn(entity, day) && pinyinOf(place) === shape.place,
  );
  if (same === undefined) return null;
  const because = reason('place-and-trade-name', { firm: same.entity.name });
  return { brand, strong: true, namesake: false, because };
}

function judge(brand: Brand, shape: FirmShape, day: CalendarDate): BrandFinding {
  const { word } = brand;
  const { body, key } = shape;
  const strong = (because: Reason): BrandFinding => ({
    brand,
    strong: true,
    namesake: false,
    because,
  });
  const weak = (code: 'everyday-brand' | 'brand-namesake', namesake = false): BrandFinding => {
    return { brand, strong: false, namesake, because: reason(code, { word }) };
  };
  if (brand.ordinary) return weak('everyday-brand');
  const led = brand.led.filter(({ entity }) => holdsOn(entity, day));
  if (isParentOf(led, shape)) return weak('brand-namesake');
  const places = new Set(led.map(({ place }) => place || 'nationwide'));
  if (shape.place !== '' && places.has(shape.place))
    return strong(reason('brand-same-place', { word }));
  if (places.size >= 2 && !brand.derived)
    return strong(reason('brand-many-places', { word, n: led.length, places: places.size }));
  if (shape.language === 'en') return strong(reason('brand-in-latin', { word }));
  // A group of limited liability, or own name and 投资, 实业, 资产: more often than not above the
  // company.
  const isGroup = GROUP.test(body) && !key.endsWith(BY_SHARES);
  return weak('brand-namesake', !isGroup && !soundsParental(body.slice(word.length)));
}

/**
 * A group of limited liability beside a company limited by shares that calls itself none:
 * 深圳市机场(集团)有限公司.
 */
function isParentOf(led: Brand['led'], shape: FirmShape): boolean {
  if (!GROUP.test(shape.body) || !shape.whole || shape.key.endsWith(BY_SHARES)) return false;
  return led.some(
    ({ entity: { name, relation } }) =>
      relation === 'self' && name.endsWith(BY_SHARES) && !GROUP.test(name),
  );
}

function brandsOfCompany(
  { id, name, aliases, apps, entities }: Company,
  shapeOf: typeof firmShape,
): Brand[] {
  const firms = entities.map((entity) => ({ entity, ...shapeOf(entity.name) }));
  const proposed = [
    ...aliases,
    ...apps.map((app) => ({ name: app.name.zh, ordinary: app.ordinary })),
    { name: name.en, ordinary: false },
  ].map((one) => ({ word: one.name === null ? null : wordOf(one.name), ordinary: one.ordinary }));
  const ordinary = new Set(proposed.flatMap((one) => (one.ordinary ? one.word : [])));
  const own = new Set(
    proposed.flatMap(({ word }) => (word === null || GENERIC_LATIN.has(word) ? [] : word)),
  );
  const derived = firms.flatMap(({ language, core }) =>
    language === 'zh' ? (tradeName(core) ?? []) : [],
  );
  return [...new Set([...own, ...derived])]
    .map((word) => ({
      word,
      company: id,
      ordinary: ordinary.has(word),
      derived: !own.has(word),
      led: firms.filter(({ core }) => core.replaceAll(' ', '').startsWith(word)),
    }))
    .filter((brand) => brand.led.length > 0 || /^[a-z0-9]+$/u.test(brand.word));
}

/**
 * The word by which a company's or app's name may begin firm names. Null where it is too short, or
 * a sentence.
 */
function wordOf(name: string): string | null {
  const isHan = HAN.test(name);
  const [word = '', ...more] = isHan ? [registeredKey(name)] : firmShape(name).core.split(' ');
  const least = isHan ? SHORTEST : SHORTEST_LATIN;
  return word.length >= least && word.length <= 2 * LONGEST && more.length <= 2 ? word : null;
}
