import { ACT_TABLES } from '../../base/i18n/languages.ts';
import { LOCALES } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import type { Language } from '../../base/i18n/words.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { Measure, MeasureGroup } from '../../domain/measures.ts';

/** Kinds of acts for filters: the eight groups, and their measures. */
const KINDS: readonly string[] = [...MeasureGroup.options, ...Measure.options];

/** Name of a kind in a language. */
export const kindName = (kind: string, language: Language): string =>
  ACT_TABLES[language].groups[kind] ?? ACT_TABLES[language].measures[kind] ?? kind;

/**
 * The kinds of a text with commas, by id or by their name in any language; null = all. `refused` =
 * why the text is none.
 */
export function kindsOf(
  typed: string,
  language: Language,
): { readonly kinds: readonly string[] | null; readonly refused: string | null } {
  const parts = typed
    .split(/[,，、;；]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const found = parts.map((part) => ({ part, kind: kindNamed(part) }));
  const unknown = found.find(({ kind }) => kind === undefined);
  if (unknown !== undefined) {
    const names = MeasureGroup.options.map((group) => kindName(group, language));
    const kinds = names.join(LOCALES[language].separators.list);
    const refused = phrasesOf('subscribe', language)('kind', { kind: unknown.part, kinds });
    return { kinds: null, refused };
  }
  const kinds = [...new Set(found.map(({ kind }) => kind!))];
  return { kinds: kinds.length === 0 ? null : kinds, refused: null };
}

function kindNamed(typed: string): string | undefined {
  const wanted = typed.toLowerCase();
  return KINDS.find((kind) =>
    [kind, ...LANGUAGES.map((language) => kindName(kind, language))].some(
      (name) => name.toLowerCase() === wanted,
    ),
  );
}
