import type { PartialDate } from '../../domain/time.ts';
import { type KnownFirm, type KnownFirms, keyOfFirm, type Proposal } from './proposal.ts';

/** The names of one LEI record. */
export interface LeiNames {
  readonly lei: string;
  readonly active: boolean;
  /** Day of the record. */
  readonly day: PartialDate | null;
  readonly names: readonly { readonly text: string; readonly former: boolean }[];
}

const OTHERS = [
  'Entity.OtherEntityNames.OtherEntityName',
  'Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName',
];
/** The golden copy has five columns of each kind. */
const COLUMNS = [1, 2, 3, 4, 5];

/** Legal name first, then other and transliterated names, each once. */
export function firmNames(cell: (column: string) => string): LeiNames {
  const further = OTHERS.flatMap((column) =>
    COLUMNS.map((at) => ({
      text: cell(`${column}.${at}`),
      former: cell(`${column}.${at}.type`) === 'PREVIOUS_LEGAL_NAME',
    })),
  );
  const all = [{ text: cell('Entity.LegalName'), former: false }, ...further].filter(
    (one) => one.text !== '',
  );
  return {
    lei: cell('LEI'),
    active: cell('Entity.EntityStatus') !== 'INACTIVE',
    day: recordDay(cell),
    names: [...new Map(all.map((one) => [keyOfFirm(one.text), one])).values()].filter(
      (one) => keyOfFirm(one.text) !== '',
    ),
  };
}

/** Day on which a record, of either level, was last changed. */
export function recordDay(cell: (column: string) => string): PartialDate | null {
  return (/^\d{4}-\d\d-\d\d/.exec(cell('Registration.LastUpdateDate'))?.[0] ?? null) as PartialDate | null;
}

/** The company whose firm this is by any of its names, and names of it that the registry lacks. Null = nobody's, or not clear. */
export function sameFirmProposals(
  record: LeiNames,
  known: KnownFirms,
): { readonly company: string; readonly proposals: readonly Proposal[] } | null {
  const found = record.names.map(({ text }) => known.find(text));
  const firms = found.filter((one): one is KnownFirm => one !== null && one !== 'several');
  const companies = new Set(firms.map((one) => one.company.id));
  const firm = firms[0];
  if (firm === undefined || companies.size !== 1 || found.includes('several')) return null;
  // An affiliate is known so that it never resolves; nothing is added to it.
  if (firms.some((one) => one.affiliate !== null)) return null;
  const fresh = record.names.filter((_, at) => found[at] === null);
  const same = firm.entity?.name ?? firm.company.name.en ?? firm.company.id;
  return {
    company: firm.company.id,
    proposals: fresh.map(({ text, former }) => ({
      company: firm.company.id,
      do: 'add-entity',
      value: {
        name: text,
        relation: former ? 'former-name' : (firm.entity?.relation ?? 'self'),
        from: firm.entity?.from ?? null,
        to: firm.entity?.to ?? null,
      },
      because: `LEI ${record.lei} gives it as ${former ? 'an earlier' : 'another'} name of “${same}”${record.active ? '' : '; the record is inactive'}`,
      evidence: { kind: 'register', source: `GLEIF ${record.lei}`, day: record.day },
    })),
  };
}
