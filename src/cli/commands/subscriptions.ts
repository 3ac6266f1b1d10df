import Table from 'cli-table3';
import { dayOf } from '../../ask/risk.ts';
import { scopeLabel } from '../../ask/scopes.ts';
import type { Instant } from '../../domain/time.ts';
import { said } from '../../present/sentence.ts';
import { shownAddress } from '../../present/shown-address.ts';
import type { CliCommand } from '../command.ts';
import { openCliContext } from '../context.ts';

/** `subscriptions`: who is told what, also what was switched off and why. */
export const subscriptions: CliCommand = {
  define: (command, run, io) =>
    command.option('--json', 'for machines; the shape is stable').action((options: { json?: boolean }) =>
      run(async () => {
        const cli = await openCliContext(io);
        try {
          const all = await cli.store.subscriptions({ active: false });
          const day = dayOf(io.now() as Instant);
          const rows = all.map((one) => ({
            id: one.id.replace(one.address.to, shownAddress(one.address)),
            number: all.indexOf(one) + 1,
            ...{ sink: one.address.sink, to: shownAddress(one.address) },
            what: scopeLabel(one.scope, cli.knowledge.catalog, day),
            ...{ leastBand: one.leastBand, timing: one.timing, language: one.language },
            disabled: one.disabled === null ? null : said(one.disabled.because, 'en'),
          }));
          if (options.json === true) io.out(JSON.stringify(rows, null, 2));
          else if (rows.length === 0) io.out('Nobody is told anything yet: see `subscribe --help`.');
          else {
            const table = new Table({
              head: ['no.', 'sink', 'to', 'what', 'from band', 'timing', 'state'],
              style: { head: [], border: [] },
            });
            for (const row of rows)
              table.push([
                row.number,
                row.sink,
                row.to,
                row.what,
                row.leastBand,
                row.timing,
                row.disabled?.text ?? 'on',
              ]);
            io.out(table.toString());
          }
          return 0;
        } finally {
          await cli.close();
        }
      }),
    ),
};
