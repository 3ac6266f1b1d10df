import { CommandProblem, type ExitCode, type Io } from '../../app/io.ts';
import { createLog } from '../../app/log.ts';
import { readAddress } from '../../app/operator.ts';
import { createPost } from '../../app/post.ts';
import { missingFor, sinkFor, WAYS_OUT } from '../../app/sinks.ts';
import type { Post } from '../../deliver/post.ts';
import { sendTest } from '../../deliver/send-test.ts';
import { styleFor, terminalSink } from '../../deliver/sinks/terminal.ts';
import type { Address } from '../../domain/alert.ts';
import type { Sink } from '../../domain/sink.ts';
import type { Instant } from '../../domain/time.ts';
import { shownAddress } from '../../present/shown-address.ts';
import type { CliCommand } from '../command.ts';
import { type CliContext, openCliContext } from '../context.ts';

interface TestFlags {
  readonly to?: string;
  readonly language?: 'en' | 'zh';
}

const SINKS = ['terminal', 'discord', ...WAYS_OUT.map((way) => way.id)];
/** Addresses that one test without `--to` sends to. */
const MOST = 20;

/** `test <way out>`: sends a preview with a made-up company, so that a way out is known to work before the first alert. */
export const test: CliCommand = {
  define: (command, run, io) =>
    command
      .argument('<way out>', SINKS.join(', '))
      .option(
        '--to <address>',
        `one address; every subscribed one where it is not given. discord: channel:<id> or user:<id>; ${WAYS_OUT.map((way) => `${way.id}: ${way.says}`).join('; ')}`,
      )
      .option('--language <en|zh>', 'language of the preview')
      .action((sink: string, options: TestFlags) => run(() => send(sink, options, io))),
};

async function send(sink: string, options: TestFlags, io: Io): Promise<ExitCode> {
  if (!SINKS.includes(sink)) throw new CommandProblem(`"${sink}" is not one of ${SINKS.join(', ')}.`);
  const cli = await openCliContext(io);
  const posting = createPost(new Set(cli.env.ALLOW_HOSTS));
  try {
    const addresses = await addressesOf(sink, options.to, cli);
    const way = await wayOut(sink, cli, posting.post, io);
    let code: ExitCode = 0;
    for (const address of addresses) {
      const because = await sendTest(way, address, options.language ?? cli.env.LANGUAGE);
      if (because === null) io.err(`Sent to ${shownAddress(address)}.`);
      else {
        io.err(`Not sent to ${shownAddress(address)}: ${because}.`);
        code = 1;
      }
    }
    return code;
  } finally {
    await posting.close();
    await cli.close();
  }
}

async function addressesOf(sink: string, to: string | undefined, { store }: CliContext): Promise<Address[]> {
  if (sink === 'terminal') return [{ sink, to: 'here' }];
  if (to !== undefined) {
    const read = readAddress(`${sink}:${to}`, '--to');
    if (!read.ok) throw new CommandProblem(`${read.because}.`);
    return [read.address];
  }
  const on = (await store.subscriptions({ active: true })).filter(({ address }) => address.sink === sink);
  const addresses = [...new Set(on.map(({ address }) => address.to))].slice(0, MOST);
  if (addresses.length === 0)
    throw new CommandProblem(`Nothing is subscribed by ${sink}: name an address with --to.`, 1);
  return addresses.map((one) => ({ sink, to: one }));
}

async function wayOut(sink: string, cli: CliContext, post: Post, io: Io): Promise<Sink> {
  const { env } = cli;
  const clock = { now: () => io.now() as Instant };
  if (sink === 'terminal')
    return terminalSink({
      write: (text) => io.out(text.trimEnd()),
      columns: io.terminal.columns,
      style: styleFor(io),
    });
  const log = createLog(env, io.terminal.err);
  const made = await sinkFor(sink, env, { ...cli, clock, log, post });
  if (made !== null) return made;
  throw new CommandProblem(`${sink} needs ${missingFor(sink, env)}: set it in .env, then test again.`);
}
