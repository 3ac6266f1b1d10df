import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Catalog } from '../src/domain/catalog.ts';
import { loadCatalog } from '../src/knowledge/catalog/load.ts';
import { knownNames, marketNames } from '../src/pipeline/read/document/known-names.ts';
import { createAnnotator } from '../src/pipeline/read/press/press-reader.ts';
import { type Archive, readArchives } from './corpus/archives.ts';
import { modelCard, type Streams } from './train/card.ts';
import { readDataset } from './train/dataset.ts';
import { examplesOf } from './train/examples.ts';
import type { MeasuredGrade } from './train/grades.ts';
import { readLessons } from './train/lessons.ts';
import { storiesOf } from './train/stories.ts';
import { titlesOf } from './train/title-only.ts';
import { trainLanguage } from './train/train-language.ts';

const USAGE =
  'npm run corpus, then npm run train -- [<folder>…] [--config config] [--models config/models] [--card docs/press-model.md] [--language en,zh]';
/** What `npm run corpus` writes. */
const CORPUS = 'data/press';
const NO_HEAD = {
  bias: 0,
  weights: {},
  calibration: { slope: 1, intercept: 0 },
  confirmed: 1,
  reported: 1,
  unconfirmed: 1,
};
const EMPTY = { trained: { documents: 0, names: 0, hash: '' }, step: NO_HEAD, person: NO_HEAD };
const UNTRAINED: Catalog['models'] = {
  en: { language: 'en', ...EMPTY },
  zh: { language: 'zh', ...EMPTY },
};
/**
 * Precision asked of each grade; a threshold rests on at least `least` names. In English too few
 * names are surest for a lower end of .93.
 */
const ASKED = {
  en: {
    confirmed: 0.97,
    low: 0.9,
    reported: 0.92,
    unconfirmed: 0.4,
    least: 50,
  },
  zh: {
    confirmed: 0.97,
    low: 0.93,
    reported: 0.92,
    unconfirmed: 0.5,
    least: 50,
  },
};

const PressLanguage = z.enum(['en', 'zh']);

/**
 * Trains the press models on labelled folders and writes them with their card. A language is
 * trained on its own documents alone; what the card says of one that is not trained stays.
 */
function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: 'string', default: 'config' },
      models: { type: 'string', default: 'config/models' },
      card: { type: 'string', default: 'docs/press-model.md' },
      lessons: { type: 'string', default: 'scripts/train/lessons.yml' },
      archives: { type: 'string', default: 'training/archives.yml' },
      fresh: { type: 'string', default: 'training/fresh.md' },
      language: { type: 'string', default: 'en,zh' },
    },
  });
  const folders = positionals.length === 0 ? [CORPUS] : positionals;
  const lacking = folders.find((folder) => !existsSync(folder));
  if (lacking !== undefined) throw new Error(`${lacking} is missing. ${USAGE}`);
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
  const labelled = folders.flatMap((folder) => readDataset(folder));
  const all = [...labelled, ...titlesOf(labelled), ...readLessons(values.lessons)];
  const languages = z.array(PressLanguage).parse(values.language.split(','));
  const trained = languages.map((language) => {
    const documents = all.filter(({ lang }) => lang === language);
    const read = documents.map((one) => examplesOf(one, annotator, isListed, catalog.regulators));
    const stories = storiesOf(
      documents.map(({ id, date }, at) => ({ id, date, keys: date === '' ? [] : read[at]!.keys })),
    );
    const examples = read.flatMap((one) => one.examples);
    return trainLanguage(language, examples, stories, ASKED[language]);
  });
  mkdirSync(values.models, { recursive: true });
  for (const { model, grades, gold, alarms } of trained) {
    const text = `${JSON.stringify(model, null, 1)}\n`;
    writeFileSync(join(values.models, `press-${model.language}.json`), text);
    const lines = Object.entries(grades).map(([grade, one]) => `${grade} ${gradeText(one)}`);
    console.log(
      `${model.language}: ${model.trained.documents} documents, ${gold.names} names to be found, ${Math.round(text.length / 1024)} KiB; ${lines.join('; ')}; ${alarms} documents without a step confirmed or reported`,
    );
  }
  const fresh = readFileSync(values.fresh, 'utf8');
  const streams = streamsOf(readArchives(values.archives));
  const before = existsSync(values.card) ? readFileSync(values.card, 'utf8') : '';
  writeFileSync(values.card, modelCard(trained, labelled, fresh, streams, before));
}

/** Documents of the general streams by language. */
function streamsOf(archives: readonly Archive[]): Streams {
  const sumOf = (language: 'en' | 'zh') =>
    archives.reduce((sum, one) => sum + (one.language === language ? (one.general ?? 0) : 0), 0);
  return { en: sumOf('en'), zh: sumOf('zh') };
}

function gradeText(grade: MeasuredGrade | null): string {
  if (grade === null) return 'none';
  const { together, recall } = grade;
  return `${together.share.toFixed(3)} / ${recall.toFixed(3)} over ${together.of} names, ${together.of - together.right} wrong`;
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
