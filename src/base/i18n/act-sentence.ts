import type { Act, Size } from '../../domain/act.ts';
import type { Bilingual, Language } from '../../domain/language.ts';
import type { Effect, Measure, Posture } from '../../domain/measures.ts';
import {
  actorsOf,
  authority,
  bareObject,
  gapsOf,
  type NamedAct,
  named,
  ownerIn,
  type SentenceGap,
} from './act-gaps.ts';
import { mainSum, partsOfTotal, QUALIFIED, templateOf } from './act-rows.ts';
import type { TextTable } from './act-tables.ts';
import { countOf, fill, marketName, moneyOf, optional } from './act-words.ts';
import { ACT_TABLES } from './languages.ts';
import { LOCALES } from './locale.ts';
import { filled } from './messages.ts';

/**
 * What an authority did, as one sentence without its day: verb by measure and posture from the
 * table of the language. An act for which the table has no sentence is named by its title.
 */
export function actSentence(said: NamedAct, language: Language): string {
  const table = ACT_TABLES[language];
  const by = actorsOf(said, language);
  const did = said.isQuoted ? null : clauseOf(said, language);
  if (did === null)
    return capitalised(
      filled(table.frames.quoted!, { by, title: named(said.title, language) }, language),
    );
  const { text, details, isWhole = false } = did;
  const whole = withDetails(text, details.filter(Boolean), said, language);
  return isWhole ? whole : capitalised(fill(table.frames.sentence!, { by, did: whole }));
}

/**
 * A sentence with what it leaves unsaid in brackets behind it. Where it ends with brackets that say
 * whose part or deal it was, both stand in one pair.
 */
function withDetails(
  text: string,
  details: readonly string[],
  said: NamedAct,
  language: Language,
): string {
  if (details.length === 0) return text;
  const { separators, brackets } = LOCALES[language];
  const all = details.join(separators.semicolon);
  const [open, close] = brackets;
  const owner = [said, ...said.changed.slice(0, 1)]
    .map((one) => ownerIn(one, language))
    .find((one) => one !== '' && text.endsWith(one) && one.startsWith(open!.trim()));
  return owner === undefined
    ? fill(ACT_TABLES[language].frames.brackets!, { did: text, details: all })
    : `${text.slice(0, -close!.length)}${separators.semicolon}${all}${close}`;
}

const clauseOf = (said: NamedAct, language: Language): Clause | null =>
  said.act.measure === null ? changeOf(said, language) : doneOf(said, language);

/** A sentence without its brackets, and what stands in them. `isWhole` = it names who acted. */
interface Clause {
  readonly text: string;
  readonly details: readonly string[];
  readonly isWhole?: boolean;
}

/**
 * Whether the table of a language has a sentence for an act, so that it is not named by its title.
 */
export const hasSentence = (said: NamedAct, language: Language): boolean =>
  said.act.measure === null || templateOf(said, ACT_TABLES[language]) !== null;

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
    'purchase-ban': ['state-devices', 'own-staff'],
  };
  return (verbs[act.measure!] ?? []).includes(act.who);
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
    main?.stage === 'preliminary' ? table.details.preliminary! : '',
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
  const sums = parts
    .map((size) => sizeText(size, language))
    .join(LOCALES[language].separators.list);
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
  // "From 20 Sep 2020" says that it was not yet in effect.
  const isSaid = act.posture === 'not-yet-effective' && act.effective !== null;
  const qualifier = posture === act.posture || isSaid ? undefined : QUALIFIED[act.posture];
  return [
    qualifier === undefined ? '' : details[qualifier]!,
    said.for === null ? '' : fill(details.for!, { for: authority(said.for, language) }),
    act.scope === null || act.scope.of === 'apps'
      ? ''
      : fill(details.scope!, {
          n: countOf(act.scope.n, language),
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

/**
 * How an effect is said: by what it changes (`lifted/commit`), or by whose act (`dropped@other`).
 */
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

/**
 * An earlier act as a noun with whose it is; `whole` = where nobody does anything to it, `within` =
 * inside another noun of the same authority.
 */
function earlierOf(
  said: NamedAct,
  whose: 'own' | 'other' | 'whole' | 'within',
  language: Language,
): string {
  const { frames } = ACT_TABLES[language];
  const by = authority(said.by, language);
  // "Chinese authority (not named)’s" reads ill, and so does "Federal court in Montana’s".
  const isLong = /[)）]$| in /u.test(by);
  const frame = {
    own: 'itsAct',
    within: 'itsActWithin',
    whole: 'actBy',
    other: isLong ? 'actBy' : 'actOf',
  }[whose];
  return fill(frames[frame]!, { by, act: nounOf(said, language) });
}

function nounOf(said: NamedAct, language: Language): string {
  const { nouns } = ACT_TABLES[language];
  const { measure, form, posture, effect, who } = said.act;
  const gaps = gapsOf(said, language) as TextTable;
  if (measure === null) {
    const [first] = said.changed;
    if (first === undefined)
      return fill(nouns[`effect.${effect}`] ?? nouns.effect!, { act: fill(nouns.unknown!, gaps) });
    const whose = isSame(first.by, said.by) ? 'own' : 'other';
    const noun =
      [`effect.${effect}@${whose}`, `effect.${effect}`, `effect@${whose}`].find(
        (key) => key in nouns,
      ) ?? 'effect';
    const act = earlierOf(first, whose === 'own' ? 'within' : 'other', language);
    return fill(nouns[noun]!, { act });
  }
  const own =
    nouns[`${measure}/${form}`] ??
    nouns[`${measure}#${who}`] ??
    nouns[`${measure}.${posture}`] ??
    nouns[measure] ??
    nouns.unknown!;
  const act = fill(own, gaps);
  return posture === 'proposed' ? fill(nouns.proposed!, { act }) : act;
}
