import { type Kysely, sql } from 'kysely';

interface Stored {
  readonly table: string;
  readonly keys: readonly string[];
  readonly column: string;
  /** Where sentences stand in the JSON of the column, `*` = in each of a list; none = the column is a sentence. */
  readonly paths: readonly string[];
}

const body = (table: string, keys: readonly string[], ...paths: readonly string[]): Stored => ({
  ...{ table, keys, column: 'body', paths },
});

const STORED: readonly Stored[] = [
  body('notices', ['id'], 'verdictBecause', 'mentions.*.roleBecause', 'doubts.*.message'),
  {
    ...{ table: 'notices', keys: ['id'], column: 'mapping' },
    paths: ['matches.*.reason', 'matches.*.candidates.*.because'],
  },
  body('scores', ['company', 'at'], 'factors.*.because', 'flags.*'),
  body('signals', ['id'], 'factors.*.because'),
  body('held', ['signal_id', 'sink', 'recipient', 'stage'], 'because'),
  body('reviews', ['id'], 'because', 'candidates.*.because'),
  body('claims', ['page', 'step'], 'candidates.*.because'),
  body('alerts', ['id'], 'unconfirmed.*.candidates.*.because'),
  body('subscriptions', ['id'], 'disabled.because'),
  body('troubles', ['id'], 'tellings.*.because'),
  { table: 'gaps', keys: ['source', 'from_at'], column: 'because', paths: [] },
  { table: 'waiting', keys: ['sink', 'recipient', 'signal_id'], column: 'because', paths: [] },
  { table: 'deliveries', keys: ['seq'], column: 'last_error', paths: [] },
];

/** Rows that are read at once. */
const BATCH = 500;

/**
 * Reasons were sentences in English, those of factors in both languages; from here on they are codes with parameters. What is stored
 * keeps its sentence, as the parameter of a code of its own.
 */
export async function reasonCodes(db: Kysely<unknown>): Promise<void> {
  for (const stored of STORED) await recode(db, stored);
}

type Row = Readonly<Record<string, unknown>> & { readonly text: string };

async function recode(db: Kysely<unknown>, { table, keys, column, paths }: Stored): Promise<void> {
  const names = sql.join(keys.map((key) => sql.ref(key)));
  const valuesOf = (row: Row) => sql.join(keys.map((key) => sql`${row[key]}`));
  for (let last: Row | undefined; ; ) {
    const after = last === undefined ? sql`` : sql`and (${names}) > (${valuesOf(last)})`;
    const { rows } = await sql<Row>`select ${names}, ${sql.ref(column)} as text from ${sql.table(table)}
      where ${sql.ref(column)} is not null ${after} order by ${names} limit ${sql.lit(BATCH)}`.execute(db);
    for (const row of rows) {
      const text = paths.length === 0 ? recodedColumn(row.text) : recoded(row.text, paths);
      if (text !== row.text)
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${text} where (${names}) = (${valuesOf(row)})`.execute(
          db,
        );
    }
    last = rows.at(-1);
    if (rows.length < BATCH) return;
  }
}

const recodedColumn = (text: string) => (text.startsWith('{"code":') ? text : JSON.stringify(coded(text)));

function recoded(text: string, paths: readonly string[]): string {
  let value: unknown = JSON.parse(text);
  for (const path of paths) value = at(value, path.split('.'));
  return JSON.stringify(value);
}

/** The value with the sentences at a path as reasons. */
function at(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return coded(value);
  if (Array.isArray(value)) return key === '*' ? value.map((one) => at(one, rest)) : value;
  if (typeof value !== 'object' || value === null || !(key in value)) return value;
  return { ...value, [key]: at(value[key as keyof typeof value], rest) };
}

/** A sentence, or one in each language, as a reason; anything else is one already, or nothing. */
function coded(value: unknown): unknown {
  const isSentence =
    typeof value === 'string' || (typeof value === 'object' && value !== null && 'en' in value);
  return isSentence ? { code: 'stored-sentence', params: { text: value } } : value;
}
