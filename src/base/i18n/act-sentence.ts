import type { Act, ActObject, Size } from '../../domain/act.ts';
import type { Bilingual, Language } from '../../domain/language.ts';
import type { Effect, Measure, Posture } from '../../domain/measures.ts';
import { mainSum, partsOfTotal, QUALIFIED, templateOf } from './act-rows.ts';
import type { TextTable } from './act-tables.ts';
import { fill, marketInSentence, marketName, moneyOf, optional } from './act-words.ts';
import { ACT_TABLES } from './languages.ts';
import { LOCALES, preferred } from './locale.ts';
import { filled } from './messages.ts';
import { nameList } from './name-list.ts';
import { day } from './words.ts';

/** An act against one company, with the names that its sentence needs. */
export interface NamedAct {
  readonly act: Act;
  readonly by: Bilingual;
  readonly with: readonly Bilingual[];
  readonly for: Bilingual | null;
  /** Short name of the company. */
  readonly company: Bilingual;
  readonly object: ActObject;
  readonly apps: readonly Bilingual[];
  /** Apps that are counted and not named. */
  readonly unnamedApps: number;
  readonly title: Bilingual;
  /** The earlier acts that this one changes. */
  readonly changed: readonly NamedAct[];
  /** It was read off a page: what it does not state may stand there all the same. */
  readonly isRead?: boolean;
  /** The words of its page state the kind only roughly: the title is quoted. */
  readonly isQuoted?: boolean;
}

const MOST_APPS = 3;

/** What can stand in a gap of a sentence; empty = not stated. */
type SentenceGap =
  | 'x'
  | 'party'
  | 'object'
  | 'about'
  | 'terms'
  | 'who'
  | 'market'
  | 'sum'
  | 'deadline'
  | 'effective'
  | 'until'
  | 'by'
  | 'act';
type Gaps = Readonly<Partial<Record<SentenceGap, string>>>;

/**
 * What an authority did, as one sentence without its day: verb by measure and posture from the
 * table of the language. An act for which the table has no sentence is named by its title.
 */
export function actSentence(said: NamedAct, language: Language): string {
  const table = ACT_TABLES[language];
  const by = actorsOf(said, language);
  const did = said.isQuoted ? null : clauseOf(said, language);
  if (did === null)
    return filled(table.frames.quoted!, { by, title: named(said.title, language) }, language);
  const { text, details, isWhole = false } = did;
  const all = details.filter(Boolean).join(LOCALES[language].separators.semicolon);
  const whole = all === '' ? text : fill(table.frames.brackets!, { did: text, details: all });
  return isWhole ? whole : fill(table.frames.sentence!, { by, did: whole });
}

const clauseOf = (said: NamedAct, language: Language): Clause | null =>
  said.act.measure === null ? changeOf(said, language) : doneOf(said, language);

/** A sentence without its brackets, and what stands in them. `isWhole` = it names who acted. */
interface Clause {
  readonly text: string;
  readonly details: readonly string[];
  readonly isWhole?: boolean;
}

/** Whether the table of a language has a sentence for an act, so that it is not named by its title. */
export const hasSentence = (said: NamedAct, language: Language): boolean =>
  said.act.measure === null || templateOf(said, ACT_TABLES[language]) !== null;

function named(name: Bilingual, language: Language): string {
  return preferred(name, language) ?? '';
}

function actorsOf(said: NamedAct, language: Language): string {
  const by = named(said.by, language);
  if (said.with.length === 0) return by;
  const names = said.with.map((bilingual) => named(bilingual, language));
  const gaps = { by, others: nameList(names, language), all: nameList([by, ...names], language) };
  return fill(ACT_TABLES[language].frames.andOthers!, gaps);
}

