import { createStandings } from '../../../pipeline/standing/daily.ts';
import type { CliCommand } from '../command.ts';
import { withCliContext } from '../context.ts';

const SHOWN = 20;

/**
 * `recount`: rebuilds the daily standings of every company from its acts. Exit code 1 where a row
 * was wrong.
 */
export const recount: CliCommand = (command, { io, run }) =>
  command.action(
    run(() =>
      withCliContext(
        io,
        async ({ knowledge, store, clock }) => {
          const standings = createStandings({ knowledge, store, clock });
          const made = await standings.refresh();
          const wrong: string[] = [];
          const { rows, companies } = await standings.recount((row) =>
            wrong.push(`${row.company} ${row.year}`),
          );
          io.out(
            `${rows.toLocaleString('en')} rows of ${companies} companies; ${made} companies ` +
              'had none or old ones.',
          );
          if (wrong.length === 0) return 0;
          io.out(`Wrong, and written anew: ${wrong.slice(0, SHOWN).join(', ')}`);
          return 1;
        },
        { write: true },
      ),
    ),
  );
