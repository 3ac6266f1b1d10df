import type { PartialDate } from '../../domain/time.ts';
import { byName, csvRows, headerOf } from './plain-csv.ts';
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
    lei: cell('LEI'),
    active: cell('Entity.EntityStatus') !== 'INACTIVE',
    day: dayIn(cell('Registration.LastUpdateDate')),
    names: [...byKey.values()],
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

export type GleifFile = 'lei' | 'relations';

/** Opens one of the two golden copy files from a byte on. */
export type OpenGleif = (file: GleifFile, start: number) => AsyncIterable<Uint8Array>;

const PHASES = ['companies', 'relations', 'children'] as const;
type Phase = (typeof PHASES)[number];
const fileOf = (phase: Phase): GleifFile => (phase === 'relations' ? 'relations' : 'lei');

/** The company of the registry above a firm, by which LEI, and when. */
interface Upwards {
  readonly company: string;
  readonly lei: string;
  readonly direct: boolean;
  readonly from: string | null;
  readonly to: string | null;
}

/** All that has to be remembered to go on after a stop; plain JSON. */
export interface GleifState {
  readonly phase: Phase | 'done';
  readonly bytes: number;
  readonly rows: number;
  /** LEI → company, for firms that the registry knows. */
  readonly companies: Readonly<Record<string, string>>;
  /** LEI → the company above it, for firms that it does not know. */
  readonly children: Readonly<Record<string, Upwards>>;
}

export const GLEIF_START: GleifState = { phase: 'companies', bytes: 0, rows: 0, companies: {}, children: {} };

const STEP_ROWS = 20_000;

/**
 * Reads GLEIF's golden copy (level 1 "LEI-CDF" and level 2 "RR-CDF" as CSV), three times through: firms that the registry
 * knows and their further names; who is consolidated by one of them; the names of those. A row at a time: what is held is
 * the LEIs of known groups, not the file. After every `stepRows` rows it tells from where to go on. Inactive relationships are history and are read with their days.
 */
export async function* importGleif(
  open: OpenGleif,
  known: KnownFirms,
  from: GleifState = GLEIF_START,
  stepRows = STEP_ROWS,
): AsyncGenerator<
  { readonly proposals: readonly Proposal[]; readonly state: GleifState } | { readonly problem: string }
> {
  const companies = new Map(Object.entries(from.companies));
  const children = new Map(Object.entries(from.children));
  const index = { companies, children, known };
  let { bytes, rows } = from;
  if (from.phase === 'done') return;
  for (const phase of PHASES.slice(PHASES.indexOf(from.phase))) {
    const file = fileOf(phase);
    const header = await headerOf(open(file, 0));
    const missing = NEEDED[file].find((name) => header?.cells.includes(name) !== true);
    if (header === null || missing !== undefined) {
      const question = "is it GLEIF's golden copy as CSV?";
      yield { problem: `the ${file} file has no column "${missing}": ${question}` };
      return;
    }
    const cell = byName(header.cells);
    const proposals: Proposal[] = [];
    const step = (next: GleifState['phase']) => {
      const seen = { companies: Object.fromEntries(companies), children: Object.fromEntries(children) };
      return { proposals: proposals.splice(0), state: { phase: next, bytes, rows, ...seen } };
    };
    const start = Math.max(bytes, header.next);
    for await (const row of csvRows(open(file, start), start)) {
      proposals.push(...READ[phase]((name) => cell(row, name), index));
      bytes = row.next;
      rows += 1;
      if (rows % stepRows === 0) yield step(phase);
    }
    [bytes, rows] = [0, 0];
    yield step(PHASES[PHASES.indexOf(phase) + 1] ?? 'done');
  }
}

const NEEDED: Readonly<Record<GleifFile, readonly string[]>> = {
  lei: ['LEI', 'Entity.LegalName'],
  relations: [
    'Relationship.StartNode.NodeID',
    'Relationship.EndNode.NodeID',
    'Relationship.RelationshipType',
    'Relationship.RelationshipStatus',
  ],
};

interface GleifIndex {
  readonly companies: Map<string, string>;
  readonly children: Map<string, Upwards>;
  readonly known: KnownFirms;
}

const READ: Readonly<Record<Phase, (cell: GleifCell, index: GleifIndex) => readonly Proposal[]>> = {
  companies(cell, { companies, known }) {
    const names = firmNames(cell);
    const found = sameFirmProposals(names, known);
    if (found === null) return [];
    companies.set(names.lei, found.company);
    return found.proposals;
  },
  relations(cell, { companies, children, known }) {
    const relation = relationOf(cell);
    const above = relation === null ? undefined : companies.get(relation.parent);
    if (relation === null || above === undefined) return [];
    const { child, parent, direct, from, to, day } = relation;
    const below = companies.get(child);
    if (below === undefined) {
      if (children.get(child)?.direct !== true)
        children.set(child, { company: above, lei: parent, direct, from, to });
      return [];
    }
    const isKnown = known.companies.get(below)?.controlledBy.some((edge) => edge.company === above) ?? true;
    if (below === above || isKnown || !direct) return [];
    return [
      {
        company: below,
        do: 'add-control',
        value: { company: above, by: 'consolidated', from, to },
        because: `LEI ${child} reports that it is directly consolidated by LEI ${parent}`,
        evidence: { kind: 'register', source: `GLEIF ${child} under ${parent}`, day },
      },
    ];
  },
  children(cell, { children }) {
    const above = children.get(cell('LEI'));
    if (above === undefined || cell('Entity.EntityCategory') === 'FUND') return [];
    const { lei, names, day } = firmNames(cell);
    return names.map(({ text }) => ({
      company: above.company,
      do: 'add-entity',
      value: { name: text, relation: 'consolidated', from: above.from, to: above.to },
      because: `LEI ${lei} reports that it is ${above.direct ? 'directly' : 'ultimately'} consolidated by LEI ${above.lei}, a firm of ${above.company}`,
      evidence: { kind: 'register', source: `GLEIF ${lei} under ${above.lei}`, day },
    }));
  },
};