/** A sentence of a measure with what it leaves unsaid. */
function doneOf(said: NamedAct, language: Language): Clause | null {
  const table = ACT_TABLES[language];
  const found = templateOf(said, table);
  if (found === null) return null;
  const gaps = gapsOf(said, language);
  const text = optional(found.template, gaps as TextTable);
  const unsaid = (gap: SentenceGap) =>
    gaps[gap] !== '' &&
    !isSaid(gap, found.template, said) &&
    !(REPEATED.includes(gap) && text.toLowerCase().includes(gaps[gap]!.toLowerCase()));
  const order: readonly SentenceGap[] = ['about', 'object', 'terms', 'who', 'market'];
  const dates: readonly SentenceGap[] = ['deadline', 'effective', 'until'];
  const say = (gap: SentenceGap) =>
    unsaid(gap) ? fill(table.details[gap]!, gaps as TextTable) : '';
  return {
    text,
    details: [
      ...order.map((gap) => (gap === 'market' ? plainMarket(say(gap), said, language) : say(gap))),
      ...sumsBeside(said, found.template, language),
      ...dates.map(say),
      ...qualifiersOf(said, found.posture, language),
    ],
  };
}

/** What is not said again where the sentence says it in other words. */
const REPEATED: readonly SentenceGap[] = ['about', 'object'];

/** In brackets a market stands without article. */
const plainMarket = (text: string, { act }: NamedAct, language: Language): string =>
  text === '' || act.market === null ? text : marketName(act.market, language);

/** Whether a sentence says a thing, by its gap or by its verb. */
function isSaid(gap: SentenceGap, template: string, { act, object }: NamedAct): boolean {
  if (template.includes(`{${gap}}`)) return true;
  if (gap === 'object') return template.includes('{x}') || object.kind === 'company';
  if (gap !== 'who') return false;
  const verbs: Partial<Record<Measure, readonly string[]>> = {
    'no-new-clients': ['new-customers'],
    'invest-ban': ['investors'],
    'inputs-cut': ['suppliers'],
    'sales-cut': ['exporters'],
    'purchase-ban': ['state-devices'],
  };
  return (verbs[act.measure!] ?? []).includes(act.who);
}

function gapsOf(said: NamedAct, language: Language): Gaps {
  const { act, object } = said;
  const table = ACT_TABLES[language];
  const sum = mainSum(act);
  const date = (gap: 'deadline' | 'effective' | 'until') => {
    const stated = act[gap];
    return stated === null ? '' : day(stated, language);
  };
  return {
    x: targetOf(said, language),
    party:
      object.kind === 'subsidiary' || object.kind === 'person'
        ? targetOf(said, language)
        : named(said.company, language),
    object: bareObject(said, language),
    about: act.about === null ? '' : named(act.about, language),
    terms: act.terms === null ? '' : named(act.terms, language),
    who: act.who === 'everyone' ? '' : table.who[act.who]!,
    market: act.market === null ? '' : marketInSentence(act.market, language),
    sum: sum === null ? '' : moneyOf(sum, language),
    deadline: date('deadline'),
    effective: date('effective'),
    until: date('until'),
    by: actorsOf(said, language),
  };
}

/** What an act is against: never without the company that it belongs to. */
export function targetOf(said: NamedAct, language: Language): string {
  const { object, company } = said;
  const { frames } = ACT_TABLES[language];
  const whose = named(company, language);
  if (object.kind === 'company') return whose;
  if (object.kind === 'app') return appsOf(said, language);
  if (object.name === null)
    return object.kind === 'deal' ? fill(frames.deal!, { company: whose }) : whose;
  const name = named(object.name, language);
  const holds = [company, ...said.apps].some((bilingual) => namesIt(name, bilingual));
  if (holds && object.kind !== 'subsidiary') return name;
  const frame = {
    subsidiary: 'subsidiary',
    deal: 'dealOf',
    'list-entry': 'list-entry',
    sector: 'sector',
    person: 'person',
  }[object.kind as string];
  return fill(frames[frame ?? 'partOf']!, { name, company: whose });
}

/** Words with which names of firms begin and that say nothing. */
const PLAIN_FIRST = ['The', 'A'];

/**
 * Whether a phrase holds the name of a company or app already: whole words, as they are written
 * ("advanced chips" names no Advanced Micro Devices).
 */
