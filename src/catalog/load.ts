import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Catalog, CatalogProblem } from '../domain/catalog.ts';
import type { Company } from '../domain/company.ts';
import type { CalendarDate } from '../domain/time.ts';
import { PressModel } from '../domain/words.ts';
import { registeredKey } from '../names/firm.ts';

import { gradeApps, loadCompanies } from './companies.ts';

import { companyRecords, tableParts } from './company-table.ts';
import { readHistory } from './history.ts';
import { futureActs, type HistoryProblem, unknownReferences } from './history-rules.ts';
import { BaseRatesFile, SectorsFile, WeightsFile } from './lists.ts';
import { byId, type CatalogParts, openCatalog } from './open.ts';
import { loadOutlets, loadRegulators, unnamedAuthorities } from './regulators.ts';
import { RulesFile } from './sector-rules.ts';
import { readUniverse } from './universe.ts';
import { joinUniverse } from './universe-companies.ts';
import { withFirms } from './universe-firms.ts';
import { loadWords } from './words.ts';
import { readYaml, type SourceFile } from './yaml.ts';
import { wrong } from './yaml-values.ts';

/** Companies as they were read from files of this content; filled by a reading for the next one. */
export type ReadCompanies = Map<string, Company>;

/**
 * Reads and checks all of `config/` into a catalog. With problems there is no catalog: each says where it is and what to do. A
 * wrong row of the universe is left out and stands in `universe.leftOut`.
 * `models` stand for those of the folder while these are trained.
 */
export function loadCatalog(
  folder: string,
  options: { readonly models?: Catalog['models'] } = {},
): { catalog: Catalog | null; problems: CatalogProblem[] } {
  const { parts, problems } = readConfig(folder, new Map(), options.models);
  return { catalog: parts === null ? null : openCatalog(parts), problems };
}

/**
 * Reads and checks all of `config/`. The version is a hash of the files, so that a replay can name the catalog it used. Files
 * whose companies are in `known` are not parsed again.
 */
export function readConfig(
  root: string,
  known: ReadCompanies = new Map(),
  models: Catalog['models'] | null = null,
): { parts: CatalogParts | null; problems: CatalogProblem[] } {
  const remedy = 'Set CONFIG_DIR to the folder with regulators, companies and words.';
  if (!existsSync(root))
    return { parts: null, problems: [missing(root, 'the configuration folder does not exist', remedy)] };
  const { folder, lacks, optional, version, problems } = configFiles(root);
  const noted = <T extends { problems: readonly CatalogProblem[] }>(part: T): T => {
    problems.push(...part.problems);
    return part;
  };
  const yaml = <Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> | null =>
    lacks(path, 'file') ? null : noted(readYaml(optional(path), schema)).value;
  const sectors = yaml('sectors.yml', SectorsFile) ?? [];
  const sectorIds = new Set(sectors.map((one) => one.id));
  const own = noted(loadCompanies(folder('companies'), sectorIds, known));
  lacks('app-values.tsv', 'file');
  const { companies } = noted(gradeApps(own.companies, optional('app-values.tsv')));
  const { words, places, bureaus } = noted(loadWords(folder('words')));
  const named = noted(loadRegulators(folder('regulators'), places, bureaus)).regulators;
  const regulators = [...named, ...unnamedAuthorities(words?.countries ?? {}, named)];
  const { outlets } = noted(loadOutlets(folder('outlets')));
  const weights = yaml('scoring.yml', WeightsFile);
  const history = noted(readHistory(folder('history')));
  const rules = yaml('rules.yml', RulesFile) ?? [];
  const baseRates = yaml('base-rates.yml', BaseRatesFile) ?? [];
  const markets = ['cn', 'hk', 'us'].map((market) => optional(`universe/${market}.tsv`));
  const universe = readUniverse(
    // The universe may be absent: then the companies of files are all there are.
    markets.filter((one) => one.text !== ''),
    optional('universe/sources.tsv'),
  );
  const [en, zh] =
    models === null
      ? (['en', 'zh'] as const).map((one) => yaml(`models/press-${one}.json`, modelOf(one)))
      : [models.en, models.zh];
  const keyOf = remembered(registeredKey);
  const joined = joinUniverse(companies, universe.rows, keyOf);
  const firms = withFirms(joined, optional('universe/firms.tsv'), universe.sources, keyOf);
  const leftOut = [...universe.problems, ...firms.problems];
  const ids = { companies: byId(firms.filed), regulators: byId(regulators), sectors: byId(sectors) };
  const lostRules = unknownReferences({ records: [], notes: [], rules }, ids);
  if (problems.length === 0)
    problems.push(...lostRules.map((one) => located(one, missing(join(root, 'rules.yml'), '', ''))));
  if (problems.length > 0 || words === null || weights === null || !en || !zh)
    return { parts: null, problems };
  // What speaks of a company or body that is not there is left out, like any other entry that is not sound.
  const lost = unknownReferences({ ...history, rules: [] }, ids);
  const lostIds = new Set(lost.map((one) => one.id));
  return {
    parts: {
      ...{
        version: version(),
        sectors,
        regulators,
        outlets,
        words,
        models: { en, zh },
        weights,
        rules,
        baseRates,
      },
      companies: companyRecords(firms.filed),
      universe: tableParts(firms.others, universe.asOf, leftOut, keyOf),
      history: history.records.filter((one) => !lostIds.has(one.id)),
      notes: history.notes.filter((one) => !lostIds.has(one.id)),
      historyLeftOut: [...history.leftOut, ...lost.map((one) => located(one, history.placeOfEntry(one.id)!))],
    },
    problems: [],
  };
}

