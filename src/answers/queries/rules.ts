import { LOCALES } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { term } from '../../base/i18n/sentence.ts';
import type { Language } from '../../base/i18n/words.ts';
import type { AlertRule } from '../../domain/alert-rule.ts';
import { Grade } from '../../domain/grade.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Level } from '../../domain/score.ts';
import { kindName, kindsOf } from './kinds.ts';

/** Typed rules: `rules` null = none; `refused` = why they are invalid. */
export interface TypedRules {
  readonly rules: readonly AlertRule[] | null;
  readonly refused: string | null;
}

const LEVEL = /^([1-5])\+?$/;
const MOST_RULES = 12;

/**
 * Rules as typed, separated by semicolons: kinds with commas, a least level, a least grade, each
 * optional. `money 3+; case, cut-off reported; all 4+`.
 */
export function rulesOf(typed: string, language: Language): TypedRules {
  const rules: AlertRule[] = [];
  for (const text of typed.split(/[;；\n]/).map((part) => part.trim())) {
    if (text === '') continue;
    const read = ruleOf(text, language);
    if (typeof read === 'string') return { rules: null, refused: read };
    rules.push(read);
  }
  if (rules.length > MOST_RULES) {
    const refused = phrasesOf('rules', language)('many', { n: rules.length, most: MOST_RULES });
    return { rules: null, refused };
  }
  return { rules: rules.length === 0 ? null : rules, refused: null };
}

/** One rule, or a sentence that says why it is invalid. */
function ruleOf(text: string, language: Language): AlertRule | string {
  const words = text.split(/\s+/);
  const levels = words.filter((word) => LEVEL.test(word));
  const grades = words.flatMap((word) => gradeNamed(word) ?? []);
  if (levels.length > 1 || grades.length > 1)
    return phrasesOf('rules', language)('twice', { rule: text });
  const rest = words.filter((word) => !LEVEL.test(word) && gradeNamed(word) === null).join(' ');
  const { kinds, refused } = isAny(rest) ? { kinds: null, refused: null } : kindsOf(rest, language);
  if (refused !== null) return refused;
  const [grade] = grades;
  return {
    ...(kinds === null ? {} : { kinds }),
    level: Number(levels[0]?.[0] ?? 1) as Level,
    ...(grade === undefined ? {} : { grade }),
  };
}

const isAny = (text: string): boolean => /^(?:all|any|全部|所有)?$/i.test(text);

function gradeNamed(word: string): Grade | null {
  const wanted = word.toLowerCase();
  const named = Grade.options.find((grade) =>
    [grade, ...LANGUAGES.map((language) => term('grade', grade, language))].some(
      (name) => name.toLowerCase() === wanted,
    ),
  );
  return named ?? null;
}

/** Rules as `rulesOf` reads them, for a form: `Fines and payments 3+; any 4+ reported`. */
export function typedRules(rules: readonly AlertRule[] | undefined, language: Language): string {
  const { list, semicolon } = LOCALES[language].separators;
  return (rules ?? [])
    .map(({ kinds, level, grade }) =>
      [
        kinds?.map((kind) => kindName(kind, language)).join(list) ??
          phrasesOf('rules', language)('all'),
        level > 1 ? `${level}+` : '',
        grade === undefined ? '' : term('grade', grade, language),
      ]
        .filter(Boolean)
        .join(' '),
    )
    .join(semicolon);
}

/** A rule in words: `Fines and payments from level 3, reported too`. */
export function ruleText({ kinds, level, grade }: AlertRule, language: Language): string {
  const say = phrasesOf('rules', language);
  const { list, comma } = LOCALES[language].separators;
  const what = kinds?.map((kind) => kindName(kind, language)).join(list) ?? say('any');
  return [
    level > 1 ? say('from', { what, level }) : what,
    ...(grade === undefined ? [] : [say(grade)]),
  ].join(comma);
}
