import type { Param, Reason, SaidReason } from '../../domain/reason.ts';
import { listFormat } from './formats.ts';
import { ACT_TABLES } from './languages.ts';
import { LOCALES, preferred } from './locale.ts';
import { filled, type Language, MESSAGES } from './messages.ts';
import { dayInSentence, moment, shortName } from './words.ts';

/** Parameters whose values are terms of a kind of another name. */
const KINDS: Readonly<Record<string, string>> = { wanted: 'band' };

/**
 * What a reason says in a language; the code alone where a newer version of the program stored it.
 */
export function formatReason(reason: Reason, language: Language): string {
  // A process of an older version may store sentences while a fleet is replaced.
  if (typeof reason === 'string') return reason;
  const reasons: Readonly<Record<string, string>> = MESSAGES[language].reasons;
  const message = reasons[reason.code];
  if (message === undefined) return reason.code;
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(reason.params))
    values[name] = shown(name, value, language);
  return filled(message, values, language);
}

/** A reason as `--json` and the API give it: code and parameters, and the sentence beside them. */
export function renderReason(reason: Reason, language: Language): SaidReason {
  return { ...reason, text: formatReason(reason, language) };
}

/**
 * The word for a value of a kind (`band`, `stage`, `match` …); the value itself where there is
 * none.
 */
export function term(kind: string, value: string, language: Language): string {
  if (kind === 'measures') return ACT_TABLES[language].measures[value] ?? value;
  const terms: Readonly<Record<string, Readonly<Record<string, string>>>> =
    MESSAGES[language].terms;
  return terms[kind]?.[value] ?? value;
}

function shown(name: string, value: Param, language: Language): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return shownText(name, value, language);
  if (Array.isArray(value)) return shownList(name, value, language);
  if ('code' in value) return formatReason(value as Reason, language);
  const names = value as { id?: string; en: string; zh: string };
  return names.id === undefined
    ? (preferred(names, language) ?? '')
    : shortName({ name: { ...names, zhHant: null } }, language);
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function shownText(name: string, value: string, language: Language): string {
  if (MOMENT.test(value)) return moment(Date.parse(value) as never, 'UTC', language);
  if (DAY.test(value)) return dayInSentence(value as never, language);
  return term(KINDS[name] ?? name, value, language);
}

/** Names are joined as a sentence joins them, reasons by a comma or a semicolon. */
function shownList(name: string, values: readonly Param[], language: Language): string {
  const { separators, tag } = LOCALES[language];
  const texts = values.map((param) => String(shown(name, param, language)));
  if (values.some((param) => typeof param === 'object' && 'code' in param))
    return texts.join(separators[name === 'parts' ? 'semicolon' : 'comma']);
  const type = name === 'choices' ? 'disjunction' : 'conjunction';
  return listFormat(tag, { type }).format(texts);
}

/**
 * Acts by why they were not measured, the most frequent reason first; without the tickers, venues
 * and days that differ, and listings that share a reason count once.
 */
export function byUnmeasured<One extends { readonly because: Reason }>(
  all: readonly One[],
  language: Language,
) {
  const renderReason = ({ because }: One) => [
    ...new Set(causes(because).map(({ code }) => term('unmeasured', code, language))),
  ];
  const groups = [
    ...Map.groupBy(all, (one) => renderReason(one).join(LOCALES[language].separators.semicolon)),
  ];
  return groups.sort(([, ones], [, other]) => other.length - ones.length);
}

function causes({ code, params }: Reason): Reason[] {
  if (code === 'list') return (params.parts as readonly Reason[]).flatMap(causes);
  return code === 'on-listing' ? causes(params.why as Param as Reason) : [{ code, params }];
}
