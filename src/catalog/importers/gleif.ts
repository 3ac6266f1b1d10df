import { byName, csvRows, headerOf } from './csv-rows.ts';
import { firmNames, type GleifCell, relationOf, sameFirmProposals } from './gleif-rows.ts';
import type { KnownFirms, Proposal } from './proposal.ts';

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
