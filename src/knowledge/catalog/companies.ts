import { z } from 'zod';
import type { CatalogProblem } from '../../domain/catalog.ts';
import { type App, type Company, CompanyFile, ValueTier } from '../../domain/company.ts';
import { wrong } from '../../domain/file-values.ts';
import { type AppId, CompanyId } from '../../domain/ids.ts';
import { type DaySpan, intersect, overlaps } from '../../domain/time.ts';
import { nameKey } from '../names/normalise.ts';
import { readTable } from './table.ts';
import { type Problem, problemAt, readEach, type SourceFile, type YamlPath } from './yaml.ts';

/**
 * Reads and checks company files: each by itself (schema), then all together (`checkCompanies`). A
 * file that cannot be read is left out and named in `problems`; a catalog is sound when there are
 * none.
 */
export function loadCompanies(
  files: readonly SourceFile[],
  sectors: ReadonlySet<string> | null = null,
): { companies: Company[]; problems: Problem[] } {
  const { entries, problems } = readCompanies(files);
  const origin = new Map<Company, SourceFile>(
    entries.map(({ id, value, file }) => {
      const apps = value.apps.map((app) => ({ ...app, id: `${id}/${app.id}` as AppId }));
      return [{ id, ...value, apps }, file];
    }),
  );
  const companies = [...origin.keys()];
  checkCompanies(companies, sectors, (company, path, message, remedy) => {
    problems.push(problemAt(origin.get(company)!, path, message, remedy));
  });
  return { companies, problems };
}

/** Reads and checks company files, each by itself; the id of a company is the name of its file. */
export const readCompanies = (files: readonly SourceFile[]) =>
  readEach(files, SoundFile, CompanyId);

const SoundFile = CompanyFile.superRefine(({ affiliates, entities, apps }, context) => {
  const say = (...what: Parameters<typeof wrong>) =>
    context.addIssue({ code: 'custom', ...wrong(...what) });
  for (const [index, affiliate] of affiliates.entries()) {
    const key = nameKey(affiliate.name);
    if (
      entities.some(
        (legalEntity) => nameKey(legalEntity.name) === key && overlaps(legalEntity, affiliate),
      )
    )
      say(
        `"${affiliate.name}" is an entity and an affiliate on the same day`,
        'Decide whether it is controlled, or date both.',
        ['affiliates', index],
      );
  }
  for (const [index, { id }] of apps.entries())
    if (apps.findIndex((other) => other.id === id) !== index)
      say(`two apps have the id "${id}"`, 'Give one of them another id.', ['apps', index, 'id']);
});

const tiers = ValueTier.options.join(', ');
const AppValue = z.object({
  company: CompanyId,
  app: z.string().min(1),
  tier: z.enum(ValueTier.options, { error: ({ input }) => `"${input}" is no value (${tiers})` }),
  sure: z.string(),
});

/**
 * Gives apps without a value the one of `config/app-values.tsv` (company, app, tier, how sure). A
 * value of a company's own file wins; a line of an app that is gone grades nothing.
 */
export function gradeApps(
  companies: readonly Company[],
  file: SourceFile,
): { companies: Company[]; problems: readonly CatalogProblem[] } {
  const { rows, problems } = readTable(file, AppValue);
  const graded = new Map<string, App['value']>();
  for (const { company, app, tier, sure } of rows) {
    const evidence = [{ kind: 'judgement' as const, source: `estimate (${sure})`, day: null }];
    graded.set(`${company}/${app}`, [{ tier, from: null, to: null, evidence }]);
  }
  const gradeApp = (app: App): App =>
    app.value.length > 0 ? app : { ...app, value: graded.get(app.id) ?? [] };
  return {
    companies: companies.map((company) => ({ ...company, apps: company.apps.map(gradeApp) })),
    problems,
  };
}

/** Says what is wrong: in whose file, at which place, what it is and what to do. */
type SayWrong = (company: Company, path: YamlPath, message: string, remedy: string) => void;

