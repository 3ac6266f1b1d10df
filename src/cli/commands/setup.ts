import { CommandProblem, type ExitCode, type Io } from '../../app/io.ts';
import { createLog } from '../../app/log.ts';
import { createSetUp } from '../../app/set-up.ts';
import { missingFor, overSink, readAddress, WAYS_OUT } from '../../app/sinks.ts';
import { listed, SECRETS, type SetUp, type SetUpAnswers, setUpProblem } from '../../ask/set-up.ts';
import { sendTest } from '../../deliver/send-test.ts';
import { terminalSink } from '../../deliver/sinks/terminal.ts';
import type { Address } from '../../domain/alert.ts';
import type { Sink } from '../../domain/sink.ts';
import type { Instant } from '../../domain/time.ts';
import { shownAddress } from '../../present/shown-address.ts';
import type { CliCommand } from '../command.ts';
import { type CliContext, withCliContext } from '../context.ts';
import { languageOption } from '../option-values.ts';

/** `setup`: what a first start needs, by options or by questions; sends a test alert to the new address. */
export const setup: CliCommand = (command, { io, over }) =>
  command
    .option(
      '--to <address>',
      `where alerts go: ${WAYS_OUT.map((way) => `${way.id}:<${way.says}>`).join('; ')}; discord:channel:<id>`,
    )
    .option('--watch <companies>', 'tickers or names, separated by commas; "" = every listed company')
    .addOption(languageOption('language of the alerts'))
    .option('--time-zone <zone>', 'such as Asia/Hong_Kong')
    .option('--off <ids>', 'regulators or outlets that are not asked, separated by commas')
    .option('--no-test', 'send no test alert')
    .action(
      over(
        async (cli, { to, watch, language, timeZone, off, test }) => {
          const clock = { now: () => io.now() as Instant };
          const log = createLog(cli.env, io.terminal.err);
          const steps = createSetUp(io, { ...cli, clock, log });
          const given: SetUpAnswers = {
            ...(to === undefined ? {} : { address: to }),
            ...(watch === undefined ? {} : { watchlist: listed(watch) }),
            ...(language === undefined ? {} : { language }),
            ...(timeZone === undefined ? {} : { timeZone }),
            ...(off === undefined ? {} : { bodiesOff: listed(off) }),
          };
          const answers = Object.keys(given).length > 0 ? given : await questions(steps, io);
          const done = await steps.save(answers);
          if (!done.ok) {
            for (const problem of done.problems) io.err(setUpProblem(problem, answers.language ?? 'en'));
            return 2;
          }
          io.out(`Saved in ${done.file}.`);
          if (done.overridden.length > 0)
            io.err(
              `The environment itself sets ${done.overridden.join(', ')}, which is stronger than the file.`,
            );
          if (done.address === null || !test) return 0;
          const sent = await steps.test(done.address);
          if (sent?.ok)
            io.out(`A test alert was sent to ${done.address}. Start the program with \`npm start\`.`);
          else io.err(`No test alert arrived at ${done.address}: ${sent?.because}.`);
          return sent?.ok ? 0 : 1;
        },
        { write: true },
      ),
    );

/** Asks at the terminal; an empty answer keeps what is there. */
async function questions(steps: SetUp, io: Io): Promise<SetUpAnswers> {
  const { ask } = io;
  if (ask === undefined)
    throw new CommandProblem('Nobody can be asked here: name options, such as --to and --watch (--help).');
  const state = await steps.state();
  const ways = [...WAYS_OUT.map((way) => way.id), 'discord'];
  const sink = await ask(
    `Where do alerts go beside this terminal? ${ways.join(', ')}, or empty for nowhere: `,
  );
  const secrets: Record<string, string> = {};
  const needs = { discord: ['DISCORD_TOKEN'], telegram: ['TELEGRAM_TOKEN'], email: ['SMTP_URL'] }[sink] ?? [];
  for (const name of SECRETS.filter((one) => needs.includes(one) && !state.secretsSet.has(one)))
    secrets[name] = await ask(`${name} (stays in .env): `);
  const mailFrom = sink === 'email' && state.mailFrom === '' ? await ask('Sender of the mails: ') : '';
  const takes = WAYS_OUT.find((way) => way.id === sink)?.says ?? 'channel:<id>';
  const to = sink === '' ? '' : await ask(`Address (${takes}): `);
  const watch = await ask(
    `Watchlist, tickers or names [${state.watchlist.join(', ') || 'every listed company'}]: `,
  );
  const language = await ask(`Language, en or zh [${state.language}]: `);
  const zone = await ask(`Time zone [${state.timeZone}]: `);
  const on = state.bodies.filter((one) => one.on).length;
  const off = await ask(
    `${on} of ${state.bodies.length} regulators and outlets are asked; ids to switch off, or empty: `,
  );
  return {
    ...{ secrets, language: language === 'zh' || (language === '' && state.language === 'zh') ? 'zh' : 'en' },
    ...(sink === '' ? {} : { address: `${sink}:${to}` }),
    ...(mailFrom === '' ? {} : { mailFrom }),
    ...(watch === '' ? {} : { watchlist: listed(watch) }),
    timeZone: zone === '' ? state.timeZone : zone,
    ...(off === '' ? {} : { bodiesOff: listed(off) }),
  };
}

const SINKS = ['terminal', 'discord', ...WAYS_OUT.map((way) => way.id)];
/** Addresses that one test without `--to` sends to. */
const MOST = 20;

/** `test <way out>`: sends a preview with a made-up company, so that a way out is known to work before the first alert. */
export const test: CliCommand = (command, { io, run }) =>
  command
    .argument('<way out>', SINKS.join(', '))
    .option(
      '--to <address>',
      `one address; every subscribed one where it is not given. discord: channel:<id> or user:<id>; ${WAYS_OUT.map((way) => `${way.id}: ${way.says}`).join('; ')}`,
    )
    .addOption(languageOption('language of the preview'))
    .action(
      run(async (sink, { to, language }) => {
        if (!SINKS.includes(sink)) throw new CommandProblem(`"${sink}" is not one of ${SINKS.join(', ')}.`);
        return withCliContext(io, async (cli) => {
          const { env } = cli;
          const addresses = await addressesOf(sink, to, cli);
          const send = async (way: Sink | null): Promise<ExitCode> => {
            if (way === null)
              throw new CommandProblem(
                `${sink} needs ${missingFor(sink, env)}: set it in .env, then test again.`,
              );
            let code: ExitCode = 0;
            for (const address of addresses) {
              const because = await sendTest(way, address, language ?? env.LANGUAGE);
              if (because !== null) code = 1;
              const to = shownAddress(address);
              io.err(because === null ? `Sent to ${to}.` : `Not sent to ${to}: ${because}.`);
            }
            return code;
          };
          if (sink === 'terminal') return send(terminalSink(io));
          const clock = { now: () => io.now() as Instant };
          return overSink(sink, env, { ...cli, clock, log: createLog(env, io.terminal.err) }, send);
        });
      }),
    );

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