/** Records of `config/history` that lie after `today`, with their places. Read anew: a compiled catalog knows no day. */
export function futureRecords(root: string, today: CalendarDate): CatalogProblem[] {
  const { records, placeOfEntry } = readHistory(configFiles(root).folder('history'));
  return futureActs(records, today).map((one) => located(one, placeOfEntry(one.id)!));
}

const modelOf = (language: PressModel['language']) =>
  PressModel.refine(
    (model) => model.language === language,
    wrong(
      `it is not a model of the ${language} press`,
      'Run `npm run train -- <folder of labelled documents>`.',
      ['language'],
    ),
  );

const located = (
  { id, message, remedy }: HistoryProblem,
  { file, line, column }: Pick<CatalogProblem, 'file' | 'line' | 'column'>,
): CatalogProblem => ({ file, line, column, message: `${id}: ${message}`, remedy });

function remembered(make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>();
  return (text) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
}

/** A file or folder that has to be there. */
const missing = (file: string, message: string, remedy: string): CatalogProblem => ({
  ...{ file, line: null, column: null, message, remedy },
});

/** The files of `config/`: those read so far, for the version, and those that are missing. */
function configFiles(root: string) {
  const problems: CatalogProblem[] = [];
  const hash = createHash('sha256');
  const take = (path: string): SourceFile => {
    const text = readFileSync(path, 'utf8');
    hash.update(text);
    return { path, text };
  };
  const lacks = (name: string, what: 'file' | 'folder'): boolean => {
    const path = join(root, name);
    if (existsSync(path)) return false;
    problems.push(missing(path, `the ${what} is missing`, 'Put it back; the program needs it.'));
    return true;
  };
  const optional = (name: string): SourceFile => {
    const path = join(root, name);
    return existsSync(path) ? take(path) : { path, text: '' };
  };
  return {
    ...{ problems, optional, lacks },
    folder: (name: string): SourceFile[] => {
      if (lacks(name, 'folder')) return [];
      const path = join(root, name);
      const names = readdirSync(path).filter((one) => one.endsWith('.yml'));
      return names.sort().map((one) => take(join(path, one)));
    },
    version: () => hash.digest('hex').slice(0, 12),
  };
}
