import { createHash } from 'node:crypto';
import { preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { day, shortName } from '../../base/i18n/words.ts';
import type { MuteScope } from '../../domain/alert.ts';
import type { Company } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { reason } from '../../domain/reason.ts';
import type { Case } from '../../domain/score.ts';
import { type Instant, shanghaiDay } from '../../domain/time.ts';
import { stateOf } from '../../pipeline/standing/company-state.ts';
import type { NotFound } from './answers.ts';
import { oneCompany } from './find-company.ts';
import type { LookupDeps } from './lookup-result.ts';

/** A case of a company, with the code by which a command or a form names it. */
export interface NamedCase {
  readonly company: Company;
  readonly case: Case;
  /** `trip-com/1a2b3c4d`: at most 100 characters. */
  readonly code: string;
}

/** Names a case among those of its company. */
export const caseCode = ({ company, id }: Pick<Case, 'company' | 'id'>): string =>
  `${company}/${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;

/** Open cases of a company, the newest first. */
export async function openCasesOf(
  company: Company,
  deps: LookupDeps,
  now: Instant,
): Promise<NamedCase[]> {
  const { score } = await stateOf(deps, company, now);
  return score.cases
    .filter(({ open }) => open)
    .toSorted((a, b) => (a.opened < b.opened ? 1 : -1))
    .map((one) => ({ company, case: one, code: caseCode(one) }));
}

type CaseScope = Extract<MuteScope, { kind: 'case' }>;

/** What a mute of a case names. */
export const muteOfCase = ({ case: { id, company, regulator, opened } }: NamedCase): CaseScope => ({
  kind: 'case',
  id,
  company,
  regulator,
  opened,
});

/** `Trip.com · MIIT, since 18 August 2021`: a case in words. */
export function caseLabel(
  { company, regulator, opened }: Omit<CaseScope, 'kind' | 'id'>,
  { knowledge }: Pick<LookupDeps, 'knowledge'>,
  language: Language,
): string {
  const known = knowledge.catalog.companies.get(company);
  return phrasesOf('mute', language)('case', {
    company: known === undefined ? company : shortName(known, language),
    regulator: preferred(knowledge.wording.regulator(regulator), language) ?? regulator,
    opened: day(opened, language),
  });
}

/** A case by its code, or the only open one of a company that was named. */
export async function caseNamed(
  typed: string,
  deps: LookupDeps,
  { now, language }: { readonly now: Instant; readonly language: Language },
): Promise<{ readonly found: true; readonly named: NamedCase } | NotFound> {
  const { companies } = deps.knowledge.catalog;
  const [id = ''] = typed.split('/');
  const byCode = typed.includes('/') ? companies.get(id as CompanyId) : undefined;
  const meant =
    byCode === undefined
      ? oneCompany(typed, shanghaiDay(now), deps.find, companies)
      : { found: true as const, company: byCode };
  if (!meant.found) return meant;
  const open = await openCasesOf(meant.company, deps, now);
  const only = open.length === 1 ? open[0] : undefined;
  const named = byCode === undefined ? only : open.find(({ code }) => code === typed);
  if (named !== undefined) return { found: true, named };
  const candidates = open.map((namedCase) => ({
    id: namedCase.code,
    name: caseLabel(namedCase.case, deps, language),
  }));
  return { found: false, because: reason('no-such-case', { query: typed }), candidates };
}

/** Companies whose cases are suggested while typing. */
const MOST_COMPANIES = 12;

/** Open cases of companies that contain the typed text. */
export async function offersOfCases(
  companies: readonly Company[],
  typed: string,
  deps: LookupDeps,
  { now, language }: { readonly now: Instant; readonly language: Language },
) {
  const offers: { readonly id: string; readonly label: string }[] = [];
  for (const company of companies.slice(0, MOST_COMPANIES))
    for (const namedCase of await openCasesOf(company, deps, now))
      offers.push({ id: namedCase.code, label: caseLabel(namedCase.case, deps, language) });
  return offers.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
}
