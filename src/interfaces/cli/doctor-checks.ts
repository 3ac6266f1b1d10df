import { type AlertPrecision, precisionOf } from '../../answers/queries/verdicts.ts';
import { databaseName } from '../../app/database.ts';
import { type Env, readEnv } from '../../app/env.ts';
import { readEnvFile } from '../../app/env-file.ts';
import type { Io } from '../../app/io.ts';
import { machineMb } from '../../app/machine-memory.ts';
import { catalogOf, readerSettingsOf, VERSION } from '../../app/settings.ts';
import { checkWeb, USUAL_PORT } from '../../app/web.ts';
import type { OpenStore } from '../../base/store/open.ts';
import type { UniverseTable } from '../../domain/catalog.ts';
import type { Debt } from '../../domain/debt.ts';
import { GATEWAY_KEY, gatewayStatusFrom } from '../../domain/incident.ts';
import { DAY_MS, firstDay, type Instant } from '../../domain/time.ts';
import { unknownSourcesOff, watchedSourcesOf } from '../../knowledge/catalog/watched-sources.ts';
import { readingStatus } from '../../pipeline/flows/reading-health.ts';
import { modeOf } from '../../pipeline/flows/second-reader.ts';
import { LEAST_MACHINE_MB, workerLimits } from '../../pipeline/flows/workers.ts';
import { endedOn, watchingOf } from '../../pipeline/standing/record.ts';
import { broken, type Checked, isoOf, mind, ok, unless } from './checked.ts';
import { overStore } from './context.ts';
import { waysOut } from './doctor-channels.ts';
import { disk, permissions } from './doctor-folder.ts';

/** Every check, in an order in which a fault explains later ones. */
const CHECKS: readonly (readonly [
  name: string,
  run: (env: Env, io: Io) => readonly Checked[] | Promise<readonly Checked[]>,
  remedy?: string,
])[] = [
  ['catalog', catalog, 'correct these files, then `npm run catalog`'],
  ['database', database, 'see docs/operate.md, "Backup and restore"'],
  ['disk', disk],
  ['permissions', permissions],
  ['ways out', waysOut],
  ['second reader', secondReader, 'see docs/operate.md, "Backup and restore"'],
  ['page', page, 'set WEB_TOKEN'],
];

/** Runs every check; those that need the environment are left out where it cannot be read. */
export async function runChecks(io: Io): Promise<(Checked & { readonly check: string })[]> {
  const read = readEnv(io.env, readEnvFile(io.envFile ?? '.env'));
  const found: (Checked & { readonly check: string })[] = [];
  const note = (check: string, all: readonly Checked[]) =>
    void found.push(...all.map((checked) => ({ check, ...checked })));
  note('versions', [versions()]);
  note('configuration', configuration(read));
  if (!read.ok) return found;
  for (const [check, run, remedy] of CHECKS)
    try {
      note(check, await run(read.env, io));
    } catch (error) {
      if (remedy === undefined) throw error;
      note(check, [broken((error as Error).message, remedy)]);
    }
  return found;
}

function versions(): Checked {
  const { node } = process.versions;
  const remedy = 'install Node 24 or newer, or use the npm scripts, which bring it';
  const isOld = Number(node.split('.')[0]) < 24;
  return isOld
    ? broken(`Node ${node} is too old`, remedy)
    : ok(`Tocsin ${VERSION} on Node ${node}`);
}

function configuration(read: ReturnType<typeof readEnv>): Checked[] {
  if (!read.ok)
    return read.problems.map((problem) =>
      broken(problem, 'correct that line in .env or the environment'),
    );
  const readable = ok('the environment is readable');
  const contact = 'set it to a mail address or page: some sites refuse visitors without one';
  const notes = read.notes.map((note) => mind(note, 'correct that line in .env'));
  const missing = read.env.CONTACT === undefined ? [mind('CONTACT is not set', contact)] : [];
  return [readable, memory(read.env), ...notes, ...missing];
}

/** Whether the program starts with the memory that it may use. */
function memory({ READING_MB }: Env): Checked {
  const mb = Math.floor(machineMb());
  const says = `${mb} MB of memory may be used`;
  return workerLimits(mb, READING_MB) === null
    ? broken(`${says}, and ${LEAST_MACHINE_MB} are needed`, 'give the program more memory')
    : ok(says);
}

