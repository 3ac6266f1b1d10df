import type { Company } from '../../domain/company.ts';
import { recordDay } from './gleif-names.ts';
import type { Proposal } from './proposal.ts';

/** The company of the registry above a firm, by which LEI, and when. */
export interface Upwards {
  readonly company: string;
  readonly lei: string;
  readonly direct: boolean;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Relation {
  readonly child: string;
  readonly parent: string;
  upwards(company: string): Upwards;
  controlOf(child: string, parent: string, companies: ReadonlyMap<string, Company>): readonly Proposal[];
}

const DIRECT = 'IS_DIRECTLY_CONSOLIDATED_BY';
const ULTIMATE = 'IS_ULTIMATELY_CONSOLIDATED_BY';
const PERIODS = [1, 2, 3, 4, 5];

/** A consolidation between two LEIs; null for branches, funds and nodes without LEI. Ended ones keep their days. */
export function relationOf(cell: (column: string) => string): Relation | null {
  const type = cell('Relationship.RelationshipType');
  if (type !== DIRECT && type !== ULTIMATE) return null;
  const ids = ['StartNode', 'EndNode'].map((node) => cell(`Relationship.${node}.NodeIDType`));
  if (ids.some((kind) => kind !== '' && kind !== 'LEI')) return null;
  const child = cell('Relationship.StartNode.NodeID');
  const parent = cell('Relationship.EndNode.NodeID');
  const days = periodOf(cell);
  // Ended, and nobody says when: it proves nothing for any day.
  if (cell('Relationship.RelationshipStatus') === 'INACTIVE' && days.to === null) return null;
  const direct = type === DIRECT;
  const day = recordDay(cell);
  return {
    child,
    parent,
    upwards: (company) => ({ company, lei: parent, direct, ...days }),
    controlOf(below, above, companies) {
      const known = companies.get(below)?.controlledBy.some((edge) => edge.company === above) ?? true;
      if (below === above || known || !direct) return [];
      return [
        {
          company: below,
          do: 'add-control',
          value: { company: above, by: 'consolidated', ...days },
          because: `LEI ${child} reports that it is directly consolidated by LEI ${parent}`,
          evidence: { kind: 'register', source: `GLEIF ${child} under ${parent}`, day },
        },
      ];
    },
  };
}

/** Only the relationship's own period counts; the others are accounting and filing periods. */
function periodOf(cell: (column: string) => string): { from: string | null; to: string | null } {
  const at = PERIODS.find((n) => cell(`Relationship.Period.${n}.periodType`) === 'RELATIONSHIP_PERIOD');
  const day = (edge: string) =>
    at === undefined
      ? null
      : (/^\d{4}-\d{2}-\d{2}/.exec(cell(`Relationship.Period.${at}.${edge}`))?.[0] ?? null);
  return { from: day('startDate'), to: day('endDate') };
}
