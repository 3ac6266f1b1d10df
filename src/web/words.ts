import { filled, type Language, MESSAGES, type Values } from '../present/messages.ts';

type Table = Readonly<Record<string, string>>;
type LookupTables<Names extends string> = Readonly<Record<Names, Table>>;
type Ways = Readonly<Record<string, readonly [name: string, says: string, example: string]>>;

type WebMessages = (typeof MESSAGES)[Language]['web'];
/** What the pages say, with tables that are looked up by what may not stand in them. */
export type Words = WebMessages &
  LookupTables<'parts' | 'origins' | 'noteKinds' | 'relations' | 'edges' | 'controls' | 'states' | 'sinks'> &
  LookupTables<'baseRateOf'> & {
    readonly studies: LookupTables<'asks' | 'baselines' | 'levels'>;
    readonly list: LookupTables<'markets'>;
    readonly setUp: LookupTables<'secretNames'> & { readonly ways: Ways };
  };

/** What the pages say in a language, beside what `present` says. */
export const wordsOf = (language: Language): Words => MESSAGES[language].web as unknown as Words;

type Group = 'studies' | 'list' | 'setUp';
type MessageName =
  | keyof WebMessages
  | { [G in Group]: `${G}.${Extract<keyof WebMessages[G], string>}` }[Group];

/** A message of the pages with its gaps filled: `say('showAll', { n: 5 })`, `say('studies.more', { n: 5 })`. */
export type SayMessage = (name: MessageName, values: Values) => string;

export const sayOf = (language: Language): SayMessage => {
  const { web } = MESSAGES[language];
  return (name, values) => {
    const [group, inner] = name.split('.') as [keyof WebMessages, string?];
    const found = inner === undefined ? web[group] : (web[group] as unknown as Table)[inner];
    return filled(String(found), values, language);
  };
};
