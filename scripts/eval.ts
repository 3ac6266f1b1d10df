import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { CommandProblem } from '../src/app/io.ts';
import { catalogOf, settingsOf } from '../src/app/settings.ts';
import { tickerOf } from '../src/domain/company.ts';
import type { RegulatorId } from '../src/domain/ids.ts';
import type { CalendarDate } from '../src/domain/time.ts';
import { formatOf, readLoose } from '../src/interfaces/cli/loose-document.ts';
import { readerOf } from '../src/pipeline/flows/reader.ts';
import { knowledgeOf } from '../src/pipeline/standing/knowledge.ts';
import type { RawDocument } from './eval/corpus.ts';
import { runEval } from './eval/eval-corpus.ts';
import {
  type OfficialAnswer,
  OfficialText,
  officialReport,
  readOfficialLabels,
  tallyOfficial,
} from './eval/official.ts';
import { predictionOf } from './eval/predict.ts';
import { evalRows, readLabelledRows, rowsReport } from './eval/rows.ts';

const USAGE =
  'npm run eval -- <folder with raw/NNN.json and gold/NNN.json> [--json] [--predictions <folder>]\n' +
  '   or: npm run eval -- --official <texts.jsonl> (labels: training/official.jsonl)\n' +
  '   or: npm run eval -- --rows training/registry-rows.tsv';

/**
 * Scores reading and mapping against labelled documents: 0 = done, 1 = the folder cannot be
 * evaluated, 2 = wrong arguments.
 */
function main(): 0 | 1 {
  const { values: options, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      predictions: { type: 'string' },
      official: { type: 'string' },
      rows: { type: 'string' },
    },
  });
  if (options.official !== undefined) return evalOfficial(options.official);
  if (options.rows !== undefined) return evalLists(options.rows);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new CommandProblem(USAGE);
  const catalog = catalogOf(settingsOf({ env: process.env }));
  const knowledge = knowledgeOf(catalog);
  const reader = readerOf(catalog);
  const predict = (raw: RawDocument) => {
    const published = raw.published as CalendarDate | null;
    const day = published ?? (new Date().toISOString().slice(0, 10) as CalendarDate);
    const { id, title, text } = raw;
    const loose = {
      id,
      title,
      text,
      format: formatOf(raw.format, raw.text),
      published,
      outlet: null,
    };
    const { notice, mapping } = readLoose(loose, reader, knowledge, day);
    return predictionOf(raw.id, notice, mapping, catalog, day);
  };
  const colours = pc.createColors(process.stdout.isTTY && !process.env.NO_COLOR);
  return runEval(folder, options, {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
    red: colours.red,
    predict,
  });
}

/** Rows of lists against the companies that a person found for them. */
function evalLists(path: string): 0 {
  const catalog = catalogOf(settingsOf({ env: process.env }));
  const rows = readLabelledRows(readFileSync(path, 'utf8'), catalog);
  process.stdout.write(rowsReport(evalRows(rows, knowledgeOf(catalog))));
  return 0;
}

/** Pages of authorities, a JSON a line, against the labels of `training/official.jsonl`. */
function evalOfficial(path: string): 0 {
  const catalog = catalogOf(settingsOf({ env: process.env }));
  const knowledge = knowledgeOf(catalog);
  const reader = readerOf(catalog);
  const labels = readOfficialLabels('training/official.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n');
  const texts = lines
    .filter((line) => line !== '')
    .map((line) => OfficialText.parse(JSON.parse(line)));
  const answerTo = ({ id, title, text, published, authority }: OfficialText): OfficialAnswer => {
    const day = (published ?? new Date().toISOString().slice(0, 10)) as CalendarDate;
    const voice = (authority ?? null) as RegulatorId | null;
    const format = formatOf('text', text);
    const loose = { id, title, text, format, published: day, outlet: null, authority: voice };
    const { notice, mapping } = readLoose(loose, reader, knowledge, day);
    const exposures = (mapping?.exposures ?? []).filter(({ edge }) => edge !== 'via');
    return {
      isAct: notice.verdict === 'action',
      isEased: notice.actions.length > 0 && notice.actions.every(({ act }) => act.effect !== null),
      companies: exposures
        .map(({ listings }) => listings.map(tickerOf))
        .filter((tickers) => tickers.length > 0),
    };
  };
  process.stdout.write(officialReport(tallyOfficial(texts, labels, answerTo)));
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  if (
    !(error instanceof CommandProblem) &&
    (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') !== true
  )
    throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
