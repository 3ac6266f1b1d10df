import { z } from 'zod';
import type { Affiliate, App, Company, LegalEntity, Listing } from '../../domain/company.ts';
import { Evidence, isAttested } from '../../domain/evidence.ts';
import { englishFirmKey, firmKey } from '../names/firm.ts';
import { nameKey } from '../names/normalise.ts';

/**
 * A change to the registry that a person may make; an importer never makes it. One line of JSON
 * each.
 */
export const Proposal = z.strictObject({
  /** Company file that would change; null = a company that has no file yet. */
  company: z.string().nullable(),
  /**
   * `attest`: the row agrees with an edge and is evidence for it. `contradict`: it disagrees;
   * `value` holds the edge and what it should say. `check-listing`: a question that nothing can be
   * written for.
   */
  do: z.enum([
    'attest',
    'contradict',
    'add-entity',
    'add-app',
    'add-alias',
    'add-listing',
    'add-control',
    'add-affiliate',
    'check-listing',
  ]),
  /**
   * What the file would say, in the words of a company file; `edge` names the kind of edge of
   * attest and contradict.
   */
  value: z.record(z.string(), z.string().nullable()),
  because: z.string(),
  /** Null = the row states none: what is added stays unverified. */
  evidence: Evidence.nullable(),
});
export type Proposal = z.infer<typeof Proposal>;

/** What came of a whole file, or why it is none of its kind. */
export type Imported =
  | {
      readonly rows: number;
      readonly proposals: readonly Proposal[];
      /** Rows that cannot be used, each as a sentence. */
      readonly problems?: readonly string[];
    }
  | { readonly problem: string };

/** A firm with twenty apps is attested once. */
export function onceEach(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ company, do: what, value }) => {
    const key = JSON.stringify([company, what, value]);
    return !seen.has(key) && seen.add(key);
  });
}

/** A firm that the registry knows under a name. */
export type KnownFirm = {
  readonly company: Company;
  readonly entity: LegalEntity | null;
  readonly affiliate: Affiliate | null;
};

export interface KnownFirms {
  readonly companies: ReadonlyMap<string, Company>;
  /**
   * The one firm of that name; null where there is none, `several` where two companies have one.
   */
  find(name: string): KnownFirm | 'several' | null;
}

/**
 * Key by which firms' names are compared, Chinese or Latin; empty where nothing is left to compare.
 */
export function keyOfFirm(name: string): string {
  return /\p{Script=Han}/u.test(name) ? firmKey(name).replace(/[()]/gu, '') : englishFirmKey(name);
}

/** Every name under which the registry knows a firm: company names, legal entities, affiliates. */
export function knownFirms(companies: ReadonlyMap<string, Company>): KnownFirms {
  const firms = new Map<string, KnownFirm | 'several'>();
  const add = (name: string, firm: KnownFirm) => {
    const key = keyOfFirm(name);
    const known = firms.get(key);
    if (
      key === '' ||
      (known !== undefined && known !== 'several' && known.company === firm.company)
    )
      return;
    firms.set(key, known === undefined ? firm : 'several');
  };
  for (const company of companies.values()) {
    for (const entity of company.entities) add(entity.name, { company, entity, affiliate: null });
    for (const affiliate of company.affiliates)
      add(affiliate.name, { company, entity: null, affiliate });
    for (const name of namesOf(company)) add(name, { company, entity: null, affiliate: null });
  }
  return { companies, find: (name) => firms.get(keyOfFirm(name)) ?? null };
}

/**
 * The one company whose own firm has this name; null where it is none's, an affiliate's, or not
 * clear.
 */
export function ownFirm(name: string, known: KnownFirms): KnownFirm | null {
  const firm = name === '' ? null : known.find(name);
  return firm === null || firm === 'several' || firm.affiliate !== null ? null : firm;
}

/**
 * What a row of another register says of a company: an edge, its days where it has them, and what
 * that rests on.
 */
export interface ProposedLink {
  readonly company: Company;
  readonly edge: 'listing' | 'entity' | 'app' | 'control' | 'stake' | 'affiliate';
  /** Name of a firm or app, symbol of a listing, id of the company on the other side. */
  readonly name: string;
  readonly mic?: string | undefined;
  readonly relation?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly because: string;
  readonly evidence: Evidence | null;
}

/**
 * Compares a claim with the registry: an edge that is there is attested (once a source), and
 * contradicted where a day differs; an edge that is not there is proposed. A sentence = the claim
 * cannot be used, and why.
 */
export function proposalsOf(claim: ProposedLink, known: KnownFirms): Proposal[] | string {
  const { company, evidence, because } = claim;
  const found = findEdge(claim);
  if (found === undefined) return addition(claim, known);
  const [edge, key] = found;
  const value = { edge: claim.edge, ...key };
  const days = (['from', 'to'] as const).flatMap((end) => {
    const said = claim[end] ?? null;
    return said === null || agrees(end, edge[end], said) ? [] : [[end, said] as const];
  });
  const has = days.map(([end]) => `${end} ${edge[end] ?? 'open'}`).join(', ');
  const contradiction: Proposal = {
    company: company.id,
    do: 'contradict',
    value: { ...value, ...Object.fromEntries(days) },
    because: `${because}; the registry has ${has}`,
    evidence,
  };
  const contradicted = days.length === 0 ? [] : [contradiction];
  const isKnown = (one: Evidence) => one.kind === evidence?.kind && one.source === evidence.source;
  // The same source of a later day says nothing new.
  if (evidence === null || !isAttested([evidence]) || edge.evidence.some(isKnown))
    return contradicted;
  return [{ company: company.id, do: 'attest', value, because, evidence }, ...contradicted];
}

