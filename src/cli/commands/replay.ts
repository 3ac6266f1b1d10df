import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandProblem, type Io } from '../../app/io.ts';
import { catalogOf } from '../../app/settings.ts';
import { withDecisions } from '../../ask/decisions.ts';
import { knowledgeOf } from '../../ask/knowledge.ts';
import type { Catalog } from '../../domain/catalog.ts';
import { readerOf } from '../../flows/reader.ts';
import { watchedSourcesOf } from '../../flows/sources.ts';
import { createWorkers } from '../../flows/workers.ts';
import {
  type ReplayDeps,
  type ReplayRange,
  replay as replayAll,
  storedTraces,
  type Trace,
} from '../../replay/replay.ts';
import { compareTraces, type ReplayReport } from '../../replay/replay-compare.ts';
import { readAt, readStart } from '../at.ts';
import type { CliCommand } from '../command.ts';
import { type CliContext, openCliContext } from '../context.ts';
import { otherVersion } from '../other-version.ts';
import { replayText } from '../replay-text.ts';

interface ReplayFlags {
  readonly from?: string;
  readonly to?: string;
  readonly against?: string;
  readonly traces?: boolean;
  readonly json?: boolean;
}

/** `replay`: stored bytes through today's readers, catalog and weights, held against what was stored or another version. */
export const replay: CliCommand = {
  define: (command, run, io) =>
    command
      .option(
        '--from <date|instant>',
        'report from that day on (0:00 in Shanghai); what came before counts as well',
      )
      .option('--to <date|instant>', 'up to the end of that day')
      .option('--against <folder>', 'another configuration folder, or another version of the program')
      .option('--traces', 'print every score and signal as a line of JSON instead of comparing')
      .option('--json', 'for machines; the shape is stable')
      .addHelpText('after', '\nExit code 0: nothing differs. 1: scores or alerts differ.')
      .action((options: ReplayFlags) => run(() => answer(options, io))),
};

const PROGRESS_EVERY = 500;

async function answer(options: ReplayFlags, io: Io): Promise<0 | 1> {
  const range: ReplayRange = {
    from: options.from === undefined ? null : readStart(options.from, '--from'),
    to: options.to === undefined ? null : readAt(options.to, io.now(), '--to'),
  };
  const cli = await openCliContext(io);
  try {
    const total = await cli.store.archive.countItems(range.to);
    let replayed = 0;
    const here = replayAll(await depsOf(cli, cli.knowledge.catalog), range, (done, at) => {
      replayed = done;
      if (done % PROGRESS_EVERY === 0)
        io.err(`${done} of ${total} documents, up to ${new Date(at).toISOString().slice(0, 10)}`);
    });
    if (options.traces === true) {
      for await (const trace of here) io.out(JSON.stringify(trace));
      return 0;
    }
    const [there, name] = await otherSide(options, range, cli, io);
    const report: ReplayReport = { ...(await compareTraces(here, there, name)), items: replayed };
    io.out(options.json === true ? JSON.stringify(report, null, 2) : replayText(report));
    const { changed } = report.scores;
    const differs = changed.length + report.alerts.gained.length + report.alerts.lost.length > 0;
    return differs || report.failed.length > 0 ? 1 : 0;
  } finally {
    await cli.close();
  }
}

async function depsOf(cli: CliContext, catalog: Catalog): Promise<ReplayDeps> {
  const knowledge =
    catalog === cli.knowledge.catalog ? cli.knowledge : await withDecisions(knowledgeOf(catalog), cli.store);
  const watchedSources = watchedSourcesOf(catalog);
  return {
    stored: cli.store,
    knowledge,
    reader: readerOf(catalog),
    decode: createWorkers().decode,
    watchedSourceOf: (source) => watchedSources.get(source) ?? null,
  };
}

/** What was stored, another configuration under today's program, or another program with its own configuration. */
async function otherSide(
  options: ReplayFlags,
  range: ReplayRange,
  cli: CliContext,
  io: Io,
): Promise<[AsyncIterable<Trace>, string]> {
  const folder = options.against;
  if (folder === undefined) return [storedTraces(cli.store, range), 'what was stored'];
  if (existsSync(join(folder, 'src', 'main.ts')))
    return [otherVersion(folder, options, io), `the program in ${folder}`];
  if (!existsSync(join(folder, 'scoring.yml')))
    throw new CommandProblem(
      `--against ${folder}: neither a configuration folder (scoring.yml) nor a version of the program (src/main.ts) is there.`,
    );
  const catalog = catalogOf({ CONFIG_DIR: folder });
  return [replayAll(await depsOf(cli, catalog), range), `the configuration in ${folder}`];
}
