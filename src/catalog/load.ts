import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, CatalogProblem } from '../domain/catalog.ts';
import type { Company } from '../domain/company.ts';
import type { CalendarDate } from '../domain/time.ts';
import { registeredKey } from '../names/firm.ts';
import { gradeApps } from './app-values.ts';
import { readBaseRates } from './base-rates.ts';
import { loadCompanies } from './companies.ts';
import { companyRecords } from './company-records.ts';
import { tableParts } from './company-table.ts';
import { ConfigFiles, missing } from './config-files.ts';
import { type ReadHistory, readHistory } from './history.ts';
import { checkHistory, futureActs } from './history-rules.ts';
import { loadPlaces, loadSectors } from './lists.ts';
import { readModels } from './models.ts';
import { byId, type CatalogParts, openCatalog } from './open.ts';
import { loadOutlets } from './outlets.ts';
import { loadRegulators } from './regulators.ts';
import { readRules } from './sector-rules.ts';
import { readUniverse } from './universe.ts';
import { joinUniverse } from './universe-companies.ts';
import { withFirms } from './universe-firms.ts';
import { unnamedAuthorities } from './unnamed-authorities.ts';
import { readWeights } from './weights.ts';
import { loadWords } from './words.ts';

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
  folder: string,
  known: ReadCompanies = new Map(),
  models: Catalog['models'] | null = null,
): { parts: CatalogParts | null; problems: CatalogProblem[] } {
  if (!existsSync(folder))
    return {
      parts: null,
      problems: [
        missing(
          folder,
          'the configuration folder does not exist',
          'Set CONFIG_DIR to the folder with regulators, companies and words.',
        ),
      ],
    };
  const read = new ConfigFiles(folder);
  const noted = <T extends { problems: readonly CatalogProblem[] }>(part: T): T => {
    read.problems.push(...part.problems);
    return part;
  };
  const { sectors } = noted(loadSectors(read.file('sectors.yml')));
  const sectorIds = new Set(sectors.map((one) => one.id));
  const own = noted(loadCompanies(read.folder('companies'), sectorIds, known));
  const { companies } = noted(gradeApps(own.companies, read.file('app-values.tsv')));
  const { words } = noted(loadWords(read.folder('words')));
  const { places } = loadPlaces(read.file('words/places.yml'));
  const named = noted(loadRegulators(read.folder('regulators'), places)).regulators;
  const regulators = [...named, ...unnamedAuthorities(words.countries, new Set(named.map((one) => one.id)))];
  const { outlets } = noted(loadOutlets(read.folder('outlets')));
  const { weights } = noted(readWeights(read.file('scoring.yml')));
  const history = noted(readHistory(read.folder('history')));
  const { rules } = noted(readRules(read.file('rules.yml')));
  const { baseRates } = noted(readBaseRates(read.file('base-rates.yml')));
  const universe = readUniverse(read.universe(), read.optional('universe/sources.tsv'));
  const trained =
    models ??
    noted(readModels([read.file('models/press-en.json'), read.file('models/press-zh.json')])).models;
  const keyOf = remembered(registeredKey);
  const joined = joinUniverse(companies, universe.rows, keyOf);
  const { filed, others, problems } = withFirms(
    joined,
    read.optional('universe/firms.tsv'),
    universe.sources,
    keyOf,
  );
  const table = tableParts(others, universe.asOf, [...universe.problems, ...problems], keyOf);
  const ids = { companies: byId(filed), regulators: byId(regulators), sectors: byId(sectors) };
  const found = knownHistory(history, ids);
  if (read.problems.length === 0)
    read.problems.push(...lostReferences({ records: [], notes: [], rules }, ids, join(folder, 'rules.yml')));
  if (read.problems.length > 0 || weights === null || trained === null)
    return { parts: null, problems: read.problems };
  return {
    parts: {
      ...{
        version: read.version(),
        sectors,
        regulators,
        outlets,
        companies: companyRecords(filed),
        universe: table,
      },
      ...{ words, models: trained, weights, ...found, rules, baseRates },
    },
    problems: [],
  };
}

function remembered(make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>();
  return (text) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
}

/** What speaks of a company or body that is not there is left out, like any other entry that is not sound. */
function knownHistory(
  { records, notes, leftOut, placeOfEntry }: ReadHistory,
  parts: Pick<Catalog, 'companies' | 'regulators' | 'sectors'>,
): Pick<Catalog, 'history' | 'notes' | 'historyLeftOut'> {
  const { companies, regulators, sectors } = parts;
  const known = { companies, regulators: new Set(regulators.keys()), sectors: new Set(sectors.keys()) };
  const lost = checkHistory({ records, notes, rules: [] }, known);
  const ids = new Set(lost.map((one) => one.id));
  return {
    history: records.filter((one) => !ids.has(one.id)),
    notes: notes.filter((one) => !ids.has(one.id)),
    historyLeftOut: [
      ...leftOut,
      ...lost.map(({ id, message, remedy }) => ({
        ...placeOfEntry(id)!,
        message: `${id}: ${message}`,
        remedy,
      })),
    ],
  };
}

/** Records of `config/history` that lie after `today`, with their places. Read anew: a compiled catalog knows no day. */
export function futureRecords(folder: string, today: CalendarDate): CatalogProblem[] {
  const { records, placeOfEntry } = readHistory(new ConfigFiles(folder).folder('history'));
  return futureActs(records, today).map(({ id, message, remedy }) => ({
    ...placeOfEntry(id)!,
    message: `${id}: ${message}`,
    remedy,
  }));
}

/** Rules speak of companies, bodies and sectors by id: each must be there. */
function lostReferences(
  history: Parameters<typeof checkHistory>[0],
  parts: Pick<Catalog, 'companies' | 'regulators' | 'sectors'>,
  file: string,
): CatalogProblem[] {
  const { companies, regulators, sectors } = parts;
  const known = { companies, regulators: new Set(regulators.keys()), sectors: new Set(sectors.keys()) };
  return checkHistory(history, known).map(({ id, message, remedy }) => ({
    file,
    line: null,
    column: null,
    message: `${id}: ${message}`,
    remedy,
  }));
}
