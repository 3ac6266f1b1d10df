import type { Affiliate, Company, LegalEntity } from '../../domain/company.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { englishFirmKey, firmKey } from '../../names/firm.ts';

/** A change to the registry that a person may make; an importer never makes it. One line of JSON each. */
export interface Proposal {
  /** Company file that would change; null = a company that has no file yet. */
  readonly company: string | null;
  /**
   * `attest`: the row agrees with an edge and is evidence for it. `contradict`: it disagrees; `value` holds the edge and
   * what it should say. `check-listing`: a question that nothing can be written for.
   */
  readonly do:
    | 'attest'
    | 'contradict'
    | 'add-entity'
    | 'add-app'
    | 'add-alias'
    | 'add-listing'
    | 'add-control'
    | 'check-listing';
  /** What the file would say, in the words of a company file; `edge` names the kind of edge of attest and contradict. */
  readonly value: Readonly<Record<string, string | null>>;
  readonly because: string;
  /** Null = the row states none: what is added stays unverified. */
  readonly evidence: Evidence | null;
}

/** A firm that the registry knows under a name. */
export type KnownFirm = {
  readonly company: Company;
  readonly entity: LegalEntity | null;
  readonly affiliate: Affiliate | null;
};

export interface KnownFirms {
  readonly companies: ReadonlyMap<string, Company>;
  /** The one firm of that name; null where there is none, `several` where two companies have one. */
  find(name: string): KnownFirm | 'several' | null;
}

/** Key by which firms' names are compared, Chinese or Latin; empty where nothing is left to compare. */
export function keyOfFirm(name: string): string {
  return /\p{Script=Han}/u.test(name) ? firmKey(name).replace(/[()]/gu, '') : englishFirmKey(name);
}

/** Every name under which the registry knows a firm: company names, legal entities, affiliates. */
export function knownFirms(companies: ReadonlyMap<string, Company>): KnownFirms {
  const firms = new Map<string, KnownFirm | 'several'>();
  const add = (name: string, firm: KnownFirm) => {
    const key = keyOfFirm(name);
    const known = firms.get(key);
    if (key === '' || (known !== undefined && known !== 'several' && known.company === firm.company)) return;
    firms.set(key, known === undefined ? firm : 'several');
  };
  for (const company of companies.values()) {
    for (const entity of company.entities) add(entity.name, { company, entity, affiliate: null });
    for (const affiliate of company.affiliates) add(affiliate.name, { company, entity: null, affiliate });
    for (const name of [company.name.en, company.name.zh, company.name.zhHant])
      if (name !== null) add(name, { company, entity: null, affiliate: null });
  }
  return { companies, find: (name) => firms.get(keyOfFirm(name)) ?? null };
}
