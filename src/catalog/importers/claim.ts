import type { App, Company } from '../../domain/company.ts';
import { type Evidence, isAttested } from '../../domain/evidence.ts';
import { nameKey } from '../../names/normalise.ts';
import { type KnownFirms, keyOfFirm, type Proposal } from './proposal.ts';

/** What a row of another register says of a company: an edge, its days where it has them, and what that rests on. */
export interface ProposedClaim {
  readonly company: Company;
  readonly edge: 'listing' | 'entity' | 'app' | 'control' | 'stake';
  /** Name of a firm or app, symbol of a listing, id of the company on the other side. */
  readonly name: string;
  readonly mic?: string;
  readonly relation?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly because: string;
  readonly evidence: Evidence | null;
}

interface ClaimEdge {
  readonly from: string | null;
  readonly to: string | null;
  readonly evidence: readonly Evidence[];
}

/**
 * Compares a claim with the registry: an edge that is there is attested (once a source), and contradicted where a day
 * differs; an edge that is not there is proposed. A sentence = the claim cannot be used, and why.
 */
export function proposalsOf(claim: ProposedClaim, known: KnownFirms): Proposal[] | string {
  const { company, evidence, because } = claim;
  const found = findEdge(claim);
  if (found === null) return claim.edge === 'entity' ? newEntity(claim, known) : addition(claim);
  const value = { edge: claim.edge, ...found.key };
  const days = (['from', 'to'] as const).flatMap((end) => {
    const said = claim[end] ?? null;
    return said === null || agrees(end, found.edge[end], said) ? [] : [[end, said] as const];
  });
  const contradiction: Proposal[] =
    days.length === 0
      ? []
      : [
          {
            company: company.id,
            do: 'contradict',
            value: { ...value, ...Object.fromEntries(days) },
            because: `${because}; the registry has ${days.map(([end]) => `${end} ${found.edge[end] ?? 'open'}`).join(', ')}`,
            evidence,
          },
        ];
  if (evidence === null || !isAttested([evidence])) return contradiction;
  if (found.edge.evidence.some((one) => sameSource(one, evidence))) return contradiction;
  return [{ company: company.id, do: 'attest', value, because, evidence }, ...contradiction];
}

/** Proposals of the claims that can be used. */
export function usable(read: readonly (Proposal[] | string)[]): Proposal[] {
  return read.filter((one) => typeof one !== 'string').flat();
}

/** Whether two partial days can both be right: 2019 and 2019-11-05 can. No first day is one not recorded; no last day is "goes on". */
function agrees(end: 'from' | 'to', known: string | null, said: string): boolean {
  return known === null ? end === 'from' : known.startsWith(said) || said.startsWith(known);
}

/** The same source of a later day says nothing new. */
function sameSource(one: Evidence, other: Evidence): boolean {
  return one.kind === other.kind && one.source === other.source;
}

function findEdge(claim: ProposedClaim): { edge: ClaimEdge; key: Record<string, string> } | null {
  const { company, name } = claim;
  switch (claim.edge) {
    case 'listing': {
      const symbol = bare(name);
      const all = company.listings.filter((one) => one.mic === claim.mic && bare(one.symbol) === symbol);
      const edge = all.find((one) => one.to === null) ?? all.at(-1);
      return edge === undefined ? null : { edge, key: { mic: edge.mic, symbol: edge.symbol } };
    }
    case 'entity': {
      const key = keyOfFirm(name);
      const edge = company.entities.find((one) => keyOfFirm(one.name) === key);
      return edge === undefined ? null : { edge, key: { name: edge.name } };
    }
    case 'app': {
      const edge = company.apps.find((one) => namesOf(one).some((own) => nameKey(own) === nameKey(name)));
      return edge === undefined ? null : { edge, key: { id: edge.id.split('/').at(-1)! } };
    }
    case 'control': {
      const edge = company.controlledBy.find((one) => one.company === name);
      return edge === undefined ? null : { edge, key: { company: name } };
    }
    case 'stake': {
      const edge = company.stakes.find((one) => one.holder === name);
      return edge === undefined ? null : { edge, key: { holder: name } };
    }
  }
}

/** Symbols are padded here (0700) and bare elsewhere (700). */
export const bare = (symbol: string) => symbol.replace(/^0+(?=\d)/u, '');

function namesOf(app: App): string[] {
  return [app.name.zh, app.name.zhHant, app.name.en, ...app.aliases.map((one) => one.name)].filter(
    (name) => name !== null,
  );
}

function newEntity(claim: ProposedClaim, known: KnownFirms): Proposal[] | string {
  const firm = known.find(claim.name);
  if (firm === 'several') return `“${claim.name}” is a firm of several companies`;
  if (firm !== null && firm.company.id !== claim.company.id)
    return `“${claim.name}” is a firm of ${firm.company.id}`;
  if (firm !== null && firm.affiliate !== null)
    return `“${claim.name}” is an affiliate of ${firm.company.id}, which never resolves to it`;
  return addition(claim);
}

const ADD = {
  listing: 'add-listing',
  entity: 'add-entity',
  app: 'add-app',
  control: 'add-control',
} as const;

function addition(claim: ProposedClaim): Proposal[] | string {
  const { edge, name, company, because, evidence } = claim;
  if (edge === 'stake')
    return `a stake of ${name} in ${company.id} is added by hand: its share has to be known`;
  const days = { from: claim.from ?? null, to: claim.to ?? null };
  const what = {
    listing: { mic: claim.mic ?? null, symbol: name },
    entity: { name, relation: claim.relation ?? null },
    app: { name },
    control: { company: name, by: 'consolidated' },
  }[edge];
  return [{ company: company.id, do: ADD[edge], value: { ...what, ...days }, because, evidence }];
}
