import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
} from 'node:fs';
import { basename } from 'node:path';
import { CommandProblem, type ExitCode, type Io } from '../../../app/io.ts';
import { catalogOf, settingsOf } from '../../../app/settings.ts';
import { PartialDate, shanghaiDay } from '../../../domain/time.ts';
import {
  type GleifFile,
  type GleifState,
  importGleif,
} from '../../../knowledge/importers/gleif.ts';
import { figiRequests, importOpenFigi } from '../../../knowledge/importers/openfigi.ts';
import { importCsv } from '../../../knowledge/importers/plain-csv.ts';
import {
  type KnownFirms,
  knownFirms,
  type Proposal,
} from '../../../knowledge/importers/proposal.ts';
import { importReport } from '../../../knowledge/importers/report.ts';
import { importSec } from '../../../knowledge/importers/sec.ts';
import {
  importAppFilings,
  importApple,
  importHuawei,
} from '../../../knowledge/importers/stores.ts';
import { importSubsidiaries, type Report } from '../../../knowledge/importers/subsidiaries.ts';
import { decode } from '../../../pipeline/decode/decode.ts';
import type { CliCommand } from '../command.ts';
import { progressBar } from '../print.ts';
import { applyFile, openProposals } from '../proposals-file.ts';

/** Registers that consist of one file. */
const WHOLE = [
  ['sec', 'company_tickers.json or company_tickers_exchange.json of the SEC', importSec],
  [
    'openfigi',
    'cached replies of OpenFIGI: [{"request": […], "response": […]}, …]',
    importOpenFigi,
  ],
  ['apple', 'replies of itunes.apple.com/lookup, one or a list: the seller of an app', importApple],
  [
    'huawei',
    'replies of AppGallery (appinfo, or lists of the web page): the developer of an app',
    importHuawei,
  ],
  [
    'app-filings',
    'pages of MIIT’s app filings (App备案) as its site answers: who filed an app',
    importAppFilings,
  ],
  [
    'csv',
    'a table of one’s own: company, kind (entity, app, alias, listing, control, stake), name, ' +
      'mic, relation, from, to, evidence, source, day',
    importCsv,
    '<table.csv>',
    'with a header',
  ],
] as const;

/**
 * `import`: compares external registers with ours and writes proposals. `config/` is never changed.
 */
export const importing: CliCommand = (command, { io, run }) => {
  command
    .option(
      '--apply <proposals.jsonl>',
      'write the proposals that were left in the file into config/companies',
    )
    .action(
      run(async ({ apply }) => {
        if (apply === undefined) throw new CommandProblem(command.helpInformation());
        return applyFile(apply, io);
      }),
    );
  const register = (
    name: string,
    description: string,
    form = '<file>',
    file = 'as it was downloaded',
  ) =>
    command
      .command(name)
      .description(description)
      .requiredOption(`--file ${form}` as '--file <file>', file)
      .requiredOption('--out <proposals.jsonl>', 'one proposal a line');
  const gold = 'legal entities of GLEIF’s golden copy (unzipped CSV); goes on where it was stopped';
  register('gleif', gold, '<lei2.csv>', 'level 1: who is who')
    .requiredOption('--relations <rr.csv>', 'level 2: who is consolidated by whom')
    .action(run(({ file, relations, out }) => gleif({ lei: file, relations }, out, io)));
  for (const [name, description, read, ...form] of WHOLE)
    register(name, description, ...form).action(
      run(async ({ file, out }) => {
        sizeOf(file);
        const found = read(readFileSync(file, 'utf8'), knownOf(io), shanghaiDay(io.now()));
        if ('problem' in found) throw new CommandProblem(`${file}: ${found.problem}.`);
        propose(found, out, io);
        return found.problems?.length ? 1 : 0;
      }),
    );
  command
    .command('openfigi-requests')
    .description(
      'prints the request bodies for every listing in force, for whoever runs this to send',
    )
    .action(
      run(async () => {
        const requests = figiRequests(knownOf(io).companies.values(), shanghaiDay(io.now()));
        io.out(JSON.stringify(requests, null, 1));
      }),
    );
  for (const [name, says, form, read] of REPORTS)
    register(name, says, form)
      .requiredOption('--company <id>', 'whose report it is')
      .requiredOption('--source <text>', 'what it is called: “20-F exhibit 8.1”')
      .requiredOption('--day <date>', 'day of the report')
      .action(
        run(async (options) => {
          const { file, out } = options;
          sizeOf(file);
          const known = knownOf(io);
          const found = await read(file, reportOf(options, known), known);
          if (found.rows === 0)
            throw new CommandProblem(`${file} names no firm in a table that can be read.`);
          return propose(found, out, io);
        }),
      );
};