/** Proposals of the claims that can be used. */
export function usable(read: readonly (Proposal[] | string)[]): Proposal[] {
  return read.filter((one) => typeof one !== 'string').flat();
}

/**
 * What a row says of a firm under a name: an edge of its company, and that the name is one of the
 * company's firms.
 */
export function firmLinks(
  { company, entity }: KnownFirm,
  name: string,
  claim: Omit<ProposedLink, 'company'>,
  known: KnownFirms,
): Proposal[] {
  const { because, evidence } = claim;
  return usable([
    proposalsOf({ ...claim, company }, known),
    entity === null ? [] : proposalsOf({ company, because, evidence, edge: 'entity', name }, known),
  ]);
}

/** Asks a person about a listing that another register does not have, or has otherwise. */
export function listingCheck(
  company: Company,
  { mic, symbol, from }: Listing,
  because: string,
  evidence: Evidence,
): Proposal {
  const value = { mic, symbol, from, to: null };
  return { company: company.id, do: 'check-listing', value, because, evidence };
}

/**
 * Whether two partial days can both be right: 2019 and 2019-11-05 can. No first day is one not
 * recorded; no last day is "goes on".
 */
function agrees(end: 'from' | 'to', known: string | null, said: string): boolean {
  return known === null ? end === 'from' : known.startsWith(said) || said.startsWith(known);
}

type FoundEdge = readonly [Pick<Listing, 'from' | 'to' | 'evidence'>, key: Proposal['value']];

/**
 * The edge of a claim, with the keys by which it is found in its file; the last one of a symbol
 * that was used again.
 */
function findEdge({ company, edge, name, mic }: ProposedLink): FoundEdge | undefined {
  const finders: Record<ProposedLink['edge'], () => FoundEdge[]> = {
    listing() {
      const all = company.listings.filter(
        (listing) => listing.mic === mic && bare(listing.symbol) === bare(name),
      );
      const found = all.find((listing) => listing.to === null) ?? all.at(-1);
      return found === undefined ? [] : [[found, { mic: found.mic, symbol: found.symbol }]];
    },
    entity: () =>
      company.entities
        .filter((legalEntity) => keyOfFirm(legalEntity.name) === keyOfFirm(name))
        .map((legalEntity) => [legalEntity, { name: legalEntity.name }]),
    app() {
      const namesOfApp = (app: App) => [...namesOf(app), ...app.aliases.map((alias) => alias.name)];
      return company.apps
        .filter((app) => namesOfApp(app).some((own) => nameKey(own) === nameKey(name)))
        .map((app) => [app, { id: app.id.split('/').at(-1)! }]);
    },
    control: () =>
      company.controlledBy
        .filter((control) => control.company === name)
        .map((control) => [control, { company: name }]),
    affiliate: () =>
      company.affiliates
        .filter((affiliate) => keyOfFirm(affiliate.name) === keyOfFirm(name))
        .map((affiliate) => [affiliate, { name: affiliate.name }]),
    stake: () =>
      company.stakes
        .filter((stake) => stake.holder === name)
        .map((stake) => [stake, { holder: name }]),
  };
  return finders[edge]()[0];
}

/** Symbols are padded here (0700) and bare elsewhere (700). */
export const bare = (symbol: string) => symbol.replace(/^0+(?=\d)/u, '');

const namesOf = ({ name }: Pick<Company, 'name'>) =>
  [name.zh, name.zhHant, name.en].filter((one) => one !== null);

function addition(claim: ProposedLink, known: KnownFirms): Proposal[] | string {
  const { edge, name, company, because, evidence } = claim;
  if (edge === 'stake')
    return `a stake of ${name} in ${company.id} is added by hand: its share has to be known`;
  const isFirm = edge === 'entity' || edge === 'affiliate';
  const firm = isFirm ? known.find(name) : null;
  if (firm === 'several') return `“${name}” is a firm of several companies`;
  if (firm !== null && firm.company.id !== company.id)
    return `“${name}” is a firm of ${firm.company.id}`;
  if (firm !== null && firm.affiliate !== null)
    return `“${name}” is an affiliate of ${firm.company.id}, which never resolves to it`;
  const days = { from: claim.from ?? null, to: claim.to ?? null };
  const what = {
    listing: { mic: claim.mic ?? null, symbol: name },
    entity: { name, relation: claim.relation ?? null },
    app: { name },
    control: { company: name, by: 'consolidated' },
    affiliate: { name, relation: claim.relation ?? null },
  }[edge];
  return [
    { company: company.id, do: `add-${edge}`, value: { ...what, ...days }, because, evidence },
  ];
}
