import type { Company } from '../domain/company.ts';
import type { DaySpan } from '../domain/time.ts';
import { nameKey } from '../names/normalise.ts';
import { intersect, overlaps } from './spans.ts';
import type { YamlPath } from './yaml.ts';

export type Registry = {
  readonly companies: readonly Company[];
  readonly sectors: ReadonlySet<string> | null;
};

/** Says what is wrong: in whose file, at which place, what it is and what to do. */
export type SayWrong = (company: Company, path: YamlPath, message: string, remedy: string) => void;

/** What must hold over all company files together, in the order in which it is reported. */
export function checkCompanies(registry: Registry, say: SayWrong): void {
  for (const rule of RULES) rule(registry, say);
}

const RULES: readonly ((registry: Registry, say: SayWrong) => void)[] = [
  sectorsAreKnown,
  companiesExist,
  oneOwnerOfANameADay,
  oneOwnerOfAnEntityADay,
  oneOwnerOfASecurityADay,
  nobodyControlsItself,
];

function sectorsAreKnown({ companies, sectors }: Registry, say: SayWrong): void {
  if (sectors === null) return;
  const remedy = `Use one of config/sectors.yml: ${[...sectors].join(', ')}.`;
  for (const company of companies)
    if (!sectors.has(company.sector)) say(company, ['sector'], `unknown sector "${company.sector}"`, remedy);
}

function companiesExist({ companies }: Registry, say: SayWrong): void {
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
function oneOwnerOfANameADay({ companies }: Registry, say: SayWrong): void {
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

function oneOwnerOfAnEntityADay({ companies }: Registry, say: SayWrong): void {
  const claims = companies.flatMap((company) => claimsOf(company, 'entities'));
  sayClashes(claims, ({ name }) => nameKey(name), say);
}

function oneOwnerOfASecurityADay({ companies }: Registry, say: SayWrong): void {
  const claims = companies.flatMap((company) =>
    company.listings.map(({ mic, symbol, from, to }, index) => {
      const owner = `${company.id} (listing ${index + 1})`;
      return { name: `${mic}:${symbol}`, owner, company, path: ['listings', index], from, to };
    }),
  );
  const remedy = 'A symbol stands for one security a day: correct the symbol or the dates.';
  sayClashes(claims, ({ name }) => name, say, remedy);
}

function nobodyControlsItself({ companies }: Registry, say: SayWrong): void {
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
