import { z } from 'zod';
import type { Affiliate, Company, LegalEntity } from '../../domain/company.ts';
import { Evidence } from '../../domain/evidence.ts';
import { englishFirmKey, firmKey } from '../../names/firm.ts';

/** A change to the registry that a person may make; an importer never makes it. One line of JSON each. */
export const Proposal = z.strictObject({
  /** Company file that would change; null = a company that has no file yet. */
  company: z.string().nullable(),
  /**
   * `attest`: the row agrees with an edge and is evidence for it. `contradict`: it disagrees; `value` holds the edge and
   * what it should say. `check-listing`: a question that nothing can be written for.
   */
  do: z.enum([
    'attest',
    'contradict',
    'add-entity',
    'add-app',
    'add-alias',
    'add-listing',
    'add-control',
    'check-listing',
  ]),
  /** What the file would say, in the words of a company file; `edge` names the kind of edge of attest and contradict. */
  value: z.record(z.string(), z.string().nullable()),
  because: z.string(),
  /** Null = the row states none: what is added stays unverified. */
  evidence: Evidence.nullable(),
});
export type Proposal = z.infer<typeof Proposal>;

/** What came of a whole file, or why it is none of its kind. */
export type Imported =
  | { readonly rows: number; readonly proposals: readonly Proposal[] }
  | { readonly problem: string };

/** Parsed JSON; null where the text is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A firm with twenty apps is attested once. */
export function onceEach(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter((one) => {
    const key = JSON.stringify([one.company, one.do, one.value]);
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
