import { byName, type CsvRow, csvRows, headerOf } from './csv-rows.ts';
import { firmNames, type LeiNames, sameFirmProposals } from './gleif-names.ts';
import { relationOf, type Upwards } from './gleif-relations.ts';
import type { KnownFirms, Proposal } from './proposal.ts';

export type GleifFile = 'lei' | 'relations';

/** Opens one of the two golden copy files from a byte on. */
export type OpenGleif = (file: GleifFile, start: number) => AsyncIterable<Uint8Array>;

const PHASES = ['companies', 'relations', 'children'] as const;
type Phase = (typeof PHASES)[number];
const FILE: Readonly<Record<Phase, GleifFile>> = {
  companies: 'lei',
  relations: 'relations',
  children: 'lei',
};

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

/** What was found since the last step, and from where to go on. */
export interface GleifStep {
  readonly proposals: readonly Proposal[];
  readonly state: GleifState;
}

export type GleifProblem = { readonly problem: string };

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
): AsyncGenerator<GleifStep | GleifProblem> {
  const companies = new Map(Object.entries(from.companies));
  const children = new Map(Object.entries(from.children));
  const index = { companies, children, known };
  let { bytes, rows } = from;
  for (const phase of PHASES.slice(PHASES.indexOf(from.phase as Phase))) {
    if (from.phase === 'done') return;
    const header = await headerOf(open(FILE[phase], 0));
    const missing = NEEDED[FILE[phase]].find((name) => header?.cells.includes(name) !== true);
    if (header === null || missing !== undefined) {
      yield {
        problem: `the ${FILE[phase]} file has no column "${missing}": is it GLEIF's golden copy as CSV?`,
      };
      return;
    }
    const cell = byName(header.cells);
    let proposals: Proposal[] = [];
    const step = (next: Phase | 'done'): GleifStep => {
      const found = proposals;
      proposals = [];
      const state = {
        phase: next,
        bytes,
        rows,
        companies: Object.fromEntries(companies),
        children: Object.fromEntries(children),
      };
      return { proposals: found, state };
    };
    const start = Math.max(bytes, header.next);
    for await (const row of csvRows(open(FILE[phase], start), start)) {
      proposals.push(...READ[phase](row, cell, index));
      bytes = row.next;
      rows += 1;
      if (rows % stepRows === 0) yield step(phase);
    }
    bytes = 0;
    rows = 0;
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
type GleifCell = (row: CsvRow, name: string) => string;

const READ: Readonly<
  Record<Phase, (row: CsvRow, cell: GleifCell, index: GleifIndex) => readonly Proposal[]>
> = {
  companies(row, cell, { companies, known }) {
    const names = firmNames((name) => cell(row, name));
    const found = sameFirmProposals(names, known);
    if (found === null) return [];
    companies.set(names.lei, found.company);
    return found.proposals;
  },
  relations(row, cell, { companies, children, known }) {
    const relation = relationOf((name) => cell(row, name));
    const parent = relation === null ? undefined : companies.get(relation.parent);
    if (relation === null || parent === undefined) return [];
    const child = companies.get(relation.child);
    if (child !== undefined) return relation.controlOf(child, parent, known.companies);
    const earlier = children.get(relation.child);
    if (earlier?.direct !== true) children.set(relation.child, relation.upwards(parent));
    return [];
  },
  children(row, cell, { children }) {
    const above = children.get(cell(row, 'LEI'));
    if (above === undefined || cell(row, 'Entity.EntityCategory') === 'FUND') return [];
    return childProposals(
      firmNames((name) => cell(row, name)),
      above,
    );
  },
};

function childProposals({ lei, names, day }: LeiNames, above: Upwards): Proposal[] {
  return names.map(({ text }) => ({
    company: above.company,
    do: 'add-entity',
    value: { name: text, relation: 'consolidated', from: above.from, to: above.to },
    because: `LEI ${lei} reports that it is ${above.direct ? 'directly' : 'ultimately'} consolidated by LEI ${above.lei}, a firm of ${above.company}`,
    evidence: { kind: 'register', source: `GLEIF ${lei} under ${above.lei}`, day },
  }));
}
