import { type Company, isKnownMic } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { nameKey } from '../names/normalise.ts';
import { intersect, overlaps, type Span } from './spans.ts';
import type { YamlPath } from './yaml.ts';

/** What a rule found: in whose file, at which place, what is wrong and what to do. */
export type RuleFinding = {
  readonly company: CompanyId;
  readonly path: YamlPath;
  readonly message: string;
  readonly remedy: string;
};
type Registry = { readonly companies: readonly Company[]; readonly sectors: ReadonlySet<string> | null };
type Rule = (registry: Registry) => RuleFinding[];

/** What must hold over all company files together, in the order in which it is reported. */
export const companyRules: readonly Rule[] = [
  spansRunForward,
  micsAreKnown,
  sectorsAreKnown,
  companiesExist,
  oneOwnerOfANameADay,
  oneOwnerOfAnEntityADay,
  oneOwnerOfASecurityADay,
  oneAppAnId,
  nobodyControlsItself,
];

const EDGES = ['aliases', 'listings', 'controlledBy', 'stakes', 'entities', 'affiliates', 'apps'] as const;

function spansRunForward({ companies }: Registry): RuleFinding[] {
  return companies.flatMap((company) =>
    EDGES.flatMap((key) =>
      company[key].flatMap((edge, index) =>
        overlaps(edge, edge)
          ? []
          : [
              {
                company: company.id,
                path: [key, index],
                message: `"to" (${edge.to}) is not after "from" (${edge.from})`,
                remedy: 'Correct the dates; "to" is the first day on which it no longer holds.',
              },
            ],
      ),
    ),
  );
}

function micsAreKnown({ companies }: Registry): RuleFinding[] {
  return companies.flatMap((company) =>
    company.listings.flatMap((listing, index) =>
      isKnownMic(listing.mic)
        ? []
        : [
            {
              company: company.id,
              path: ['listings', index, 'mic'],
              message: `unknown exchange "${listing.mic}"`,
              remedy: 'Use the MIC of ISO 10383; a new exchange is added in src/domain/company.ts.',
            },
          ],
    ),
  );
}

function sectorsAreKnown({ companies, sectors }: Registry): RuleFinding[] {
  if (sectors === null) return [];
  return companies
    .filter((company) => !sectors.has(company.sector))
    .map((company) => ({
      company: company.id,
      path: ['sector'],
      message: `unknown sector "${company.sector}"`,
      remedy: `Use one of config/sectors.yml: ${[...sectors].join(', ')}.`,
    }));
}

function companiesExist({ companies }: Registry): RuleFinding[] {
  const known = new Set<string>(companies.map((company) => company.id));
  return companies.flatMap((company) =>
    [
      ...company.controlledBy.map((edge, index) => ({
        id: edge.company,
        path: ['controlledBy', index, 'company'],
      })),
      ...company.stakes.map((edge, index) => ({ id: edge.holder, path: ['stakes', index, 'holder'] })),
    ]
      .filter((reference) => !known.has(reference.id))
      .map((reference) => ({
        company: company.id,
        path: reference.path,
        message: `there is no company "${reference.id}"`,
        remedy: 'Correct the id, or add its file to config/companies.',
      })),
  );
}

/** Something owned for some days. Two claims of one `owner` never clash. */
type Claim = Span & {
  readonly name: string;
  readonly owner: string;
  readonly company: CompanyId;
  readonly path: YamlPath;
};

function clashes(claims: readonly Claim[], key: (claim: Claim) => string, remedy: string): RuleFinding[] {
  const held = new Map<string, Claim[]>();
  const found: RuleFinding[] = [];
  for (const claim of claims) {
    const others = held.get(key(claim)) ?? [];
    const rival = others.find((other) => other.owner !== claim.owner && overlaps(other, claim));
    if (rival) {
      const day = intersect(rival, claim)?.from ?? 'the beginning';
      found.push({
        company: claim.company,
        path: claim.path,
        message: `"${claim.name}" belongs to ${rival.owner} too (from ${day})`,
        remedy,
      });
    }
    held.set(key(claim), [...others, claim]);
  }
  return found;
}

