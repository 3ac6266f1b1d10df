import { sql } from 'kysely';
import type { CompanyId } from '../../domain/ids.ts';
import type { Standings, Store } from '../../domain/ports.ts';
import type { StandingYear } from '../../domain/standing.ts';
import { change, find, put, select } from './rows.ts';
import type { Db, Engine, Trx } from './schema.ts';

/**
 * Daily standings of companies, a row a year. The mark of a row names the model and the acts that
 * it was made of.
 */
export function createStandings({ db, write }: Engine) {
  return {
    standings: ({ companies, from, to }) =>
      find<StandingYear>(
        db,
        'standings',
        { company: companies, year: { from, to } },
        { order: 'company, year' },
      ),

    standingMarks: (company) =>
      select<{ company: CompanyId; year: number; mark: string }>(
        db,
        'company, year, mark from standings',
        { company },
        { order: 'company, year' },
      ),

    eventMarks: (companies) => eventMarks(db, companies),

    saveStandings: (standings) => write((trx) => saveStandings(trx, standings)),
  } satisfies Partial<Store>;
}

/** Writes rows of companies; their other rows are taken to be of the same acts. */
export async function saveStandings(trx: Trx, standings: Standings | undefined): Promise<void> {
  const { model, rows } = standings ?? { model: '', rows: [] };
  for (const [company, own] of Map.groupBy(rows, (row) => row.company)) {
    const mark = `${model} ${(await eventMarks(trx, [company])).get(company) ?? '0 0'}`;
    await put(
      trx,
      'standings',
      own.map((row) => ({ company, year: row.year, mark, body: JSON.stringify(row) })),
    );
    await change(trx, 'standings', { company }, { mark });
  }
}

/**
 * How many acts of each company are stored, and when it was last scored: another text after every
 * change.
 */
async function eventMarks(
  db: Db,
  companies: readonly CompanyId[],
): Promise<Map<CompanyId, string>> {
  const only = sql`company in (${sql.join(companies)})`;
  const { rows } = await sql<{ company: CompanyId; n: number; at: number | null }>`
    select e.company, e.n, s.at
    from (select company, count(*) as n from regulatory_events where ${only} group by company) as e
    left join (select company, max(at) as at from scores where ${only} group by company) as s
      on s.company = e.company`.execute(db);
  return new Map(rows.map(({ company: of, n, at }) => [of, `${n} ${at ?? 0}`]));
}
