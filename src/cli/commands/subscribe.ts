import { CommandProblem, type ExitCode, type Io } from '../../app/io.ts';
import { missingFor, WAYS_OUT, type WayOut } from '../../app/sinks.ts';
import { createSubscriptions } from '../../ask/create-subscriptions.ts';
import type { RequestedScope } from '../../ask/subscriptions.ts';
import { Band } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { sentence } from '../../present/sentence.ts';
import type { CliCommand } from '../command.ts';
import { openCliContext } from '../context.ts';

interface SubscribeFlags {
  readonly sink: string;
  readonly to: string;
  readonly leastBand: string;
  readonly timing: string;
  readonly stores?: boolean;
  readonly language: string;
  readonly kind: string;
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
      .option('--least-band <band>', Band.options.join(', '), 'watch')
      .option('--stores', 'also when the company is criticised as the operator of an app store')
      .option('--timing <timing>', TIMINGS.join(', '), 'at-once')
      .option('--language <language>', 'en or zh', 'en')
      .option('--kind <kind>', `what <what> is: ${KINDS.join(', ')}`, 'company')
      .action((what: string, options: SubscribeFlags) => run(() => follow(what, options, io))),
};

async function follow(what: string, options: SubscribeFlags, io: Io): Promise<ExitCode> {
  const way = wayOf(options.sink);
  if (!way.address.test(options.to))
    throw new CommandProblem(`--to "${options.to}" is no address for ${way.id}: it takes ${way.says}.`);
  const terms = {
    leastBand: oneOf('--least-band', options.leastBand, Band.options),
    timing: oneOf('--timing', options.timing, TIMINGS),
    language: oneOf('--language', options.language, ['en', 'zh'] as const),
    role: null,
    ...(options.stores === true ? { stores: true } : {}),
  };
  const kind = oneOf('--kind', options.kind, KINDS);
  const requested: RequestedScope = what === 'all' ? { kind: 'all' } : { kind, query: what };
  const cli = await openCliContext(io, { write: true });
  try {
    const clock = { now: () => io.now() as Instant };
    const subscriptions = createSubscriptions({
      knowledge: cli.knowledge,
      find: cli.find,
      store: cli.store,
      clock,
    });
    const done = await subscriptions.follow(requested, terms, {
      address: { sink: way.id, to: options.to },
      ...{ server: null, by: 'command line', now: clock.now(), language: terms.language },
    });
    if (!done.found) {
      io.err(
        [sentence(done.because, 'en'), ...done.candidates.map((one) => `  ${one.id}  ${one.name}`)].join(
          '\n',
        ),
      );
      return 1;
    }
    io.out(
      `${done.label}: ${done.how === 'same' ? 'followed there already' : done.how}, from band ${terms.leastBand}.`,
    );
    const missing = missingFor(way.id, cli.env);
    if (missing !== null)
      io.err(`Nothing is sent before ${missing} is set in .env and the program is started again.`);
    return 0;
  } finally {
    await cli.close();
  }
}

function wayOf(sink: string): WayOut {
  const way = WAYS_OUT.find((one) => one.id === sink);
  if (way !== undefined) return way;
  const discord = sink === 'discord' ? ' On Discord, use /subscribe in the channel.' : '';
  throw new CommandProblem(
    `--sink "${sink}" is not one of ${WAYS_OUT.map((one) => one.id).join(', ')}.${discord}`,
  );
}

function oneOf<T extends string>(option: string, value: string, all: readonly T[]): T {
  const found = all.find((one) => one === value);
  if (found === undefined) throw new CommandProblem(`${option} "${value}" is not one of ${all.join(', ')}.`);
  return found;
}
