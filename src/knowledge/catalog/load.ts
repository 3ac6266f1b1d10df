import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Catalog, CatalogProblem } from '../../domain/catalog.ts';
import { wrong } from '../../domain/file-values.ts';
import { GradeRecord } from '../../domain/grade.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { PressModel } from '../../domain/words.ts';
import { registeredKey } from '../names/firm.ts';
import { gradeApps, loadCompanies } from './companies.ts';
import { readFacts, readMoves, readNext } from './company-facts.ts';
import { companyTable } from './company-table.ts';
import { readHistory, unknownIds } from './history.ts';
import { readIsins } from './isins.ts';
import { BaseRatesFile, GradesFile, RulesFile, SectorsFile, WeightsFile } from './lists.ts';
import { type CatalogParts, openCatalog } from './open.ts';
import { loadOutlets, loadRegulators, unnamedAuthorities } from './regulators.ts';
import { readSeriesTables } from './series.ts';
import { readUniverse, UNIVERSE_MARKETS } from './universe.ts';
import { joinUniverse, withFirms } from './universe-companies.ts';
import { loadWords } from './words.ts';
import { readYaml, type SourceFile } from './yaml.ts';

/**
 * Reads and checks all of `config/` into a catalog. With problems there is no catalog: each says
 * where it is and what to do. A wrong row of the universe is left out and stands in
 * `universe.leftOut`.
 * `models` stand for those of the folder while these are trained.
 */
export function loadCatalog(
  folder: string,
  options: { readonly models?: Catalog['models'] } = {},
): { catalog: Catalog | null; problems: CatalogProblem[] } {
  const { parts, problems } = readConfig(folder, options.models);
  return { catalog: parts === null ? null : openCatalog(parts), problems };
}

/**
 * Reads and checks all of `config/`. The version is a hash of the files, so that a replay can name
 * the catalog it used.
 */
export function readConfig(
  root: string,
  models: Catalog['models'] | null = null,
): { parts: CatalogParts | null; problems: CatalogProblem[] } {
  const remedy = 'Set CONFIG_DIR to the folder with regulators, companies and words.';
  if (!existsSync(root))
    return {
      parts: null,
      problems: [missing(root, 'the configuration folder does not exist', remedy)],
    };
  const { folder, lacks, optional, version, problems } = configFiles(root);
  const noted = <T extends { problems: readonly CatalogProblem[] }>(part: T): T => {
    problems.push(...part.problems);
    return part;
  };
  const yaml = <Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> | null =>
    lacks(path, 'file') ? null : noted(readYaml(optional(path), schema)).value;
  const sectors = yaml('sectors.yml', SectorsFile) ?? [];
  const sectorIds = new Set(sectors.map((sector) => sector.id));
  const own = noted(loadCompanies(folder('companies'), sectorIds));
  lacks('app-values.tsv', 'file');
  const { companies } = noted(gradeApps(own.companies, optional('app-values.tsv')));
  const { words, places, bureaus } = noted(loadWords(folder('words')));
  const named = noted(loadRegulators(folder('regulators'), places, bureaus)).regulators;
  const regulators = [...named, ...unnamedAuthorities(words?.countries ?? {}, named)];
  const { outlets } = noted(loadOutlets(folder('outlets')));
  const scoring = yaml('scoring.yml', WeightsFile);
  const measures = yaml('grades.yml', GradesFile);
  const known = { companies: idsOf(companies), regulators: idsOf(regulators), sectors: sectorIds };
  const { facts } = noted(readFacts((name) => optional(`facts/${name}.tsv`)));
  const { series, seriesActs } = noted(readSeriesTables((name) => optional(`series/${name}`)));
  const moves = readMoves(optional('facts/moves.json'), problems);
  const next = readNext(optional('facts/next.json'), problems);
  // A configuration without company facts has no record of grades: then nothing is said of them.
  const grades =
    optional('facts/grades.yml').text === '' ? null : yaml('facts/grades.yml', GradeRecord);
  const history = noted(readHistory(folder('history'), { known }));
  const rules = yaml('rules.yml', RulesFile) ?? [];
  const baseRates = yaml('base-rates.yml', BaseRatesFile) ?? [];
  // The universe may be absent: then the companies of files are all there are.
  const markets = UNIVERSE_MARKETS.map((market) => optional(`universe/${market}.tsv`));
  const universe = readUniverse(markets, optional('universe/sources.tsv'));
  const model = <Language extends 'en' | 'zh'>(language: Language) =>
    models?.[language] ?? yaml(`models/press-${language}.json`, modelOf(language));
  const [en, zh] = [model('en'), model('zh')];
  const keyOf = remembered(registeredKey);
  const joined = joinUniverse(companies, universe.rows, keyOf);
  const firms = withFirms(joined, optional('universe/firms.tsv'), universe.sources, keyOf);
  if (problems.length === 0)
    for (const { id, regulator, hits } of rules) {
      const ids = {
        regulators: [regulator],
        companies: hits.map((hit) => hit.company),
        sectors: hits.map((hit) => hit.sector),
      };
      for (const { message, remedy } of unknownIds(known, ids))
        problems.push(missing(join(root, 'rules.yml'), `${id}: ${message}`, remedy));
    }
  if (problems.length > 0 || words === null || !scoring || !measures || !en || !zh)
    return { parts: null, problems };
  const { isins, problems: isinProblems } = readIsins(
    optional('universe/isin.tsv'),
    universe.sources,
  );
  const leftOut = [...universe.problems, ...firms.problems, ...isinProblems];
  const table = { asOf: universe.asOf, leftOut };
  return {
    parts: {
      version: version(),
      sectors,
      regulators,
      outlets,
      words,
      models: { en, zh },
      weights: { ...scoring, grades: measures },
      rules,
      baseRates,
      facts,
      moves,
      grades,
      series,
      isins,
      seriesActs,
      next,
      ...companyTable(firms, table, keyOf),
      history: history.records,
      notes: history.notes,
      historyLeftOut: history.leftOut,
    },
    problems: [],
  };
}

const idsOf = <Id>(values: readonly { readonly id: Id }[]): ReadonlySet<Id> =>
  new Set(values.map((value) => value.id));

/**
 * Records of `config/history` that lie after `today`, with their places. Read anew: a compiled
 * catalog knows no day.
 */
export function futureRecords(root: string, today: CalendarDate): CatalogProblem[] {
  return readHistory(configFiles(root).folder('history'), { today }).future;
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
  file,
  line: null,
  column: null,
  message,
  remedy,
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
    problems,
    optional,
    lacks,
    folder: (name: string): SourceFile[] => {
      if (lacks(name, 'folder')) return [];
      const path = join(root, name);
      const names = readdirSync(path).filter((one) => one.endsWith('.yml'));
      return names.sort().map((name) => take(join(path, name)));
    },
    version: () => hash.digest('hex').slice(0, 12),
  };
}
