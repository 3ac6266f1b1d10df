import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import { companyFilesIn, loadCompanies } from '../src/catalog/companies.ts';
import { loadOutlets } from '../src/catalog/outlets.ts';
import { loadPlaces } from '../src/catalog/places.ts';
import { loadRegulators } from '../src/catalog/regulators.ts';
import { loadWords } from '../src/catalog/words.ts';
import { decodeText } from '../src/decode/decode.ts';
import type { ItemId } from '../src/domain/ids.ts';
import type { CalendarDate } from '../src/domain/time.ts';
import { createMapIndex } from '../src/map/map-index.ts';
import { mapNotice } from '../src/map/map-notice.ts';
import { knownNames } from '../src/read/known-names.ts';
import { createReader } from '../src/read/read-notice.ts';
import type { RawDocument } from '../src/study/corpus.ts';
import { runEval } from '../src/study/eval-command.ts';
import { predictionOf } from '../src/study/predict.ts';

const config = join(import.meta.dirname, '../config');
const filesIn = (folder: string) =>
  readdirSync(join(config, folder))
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => ({
      path: join(config, folder, name),
      text: readFileSync(join(config, folder, name), 'utf8'),
    }));
const { words } = loadWords(filesIn('words'));
const { places } = loadPlaces(filesIn('words').find((one) => one.path.endsWith('places.yml'))!);
const { regulators } = loadRegulators(filesIn('regulators'), places);
const { outlets } = loadOutlets(filesIn('outlets'));
const { companies: list } = loadCompanies(companyFilesIn(join(config, 'companies')));
const companies = new Map(list.map((one) => [one.id, one]));
const index = createMapIndex(companies, { stores: words.stores });
const reader = createReader({ regulators, outlets, words, findKnown: knownNames(list) });
const known = { regulators: new Map(regulators.map((one) => [one.id as string, one])), companies };

function predict(raw: RawDocument) {
  const published = raw.published as CalendarDate | null;
  const format = raw.format.startsWith('html')
    ? 'html'
    : raw.format.startsWith('markdown')
      ? 'markdown'
      : null;
  const document = decodeText(raw.text, format, { title: raw.title });
  const notice = reader(document, {
    item: raw.id as ItemId,
    source: null,
    outlet: null,
    url: '',
    title: raw.title,
    published,
    publishedAt: null,
  });
  if (process.env.EVAL_SHOW === raw.id) console.error(JSON.stringify(notice, null, 1));
  const day = published ?? ('2100-01-01' as CalendarDate);
  return predictionOf(raw.id, notice, mapNotice(notice, index, day), known, day);
}

process.exitCode = runEval(process.argv.slice(2), {
  predict,
  judgesCompanies: true,
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  red: pc.red,
});
