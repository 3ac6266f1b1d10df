import type { PartialDate } from '../../domain/time.ts';
import { type KnownFirm, type KnownFirms, keyOfFirm, type Proposal } from './proposal.ts';

/** Reads a cell of a row by the name of its column. */
export type GleifCell = (column: string) => string;

const OTHERS = [
  'Entity.OtherEntityNames.OtherEntityName',
  'Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName',
];
/** The golden copy has five columns of each kind. */
const FIVE = [1, 2, 3, 4, 5];

const dayIn = (text: string) => (/^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? null) as PartialDate | null;

/** The names of one LEI record: legal name first, then other and transliterated names, each once; `day` = that of the record. */
export function firmNames(cell: GleifCell) {
  const further = OTHERS.flatMap((column) =>
    FIVE.map((at) => ({
      text: cell(`${column}.${at}`),
      former: cell(`${column}.${at}.type`) === 'PREVIOUS_LEGAL_NAME',
    })),
  );
  const all = [{ text: cell('Entity.LegalName'), former: false }, ...further];
  const byKey = new Map(all.filter((one) => one.text !== '').map((one) => [keyOfFirm(one.text), one]));
  byKey.delete('');
  return {
    ...{ lei: cell('LEI'), active: cell('Entity.EntityStatus') !== 'INACTIVE' },
    ...{ day: dayIn(cell('Registration.LastUpdateDate')), names: [...byKey.values()] },
  };
}

/** The company whose firm this is by any of its names, and names of it that the registry lacks. Null = nobody's, or not clear. */
export function sameFirmProposals(
  record: ReturnType<typeof firmNames>,
  known: KnownFirms,
): { readonly company: string; readonly proposals: readonly Proposal[] } | null {
  const found = record.names.map(({ text }) => known.find(text));
  const firms = found.filter((one): one is KnownFirm => one !== null && one !== 'several');
  const [firm] = firms;
  const companies = new Set(firms.map((one) => one.company.id));
  if (firm === undefined || companies.size !== 1 || found.includes('several')) return null;
  // An affiliate is known so that it never resolves; nothing is added to it.
  if (firms.some((one) => one.affiliate !== null)) return null;
  const { company, entity } = firm;
  const fresh = record.names.filter((_, at) => found[at] === null);
  const same = entity?.name ?? company.name.en ?? company.id;
  const proposals = fresh.map(({ text, former }): Proposal => {
    const relation = former ? 'former-name' : (entity?.relation ?? 'self');
    return {
      company: company.id,
      do: 'add-entity',
      value: { name: text, relation, from: entity?.from ?? null, to: entity?.to ?? null },
      because: `LEI ${record.lei} gives it as ${former ? 'an earlier' : 'another'} name of “${same}”${record.active ? '' : '; the record is inactive'}`,
      evidence: { kind: 'register', source: `GLEIF ${record.lei}`, day: record.day },
    };
  });
  return { company: company.id, proposals };
}

const DIRECT = 'IS_DIRECTLY_CONSOLIDATED_BY';
const ULTIMATE = 'IS_ULTIMATELY_CONSOLIDATED_BY';

/**
 * A consolidation between two LEIs with its days, and that of the record. Null for branches, funds and nodes without LEI. Ended
 * consolidations keep their days.
 */
export function relationOf(cell: GleifCell) {
  const type = cell('Relationship.RelationshipType');
  if (type !== DIRECT && type !== ULTIMATE) return null;
  const ids = ['StartNode', 'EndNode'].map((node) => cell(`Relationship.${node}.NodeIDType`));
  if (ids.some((kind) => kind !== '' && kind !== 'LEI')) return null;
  // Only the relationship's own period counts; the others are accounting and filing periods.
  const at = FIVE.find((n) => cell(`Relationship.Period.${n}.periodType`) === 'RELATIONSHIP_PERIOD');
  const from = at === undefined ? null : dayIn(cell(`Relationship.Period.${at}.startDate`));
  const to = at === undefined ? null : dayIn(cell(`Relationship.Period.${at}.endDate`));
  // Ended, and nobody says when: it proves nothing for any day.
  if (cell('Relationship.RelationshipStatus') === 'INACTIVE' && to === null) return null;
  const child = cell('Relationship.StartNode.NodeID');
  const parent = cell('Relationship.EndNode.NodeID');
  const day = dayIn(cell('Registration.LastUpdateDate'));
  return { child, parent, direct: type === DIRECT, from, to, day };
}
