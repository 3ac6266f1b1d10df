import { LANGUAGES, type Language } from '../../domain/language.ts';
import { lazily } from '../../domain/lazily.ts';
import { LOCALES } from './locale.ts';

/** Making one takes as long as filling a hundred sentences. */
const FORMATS = lazily(
  Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      () => new Intl.ListFormat(LOCALES[language].tag, { type: 'conjunction' }),
    ]),
  ) as Record<Language, () => Intl.ListFormat>,
);

/** "A, B and C" in a language. */
export const nameList = (names: readonly string[], language: Language): string =>
  FORMATS[language].format(names);
