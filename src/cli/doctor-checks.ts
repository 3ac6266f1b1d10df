import { accessSync, constants, existsSync, statfsSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { commandDatabase, databaseName } from '../app/database.ts';
import { type Env, readEnv } from '../app/env.ts';
import type { Io } from '../app/io.ts';
import { catalogOf, VERSION } from '../app/settings.ts';
import { missingFor, WAYS_OUT } from '../app/sinks.ts';
import { checkWeb, USUAL_PORT } from '../app/web.ts';
import { endedOn, watchingOf } from '../ask/record.ts';
import { GATEWAY_KEY, gatewayStatusFrom } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';
import { watchedSourcesOf } from '../flows/sources.ts';
import { openStore } from '../store/open.ts';
import { type Checked, secondReader, universeAge } from './doctor-parts.ts';

const ok = (says: string): Checked => ({ state: 'ok', says });
const mind = (says: string, remedy: string): Checked => ({ state: 'mind', says, remedy });
const broken = (says: string, remedy: string): Checked => ({ state: 'broken', says, remedy });
const GIGABYTE = 1_073_741_824;

/** Every check, in the order in which problems hinder the next. */
const CHECKS: readonly (readonly [
  name: string,
  run: (env: Env, io: Io) => MaybePromise<readonly Checked[]>,
])[] = [
  ['catalog', catalog],
  ['database', database],
  ['disk', disk],
  ['permissions', permissions],
  ['ways out', waysOut],
  ['second reader', secondReader],
  ['page', page],
];
type MaybePromise<T> = T | Promise<T>;

/** Runs every check; those that need the environment are left out where it cannot be read. */
export async function runChecks(io: Io): Promise<(Checked & { readonly check: string })[]> {
  const read = readEnv(io.env);
  const found = [
    { check: 'versions', ...versions() },
    ...configuration(read).map((one) => ({ check: 'configuration', ...one })),
  ];
  if (!read.ok) return found;
  for (const [check, run] of CHECKS) for (const one of await run(read.env, io)) found.push({ check, ...one });
  return found;
}

function versions(): Checked {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= 24
    ? ok(`Tocsin ${VERSION} on Node ${process.versions.node}`)
    : broken(
        `Node ${process.versions.node} is too old`,
        'install Node 24 or newer, or use the npm scripts, which bring it',
      );
}

function configuration(read: ReturnType<typeof readEnv>): Checked[] {
  if (!read.ok)
    return read.problems.map((problem) => broken(problem, 'correct that line in .env or the environment'));
  return [
    ok('the environment is readable'),
    ...(read.env.CONTACT === undefined
      ? [
          mind(
            'CONTACT is not set',
            'set it to a mail address or page: some sites refuse visitors without one',
          ),
        ]
      : []),
  ];
}

function catalog(env: Env, io: Io): Checked[] {
  try {
    const { companies, regulators, universe } = catalogOf(env);
    const age = universeAge(universe, io.now());
    return [
      ok(`${companies.size} companies with a file, ${regulators.size} regulators`),
      age.old
        ? mind(
            age.says,
            'bring newer lists: what was listed or renamed since is not known (config/universe/README.md)',
          )
        : ok(age.says),
      ...(universe.leftOut.length === 0
        ? []
        : [
            mind(
              `${universe.leftOut.length} rows of config/universe are left out`,
              '`tocsin check-catalog` names each',
            ),
          ]),
    ];
  } catch (error) {
    return [broken((error as Error).message, 'correct these files, then `npm run catalog`')];
  }
}

async function database(env: Env, io: Io): Promise<Checked[]> {
  try {
    const store = await openStore(commandDatabase(env, false));
    try {
      const figures = await store.figures();
      const states = await store.sourceStates();
      const newest = Math.max(0, ...states.map((state) => state.lastAttemptAt ?? 0));
      const failing = states.filter((state) => state.finding !== null).map((state) => state.source);
      const ended = endedOn({ catalog: catalogOf(env) }, await watchingOf(store, io.now() as Instant));
      const sources = [...watchedSourcesOf(catalogOf(env), env).values()];
      const on = sources.filter(({ source }) => source.enabled).length;
      return [
        ok(
          `${databaseName(env)}: ${figures.itemsWaiting} pages and ${figures.deliveriesWaiting} deliveries wait, ${figures.reviewsOpen} questions are open`,
        ),
        clockAgainst(newest, io.now()),
        ended === null
          ? ok('the record is carried on')
          : mind(
              `the record of acts ends on ${ended} and nothing is watched`,
              'start the program, or take a newer record: what happened since is not known',
            ),
        ...(env.DISCORD_TOKEN === undefined ? [] : [gateway(await store.recall(GATEWAY_KEY))]),
        states.length === 0
          ? mind(
              `${on} sources are on, and none was asked yet: whether they answer is not known`,
              'start the program, or `tocsin sources check`',
            )
          : failing.length === 0
            ? ok(`${on} sources are on, ${states.length} were asked, none of them is failing`)
            : mind(
                `${failing.length} of ${on} sources are failing: ${failing.slice(0, 5).join(', ')}`,
                '`tocsin sources` shows each finding; `tocsin sources check` asks them again',
              ),
      ];
    } finally {
      await store.close();
    }
  } catch (error) {
    return [broken((error as Error).message, 'see docs/operate.md, "Backup and restore"')];
  }
}

function gateway(remembered: string | null): Checked {
  const status = gatewayStatusFrom(remembered);
  if (status === null) return mind('the Discord gateway was not connected yet', 'start the program once');
  const since = new Date(status.since).toISOString();
  return status.connected
    ? ok(`the Discord gateway was connected on ${since}`)
    : broken(
        `the Discord gateway has been unreachable since ${since}: ${status.because ?? 'no reason known'}`,
        'check this machine’s network, discordstatus.com and the token',
      );
}

/** A clock that stands before what was already written is wrong: cases, deadlines and quiet hours would be too. */
function clockAgainst(newest: number, now: number): Checked {
  if (now < newest - 60_000)
    return broken(
      `the clock says ${new Date(now).toISOString()}, and rows are newer`,
      'set the clock (timedatectl set-ntp true)',
    );
  if (now < Date.UTC(2025, 0, 1))
    return broken(
      `the clock says ${new Date(now).toISOString()}`,
      'set the clock (timedatectl set-ntp true)',
    );
  return ok(`the clock says ${new Date(now).toISOString()}`);
}

function disk(env: Env): Checked[] {
  const folder = existsSync(env.DATA_DIR) ? env.DATA_DIR : '.';
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / GIGABYTE;
  const says = `${free.toFixed(1)} GB free at ${folder}`;
  return [free < 1 ? mind(says, 'make room: pages, and copies of the database, need it') : ok(says)];
}

function permissions(env: Env): Checked[] {
  const found: Checked[] = [];
  if (existsSync(env.DATA_DIR)) {
    try {
      const probe = join(env.DATA_DIR, `.doctor-${process.pid}`);
      writeFileSync(probe, '');
      unlinkSync(probe);
      found.push(ok(`${env.DATA_DIR} may be written`));
    } catch {
      found.push(
        broken(
          `${env.DATA_DIR} may not be written by this user`,
          `chown it, or set DATA_DIR to another folder`,
        ),
      );
    }
  } else found.push(dataFolder(env.DATA_DIR));
  if (existsSync('.env') && process.platform !== 'win32' && (statSync('.env').mode & 0o044) !== 0)
    found.push(mind('.env may be read by other users of this machine', 'chmod 600 .env'));
  return found;
}

/** Whether a folder that is not there yet can be made: the nearest one above it has to be a folder that may be written. */
function dataFolder(folder: string): Checked {
  let above = dirname(resolve(folder));
  while (!existsSync(above)) above = dirname(above);
  const remedy = 'set DATA_DIR to a folder that may be written';
  if (!statSync(above).isDirectory()) return broken(`${folder} cannot be made: ${above} is a file`, remedy);
  try {
    accessSync(above, constants.W_OK);
    return ok(`${folder} is made at the first start`);
  } catch {
    return broken(`${folder} cannot be made: ${above} may not be written by this user`, remedy);
  }
}

function waysOut(env: Env): Checked[] {
  const further = WAYS_OUT.filter(({ id }) => missingFor(id, env) === null).map(({ id }) => id);
  const first = env.DISCORD_TOKEN === undefined ? 'terminal' : 'discord';
  if (env.DISCORD_TOKEN !== undefined && env.DISCORD_TOKEN.split('.').length !== 3)
    return [
      broken(
        'DISCORD_TOKEN does not look like a bot token',
        'copy it anew from the developer portal, page "Bot"',
      ),
    ];
  return [ok(`${[first, ...further].join(', ')}; \`tocsin test <way out>\` sends a preview`)];
}

function page(env: Env): Checked[] {
  if (env.WEB_PORT === 0) return [ok('off: WEB_PORT=0')];
  try {
    checkWeb(env);
  } catch (error) {
    return [broken((error as Error).message, 'set WEB_TOKEN')];
  }
  const port = env.WEB_PORT ?? `${USUAL_PORT} or a free port`;
  return [
    ok(
      `http://${env.WEB_HOST}:${port}, ${env.WEB_TOKEN === undefined ? 'open on this machine' : 'with a token'}`,
    ),
  ];
}
