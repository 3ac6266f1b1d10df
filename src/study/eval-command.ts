import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Prediction, parseCorpus, type RawDocument } from './corpus.ts';
import { evaluate } from './evaluate.ts';
import { reportOf } from './report.ts';

/** What an evaluation needs from outside: `predict` reads and maps one document; without mapping no company is judged. */
export interface EvalDeps {
  readonly predict: (document: RawDocument) => Prediction;
  readonly judgesCompanies: boolean;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly red: (text: string) => string;
}

const USAGE = `eval <corpus folder> [--json] [--predictions <folder>]

Scores reading and mapping against a corpus: a folder with raw/NNN.json and gold/NNN.json.
  --json                  figures and mistakes as JSON
  --predictions <folder>  writes one NNN.json a document, in the keys of the gold files
`;

/** Runs an evaluation; the answer is the exit code: 0 = done, 1 = the folder cannot be evaluated, 2 = wrong arguments. */
export function runEval(args: readonly string[], deps: EvalDeps): 0 | 1 | 2 {
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    deps.error(`${parsed}\n\n${USAGE}`);
    return 2;
  }
  if (parsed.help) {
    deps.out(USAGE);
    return 0;
  }
  const corpus = readCorpus(parsed.folder);
  if (typeof corpus === 'string') {
    deps.error(`${corpus}\n`);
    return 1;
  }
  const { documents, problems } = parseCorpus(corpus.raw, corpus.gold);
  if (problems.length > 0) {
    deps.error(
      `${parsed.folder} is not a corpus that can be evaluated:\n${problems.map((one) => `  ${one}`).join('\n')}\n`,
    );
    return 1;
  }
  const predictions = new Map(documents.map(({ raw }) => [raw.id, deps.predict(raw)]));
  if (parsed.predictions !== null) writePredictions(parsed.predictions, predictions);
  const evaluation = evaluate(documents, predictions, deps.judgesCompanies);
  deps.out(parsed.json ? `${JSON.stringify(evaluation, null, 2)}\n` : reportOf(evaluation, deps.red));
  return 0;
}

interface EvalArgs {
  readonly folder: string;
  readonly json: boolean;
  readonly predictions: string | null;
  readonly help: boolean;
}

function parse(args: readonly string[]): EvalArgs | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        predictions: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [folder, ...more] = positionals;
    if (values.help) return { folder: '', json: false, predictions: null, help: true };
    if (folder === undefined) return 'Say which corpus folder to evaluate.';
    if (more.length > 0) return `One folder at a time; "${more[0]}" is too many.`;
    return { folder, json: values.json ?? false, predictions: values.predictions ?? null, help: false };
  } catch (error) {
    return (error as Error).message;
  }
}

function readCorpus(folder: string): { raw: Map<string, string>; gold: Map<string, string> } | string {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return `${folder}: there is no such folder. Give the folder that holds raw/ and gold/.`;
  for (const part of ['raw', 'gold']) {
    if (!existsSync(join(folder, part)))
      return `${folder}: there is no ${part}/ in it. A corpus is a folder with raw/NNN.json and gold/NNN.json.`;
  }
  const files = (part: string) => {
    const names = readdirSync(join(folder, part)).filter((one) => one.endsWith('.json'));
    return new Map(names.map((name) => [name, readFileSync(join(folder, part, name), 'utf8')]));
  };
  const raw = files('raw');
  if (raw.size === 0) return `${folder}/raw holds no .json file. Add the documents, one NNN.json each.`;
  return { raw, gold: files('gold') };
}

function writePredictions(folder: string, predictions: ReadonlyMap<string, Prediction>): void {
  mkdirSync(folder, { recursive: true });
  for (const [id, prediction] of predictions)
    writeFileSync(join(folder, `${id}.json`), `${JSON.stringify(prediction, null, 2)}\n`);
}