function namesIt(phrase: string, name: Bilingual): boolean {
  const [first] = (name.en ?? '').split(' ').filter((word) => !PLAIN_FIRST.includes(word));
  const words = ` ${phrase.replace(/[^\p{L}\p{N}.&-]+/gu, ' ')} `;
  const isNamed = [first, name.en].some(
    (text) => text !== undefined && text !== null && text !== '' && words.includes(` ${text} `),
  );
  return isNamed || (name.zh != null && name.zh.length > 1 && phrase.includes(name.zh));
}

function appsOf({ apps, unnamedApps, company, object }: NamedAct, language: Language): string {
  const { frames } = ACT_TABLES[language];
  const n = unnamedApps + Math.max(0, apps.length - MOST_APPS);
  if (apps.length === 0 && object.name !== null)
    return fill(frames.partOf!, {
      name: named(object.name, language),
      company: named(company, language),
    });
  if (apps.length === 0)
    return filled(frames.apps!, { n: unnamedApps, company: named(company, language) }, language);
  const names = apps.slice(0, MOST_APPS).map((bilingual) => named(bilingual, language));
  if (n === 0) return nameList(names, language);
  const listed = names.join(LOCALES[language].separators.list);
  return filled(frames.moreApps!, { apps: listed, n }, language);
}

/**
 * The object beside its company: "fined Apple over the App Store"; empty for the whole company, and
 * for an app that is called as the company is.
 */
function bareObject(said: NamedAct, language: Language): string {
  const { kind, name } = said.object;
  if (kind === 'company' || kind === 'subsidiary' || kind === 'person') return '';
  if (kind !== 'app') return name === null ? targetOf(said, language) : named(name, language);
  if (name !== null && said.apps.length === 0) return named(name, language);
  const apps = appsOf(said, language);
  return apps === named(said.company, language) ? '' : apps;
}

/** Sums that the verb does not say, each by its kind; that no amount was published. */
function sumsBeside({ act, isRead }: NamedAct, template: string, language: Language): string[] {
  const table = ACT_TABLES[language];
  const main = template.includes('{sum}') ? mainSum(act) : null;
  const parts = partsOfTotal(act);
  const isTotal = main !== null && parts.length > 1;
  const beside = act.size
    .filter((size) => size !== main && !(isTotal && parts.includes(size)))
    .map((size) => {
      const sum = sizeText(size, language);
      return size.joint ? fill(table.details.joint!, { sum }) : sum;
    });
  const needs = act.measure === 'fine' || act.measure === 'pay';
  return [
    isTotal ? ofWhich(parts, language) : '',
    main === null || isTotal ? '' : kindOfSum(act, main, language),
    ...beside,
    needs && act.size.length === 0 && !isRead ? table.details.unpublished! : '',
  ];
}

function sizeText(size: Size, language: Language): string {
  const { sums, plannedSums } = ACT_TABLES[language];
  const table = size.stage === 'final' ? sums : plannedSums;
  return fill(table[size.kind]!, { money: moneyOf(size, language) });
}

/** What a total is made of. */
function ofWhich(parts: readonly Size[], language: Language): string {
  const list = new Intl.ListFormat(LOCALES[language].tag, { type: 'conjunction' });
  const sums = list.format(parts.map((size) => sizeText(size, language)));
  return fill(ACT_TABLES[language].details.ofWhich!, { sums });
}

/** As what a sum is paid, where "pay" alone does not say it. */
function kindOfSum({ measure }: Act, { kind }: Size, language: Language): string {
  const { details, sumKinds } = ACT_TABLES[language];
  if (measure !== 'pay' || kind === 'penalty' || kind === 'settlement') return '';
  return fill(details.kind!, { kind: sumKinds[kind]! });
}

/** At whose suit, how many it reaches, and a posture that the verb does not say. */
function qualifiersOf(said: NamedAct, posture: Posture, language: Language): string[] {
  const { act } = said;
  const { details, scope } = ACT_TABLES[language];
  const qualifier = posture === act.posture ? undefined : QUALIFIED[act.posture];
  return [
    qualifier === undefined ? '' : details[qualifier]!,
    said.for === null ? '' : fill(details.for!, { for: named(said.for, language) }),
    act.scope === null || act.scope.of === 'apps'
      ? ''
      : fill(details.scope!, {
          n: new Intl.NumberFormat(LOCALES[language].tag).format(act.scope.n),
          of: scope[act.scope.of]!,
        }),
  ];
}

