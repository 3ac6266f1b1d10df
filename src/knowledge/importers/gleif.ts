import type { PartialDate } from '../../domain/time.ts';
import { csvRows, headerOf } from './plain-csv.ts';
import { type KnownFirm, type KnownFirms, keyOfFirm, type Proposal } from './proposal.ts';

/** Reads a cell of a row by the name of its column; a column that is not there is empty. */
type GleifCell = (column: string) => string;

const OTHERS = [
  'Entity.OtherEntityNames.OtherEntityName',
  'Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName',
];
/** The golden copy has five columns of each kind. */
const FIVE = [1, 2, 3, 4, 5];

const dayIn = (text: string) => (/^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? null) as PartialDate | null;
const dayOfRecord = (cell: GleifCell) => dayIn(cell('Registration.LastUpdateDate'));

/**
 * The names of one LEI record: legal name first, then other and transliterated names, each once.
 */
function namesIn(cell: GleifCell) {
  const further = OTHERS.flatMap((column) =>
    FIVE.map((at) => ({
      text: cell(`${column}.${at}`),
      former: cell(`${column}.${at}.type`) === 'PREVIOUS_LEGAL_NAME',
    })),
  );
  const all = [{ text: cell('Entity.LegalName'), former: false }, ...further];
  const byKey = new Map(
    all.filter((one) => one.text !== '').map((one) => [keyOfFirm(one.text), one]),
  );
  byKey.delete('');
  return [...byKey.values()];
}

/** The period of a relationship; its other periods are accounting and filing periods. */
function periodOf(cell: GleifCell) {
  const at = FIVE.find(
    (n) => cell(`Relationship.Period.${n}.periodType`) === 'RELATIONSHIP_PERIOD',
  );
  const edge = (name: string) =>
    at === undefined ? null : dayIn(cell(`Relationship.Period.${at}.${name}`));
  return { from: edge('startDate'), to: edge('endDate') };
}

const DIRECT = 'IS_DIRECTLY_CONSOLIDATED_BY';
const ULTIMATE = 'IS_ULTIMATELY_CONSOLIDATED_BY';

export type GleifFile = 'lei' | 'relations';

/** Opens one of the two golden copy files from a byte on. */
export type OpenGleif = (file: GleifFile, start: number) => AsyncIterable<Uint8Array>;

const PHASES = ['companies', 'relations', 'children'] as const;
type Phase = (typeof PHASES)[number];

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

export const GLEIF_START: GleifState = {
  phase: 'companies',
  bytes: 0,
  rows: 0,
  companies: {},
  children: {},
};

const STEP_ROWS = 20_000;

/**
 * Reads GLEIF's golden copy (level 1 "LEI-CDF" and level 2 "RR-CDF" as CSV), three times through:
 * firms that the registry knows and their further names; who is consolidated by one of them; the
 * names of those. A row at a time: what is held is the LEIs of known groups, not the file. After
 * every `stepRows` rows it tells from where to go on. Inactive relationships are history and are
 * read with their days.
 */
export async function* importGleif(
  open: OpenGleif,
  known: KnownFirms,
  from: GleifState = GLEIF_START,
  stepRows = STEP_ROWS,
): AsyncGenerator<
  | { readonly proposals: readonly Proposal[]; readonly state: GleifState }
  | { readonly problem: string }
