import type { Mapping } from '../domain/exposure.ts';
import type { Notice } from '../domain/notice.ts';
import { type Language, localeOf } from './words.ts';

/** How the apps of a notice add up: of listed companies, private, unknown here, counted and not named. Null where there are none. */
export function coverageText(
  notice: Pick<Notice, 'counts'>,
  { subjects, ofListed, listedCompanies: listed, private: unlisted }: Mapping['counts'],
  language: Language,
): string | null {
  const all = Math.max(notice.counts.apps?.value ?? 0, subjects);
  const rest = { unresolved: subjects - ofListed - unlisted, unnamed: all - subjects };
  return all === 0
    ? null
    : localeOf(language).coverage({ all, ofListed, listed, private: unlisted, ...rest });
}
