import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { knowledgeOf } from '../src/answers/queries/knowledge.ts';
import { CommandProblem } from '../src/app/io.ts';
import { catalogOf, settingsOf } from '../src/app/settings.ts';
import type { CalendarDate } from '../src/domain/time.ts';
import { formatOf, readLoose } from '../src/interfaces/cli/loose-document.ts';
import { readerOf } from '../src/pipeline/flows/reader.ts';
import type { RawDocument } from './eval/corpus.ts';
import { runEval } from './eval/eval-corpus.ts';
import { predictionOf } from './eval/predict.ts';

const USAGE =
  'npm run eval -- <folder with raw/NNN.json and gold/NNN.json> [--json] [--predictions <folder>]';

/**
 * Scores reading and mapping against labelled documents: 0 = done, 1 = the folder cannot be
 * evaluated, 2 = wrong arguments.
 */
function main(): 0 | 1 {
  const { values: options, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, predictions: { type: 'string' } },
  });
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