function catalog(env: Env, io: Io): Checked[] {
  const known = catalogOf(env);
  const { companies, regulators, universe } = known;
  const off = unknownSourcesOff(known, env.SOURCES_OFF);
  const leftOut = universe.leftOut.length;
  const left = mind(
    `${leftOut} rows of config/universe are left out`,
    '`tocsin check-catalog` names each',
  );
  return [
    ok(`${companies.size} companies with a file, ${regulators.size} regulators`),
    universeAge(universe, io.now()),
    ...(leftOut === 0 ? [] : [left]),
    ...off.map((says) => mind(says, 'correct SOURCES_OFF in .env')),
  ];
}

/** Age from which on the lists of all listed companies should be renewed. */
const UNIVERSE_DAYS = 120;

/** How old the lists of all listed companies are at `now`. */
export function universeAge(
  { asOf, size }: Pick<UniverseTable, 'asOf' | 'size'>,
  now: number,
): Checked {
  const remedy =
    'bring newer lists: what was listed or renamed since is not known (config/universe/README.md)';
  if (asOf === null)
    return mind('config/universe is empty: only companies with a file are known', remedy);
  const days = Math.max(0, Math.floor((now - Date.parse(firstDay(asOf))) / 86_400_000));
  const says = `${size} further listed companies, from lists up to ${asOf}, ${days} days old`;
  return unless(days > UNIVERSE_DAYS, says, remedy);
}

function database(env: Env, io: Io): Promise<Checked[]> {
  return overStore(env, async (store) => {
    const figures = await store.figures();
    const judged = precisionOf(await store.judged((io.now() - JUDGED_DAYS * DAY_MS) as Instant));
    const states = await store.sourceStates();
    const newest = Math.max(0, ...states.map((state) => state.lastAttemptAt ?? 0));
    const failing = states.filter((state) => state.finding !== null).map((state) => state.source);
    const known = catalogOf(env);
    const ended = endedOn({ catalog: known }, await watchingOf(store, io.now()));
    const on = [...watchedSourcesOf(known, env).values()].filter(
      ({ source }) => source.enabled,
    ).length;
    return [
      ok(
        `${databaseName(env)}: ${figures.itemsWaiting} pages and ${figures.deliveriesWaiting} ` +
          `deliveries wait, ${figures.reviewsOpen} questions are open`,
      ),
      verdicts(judged),
      clockAgainst(newest, io.now()),
      ended === null
        ? ok('the record is carried on')
        : mind(
            `the record of acts ends on ${ended} and nothing is watched`,
            'start the program, or take a newer record: what happened since is not known',
          ),
      ...(env.DISCORD_TOKEN === undefined ? [] : [gateway(await store.recall(GATEWAY_KEY))]),
      ...(await reading(store)),
      sourceHealth(on, states.length, failing),
    ];
  });
}

const SHOWN_DEBTS = 5;

/** Whether pages can be read, and those that are not, oldest first. */
async function reading(store: OpenStore): Promise<Checked[]> {
  const { fault } = await readingStatus(store);
  const debts = await store.debts(1_000);
  const found: Checked[] = [];
  if (fault !== null)
    found.push(
      broken(
        `no page can be read since ${isoOf(fault.since)} (${fault.code}): ${fault.message}`,
        READING_REMEDIES[fault.code] ?? 'see docs/operate.md, "Pages that are not read"',
      ),
    );
  if (debts.length > 0) found.push(unreadPages(debts));
  return found.length > 0 ? found : [ok('every stored page is read, or waits its turn')];
}

const REINSTALL = 'install again (`npm ci`), then restart';
const READING_REMEDIES: Readonly<Record<string, string>> = {
  'reader-answer': REINSTALL,
  'reader-cannot-start': REINSTALL,
  'reader-dependency': REINSTALL,
  'reader-memory':
    'give the program more memory: the reading process needs 200 to 300 MB (READING_MB)',
  'reader-slow': 'the machine is overloaded: give it more CPU, or poll fewer sources',
  'reader-tables': 'delete the folder `tocsin` in the cache, then restart: its tables are rebuilt',
};

