import { oneCompany } from '../../ask/find-company.ts';
import { dayOf } from '../../ask/risk.ts';
import { openClaims, unconfirmedAnswer } from '../../ask/unconfirmed.ts';
import type { CliCommand } from '../command.ts';
import { openCliContext } from '../context.ts';
import { type LookupFlags, lookupOptions, printLookup } from '../lookup.ts';

/** `unconfirmed [ticker|name]`: steps that one report states and nobody confirmed yet, newest first. */
export const unconfirmed: CliCommand = {
  define: (command, run, io) =>
    lookupOptions(command.argument('[company...]', 'ticker or name; without one, of every company')).action(
      (words: string[] | undefined, flags: LookupFlags) =>
        run(() =>
          printLookup(
            io,
            flags,
            async (cli, options) => {
              const query = words?.join(' ') || null;
              const result = await unconfirmedAnswer(query, cli, options);
              if (!result.found || flags.json !== true) return { ...result, answer: null };
              const { companies } = cli.knowledge.catalog;
              const taken = query === null ? null : oneCompany(query, dayOf(options.at), cli.find, companies);
              const of = taken?.found ? { company: taken.company.id } : {};
              const answer = await openClaims(cli.store, { ...of, until: options.at, limit: 1_000 });
              return { ...result, answer };
            },
            { open: openCliContext },
          ),
        ),
    ),
};
