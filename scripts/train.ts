import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../src/domain/catalog.ts';
import { loadCatalog } from '../src/knowledge/catalog/load.ts';
import { knownNames, marketNames } from '../src/pipeline/read/document/known-names.ts';
import { createAnnotator } from '../src/pipeline/read/press/press-reader.ts';
import { modelCard } from './train/card.ts';
import { readDataset, streamOf } from './train/dataset.ts';
import { examplesOf } from './train/examples.ts';
import { readLessons } from './train/lessons.ts';
import { foldOf, storiesOf } from './train/stories.ts';
import { trainLanguage } from './train/train-language.ts';

const USAGE =
  'npm run train -- <folder>… [--config config] [--models config/models] [--card docs/press-model.md] [--leave 0-4]';
const NO_HEAD = {
  bias: 0,
  weights: {},
  calibration: { slope: 1, intercept: 0 },
  told: 1,
  unconfirmed: 1,
};
const EMPTY = { trained: { documents: 0, names: 0, hash: '' }, step: NO_HEAD, person: NO_HEAD };
const UNTRAINED: Catalog['models'] = {
  en: { language: 'en', ...EMPTY },
  zh: { language: 'zh', ...EMPTY },
};
const ASKED = { en: { told: 0.97, unconfirmed: 0.55 }, zh: { told: 0.97, unconfirmed: 0.7 } };
/**
 * Documents without a step that may be told per thousand of the unselected streams of a language.
 */
const ALARMS = { en: 0.035, zh: 0.065 };

/**
 * Trains the press models on labelled folders and writes them with their card. `--leave k` keeps
 * fold k of the stories out.
 */
function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: 'string', default: 'config' },
      models: { type: 'string', default: 'config/models' },
      card: { type: 'string', default: 'docs/press-model.md' },
      lessons: { type: 'string', default: 'scripts/train/lessons.yml' },
      leave: { type: 'string' },
    },
  });
  if (positionals.length === 0) throw new Error(USAGE);
  const { catalog, problems } = loadCatalog(values.config, { models: UNTRAINED });
  if (catalog === null)
    throw new Error(
      problems
        .slice(0, 5)
        .map((one) => `${one.file}: ${one.message}`)
        .join('\n'),
    );
  const annotator = createAnnotator({
    words: catalog.words,
    names: knownNames(marketNames(catalog), catalog),
  });
  const isListed = listedKeys(catalog);
  const documents = [
    ...positionals.flatMap((folder) => readDataset(folder)),
    ...readLessons(values.lessons),
  ];
  const read = documents.map((one) => examplesOf(one, annotator, isListed, catalog.regulators));
  const stories = storiesOf(
    documents.map(({ id, date }, at) => ({ id, date, keys: date === '' ? [] : read[at]!.keys })),
  );
  const kept = values.leave === undefined ? null : Number(values.leave);
  const examples = read
    .flatMap((one) => one.examples)
    .filter((one) => kept === null || foldOf(stories.get(one.document.id)!, 5, 0) !== kept);
  const streams = positionals.map((folder) => streamOf(folder));
  const trained = (['en', 'zh'] as const).map((language) => {
    const stream = streams.reduce((sum, one) => sum + one[language], 0);
    const alarms =
      stream === 0 ? Number.POSITIVE_INFINITY : Math.floor((ALARMS[language] * stream) / 1000);
    return {
      ...trainLanguage(language, examples, stories, { ...ASKED[language], alarms }),
      stream,
    };
  });
  mkdirSync(values.models, { recursive: true });
  for (const { model, told, unconfirmed, gold, alarms, stream } of trained) {
    const text = `${JSON.stringify(model, null, 1)}\n`;
    writeFileSync(join(values.models, `press-${model.language}.json`), text);
    console.log(
      `${model.language}: ${model.trained.documents} documents, ${gold.names} names to be found, ${Math.round(text.length / 1024)} KiB; told ${pointText(told)}; told or unconfirmed ${pointText(unconfirmed)}; without a step told ${alarms} of ${stream} unselected documents`,
    );
  }
  if (kept !== null) {
    const left = documents.filter(
      (one) => one.measured && foldOf(stories.get(one.id)!, 5, 0) === kept,
    );
    writeFileSync(join(values.models, 'left-out.txt'), left.map((one) => `${one.id}\n`).join(''));
    return;
  }
  const measured = documents.filter((one) => one.measured).length;
  writeFileSync(values.card, modelCard(trained, measured, documents.length - measured));
}

function pointText(
  point: { precision: number; recall: number; told: number; wrong: number } | null,
): string {
  if (point === null) return 'none';
  return `${point.precision.toFixed(3)} / ${point.recall.toFixed(3)} over ${point.told} names, ${point.wrong} wrong`;
}

/** Whether a name's key belongs to a company that is or was listed. */
function listedKeys(catalog: Catalog): (key: string) => boolean {
  const listed = new Set<string>();
  for (const company of catalog.companies.values()) {
    if (company.listings.length === 0) continue;
    listed.add(`company:${company.id}`);
    for (const app of company.apps) listed.add(`app:${app.id}`);
    for (const { name } of company.entities) listed.add(`entity:${name}`);
  }
  for (const { id } of catalog.universe.companies()) listed.add(`company:${id}`);
  return (key) => listed.has(key);
}

main();
