import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { withDecisions } from '../../../answers/queries/decisions.ts';
import {
  type ReplayDeps,
  replay as replayAll,
  storedTraces,
  type Trace,
} from '../../../answers/replay/replay.ts';
import { compareTraces, type ReplayReport } from '../../../answers/replay/replay-compare.ts';
import { CommandProblem, type Io } from '../../../app/io.ts';
import { catalogOf } from '../../../app/settings.ts';
import type { ArchiveSpan } from '../../../base/store/archive.ts';
import type { Catalog } from '../../../domain/catalog.ts';
import { watchedSourcesOf } from '../../../knowledge/catalog/watched-sources.ts';
import { readerOf } from '../../../pipeline/flows/reader.ts';
import { createWorkers } from '../../../pipeline/flows/workers.ts';
import { knowledgeOf } from '../../../pipeline/standing/knowledge.ts';
import type { CliCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { JSON_OPTION, readAt, readStart } from '../option-values.ts';

const MOST_LINES = 40;

/** A replay in words: counts, versions, and every difference up to a screen of each kind. */
export function replayText(report: ReplayReport): string {
  const { scores, alerts, models } = report;
  const shown = (score: number | null) => (score === null ? 'none' : score.toFixed(1));
  return [
    `${report.items} documents replayed, compared with ${report.against}.`,
    `Scores: ${scores.here} here, ${scores.there} there; ${scores.equal} equal byte for byte, ` +
      `${scores.sameNumber} the same number told otherwise, ${scores.changed.length} changed.`,
    ...cut(
      scores.changed,
      (one) => `  ${one.at}  ${one.company}: ${shown(one.there)} → ${shown(one.here)}`,
    ),
    `Alerts on companies: ${alerts.here} here, ${alerts.there} there; ${alerts.gained.length} ` +
      `gained, ${alerts.lost.length} lost.`,
    ...cut(alerts.gained, (one) => `  + ${alertLine(one)}`),
    ...cut(alerts.lost, (one) => `  - ${alertLine(one)}`),
    ...(report.failed.length === 0 ? [] : [`${report.failed.length} documents could not be read:`]),
    ...cut(report.failed, (one) => `  ${one.item}: ${one.because}`),
    `Model here: ${models.here.join(', ') || 'none'}; there: ${models.there.join(', ') || 'none'}.`,
    `Fingerprint: ${report.fingerprint}`,
  ].join('\n');
}

const alertLine = (alert: ReplayReport['alerts']['gained'][number]) =>
  `${alert.at}  ${alert.company}, level ${alert.level}: ${alert.title} (told: ${alert.told}; otherwise: ` +
  `${alert.otherwise})`;

function cut<T>(rows: readonly T[], line: (row: T) => string): string[] {
  const lines = rows.slice(0, MOST_LINES).map(line);
  return rows.length > MOST_LINES
    ? [...lines, `  and ${rows.length - MOST_LINES} more (--json)`]
    : lines;
}

const PROGRESS_EVERY = 500;

/**
 * `replay`: stored bytes through today's readers, catalog and weights, compared with what was
 * stored or another version.
 */
export const replay: CliCommand = (command, { io, over }) =>
  command
    .option(
      '--from <date|instant>',
      'report from that day on (0:00 in Shanghai); what came before counts as well',
    )
    .option('--to <date|instant>', 'up to the end of that day')
    .option('--against <folder>', 'another configuration folder, or another version of the program')
    .option('--traces', 'print every score and signal as a line of JSON instead of comparing')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExit code 0: nothing differs. 1: scores or alerts differ.')
    .action(
      over(async (cli, { from, to, against, traces, json }) => {
        const range = rangeOf(from, to, io);
        const total = await cli.store.archive.countItems(range.to);
        let replayed = 0;
        const here = replayAll(await depsOf(cli, cli.knowledge.catalog), range, (done, at) => {
          replayed = done;
          if (done % PROGRESS_EVERY === 0)
            io.err(
              `${done} of ${total} documents, up to ${new Date(at).toISOString().slice(0, 10)}`,
            );
        });
        if (traces) {
          for await (const trace of here) io.out(JSON.stringify(trace));
          return 0;
        }
        const [there, name] = await otherSide(against, optionsOf(from, to), range, cli, io);
        const report: ReplayReport = {
          ...(await compareTraces(here, there, name)),
          items: replayed,
        };
        io.out(json ? JSON.stringify(report, null, 2) : replayText(report));
        const { scores, alerts, failed } = report;
        const differ = [scores.changed, alerts.gained, alerts.lost, failed];
        return differ.some((rows) => rows.length > 0) ? 1 : 0;
      }),
    );

const rangeOf = (from: string | undefined, to: string | undefined, io: Io): ArchiveSpan => ({
  from: from === undefined ? null : readStart(from, '--from'),
  to: to === undefined ? null : readAt(to, io.now(), '--to'),
});

/** The range as arguments for the other version of the program. */
const optionsOf = (from: string | undefined, to: string | undefined): string[] => [
  ...(from === undefined ? [] : ['--from', from]),
  ...(to === undefined ? [] : ['--to', to]),
];

async function depsOf(cli: CliContext, catalog: Catalog): Promise<ReplayDeps> {
  const knowledge =
    catalog === cli.knowledge.catalog
      ? cli.knowledge
      : await withDecisions(knowledgeOf(catalog), cli.store);
  const watchedSources = watchedSourcesOf(catalog);
  return {
    stored: cli.store,
    knowledge,
    reader: readerOf(catalog),
    decode: createWorkers().decode,
    watchedSourceOf: (source) => watchedSources.get(source) ?? null,
  };
}

/**
 * What was stored, another configuration under today's program, or another program with its own
 * configuration.
 */
async function otherSide(
  folder: string | undefined,
  days: readonly string[],
  range: ArchiveSpan,
  cli: CliContext,
  io: Io,
): Promise<[AsyncIterable<Trace>, string]> {
  if (folder === undefined) return [storedTraces(cli.store, range), 'what was stored'];
  if (existsSync(join(folder, 'src', 'main.ts')))
    return [otherVersion(folder, days, io), `the program in ${folder}`];
  if (!existsSync(join(folder, 'scoring.yml')))
    throw new CommandProblem(
      `--against ${folder}: neither a configuration folder (scoring.yml) nor a version of the ` +
        'program (src/main.ts) is there.',
    );
  const catalog = catalogOf({ CONFIG_DIR: folder });
  return [replayAll(await depsOf(cli, catalog), range), `the configuration in ${folder}`];
}

/**
 * Traces of another version of the program over the same database: it replays in a process of its
 * own, with its own readers, weights and configuration (`git archive v1 | tar -x -C folder`; `npm
 * ci` there, or a folder inside this one).
 */
async function* otherVersion(
  folder: string,
  days: readonly string[],
  io: Pick<Io, 'env'>,
): AsyncGenerator<Trace> {
  const args = [resolve(folder, 'src', 'main.ts'), 'replay', '--traces', ...days];
  const { CONFIG_DIR: _, ...env } = io.env;
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...env, DATA_DIR: resolve(io.env.DATA_DIR ?? 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout }))
    yield JSON.parse(line) as Trace;
  const [code] = await ended;
  if (code !== 0)
    throw new CommandProblem(
      `The program in ${folder} could not replay (exit ${code ?? 2}): ` +
        `${complaint.trim() || 'it said nothing'}. It needs the command replay --traces and its ` +
        'packages installed.',
    );
}
