import { pipeline, Readable } from 'node:stream';
import { parse as parseStream } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { isKnownMic } from '../../domain/company.ts';
import { type Evidence, EvidenceKind } from '../../domain/evidence.ts';
import { PartialDate } from '../../domain/time.ts';
import { type Imported, type KnownFirms, type Proposal, proposalsOf, usable } from './proposal.ts';

/** A row with the byte at which the next one begins: reading may go on from there. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly next: number;
}

/** How loosely tables of others are read. */
const CSV_FORM = {
  bom: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
} as const;

/**
 * Rows of a CSV of any size, one at a time; `start` = byte at which the input begins in its file.
 */
export async function* csvRows(
  input: AsyncIterable<Uint8Array>,
  start = 0,
): AsyncGenerator<CsvRow> {
  // A failure on either side ends the loop, so the callback has nothing left to do.
  const rows = pipeline(Readable.from(input), parseStream({ ...CSV_FORM, info: true }), () => {});
  for await (const one of rows as AsyncIterable<{ record: string[]; info: { bytes: number } }>)
    yield { cells: one.record, next: start + one.info.bytes };
}

/** The header of a file and where its first row begins; null where the file is empty. */
export async function headerOf(input: AsyncIterable<Uint8Array>): Promise<CsvRow | null> {
  for await (const row of csvRows(input)) return row;
  return null;
}

const EDGES = ['entity', 'app', 'listing', 'control', 'stake'] as const;
const KINDS = [...EDGES, 'alias'] as const;
const COLUMNS = ['company', 'kind', 'name'] as const;

/**
 * A table of one's own: `company` (id), `kind` (entity, app, alias, listing, control, stake),
 * `name` (for a listing its symbol, for control and stake the id of the company above), and
 * optionally `mic`, `relation`, `from`, `to`, `evidence` (its kind),
 * `source`, `day`. A row that cannot be used is reported and the rest goes on.
 */
export function importCsv(text: string, known: KnownFirms): Imported {
  const [header, ...rows] = parse(text, CSV_FORM);
  if (header === undefined) return { problem: 'the file is empty' };
  const columns = header.map((name) => name.trim());
  const missing = COLUMNS.find((name) => !columns.includes(name));
  if (missing !== undefined)
    return { problem: `the header has no column "${missing}": it needs ${COLUMNS.join(', ')}` };
  const read = rows.map((cells) =>
    proposalsOfRow((name) => cells[columns.indexOf(name)]?.trim() ?? '', known),
  );
  return {
    rows: rows.length,
    proposals: usable(read),
    problems: read.flatMap((one, at) => (typeof one === 'string' ? `row ${at + 1}: ${one}` : [])),
  };
}

/** The proposals of a row, or why the row cannot be used. */
function proposalsOfRow(cell: (name: string) => string, known: KnownFirms): Proposal[] | string {
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
  if (bad !== undefined)
    return `${bad} "${cell(bad)}" is not a date: write 2021, 2021-08 or 2021-08-18`;
  const evidence = evidenceOf(cell);
  if (typeof evidence === 'string') return evidence;
  const because =
    cell('source') === ''
      ? 'a row of a table without a source'
      : `a row of a table, from ${cell('source')}`;
  const days = { from: cell('from') || null, to: cell('to') || null };
  if (kind === 'alias')
    return [
      { company: company.id, do: 'add-alias', value: { name, ...days }, because, evidence: null },
    ];
  return proposalsOf(
    {
      company,
      edge: kind,
      name,
      mic: cell('mic'),
      relation: cell('relation') || null,
      ...days,
      because,
      evidence,
    },
    known,
  );
}

/** `evidence` (its kind), `source` and `day` together; a row without the first rests on nothing. */
function evidenceOf(cell: (name: string) => string): Evidence | null | string {
  if (cell('evidence') === '') return null;
  const kind = EvidenceKind.safeParse(cell('evidence'));
  if (!kind.success)
    return `evidence "${cell('evidence')}" is none of ${EvidenceKind.options.join(', ')}`;
  if (cell('source') === '' || cell('day') === '') return 'evidence needs a source and a day';
  return { kind: kind.data, source: cell('source'), day: PartialDate.parse(cell('day')) };
}