/** Reports of a company with its firms. */
const REPORTS = [
  [
    'report',
    'an annual report (PDF, HTML or text): its tables of subsidiaries, associates and joint ' +
      'ventures',
    '<report.pdf>',
    async (file: string, report: Report, known: KnownFirms) => {
      const bytes = readFileSync(file);
      const { text } = await decode({ bytes, contentType: null, url: `file:///${basename(file)}` });
      return importReport(text, report, known);
    },
  ],
  [
    'subsidiaries',
    'firms of an annual report: exhibit 8 of a 20-F (HTML or text), or a table as CSV',
    '<file>',
    async (file: string, report: Report, known: KnownFirms) =>
      importSubsidiaries(readFileSync(file, 'utf8'), report, known),
  ],
] as const;

/** The company and day of a report file. */
function reportOf(
  { company: id, source, day: text }: { company: string; source: string; day: string },
  known: KnownFirms,
): Report {
  const company = known.companies.get(id);
  const day = PartialDate.safeParse(text);
  if (company === undefined) throw new CommandProblem(`There is no company "${id}".`);
  if (!day.success) throw new CommandProblem(`--day ${text} is not a date.`);
  return { company, source, day: day.data };
}

/** Resumes a stopped import; the terminal shows the bytes and rows read so far. */
async function gleif(
  paths: Readonly<Record<GleifFile, string>>,
  path: string,
  io: Io,
): Promise<ExitCode> {
  const sizes = { companies: sizeOf(paths.lei), relations: sizeOf(paths.relations) };
  const known = knownOf(io);
  const out = openProposals<GleifState>(path, io);
  const bar = progressBar(io);
  let stopped = false;
  void io.stopped.then(() => {
    stopped = true;
  });
  if (out.from !== null)
    io.err(`Going on after ${out.from.rows.toLocaleString('en')} rows (${out.from.phase}).`);
  const open = (file: GleifFile, start: number) => createReadStream(paths[file], { start });
  for await (const step of importGleif(open, known, out.from ?? undefined)) {
    if ('problem' in step) throw new CommandProblem(`${step.problem}.`);
    out.write(step.proposals, step.state);
    const { phase, bytes, rows } = step.state;
    if (phase !== 'done')
      bar(phase, bytes / sizes[phase === 'relations' ? phase : 'companies'], rows, out.written());
    if (stopped) throw new CommandProblem('Stopped. The same command goes on from here.', 1);
  }
  return out.finish();
}

/** Writes the proposals of one file; unreadable parts go to stderr. */
function propose(
  found: { readonly proposals: readonly Proposal[]; readonly problems?: readonly string[] },
  path: string,
  io: Io,
): 0 {
  for (const problem of found.problems ?? []) io.err(problem);
  const out = openProposals<null>(path, io);
  out.write(found.proposals, null);
  return out.finish();
}

const knownOf = (io: Io) => knownFirms(catalogOf(settingsOf(io)).companies);

/** Size of an existing file that is no archive. */
function sizeOf(path: string): number {
  if (!existsSync(path)) throw new CommandProblem(`${path} cannot be read: there is no such file.`);
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(2);
    readSync(file, head, 0, 2, 0);
    if (head.toString('latin1') === 'PK')
      throw new CommandProblem(`${path} is a zip file: unzip it first.`);
    return fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}