/** What must hold over all company files together, in the order in which it is reported. */
function checkCompanies(
  companies: readonly Company[],
  sectors: ReadonlySet<string> | null,
  say: SayWrong,
): void {
  const byId = new Map<string, Company>(companies.map((company) => [company.id, company]));
  if (sectors !== null) {
    const remedy = `Use one of config/sectors.yml: ${[...sectors].join(', ')}.`;
    for (const company of companies)
      if (!sectors.has(company.sector))
        say(company, ['sector'], `unknown sector "${company.sector}"`, remedy);
  }
  const correct = 'Correct the id, or add its file to config/companies.';
  for (const company of companies) {
    const others = [
      ...company.controlledBy.map(
        (edge, at) => [edge.company, ['controlledBy', at, 'company']] as const,
      ),
      ...company.stakes.map((edge, at) => [edge.holder, ['stakes', at, 'holder']] as const),
    ];
    for (const [id, path] of others)
      if (!byId.has(id)) say(company, path, `there is no company "${id}"`, correct);
  }
  const named = companies.flatMap(nameClaims);
  sayClashes(
    named.map((claim) => ({ ...claim, owner: claim.company.id })),
    say,
  );
  // A company and its own app may share a name, two of its apps may not.
  const ofApps = named.filter(({ owner }) => owner.includes('/'));
  sayClashes(
    ofApps.map((claim) => ({ ...claim, key: `${claim.company.id}/${claim.key}` })),
    say,
  );
  sayClashes(
    companies.flatMap((company) => ownClaims(company, 'entities')),
    say,
  );
  sayClashes(
    companies.flatMap((company) =>
      company.listings.map(({ mic, symbol, from, to }, at) => {
        const name = `${mic}:${symbol}`;
        const owner = `${company.id} (listing ${at + 1})`;
        return { key: name, name, owner, company, path: ['listings', at], from, to };
      }),
    ),
    say,
    'A symbol stands for one security a day: correct the symbol or the dates.',
  );
  const message = 'the company controls itself through others on the same day';
  for (const company of companies)
    if (controls(company, company, { from: null, to: null }, new Set(), byId))
      say(company, ['controlledBy'], message, 'Correct or date the control edges.');
}

/**
 * Something owned for some days, compared by `key`. Two claims of one `owner` never clash, nor do
 * two that both say that the name is shared.
 */
type OwnerClaim = DaySpan & {
  readonly shared?: boolean;
  readonly key: string;
  readonly name: string;
  readonly owner: string;
  readonly company: Company;
  readonly path: YamlPath;
};

function sayClashes(
  claims: readonly OwnerClaim[],
  say: SayWrong,
  remedy = 'Give it to one of them, or end the one (`to`, exclusive) where the other ' +
    'begins (`from`).',
): void {
  for (const rivals of Map.groupBy(claims, ({ key }) => key).values())
    for (const [at, claim] of rivals.entries()) {
      const rival = rivals
        .slice(0, at)
        .find(
          (ownerClaim) =>
            ownerClaim.owner !== claim.owner &&
            !(ownerClaim.shared && claim.shared) &&
            overlaps(ownerClaim, claim),
        );
      if (rival === undefined) continue;
      const day = intersect(rival, claim)?.from ?? 'the beginning';
      const message = `"${claim.name}" belongs to ${rival.owner} too (from ${day})`;
      say(claim.company, claim.path, message, remedy);
    }
}

/** Every name of a company and of its apps; an app's names hold for the days of the app. */
function nameClaims(company: Company): OwnerClaim[] {
  const given = (
    owner: string,
    { en, zh, zhHant }: Company['name'],
    { from, to }: DaySpan,
    path: YamlPath,
  ) =>
    [en, zh, zhHant]
      .filter((name) => name !== null)
      .map((name) => ({
        key: nameKey(name),
        name,
        owner,
        company,
        path: [...path, 'name'],
        from,
        to,
      }));
  return [
    ...given(company.id, company.name, { from: null, to: null }, []),
    ...ownClaims(company, 'aliases'),
    ...company.apps.flatMap((app, at) => [
      ...given(app.id, app.name, app, ['apps', at]),
      ...app.aliases.flatMap((alias, index) => {
        const { name, shared } = alias;
        const span = intersect(alias, app);
        const path = ['apps', at, 'aliases', index];
        return span === null
          ? []
          : [{ key: nameKey(name), name, owner: app.id, company, path, shared, ...span }];
      }),
    ]),
  ];
}

function ownClaims(company: Company, list: 'aliases' | 'entities'): OwnerClaim[] {
  return company[list].map((own, at) => {
    const { name, from, to } = own;
    const shared = 'shared' in own && own.shared;
    const path = [list, at];
    return { key: nameKey(name), name, owner: company.id, company, path, shared, from, to };
  });
}

/** Whether `start` is above `company` on one of these days. */
function controls(
  start: Company,
  company: Company | undefined,
  span: DaySpan,
  seen: ReadonlySet<string>,
  byId: ReadonlyMap<string, Company>,
): boolean {
  return (company?.controlledBy ?? []).some((edge) => {
    const days = intersect(span, edge);
    if (days === null || seen.has(edge.company)) return false;
    return (
      edge.company === start.id ||
      controls(start, byId.get(edge.company), days, new Set([...seen, edge.company]), byId)
    );
  });
}
