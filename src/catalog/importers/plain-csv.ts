import { isKnownMic } from '../../domain/company.ts';
import { type Evidence, EvidenceKind } from '../../domain/evidence.ts';
import { PartialDate } from '../../domain/time.ts';
import { byName, csvRows } from './csv-rows.ts';
import { type KnownFirms, type Proposal, proposalsOf } from './proposal.ts';

const EDGES = ['entity', 'app', 'listing', 'control', 'stake'] as const;
const KINDS = [...EDGES, 'alias'] as const;
const COLUMNS = ['company', 'kind', 'name'] as const;

export interface CsvFinding {
  readonly proposals: readonly Proposal[];
  /** Rows that say nothing usable, each with its number and why. */
  readonly problems: readonly string[];
  readonly rows: number;
  readonly bytes: number;
}

/**
 * A table of one's own: `company` (id), `kind` (entity, app, alias, listing, control, stake), `name` (for a listing its symbol,
 * for control and stake the id of the company above), and optionally `mic`, `relation`, `from`, `to`, `evidence` (its kind),
 * `source`, `day`. A row that cannot be used is reported and the rest goes on.
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
    const read = proposalsOfRow((name) => cell!(row, name), known);
    if (typeof read === 'string') problems.push(`row ${rows}: ${read}`);
    else proposals.push(...read);
    if (rows % 1_000 === 0) {
      yield { proposals, problems, rows, bytes };
      [proposals, problems] = [[], []];
    }
  }
  if (cell === null) yield { problem: 'the file is empty' };
  else yield { proposals, problems, rows, bytes };
}

/** The proposals of a row, or why the row cannot be used. */
function proposalsOfRow(cell: (name: string) => string, known: KnownFirms): readonly Proposal[] | string {
  const company = known.companies.get(cell('company'));
  const kind = KINDS.find((one) => one === cell('kind'));
  const name = cell('name');
  if (company === undefined) return `there is no company "${cell('company')}"`;
  if (kind === undefined) return `kind "${cell('kind')}" is none of ${KINDS.join(', ')}`;
  if (name === '') return 'the name is empty';
  if (kind === 'listing' && !isKnownMic(cell('mic'))) return `mic "${cell('mic')}" is not known`;
  const bad = ['from', 'to', 'day'].find(
    (edge) => cell(edge) !== '' && !PartialDate.safeParse(cell(edge)).success,
  );
  if (bad !== undefined) return `${bad} "${cell(bad)}" is not a date: write 2021, 2021-08 or 2021-08-18`;
  const evidence = evidenceOf(cell);
  if (typeof evidence === 'string') return evidence;
  const because =
    cell('source') === '' ? 'a row of a table without a source' : `a row of a table, from ${cell('source')}`;
  const days = { from: cell('from') || null, to: cell('to') || null };
  if (kind === 'alias')
    return [{ company: company.id, do: 'add-alias', value: { name, ...days }, because, evidence: null }];
  return proposalsOf(
    {
      ...{ company, edge: kind, name, mic: cell('mic'), relation: cell('relation') || null },
      ...{ ...days, because, evidence },
    },
    known,
  );
}

/** `evidence` (its kind), `source` and `day` together; a row without the first rests on nothing. */
function evidenceOf(cell: (name: string) => string): Evidence | null | string {
  if (cell('evidence') === '') return null;
  const kind = EvidenceKind.safeParse(cell('evidence'));
  if (!kind.success) return `evidence "${cell('evidence')}" is none of ${EvidenceKind.options.join(', ')}`;
  if (cell('source') === '' || cell('day') === '') return 'evidence needs a source and a day';
  return { kind: kind.data, source: cell('source'), day: PartialDate.parse(cell('day')) };
}
