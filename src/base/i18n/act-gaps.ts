import type { Act, ActObject } from '../../domain/act.ts';
import type { Bilingual, Language } from '../../domain/language.ts';
import { mainSum } from './act-rows.ts';
import { fill, marketInSentence, moneyOf } from './act-words.ts';
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
export type SentenceGap =
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

export function named(name: Bilingual, language: Language): string {
  return preferred(name, language) ?? '';
}

/** An authority by the name that it has inside a sentence. */
export function authority(name: Bilingual, language: Language): string {
  const own = named(name, language);
  return ACT_TABLES[language].inSentence[own] ?? own;
}

export function actorsOf(said: NamedAct, language: Language): string {
  const by = authority(said.by, language);
  if (said.with.length === 0) return by;
  const names = said.with.map((bilingual) => authority(bilingual, language));
  const gaps = { by, others: nameList(names, language), all: nameList([by, ...names], language) };
  return fill(ACT_TABLES[language].frames.andOthers!, gaps);
}

export function gapsOf(stated: NamedAct, language: Language): Gaps {
  const said = { ...stated, object: objectOf(stated) };
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

/** What an act is against; a decision on a deal is never against the company as a whole. */
const objectOf = ({ act, object }: NamedAct): ActObject =>
  act.measure === 'deal' && object.kind === 'company' ? { kind: 'deal', name: null } : object;

/** What an act is against: never without the company that it belongs to. */
function targetOf(said: NamedAct, language: Language): string {
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
  return fill(frames[FRAMES[object.kind] ?? 'partOf']!, { name, company: whose });
}

/** How a part is named with its company; what is not here is named as the company's. */
const FRAMES: Readonly<Partial<Record<ActObject['kind'], string>>> = {
  subsidiary: 'subsidiary',
  deal: 'dealOf',
  'list-entry': 'list-entry',
  sector: 'sector',
  person: 'person',
};

/** What stands behind the name of a part and says whose it is: `(part of Alibaba Group)`. */
export function ownerIn({ object, company }: NamedAct, language: Language): string {
  const frame = FRAMES[object.kind];
  if (frame === undefined) return '';
  const gaps = { name: '', company: named(company, language) };
  return fill(ACT_TABLES[language].frames[frame]!, gaps).trim();
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
  const whose = named(company, language);
  const n = unnamedApps + Math.max(0, apps.length - MOST_APPS);
  if (apps.length === 0 && object.name !== null) {
    const name = named(object.name, language);
    if (name === whose) return appName(name, whose, language);
    return fill(frames.partOf!, { name, company: whose });
  }
  if (apps.length === 0) return filled(frames.apps!, { n: unnamedApps, company: whose }, language);
  const names = apps
    .slice(0, MOST_APPS)
    .map((bilingual) => appName(named(bilingual, language), whose, language));
  if (n === 0) return nameList(names, language);
  const listed = names.join(LOCALES[language].separators.list);
  return filled(frames.moreApps!, { apps: listed, n }, language);
}

/** An app; one that is called as its company is, is said to be an app. */
const appName = (name: string, company: string, language: Language): string =>
  name === company ? fill(ACT_TABLES[language].frames.ownApp!, { name }) : name;

/**
 * The object beside its company: "fined Apple over the App Store"; empty for the whole company, and
 * for an app that is called as the company is.
 */
export function bareObject(said: NamedAct, language: Language): string {
  const { kind, name } = said.object;
  if (kind === 'company' || kind === 'subsidiary' || kind === 'person') return '';
  if (kind !== 'app') return name === null ? targetOf(said, language) : named(name, language);
  if (name !== null && said.apps.length === 0) return named(name, language);
  const apps = appsOf(said, language);
  const whose = named(said.company, language);
  return apps === appName(whose, whose, language) ? '' : apps;
}
