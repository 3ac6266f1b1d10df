import type { Hono } from 'hono';
import { offersOf } from '../../answers/queries/lookup-result.ts';
import { formatReason } from '../../base/i18n/sentence.ts';
import type { Regulator } from '../../domain/regulator.ts';
import type { RequestContext } from './request-context.ts';
import type { Guarded } from './security.ts';

/** A suggestion of the search box. */
interface Offer {
  readonly text: string;
  /** Why it is offered, or what it is. */
  readonly note: string;
  readonly href: string;
}

const COMPANIES = 7;
const REGULATORS = 3;

/** Companies in the order of every other search, then authorities by their names. */
export function suggestionsOf(typed: string, context: RequestContext): Offer[] {
  const { deps, href, language, words } = context;
  const companies = offersOf(typed, COMPANIES, deps).map(({ id, because }) => ({
    text: context.companyLabel(id),
    note: formatReason(because, language),
    href: href(`/company/${id}`),
  }));
  const regulators = [...deps.knowledge.catalog.regulators.values()]
    .filter((regulator) => namesOf(regulator).some((name) => name.startsWith(typed.toLowerCase())))
    .slice(0, REGULATORS)
    .map((regulator) => ({
      text: context.fullName(regulator),
      note: words.regulator,
      href: href(`/regulator/${regulator.id}`),
    }));
  return [...companies, ...regulators];
}

/** Everything that an authority is searched by, in lower case: its names and their words. */
const namesOf = ({ short, name }: Pick<Regulator, 'short' | 'name'>): string[] =>
  [short, name.en, name.zh ?? '']
    .map((text) => text.toLowerCase())
    .flatMap((text) => [text, ...text.split(' ').filter((word) => word.length > 3)]);

const MOST = 100;

/** `/suggest?q=`: offers as JSON, for the script of the search box. */
export function addSuggestions(site: Hono<Guarded>): void {
  site.get('/suggest', (c) => {
    const context = c.get('context');
    const typed = context.query('q').slice(0, MOST);
    return c.json(typed === '' ? [] : suggestionsOf(typed, context));
  });
}
