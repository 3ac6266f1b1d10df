import { basename } from 'node:path';
import { z } from 'zod';
import type { CatalogProblem } from '../domain/catalog.ts';
import { type App, type Company, ValueTier } from '../domain/company.ts';
import { type AppId, CompanyId } from '../domain/ids.ts';
import type { DaySpan } from '../domain/time.ts';
import { nameKey } from '../names/normalise.ts';
import { CompanyFile } from './company-file.ts';
import { intersect, overlaps } from './spans.ts';
import { readTable } from './table.ts';
import { type Problem, problemAt, readYaml, type SourceFile, type YamlPath } from './yaml.ts';

/**
 * Reads and checks company files: each by itself (schema), then all together (`checkCompanies`). A file that cannot be
 * read is left out and named in `problems`; a catalog is sound when there are none.
 */
export function loadCompanies(
  files: readonly SourceFile[],
  sectors: ReadonlySet<string> | null = null,
): { companies: Company[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const origin = new Map<Company, SourceFile>();
  for (const file of files) {
    const read = readCompany(file);
    problems.push(...read.problems);
    if (read.company !== null) origin.set(read.company, file);
  }
  const companies = [...origin.keys()];
  checkCompanies(companies, sectors, (company, path, message, remedy) => {
    problems.push(problemAt(origin.get(company)!, path, message, remedy));
  });
  return { companies, problems };
}

/** One file by itself; the id of the company is the name of its file. */
export function readCompany(file: SourceFile): { company: Company | null; problems: Problem[] } {
  const id = CompanyId.safeParse(basename(file.path, '.yml'));
  if (!id.success) {
    const message = 'the name of the file is the id of the company, lower-case words joined by hyphens';
    return {
      company: null,
      problems: [{ file: file.path, line: 1, column: 1, message, remedy: 'Rename the file.' }],
    };
  }
  const { value, problems } = readYaml(file, CompanyFile);
  if (value === null) return { company: null, problems };
  const apps = value.apps.map((app) => ({ ...app, id: `${id.data}/${app.id}` as AppId }));
  return { company: { id: id.data, ...value, apps }, problems: [] };
}

const tiers = ValueTier.options.join(', ');
const AppValue = z.object({
  company: CompanyId,
  app: z.string().min(1),
  tier: z.enum(ValueTier.options, { error: ({ input }) => `"${input}" is no value (${tiers})` }),
  sure: z.string(),
});

/**
 * Gives apps without a value the one of `config/app-values.tsv` (company, app, tier, how sure). A value
 * of a company's own file wins; a line of an app that is gone grades nothing.
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
  return { companies: companies.map((one) => ({ ...one, apps: one.apps.map(gradeApp) })), problems };
}

/** Says what is wrong: in whose file, at which place, what it is and what to do. */
type SayWrong = (company: Company, path: YamlPath, message: string, remedy: string) => void;

/** What must hold over all company files together, in the order in which it is reported. */
function checkCompanies(
  companies: readonly Company[],
  sectors: ReadonlySet<string> | null,
  say: SayWrong,
): void {
  if (sectors !== null) sectorsAreKnown(companies, sectors, say);
  companiesExist(companies, say);
  oneOwnerOfANameADay(companies, say);
  oneOwnerOfAnEntityADay(companies, say);
  oneOwnerOfASecurityADay(companies, say);
  nobodyControlsItself(companies, say);
}

function sectorsAreKnown(companies: readonly Company[], sectors: ReadonlySet<string>, say: SayWrong): void {
  const remedy = `Use one of config/sectors.yml: ${[...sectors].join(', ')}.`;
  for (const company of companies)
    if (!sectors.has(company.sector)) say(company, ['sector'], `unknown sector "${company.sector}"`, remedy);
}

function companiesExist(companies: readonly Company[], say: SayWrong): void {
  const known = new Set<string>(companies.map(({ id }) => id));
  const remedy = 'Correct the id, or add its file to config/companies.';
  for (const company of companies) {
    const check = (id: string, path: YamlPath) => {
      if (!known.has(id)) say(company, path, `there is no company "${id}"`, remedy);
    };
    for (const [index, edge] of company.controlledBy.entries())
      check(edge.company, ['controlledBy', index, 'company']);
    for (const [index, edge] of company.stakes.entries()) check(edge.holder, ['stakes', index, 'holder']);
  }
}

/** Something owned for some days. Two claims of one `owner` never clash. */
type OwnerClaim = DaySpan & {
  readonly name: string;
  readonly owner: string;
  readonly company: Company;
  readonly path: YamlPath;
};

const HAND_OVER = 'Give it to one of them, or end the one (`to`, exclusive) where the other begins (`from`).';

function sayClashes(
  claims: readonly OwnerClaim[],
  keyOf: (claim: OwnerClaim) => string,
  say: SayWrong,
  remedy = HAND_OVER,
): void {
  const claimed = new Map<string, OwnerClaim[]>();
  for (const claim of claims) {
    const key = keyOf(claim);
    const others = claimed.get(key) ?? [];
    const rival = others.find((other) => other.owner !== claim.owner && overlaps(other, claim));
    if (rival) {
      const day = intersect(rival, claim)?.from ?? 'the beginning';
      say(claim.company, claim.path, `"${claim.name}" belongs to ${rival.owner} too (from ${day})`, remedy);
    }
    claimed.set(key, [...others, claim]);
  }
}

/** A name of a company or app, compared by `nameKey`; a company and its own app may share one, two of its apps may not. */
function oneOwnerOfANameADay(companies: readonly Company[], say: SayWrong): void {
  const claims = companies.flatMap(nameClaims);
  const keys = new Map(claims.map(({ name }) => [name, nameKey(name)]));
  const key = ({ name }: OwnerClaim) => keys.get(name)!;
  const ofCompanies = claims.map((claim) => ({ ...claim, owner: claim.company.id }));
  sayClashes(ofCompanies, key, say);
  const ofApps = claims.filter(({ owner }) => owner.includes('/'));
  sayClashes(ofApps, (claim) => `${claim.company.id}/${key(claim)}`, say);
}

/** Every name of a company and of its apps; an app's names hold for the days of the app. */
function nameClaims(company: Company): OwnerClaim[] {
  const own = (owner: string, names: Company['name'], days: DaySpan, path: YamlPath): OwnerClaim[] =>
    Object.values(names)
      .filter((name) => name !== null)
      .map((name) => ({ name, owner, company, path: [...path, 'name'], from: days.from, to: days.to }));
  return [
    ...own(company.id, company.name, { from: null, to: null }, []),
    ...claimsOf(company, 'aliases'),
    ...company.apps.flatMap((app, at) => [
      ...own(app.id, app.name, app, ['apps', at]),
      ...app.aliases.flatMap((alias, index) => {
        const span = intersect(alias, app);
        const path = ['apps', at, 'aliases', index];
        return span === null ? [] : [{ name: alias.name, owner: app.id, company, path, ...span }];
      }),
    ]),
  ];
}

function claimsOf(company: Company, key: 'aliases' | 'entities'): OwnerClaim[] {
  return company[key].map(({ name, from, to }, index) => {
    return { name, owner: company.id, company, path: [key, index], from, to };
  });
}

function oneOwnerOfAnEntityADay(companies: readonly Company[], say: SayWrong): void {
  const claims = companies.flatMap((company) => claimsOf(company, 'entities'));
  sayClashes(claims, ({ name }) => nameKey(name), say);
}

function oneOwnerOfASecurityADay(companies: readonly Company[], say: SayWrong): void {
  const claims = companies.flatMap((company) =>
    company.listings.map(({ mic, symbol, from, to }, index) => {
      const owner = `${company.id} (listing ${index + 1})`;
      return { name: `${mic}:${symbol}`, owner, company, path: ['listings', index], from, to };
    }),
  );
  const remedy = 'A symbol stands for one security a day: correct the symbol or the dates.';
  sayClashes(claims, ({ name }) => name, say, remedy);
}

function nobodyControlsItself(companies: readonly Company[], say: SayWrong): void {
  const byId = new Map<string, Company>(companies.map((company) => [company.id, company]));
  const returns = (
    start: string,
    here: Company | undefined,
    span: DaySpan,
    seen: readonly string[],
  ): boolean =>
    (here?.controlledBy ?? []).some((edge) => {
      const common = intersect(span, edge);
      if (common === null || seen.includes(edge.company)) return false;
      return (
        edge.company === start || returns(start, byId.get(edge.company), common, [...seen, edge.company])
      );
    });
  for (const company of companies)
    if (returns(company.id, company, { from: null, to: null }, []))
      say(
        company,
        ['controlledBy'],
        'the company controls itself through others on the same day',
        'Correct or date the control edges.',
      );
}
