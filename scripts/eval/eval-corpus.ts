import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Prediction, parseCorpus, type RawDocument } from './corpus.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { rates, type Share, type StudyFigures, type Tally } from './figures.ts';

const three = (value: number | null) => (value === null ? '  –  ' : value.toFixed(3));
const prf = (tally: Tally) => {
  const { precision, recall, f1 } = rates(tally);
  return `P ${three(precision)}  R ${three(recall)}  F1 ${three(f1)}   (${tally.right} right, ${tally.wrong} wrong, ${tally.missed} missed)`;
};
const f1 = (one: Tally) => three(rates(one).f1);
const part = (one: Share) => three(one.cases === 0 ? null : one.hits / one.cases);
const hits = (one: Share) => `${part(one)}   (${one.hits} of ${one.cases})`;

/**
 * The evaluation as text for a terminal: confusions of companies first and in red, then figures,
 * then every mistake.
 */
function reportOf(evaluation: Evaluation, red: (text: string) => string): string {
  const { overall, by, mistakes, ambiguous } = evaluation;
  const confusions = mistakes.filter((one) => one.figure === 'wrong company');
  const lines = [
    ...confusions.map((one) =>
      red(`WRONG COMPANY  ${one.id}  expected ${one.expected}, got ${one.got}`),
    ),
    ...(confusions.length > 0 ? [''] : []),
    `${overall.documents} documents${ambiguous.length > 0 ? `, ${ambiguous.length} ambiguous ones left out (${ambiguous.join(', ')})` : ''}`,
    ...figuresOf(overall),
    '',
  ];
  for (const [name, groups] of Object.entries(by)) {
    lines.push(`${name.padEnd(40)} docs  detect action apps   listed dates  batch  body`);
    for (const [group, tally] of Object.entries(groups).sort()) {
      lines.push(
        `  ${group.padEnd(38)} ${String(tally.documents).padStart(4)}  ${f1(tally.detection)}  ${f1(tally.actions)}  ${f1(tally.apps)}  ${f1(tally.companies)}  ${part(tally.deadline)}  ${part(tally.batch)}  ${part(tally.regulator)}`,
      );
    }
    lines.push('');
  }
  const rest = mistakes.filter((one) => one.figure !== 'wrong company');
  lines.push(rest.length === 0 ? 'No other mistakes.' : 'Mistakes:');
  for (const one of rest)
    lines.push(`  ${one.id}  ${one.figure.padEnd(15)} expected ${one.expected} | got ${one.got}`);
  return `${lines.join('\n')}\n`;
}

function figuresOf(figures: StudyFigures): string[] {
  return [
    `detection        ${prf(figures.detection)}`,
    `action types     ${prf(figures.actions)}`,
    `apps             ${prf(figures.apps)}`,
    `  developer      ${hits(figures.developer)}`,
    `  version        ${hits(figures.version)}`,
    `  store          ${hits(figures.store)}`,
    `listed companies ${prf(figures.companies)}${figures.unjudged > 0 ? `, ${figures.unjudged} unjudged` : ''}`,
    `  listed flag    ${hits(figures.listedFlag)}`,
    `private recall   ${hits(figures.privateRecall)}`,
    `deadline         ${hits(figures.deadline)}   dated alone ${hits(figures.deadlineDated)}, invented ${figures.inventedDates}`,
    `batch            ${hits(figures.batch)}   stated alone ${hits(figures.batchStated)}`,
    `regulator        ${hits(figures.regulator)}`,
  ];
}

export interface EvalOptions {
  /** Figures and mistakes as JSON. */
  readonly json?: boolean;
  /** Folder for one NNN.json a document, in the keys of the gold files. */
  readonly predictions?: string;
}

/** What an evaluation needs from outside: `predict` reads and maps one document. */
interface EvalDeps {
  readonly predict: (document: RawDocument) => Prediction;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly red: (text: string) => string;
}

/**
 * Scores reading and mapping against a corpus, a folder with raw/NNN.json and gold/NNN.json: 0 =
 * done, 1 = it cannot be evaluated.
 */
export function runEval(folder: string, options: EvalOptions, deps: EvalDeps): 0 | 1 {
  const corpus = readCorpus(folder);
  if (typeof corpus === 'string') {
    deps.error(`${corpus}\n`);
    return 1;
  }
  const { documents, problems } = parseCorpus(corpus.raw, corpus.gold);
  if (problems.length > 0) {
    deps.error(
      `${folder} is not a corpus that can be evaluated:\n${problems.map((one) => `  ${one}`).join('\n')}\n`,
    );
    return 1;
  }
  const predictions = new Map(documents.map(({ raw }) => [raw.id, deps.predict(raw)]));
  if (options.predictions !== undefined) writePredictions(options.predictions, predictions);
  const evaluation = evaluate(documents, predictions);
  deps.out(
    options.json ? `${JSON.stringify(evaluation, null, 2)}\n` : reportOf(evaluation, deps.red),
  );
  return 0;
}

function readCorpus(
  folder: string,
): { raw: Map<string, string>; gold: Map<string, string> } | string {
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
  if (raw.size === 0)
    return `${folder}/raw holds no .json file. Add the documents, one NNN.json each.`;
  return { raw, gold: files('gold') };
}

function writePredictions(folder: string, predictions: ReadonlyMap<string, Prediction>): void {
  mkdirSync(folder, { recursive: true });
  for (const [id, prediction] of predictions)
    writeFileSync(join(folder, `${id}.json`), `${JSON.stringify(prediction, null, 2)}\n`);
}
