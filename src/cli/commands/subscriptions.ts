import { CommandProblem, type ExitCode, type Io } from '../../app/io.ts';
import { missingFor, WAYS_OUT, type WayOut } from '../../app/sinks.ts';
import { dayOf } from '../../ask/answers.ts';
import { type RequestedScope, scopeLabel } from '../../ask/scopes.ts';
import { createSubscriptions } from '../../ask/subscriptions.ts';
import { Band } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { said } from '../../present/sentence.ts';
import { shownAddress } from '../../present/shown-address.ts';
import type { CliCommand } from '../command.ts';
import { withCliContext } from '../context.ts';
import { choice, JSON_OPTION, languageOption } from '../option-values.ts';
import { notFound, plainTable } from '../print.ts';

/** `subscriptions`: who is told what, also what was switched off and why. */
export const subscriptions: CliCommand = {
  define: (command, run, io) =>
    command.option(...JSON_OPTION).action((options: { json?: boolean }) =>
      run(() =>
        withCliContext(io, async (cli) => {
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
          else
            io.out(
              plainTable(
                ['no.', 'sink', 'to', 'what', 'from band', 'timing', 'state'],
                rows.map((row) => [
                  ...[row.number, row.sink, row.to, row.what, row.leastBand, row.timing],
                  row.disabled?.text ?? 'on',
                ]),
              ),
            );
          return 0;
        }),
      ),
    ),
};

interface SubscribeFlags {
  readonly sink: string;
  readonly to: string;
  readonly leastBand: Band;
  readonly timing: (typeof TIMINGS)[number];
  readonly stores?: boolean;
  readonly language: 'en' | 'zh';
  readonly kind: (typeof KINDS)[number];
}

const TIMINGS = ['at-once', 'same-day', 'digest'] as const;
const KINDS = ['company', 'sector', 'regulator'] as const;

/** `subscribe`: alerts on a company, or on everything, to a webhook, a chat or a mail address. */
export const subscribe: CliCommand = {
  define: (command, run, io) =>
    command
      .argument('<what>', 'ticker, name or id; "all" = everything')
      .requiredOption('--sink <sink>', WAYS_OUT.map((way) => way.id).join(', '))
      .requiredOption('--to <address>', WAYS_OUT.map((way) => `${way.id}: ${way.says}`).join('; '))
      .addOption(choice('--least-band <band>', 'from which band on', Band.options, 'watch'))
      .option('--stores', 'also when the company is criticised as the operator of an app store')
      .addOption(choice('--timing <timing>', 'when', TIMINGS, 'at-once'))
      .addOption(languageOption('language of the alerts', 'en'))
      .addOption(choice('--kind <kind>', 'what <what> is', KINDS, 'company'))
      .action((what: string, options: SubscribeFlags) => run(() => follow(what, options, io))),
};

async function follow(what: string, options: SubscribeFlags, io: Io): Promise<ExitCode> {
  const way = wayOf(options.sink);
  if (!way.address.test(options.to))
    throw new CommandProblem(`--to "${options.to}" is no address for ${way.id}: it takes ${way.says}.`);
  const terms = {
    ...{ leastBand: options.leastBand, timing: options.timing, language: options.language, role: null },
    ...(options.stores === true ? { stores: true } : {}),
  };
  const requested: RequestedScope = what === 'all' ? { kind: 'all' } : { kind: options.kind, query: what };
  return withCliContext(
    io,
    async (cli) => {
      const clock = { now: () => io.now() as Instant };
      const done = await createSubscriptions({ ...cli, clock }).follow(requested, terms, {
        address: { sink: way.id, to: options.to },
        ...{ server: null, by: 'command line', now: clock.now(), language: terms.language },
      });
      if (!done.found) return notFound(done, io, false);
      io.out(
        `${done.label}: ${done.how === 'same' ? 'followed there already' : done.how}, from band ${terms.leastBand}.`,
      );
      const missing = missingFor(way.id, cli.env);
      if (missing !== null)
        io.err(`Nothing is sent before ${missing} is set in .env and the program is started again.`);
      return 0;
    },
    { write: true },
  );
}

function wayOf(sink: string): WayOut {
  const way = WAYS_OUT.find((one) => one.id === sink);
  if (way !== undefined) return way;
  const discord = sink === 'discord' ? ' On Discord, use /subscribe in the channel.' : '';
  throw new CommandProblem(
    `--sink "${sink}" is not one of ${WAYS_OUT.map((one) => one.id).join(', ')}.${discord}`,
  );
}

/** `unsubscribe`: ends one subscription, by its number in `subscriptions` or its id. */
export const unsubscribe: CliCommand = {
  define: (command, run, io) =>
    command.argument('<which>', 'number that `subscriptions` shows, or an id').action((which: string) =>
      run(() =>
        withCliContext(
          io,
          async (cli) => {
            const all = await cli.store.subscriptions({ active: false });
            const found = all.find((one, index) => one.id === which || String(index + 1) === which);
            if (found === undefined)
              throw new CommandProblem(
                `There is no subscription "${which}": \`subscriptions\` shows them.`,
                1,
              );
            await cli.store.removeSubscription(found.id);
            io.out('Ended.');
            return 0;
          },
          { write: true },
        ),
      ),
    ),
};
