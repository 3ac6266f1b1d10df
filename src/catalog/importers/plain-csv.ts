import { isKnownMic } from '../../domain/company.ts';
import { PartialDate } from '../../domain/time.ts';
import { byName, csvRows } from './csv-rows.ts';
import type { KnownFirms, Proposal } from './proposal.ts';

const ACTIONS: Readonly<Record<string, Proposal['do']>> = {
  entity: 'add-entity',
  app: 'add-app',
  alias: 'add-alias',
  listing: 'add-listing',
};
const COLUMNS = ['company', 'kind', 'name'] as const;

export interface CsvFinding {
  readonly proposals: readonly Proposal[];
  /** Rows that say nothing usable, each with its number and why. */
  readonly problems: readonly string[];
  readonly rows: number;
  readonly bytes: number;
}

/**
 * A table of one's own: `company` (id), `kind` (entity, app, alias, listing), `name` (for a listing its symbol), and optionally
 * `mic`, `relation`, `from`, `to`, `source`. Yields now and then; a row that cannot be used is told and the rest goes on.
 */
export async function* importCsv(
  input: AsyncIterable<Uint8Array>,
  known: KnownFirms,
): AsyncGenerator<CsvFinding | { readonly problem: string }> {
  let cell: ReturnType<typeof byName> | null = null;
  let proposals: Proposal[] = [];
  let problems: string[] = [];
  let rows = 0;
  let bytes = 0;
  for await (const row of csvRows(input)) {
    bytes = row.next;
    if (cell === null) {
      const missing = COLUMNS.find((name) => !row.cells.map((one) => one.trim()).includes(name));
      if (missing !== undefined) {
        yield { problem: `the header has no column "${missing}": it needs ${COLUMNS.join(', ')}` };
        return;
      }
      cell = byName(row.cells);
      continue;
    }
    rows += 1;
    const read = proposalOf((name) => cell!(row, name), known);
    if (typeof read === 'string') problems.push(`row ${rows}: ${read}`);
    else if (read !== null) proposals.push(read);
    if (rows % 1_000 === 0) {
      yield { proposals, problems, rows, bytes };
      [proposals, problems] = [[], []];
    }
  }
  if (cell === null) yield { problem: 'the file is empty' };
  else yield { proposals, problems, rows, bytes };
}

/** The proposal of a row, null where the registry says so already, or why the row cannot be used. */
function proposalOf(cell: (name: string) => string, known: KnownFirms): Proposal | null | string {
  const company = known.companies.get(cell('company'));
  const action = ACTIONS[cell('kind')];
  const name = cell('name');
  if (company === undefined) return `there is no company "${cell('company')}"`;
  if (action === undefined) return `kind "${cell('kind')}" is none of ${Object.keys(ACTIONS).join(', ')}`;
  if (name === '') return 'the name is empty';
  if (action === 'add-listing' && !isKnownMic(cell('mic'))) return `mic "${cell('mic')}" is not known`;
  const bad = ['from', 'to'].find((edge) => cell(edge) !== '' && !PartialDate.safeParse(cell(edge)).success);
  if (bad !== undefined) return `${bad} "${cell(bad)}" is not a date: write 2021, 2021-08 or 2021-08-18`;
  const firm = action === 'add-entity' ? known.find(name) : null;
  if (firm === 'several' || (firm !== null && firm.company.id !== company.id))
    return `“${name}” is a firm of ${firm === 'several' ? 'several companies' : firm.company.id}`;
  if (firm !== null) return null;
  const days = { from: cell('from') || null, to: cell('to') || null };
  const what =
    action === 'add-listing'
      ? { mic: cell('mic'), symbol: name }
      : action === 'add-entity'
        ? { name, relation: cell('relation') || null }
        : { name };
  const source = cell('source');
  return {
    company: company.id,
    do: action,
    value: { ...what, ...days },
    because: source === '' ? 'a row of a table without a source' : `a row of a table, from ${source}`,
    evidence: source === '' ? null : { kind: 'filing', source, day: null },
  };
}
