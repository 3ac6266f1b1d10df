import {
  listed,
  SECRETS,
  type SetUp,
  type SetUpAnswers,
  setUpProblem,
} from '../../../answers/queries/set-up.ts';
import { CommandProblem, type ExitCode, type Io } from '../../../app/io.ts';
import { createLog } from '../../../app/log.ts';
import { createSetUp } from '../../../app/set-up.ts';
import { missingFor, overSink, readAddress, SINK_SETTINGS } from '../../../app/sinks.ts';
import type { Address } from '../../../domain/alert.ts';
import { Language } from '../../../domain/language.ts';
import { Theme } from '../../../domain/regulator.ts';
import type { Sink } from '../../../domain/sink.ts';
import { sendTest } from '../../../pipeline/deliver/send-test.ts';
import { terminalSink } from '../../../pipeline/deliver/sinks/terminal.ts';
import { shownAddress } from '../../../pipeline/present/shown-address.ts';
import type { CliCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { languageOption } from '../option-values.ts';

/**
 * `setup`: the first configuration, by options or questions; sends a test alert to the new address.
 */
export const setup: CliCommand = (command, { io, over }) =>
  command
    .option(
      '--to <address>',
      `where alerts go: ${SINK_SETTINGS.map((way) => `${way.id}:<${way.description}>`).join('; ')}; discord:channel:<id>`,
    )
    .option(
      '--watch <companies>',
      'tickers or names, separated by commas; "" = every listed company',
    )
    .addOption(languageOption('language of the alerts'))
    .option('--time-zone <zone>', 'such as Asia/Hong_Kong')
    .option('--off <ids>', 'regulators or outlets that are not asked, separated by commas')
    .option('--packs <names>', `packs of sources to watch, or "all": ${Theme.options.join(', ')}`)
    .option('--discord', 'leads through token, invitation and channel of a Discord bot')
    .option('--no-test', 'send no test alert')
    .action(
      over(
        async (cli, { discord, test, ...options }) => {
          const steps = createSetUp(io, { ...cli, log: createLog(cli.env, io.terminal.err) });
          const given = answersIn(options);
          const isGiven = Object.values(given).some((value) => value !== undefined);
          const lead = async () =>
            discord ? { ...given, ...(await leadThrough(io, cli)) } : questions(steps, io);
          const answers = isGiven && !discord ? given : await lead();
          const done = await steps.save(answers);
          if (!done.ok) {
            for (const problem of done.problems)
              io.err(setUpProblem(problem, answers.language ?? 'en'));
            return 2;
          }
          printSaved(done, io);
          if (done.address === null || !test) return 0;
          return testAddress(done.address, steps, io);
        },
        { write: true },
      ),
    );

interface GivenOptions {
  readonly to?: string | undefined;
  readonly watch?: string | undefined;
  readonly language?: Language | undefined;
  readonly timeZone?: string | undefined;
  readonly off?: string | undefined;
  readonly packs?: string | undefined;
}

const answersIn = ({ to, watch, language, timeZone, off, packs }: GivenOptions) => ({
  address: to,
  watchlist: watch === undefined ? undefined : listed(watch),
  language,
  timeZone,
  bodiesOff: off === undefined ? undefined : listed(off),
  packs: packs === undefined ? undefined : packsIn(packs),
});

type Saved = Extract<Awaited<ReturnType<SetUp['save']>>, { ok: true }>;

function printSaved({ file, overridden, removed }: Saved, io: Io): void {
  io.out(`Saved in ${file}.`);
  if (overridden.length > 0)
    io.err(`The environment itself sets ${overridden.join(', ')}, which overrides the file.`);
  for (const { address, names } of removed)
    io.out(`No longer followed at ${address}: ${names.join('; ')}.`);
}

/** Sends a test alert; exit code 1 where it did not arrive. */
async function testAddress(address: string, steps: SetUp, io: Io): Promise<ExitCode> {
  const sent = await steps.test(address);
  if (sent?.ok) {
    io.out(`A test alert was sent to ${address}. Start the program with \`npm start\`.`);
    return 0;
  }
  io.err(`No test alert arrived at ${address}: ${sent?.because}.`);
  return 1;
}

/** The Discord library is loaded only here. */
const leadThrough = async (io: Io, { env }: CliContext): Promise<SetUpAnswers> =>
  (await import('../setup-discord.ts')).discordAnswers(io, env);

/** Asks at the terminal; an empty answer keeps what is there. */
async function questions(steps: SetUp, io: Io): Promise<SetUpAnswers> {
  const { ask } = io;
  if (ask === undefined)
    throw new CommandProblem(
      'Nobody can be asked here: name options, such as --to and --watch (--help).',
    );
  const state = await steps.state();
  const ways = [...SINK_SETTINGS.map((way) => way.id), 'discord'];
  const sink = await ask(
    `Where do alerts go beside this terminal? ${ways.join(', ')}, or empty for nowhere: `,
  );
  const secrets: Record<string, string> = {};
  const needs =
    { discord: ['DISCORD_TOKEN'], telegram: ['TELEGRAM_TOKEN'], email: ['SMTP_URL'] }[sink] ?? [];
  for (const name of SECRETS.filter((one) => needs.includes(one) && !state.secretsSet.has(one)))
    secrets[name] = await ask(`${name} (stays in .env): `);
  const mailFrom =
    sink === 'email' && state.mailFrom === '' ? await ask('Sender of the mails: ') : '';
  const takes = SINK_SETTINGS.find((way) => way.id === sink)?.description ?? 'channel:<id>';
  const to = sink === '' ? '' : await ask(`Address (${takes}): `);
  const watch = await ask(
    `Watchlist, tickers or names [${state.watchlist.join(', ') || 'every listed company'}]: `,
  );
  const language = await ask(`Language, en or zh [${state.language}]: `);
  const zone = await ask(`Time zone [${state.timeZone}]: `);
  const on = state.bodies.filter((body) => body.on).length;
  const off = await ask(
    `${on} of ${state.bodies.length} regulators and outlets are asked; ids to switch off, or ` +
      'empty: ',
  );
  return {
    secrets,
    language: Language.catch(state.language).parse(language),
    address: sink === '' ? undefined : `${sink}:${to}`,
    mailFrom: mailFrom || undefined,
    watchlist: watch === '' ? undefined : listed(watch),
    timeZone: zone || state.timeZone,
    bodiesOff: off === '' ? undefined : listed(off),
  };
}

/** Packs by their names; `all` of them. */
function packsIn(text: string): Theme[] {
  if (text === 'all') return [...Theme.options];
  return listed(text).map((name) => {
    const pack = Theme.safeParse(name);
    if (!pack.success)
      throw new CommandProblem(`No pack is called ${name}; there are ${Theme.options.join(', ')}.`);
    return pack.data;
  });
}

const SINKS = ['terminal', 'discord', ...SINK_SETTINGS.map((way) => way.id)];
/** Addresses that one test without `--to` sends to. */
const MOST = 20;

/**
 * `test <channel>`: sends a preview with a fictitious company, to test a channel before the first
 * alert.
 */
export const test: CliCommand = (command, { io, over }) =>
  command
    .argument('<way out>', SINKS.join(', '))
    .option(
      '--to <address>',
      `one address; every subscribed one where it is not given. discord: channel:<id> or user:<id>; ${SINK_SETTINGS.map((way) => `${way.id}: ${way.description}`).join('; ')}`,
    )
    .addOption(languageOption('language of the preview'))
    .action(
      over(async (cli, sink, { to, language }) => {
        if (!SINKS.includes(sink))
          throw new CommandProblem(`"${sink}" is not one of ${SINKS.join(', ')}.`);
        const { env } = cli;
        const addresses = await addressesOf(sink, to, cli);
        const missing = missingFor(sink, env);
        if (missing !== null)
          throw new CommandProblem(`${sink} needs ${missing}: set it in .env, then test again.`);
        // Nothing is missing, so the sink exists.
        const send = async (way: Sink | null): Promise<ExitCode> => {
          let code: ExitCode = 0;
          for (const address of addresses) {
            const because = await sendTest(way!, address, language ?? env.LANGUAGE);
            if (because !== null) code = 1;
            const shown = shownAddress(address);
            io.err(because === null ? `Sent to ${shown}.` : `Not sent to ${shown}: ${because}.`);
          }
          return code;
        };
        if (sink === 'terminal') return send(terminalSink(io));
        return overSink(sink, env, { ...cli, log: createLog(env, io.terminal.err) }, send);
      }),
    );

async function addressesOf(
  sink: string,
  to: string | undefined,
  { store }: CliContext,
): Promise<Address[]> {
  if (sink === 'terminal') return [{ sink, to: 'here' }];
  if (to !== undefined) {
    const read = readAddress(`${sink}:${to}`, '--to');
    if (!read.ok) throw new CommandProblem(`${read.because}.`);
    return [read.address];
  }
  const on = (await store.subscriptions({ active: true })).filter(
    ({ address }) => address.sink === sink,
  );
  const addresses = [...new Set(on.map(({ address }) => address.to))].slice(0, MOST);
  if (addresses.length === 0)
    throw new CommandProblem(`Nothing is subscribed by ${sink}: name an address with --to.`, 1);
  return addresses.map((address) => ({ sink, to: address }));
}