/** A sentence of an act that changes others: "annulled the European Commission’s fine on …". */
function changeOf(said: NamedAct, language: Language): Clause {
  const { act } = said;
  const { nouns } = ACT_TABLES[language];
  const [first] = said.changed;
  const gaps = gapsOf(said, language);
  const isOther = first !== undefined && !isSame(first.by, said.by);
  const template = effectTemplate(act.effect!, first, isOther, language);
  // "The suspension expired" is no deed of anybody.
  const isWhole = template.startsWith('{act}');
  const whose = isOther ? 'other' : 'own';
  const noun =
    first === undefined
      ? fill(nouns.unknown!, gaps as TextTable)
      : earlierOf(first, isWhole ? 'whole' : whose, language);
  const party = first === undefined ? gaps.party! : gapsOf(first, language).party!;
  const object = first === undefined ? '' : bareObject(first, language);
  const text = optional(template, { ...gaps, party, object, act: noun } as TextTable);
  return {
    text: isWhole ? capitalised(text) : text,
    isWhole,
    details: changeDetails(said, first, `${noun} ${text}`, template, language),
  };
}

/** How an effect is said: by what it changes (`lifted/commit`), or by whose act (`dropped@other`). */
function effectTemplate(
  effect: Effect,
  first: NamedAct | undefined,
  isOther: boolean,
  language: Language,
): string {
  const { effects } = ACT_TABLES[language];
  return (
    effects[`${effect}/${first?.act.measure}`] ??
    (isOther ? effects[`${effect}@other`] : undefined) ??
    effects[effect]!
  );
}

function changeDetails(
  said: NamedAct,
  first: NamedAct | undefined,
  saidSoFar: string,
  template: string,
  language: Language,
): string[] {
  const { about, market, size } = first?.act ?? said.act;
  // The sum as it is from now on, where the act states it.
  const now = said.act.size.length > 0 ? said.act.size : size;
  const sum = template.includes('{sum}') ? null : mainSum({ ...said.act, size: now });
  const bare =
    first === undefined || first.object.kind === 'company' ? '' : bareObject(first, language);
  return [
    about === null ? '' : named(about, language),
    saidSoFar.includes(bare) ? '' : bare,
    said.act.terms === null ? '' : named(said.act.terms, language),
    sum === null ? '' : moneyOf(sum, language),
    market === null ? '' : marketName(market, language),
    ...qualifiersOf(said, said.act.posture, language),
  ];
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const isSame = (bilingual: Bilingual, other: Bilingual) =>
  bilingual.en === other.en && bilingual.zh === other.zh;

/** An earlier act as a noun with whose it is; `whole` = where nobody does anything to it. */
function earlierOf(said: NamedAct, whose: 'own' | 'other' | 'whole', language: Language): string {
  const { frames } = ACT_TABLES[language];
  const by = named(said.by, language);
  // "Chinese authority (not named)’s" reads ill.
  const isBracketed = /[)）]$/u.test(by);
  const own = whose === 'own' ? 'itsAct' : 'actOf';
  const frame = whose === 'whole' || (whose === 'other' && isBracketed) ? 'actBy' : own;
  return fill(frames[frame]!, { by, act: nounOf(said, language) });
}

function nounOf(said: NamedAct, language: Language): string {
  const { nouns } = ACT_TABLES[language];
  const { measure, form, posture, effect } = said.act;
  const gaps = gapsOf(said, language) as TextTable;
  if (measure === null) {
    const [first] = said.changed;
    const act =
      first === undefined
        ? fill(nouns.unknown!, gaps)
        : earlierOf(first, isSame(first.by, said.by) ? 'own' : 'other', language);
    return fill(nouns[`effect.${effect}`] ?? nouns.effect!, { act });
  }
  const own =
    nouns[`${measure}/${form}`] ??
    nouns[`${measure}.${posture}`] ??
    nouns[measure] ??
    nouns.unknown!;
  const act = fill(own, gaps);
  return posture === 'proposed' ? fill(nouns.proposed!, { act }) : act;
}
