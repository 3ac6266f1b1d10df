import type { Company } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { nameKey } from '../names/normalise.ts';
import { type DaySpan, intersect, overlaps } from './spans.ts';
import type { YamlPath } from './yaml.ts';

/** Something owned for some days. Two claims of one `owner` never clash. */
type OwnerClaim = DaySpan & {
  readonly name: string;
  readonly owner: string;
  readonly company: CompanyId;
  readonly path: YamlPath;
};

function clashes(
  claims: readonly OwnerClaim[],
  key: (claim: OwnerClaim) => string,
  remedy: string,
): RuleFinding[] {
  const claimed = new Map<string, OwnerClaim[]>();
  const found: RuleFinding[] = [];
  for (const claim of claims) {
    const others = claimed.get(key(claim)) ?? [];
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
    claimed.set(key(claim), [...others, claim]);
  }
  return found;
}

const HAND_OVER = 'Give it to one of them, or end the one (`to`, exclusive) where the other begins (`from`).';

/** A name of a company or app, compared by `nameKey`; a company and its own app may share one, two of its apps may not. */
export function oneOwnerOfANameADay({ companies }: Registry): RuleFinding[] {
  const claims = companies.flatMap(nameClaims);
  const keys = new Map(claims.map((claim) => [claim.name, nameKey(claim.name)]));
  const key = (claim: OwnerClaim) => keys.get(claim.name) ?? claim.name;
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
function nameClaims(company: Company): OwnerClaim[] {
  const always: DaySpan = { from: null, to: null };
  const own = (owner: string, names: Company['name'], span: DaySpan, path: YamlPath): OwnerClaim[] =>
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

export function oneOwnerOfAnEntityADay({ companies }: Registry): RuleFinding[] {
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

export function oneOwnerOfASecurityADay({ companies }: Registry): RuleFinding[] {
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

/** What a rule found: in whose file, at which place, what is wrong and what to do. */
export type RuleFinding = {
  readonly company: CompanyId;
  readonly path: YamlPath;
  readonly message: string;
  readonly remedy: string;
};
export type Registry = {
  readonly companies: readonly Company[];
  readonly sectors: ReadonlySet<string> | null;
};
export type CompanyRule = (registry: Registry) => RuleFinding[];
