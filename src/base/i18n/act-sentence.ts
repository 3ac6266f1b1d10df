import type { Act, ActObject } from '../../domain/act.ts';
import type { Bilingual, Language } from '../../domain/language.ts';
import type { Measure, Posture } from '../../domain/measures.ts';
import { QUALIFIED, sumOf, templateOf } from './act-rows.ts';
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
  const did = said.act.measure === null ? changeOf(said, language) : doneOf(said, language);
  if (did === null)
    return filled(table.frames.quoted!, { by, title: named(said.title, language) }, language);
  const { text, details, isWhole = false } = did;
  const all = details.filter(Boolean).join(LOCALES[language].separators.semicolon);
  const whole = all === '' ? text : fill(table.frames.brackets!, { did: text, details: all });
  return isWhole ? whole : fill(table.frames.sentence!, { by, did: whole });
}

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
  const others = nameList(
    said.with.map((bilingual) => named(bilingual, language)),
    language,
  );
  return fill(ACT_TABLES[language].frames.andOthers!, { by, others });
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
    !(gap === 'about' && text.includes(gaps.about!));
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
  const sum = sumOf(act) ?? act.size.find(({ joint }) => !joint) ?? null;
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

/** Whether a phrase holds the name of a company or app already. */
function namesIt(phrase: string, name: Bilingual): boolean {
  const text = phrase.toLowerCase();
  return [name.en?.split(' ')[0], name.en, name.zh].some(
    (one) => one != null && one.length > 1 && text.includes(one.toLowerCase()),
  );
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

/** The object beside its company: "fined Apple over the App Store"; empty for the whole company. */
function bareObject(said: NamedAct, language: Language): string {
  const { kind, name } = said.object;
  if (kind === 'company' || kind === 'subsidiary' || kind === 'person') return '';
  if (kind === 'app') return appsOf(said, language);
  return name === null ? targetOf(said, language) : named(name, language);
}

/** Sums that the verb does not say, each by its kind; that no amount was published. */
function sumsBeside({ act }: NamedAct, template: string, language: Language): string[] {
  const table = ACT_TABLES[language];
  const main = template.includes('{sum}')
    ? (sumOf(act) ?? act.size.find(({ joint }) => !joint))
    : undefined;
  const beside = act.size
    .filter((size) => size !== main)
    .map((size) => {
      const sum = fill(table.sums[size.kind]!, { money: moneyOf(size, language) });
      return size.joint ? fill(table.details.joint!, { sum }) : sum;
    });
  const needs = act.measure === 'fine' || act.measure === 'pay';
  return [
    ...beside,
    ...(main !== undefined &&
    main.kind !== 'penalty' &&
    main.kind !== 'settlement' &&
    act.measure === 'pay'
      ? [fill(table.sums[main.kind]!, { money: moneyOf(main, language) })]
      : []),
    needs && act.size.length === 0 ? table.details.unpublished! : '',
  ];
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
  const { effects, nouns } = ACT_TABLES[language];
  const [first] = said.changed;
  const gaps = gapsOf(said, language);
  const template = effects[act.effect!]!;
  // "The suspension expired" is no deed of anybody.
  const isWhole = template.startsWith('{act}');
  const isOwn = !isWhole && first !== undefined && isSame(first.by, said.by);
  const noun =
    first === undefined
      ? fill(nouns.unknown!, gaps as TextTable)
      : earlierOf(first, isOwn, language);
  const text = optional(template, { ...gaps, act: noun } as TextTable);
  const { about, market, size } = first?.act ?? act;
  const isSized = size.length > 0 && act.effect !== 'reduced';
  return {
    text,
    isWhole,
    details: [
      about === null ? '' : named(about, language),
      first === undefined || first.object.kind === 'company'
        ? ''
        : bareInNoun(first, noun, language),
      isSized ? moneyOf(sumOf({ ...act, size }) ?? size[0]!, language) : '',
      market === null ? '' : marketName(market, language),
      ...qualifiersOf(said, act.posture, language),
    ],
  };
}

const isSame = (bilingual: Bilingual, other: Bilingual) =>
  bilingual.en === other.en && bilingual.zh === other.zh;

/** The object of a changed act where its noun does not say it. */
function bareInNoun(said: NamedAct, noun: string, language: Language): string {
  const bare = bareObject(said, language);
  return noun.includes(bare) ? '' : bare;
}

/** An earlier act as a noun with whose it is. */
function earlierOf(said: NamedAct, isOwn: boolean, language: Language): string {
  const { frames } = ACT_TABLES[language];
  const by = named(said.by, language);
  return fill(frames[isOwn ? 'itsAct' : 'actOf']!, { by, act: nounOf(said, language) });
}

function nounOf(said: NamedAct, language: Language): string {
  const { nouns } = ACT_TABLES[language];
  const { measure, form, posture, effect } = said.act;
  const gaps = gapsOf(said, language) as TextTable;
  if (measure === null) {
    const [first] = said.changed;
    const act =
      first === undefined ? fill(nouns.unknown!, gaps) : earlierOf(first, false, language);
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