const HAND_OVER = 'Give it to one of them, or end the one (`to`, exclusive) where the other begins (`from`).';

function oneOwnerOfANameADay({ companies }: Registry): RuleFinding[] {
  const claims = companies.flatMap(nameClaims);
  const keys = new Map(claims.map((claim) => [claim.name, nameKey(claim.name)]));
  const key = (claim: Claim) => keys.get(claim.name) ?? claim.name;
  const ofApps = claims.filter((claim) => claim.owner.includes('/'));
  return [
    ...clashes(
      claims.map((claim) => ({ ...claim, owner: claim.company })),
      key,
      HAND_OVER,
    ),
    ...clashes(ofApps, (claim) => `${claim.company}/${key(claim)}`, HAND_OVER),
  ];
}

/** Every name of a company and of its apps; an app's names hold for the days of the app. */
function nameClaims(company: Company): Claim[] {
  const always: Span = { from: null, to: null };
  const own = (owner: string, names: Company['name'], span: Span, path: YamlPath): Claim[] =>
    Object.values(names)
      .filter((name) => name !== null)
      .map((name) => ({ name, owner, company: company.id, path: [...path, 'name'], ...span }));
  return [
    ...own(company.id, company.name, always, []),
    ...company.aliases.map((alias, index) => ({
      name: alias.name,
      owner: company.id,
      company: company.id,
      path: ['aliases', index],
      from: alias.from,
      to: alias.to,
    })),
    ...company.apps.flatMap((app, appIndex) => [
      ...own(app.id, app.name, { from: app.from, to: app.to }, ['apps', appIndex]),
      ...app.aliases.flatMap((alias, index) => {
        const span = intersect(alias, app);
        const path = ['apps', appIndex, 'aliases', index];
        return span === null ? [] : [{ name: alias.name, owner: app.id, company: company.id, path, ...span }];
      }),
    ]),
  ];
}

function oneOwnerOfAnEntityADay({ companies }: Registry): RuleFinding[] {
  const claims = companies.flatMap((company) =>
    company.entities.map((entity, index) => ({
      name: entity.name,
      owner: company.id,
      company: company.id,
      path: ['entities', index],
      from: entity.from,
      to: entity.to,
    })),
  );
  return clashes(claims, (claim) => nameKey(claim.name), HAND_OVER);
}

function oneOwnerOfASecurityADay({ companies }: Registry): RuleFinding[] {
  const claims = companies.flatMap((company) =>
    company.listings.map((listing, index) => ({
      name: `${listing.mic}:${listing.symbol}`,
      owner: `${company.id} (listing ${index + 1})`,
      company: company.id,
      path: ['listings', index],
      from: listing.from,
      to: listing.to,
    })),
  );
  return clashes(
    claims,
    (claim) => claim.name,
    'A symbol stands for one security a day: correct the symbol or the dates.',
  );
}

function oneAppAnId({ companies }: Registry): RuleFinding[] {
  return companies.flatMap((company) =>
    company.apps.flatMap((app, index) =>
      company.apps.findIndex((other) => other.id === app.id) === index
        ? []
        : [
            {
              company: company.id,
              path: ['apps', index, 'id'],
              message: `two apps have the id "${app.id}"`,
              remedy: 'Give one of them another id.',
            },
          ],
    ),
  );
}

function nobodyControlsItself({ companies }: Registry): RuleFinding[] {
  const byId = new Map<string, Company>(companies.map((company) => [company.id, company]));
  const returns = (start: string, here: Company | undefined, span: Span, seen: readonly string[]): boolean =>
    (here?.controlledBy ?? []).some((edge) => {
      const common = intersect(span, edge);
      if (common === null || seen.includes(edge.company)) return false;
      return (
        edge.company === start || returns(start, byId.get(edge.company), common, [...seen, edge.company])
      );
    });
  return companies
    .filter((company) => returns(company.id, company, { from: null, to: null }, []))
    .map((company) => ({
      company: company.id,
      path: ['controlledBy'],
      message: 'the company controls itself through others on the same day',
      remedy: 'Correct or date the control edges.',
    }));
}