function unreadPages(debts: readonly Debt[]): Checked {
  const pages = debts
    .slice(0, SHOWN_DEBTS)
    .map(({ item, because }) => `${item.url} (${isoOf(item.fetchedAt)}: ${because})`);
  const says = `${debts.length} pages could not be read, the oldest: ${pages.join('; ')}`;
  const remedy =
    '`tocsin items` lists them with their next attempt, `tocsin items retry` tries now';
  return debts.some(({ cause }) => cause !== 'page') ? broken(says, remedy) : mind(says, remedy);
}

function sourceHealth(on: number, polled: number, failing: readonly string[]): Checked {
  if (polled === 0)
    return mind(
      `${on} sources are on, and none was polled yet: whether they answer is not known`,
      'start the program, or `tocsin sources check`',
    );
  if (failing.length === 0)
    return ok(`${on} sources are on, ${polled} were polled, none of them is failing`);
  return mind(
    `${failing.length} of ${on} sources are failing: ${failing.slice(0, 5).join(', ')}`,
    '`tocsin sources` shows each finding; `tocsin sources check` polls them again',
  );
}

const JUDGED_DAYS = 90;

/** How many of the judged alerts were found useful. */
function verdicts({ useful, noise, wrong, judged, share }: AlertPrecision): Checked {
  if (share === null) return ok(`no alert was judged in ${JUDGED_DAYS} days`);
  const percent = (part: number) => Math.round(100 * part);
  const span = `${percent(share.low)} to ${percent(share.high)} %`;
  return ok(
    `of ${judged} verdicts in ${JUDGED_DAYS} days ${useful} are “useful” (${percent(share.of)} ` +
      `%, 95 %: ${span}), ${noise} “noise”, ${wrong} “wrong”`,
  );
}

function gateway(remembered: string | null): Checked {
  const status = gatewayStatusFrom(remembered);
  if (status === null)
    return mind('the Discord gateway was not connected yet', 'start the program once');
  const { connected, because } = status;
  const since = isoOf(status.since);
  if (connected) return ok(`the Discord gateway was connected on ${since}`);
  return broken(
    `the Discord gateway has been unreachable since ${since}: ${because ?? 'no reason known'}`,
    'check this machine’s network, discordstatus.com and the token',
  );
}

/** A clock behind stored rows is wrong, and so would be cases, deadlines and quiet hours. */
function clockAgainst(newest: number, now: number): Checked {
  const says = `the clock says ${isoOf(now)}`;
  const remedy = 'set the clock (timedatectl set-ntp true)';
  if (now < newest - 60_000) return broken(`${says}, and rows are newer`, remedy);
  return now < Date.UTC(2025, 0, 1) ? broken(says, remedy) : ok(says);
}

/** Off, or its mode with the reason, and what it did today. */
async function secondReader(env: Env, io: Io): Promise<Checked[]> {
  if (env.READER_URL === undefined) return [ok('no second reader (READER_URL)')];
  const settings = env.READER_MODEL === undefined ? null : readerSettingsOf(env);
  if (settings === null)
    return [broken('READER_MODEL is not set', 'name the model that READER_URL serves')];
  return overStore(env, async (store) => {
    const { mode, because } = await modeOf(store, settings);
    const { calls, cost, failures } = await store.readerDay(isoOf(io.now()).slice(0, 10));
    const failed = Object.entries(failures).map(([kind, count]) => `${count} ${kind}`);
    const says =
      `${settings.model}, ${mode} (${because}); today ${calls} of ${settings.dailyCalls} ` +
      `questions, $${(cost / 1e6).toFixed(2)}, failures: ${failed.join(', ') || 'none'}`;
    const remedy = 'until it has a licence, its answers are proposals to a person';
    return [unless(mode !== settings.mode, says, remedy)];
  });
}

function page(env: Env): Checked[] {
  if (env.WEB_PORT === 0) return [ok('off: WEB_PORT=0')];
  checkWeb(env);
  const port = env.WEB_PORT ?? `${USUAL_PORT} or a free port`;
  const access = env.WEB_TOKEN === undefined ? 'open on this machine' : 'with a token';
  return [ok(`http://${env.WEB_HOST}:${port}, ${access}`)];
}
