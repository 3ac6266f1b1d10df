import pg from 'pg';

/**
 * The database as the chaos looks into it, on a line of its own; while the server is away answers
 * are empty.
 */
export function rowsOf(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 2_000 });
  pool.on('error', () => {});
  const ask = async <T>(text: string, values: unknown[] = []): Promise<T[]> => {
    try {
      return (await pool.query(text, values)).rows as T[];
    } catch {
      return [];
    }
  };
  return {
    /** Makes every source due, in place of the minute that even the fastest waits. */
    lookAgain: () =>
      ask(`update source_states set next_poll_at = (extract(epoch from now()) * 1000)::bigint,
             body = jsonb_set(body::jsonb, '{nextPollAt}', to_jsonb((extract(epoch from now()) * 1000)::bigint))::text
           where next_poll_at > extract(epoch from now()) * 1000`),
    /** What a process (by its id) holds: leases of work, and deliveries. */
    heldBy: async (pid: number) => [
      ...(await ask<{ name: string; by: string }>(
        `select name, holder as by from leases where holder like $1 and (name like 'shard:%' or name = 'pipeline')`,
        [`%:${pid}:%`],
      )),
      ...(await ask<{ name: string; by: string }>(
        `select 'delivery:' || id as name, claimed_by as by from deliveries where state = 'claimed' and claimed_by like $1`,
        [`%:${pid}:%`],
      )),
    ],
    /** Of those, what still is its own or nobody's. */
    stillOf: async (held: readonly { name: string; by: string }[]): Promise<string[]> => {
      const names = held.map((one) => one.name);
      const by = held.map((one) => one.by);
      const rows = await ask<{ name: string }>(
        `select name from leases where name = any($1) and (holder = any($2) or holder = '')
         union all select 'delivery:' || id from deliveries
         where 'delivery:' || id = any($1) and state = 'claimed' and claimed_by = any($2)`,
        [names, by],
      );
      // No answer at all while the server is away must not pass for "all taken over".
      const alive = await ask('select 1');
      return alive.length === 0 ? names : rows.map((row) => row.name);
    },
    states: async () =>
      Object.fromEntries(
        (
          await ask<{ state: string; count: string }>(
            'select state, count(*) from deliveries group by state',
          )
        ).map((row) => [row.state, Number(row.count)]),
      ),
    leases: () =>
      ask(
        `select name, holder, until_at - extract(epoch from now()) * 1000 as runs from leases order by name`,
      ),
    /** What is not settled and due, for whoever looks for the reason. */
    open: () =>
      ask(`select 'delivery' as what, id, state, attempts, claimed_by as by, ready_at - extract(epoch from now()) * 1000 as ready_in
           from deliveries where ready_at < extract(epoch from now()) * 1000 + 600000
           union all select 'item', id, 'waiting', 0, '', 0 from items where waiting_since is not null
           union all select 'suppressed', signal_id, stage, count(*), '', 0 from suppressed group by signal_id, stage`),
    close: () => pool.end(),
  };
}