> {
  const companies = new Map(Object.entries(from.companies));
  const children = new Map(Object.entries(from.children));
  const read = readersOf(known, companies, children);
  let { bytes, rows } = from;
  if (from.phase === 'done') return;
  for (const phase of PHASES.slice(PHASES.indexOf(from.phase))) {
    const file = phase === 'relations' ? 'relations' : 'lei';
    const header = await headerOf(open(file, 0));
    const columns = new Map(header?.cells.map((name, at) => [name.trim(), at]));
    const missing = NEEDED[file].find((name) => !columns.has(name));
    if (header === null || missing !== undefined) {
      const question = "is it GLEIF's golden copy as CSV?";
      yield { problem: `the ${file} file has no column "${missing}": ${question}` };
      return;
    }
    const proposals: Proposal[] = [];
    const step = (next: GleifState['phase']) => {
      const seen = {
        companies: Object.fromEntries(companies),
        children: Object.fromEntries(children),
      };
      return { proposals: proposals.splice(0), state: { phase: next, bytes, rows, ...seen } };
    };
    const start = Math.max(bytes, header.next);
    for await (const { cells, next } of csvRows(open(file, start), start)) {
      proposals.push(...read[phase]((name) => (cells[columns.get(name) ?? -1] ?? '').trim()));
      bytes = next;
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

/**
 * What each time through makes of a row; fills `companies` and `children`, which are as in
 * `GleifState`.
 */
function readersOf(
  known: KnownFirms,
  companies: Map<string, string>,
  children: Map<string, Upwards>,
): Readonly<Record<Phase, (cell: GleifCell) => Proposal[]>> {
  return {
    /**
     * Names that the registry lacks of the company whose firm this is by any of its names; none
     * where it is not clear whose.
     */
    companies(cell) {
      const names = namesIn(cell);
      const found = names.map(({ text }) => known.find(text));
      const firms = found.filter((one): one is KnownFirm => one !== null && one !== 'several');
      const [firm] = firms;
      const owners = new Set(firms.map((knownFirm) => knownFirm.company.id));
      if (firm === undefined || owners.size !== 1 || found.includes('several')) return [];
      // An affiliate is known so that it never resolves; nothing is added to it.
      if (firms.some((knownFirm) => knownFirm.affiliate !== null)) return [];
      const { company, entity } = firm;
      const lei = cell('LEI');
      companies.set(lei, company.id);
      const same = entity?.name ?? company.name.en ?? company.id;
      const ended = cell('Entity.EntityStatus') === 'INACTIVE' ? '; the record is inactive' : '';
      return names
        .filter((_, at) => found[at] === null)
        .map(({ text, former }) => ({
          company: company.id,
          do: 'add-entity',
          value: {
            name: text,
            relation: former ? 'former-name' : (entity?.relation ?? 'self'),
            from: entity?.from ?? null,
            to: entity?.to ?? null,
          },
          because:
            `LEI ${lei} gives it as ${former ? 'an earlier' : 'another'} name of ` +
            `“${same}”${ended}`,
          evidence: { kind: 'register', source: `GLEIF ${lei}`, day: dayOfRecord(cell) },
        }));
    },
    /**
     * Consolidations between two LEIs, those that ended with their days; none of branches, funds
     * and nodes without LEI.
     */
    relations(cell) {
      const type = cell('Relationship.RelationshipType');
      const child = cell('Relationship.StartNode.NodeID');
      const parent = cell('Relationship.EndNode.NodeID');
      const above = companies.get(parent);
      const nodes = ['StartNode', 'EndNode'].map((node) => cell(`Relationship.${node}.NodeIDType`));
      const isOther =
        (type !== DIRECT && type !== ULTIMATE) ||
        nodes.some((kind) => kind !== '' && kind !== 'LEI');
      if (above === undefined || isOther) return [];
      const { from, to } = periodOf(cell);
      // Ended, and nobody says when: it proves nothing for any day.
      if (cell('Relationship.RelationshipStatus') === 'INACTIVE' && to === null) return [];
      const direct = type === DIRECT;
      const below = companies.get(child);
      if (below === undefined) {
        if (children.get(child)?.direct !== true)
          children.set(child, { company: above, lei: parent, direct, from, to });
        return [];
      }
      const isKnown =
        known.companies.get(below)?.controlledBy.some((edge) => edge.company === above) ?? true;
      if (below === above || isKnown || !direct) return [];
      return [
        {
          company: below,
          do: 'add-control',
          value: { company: above, by: 'consolidated', from, to },
          because: `LEI ${child} reports that it is directly consolidated by LEI ${parent}`,
          evidence: {
            kind: 'shareholders',
            source: `GLEIF ${child} under ${parent}`,
            day: dayOfRecord(cell),
          },
        },
      ];
    },
    /** Names of firms that the registry does not know and one that it knows consolidates. */
    children(cell) {
      const lei = cell('LEI');
      const above = children.get(lei);
      if (above === undefined || cell('Entity.EntityCategory') === 'FUND') return [];
      return namesIn(cell).map(({ text }) => ({
        company: above.company,
        do: 'add-entity',
        value: { name: text, relation: 'consolidated', from: above.from, to: above.to },
        because:
          `LEI ${lei} reports that it is ${above.direct ? 'directly' : 'ultimately'} ` +
          `consolidated by LEI ${above.lei}, a firm of ${above.company}`,
        evidence: {
          kind: 'shareholders',
          source: `GLEIF ${lei} under ${above.lei}`,
          day: dayOfRecord(cell),
        },
      }));
    },
  };
}
