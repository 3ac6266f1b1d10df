import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, CatalogProblem } from '../domain/catalog.ts';
import { gradeApps } from './app-values.ts';
import { readBaseRates } from './base-rates.ts';
import { loadCompanies } from './companies.ts';
import { Companies, openCompanyTable, tableParts } from './company-table.ts';
import { readHistory, readRules } from './history.ts';
import { checkHistory } from './history-rules.ts';
import { loadOutlets } from './outlets.ts';
import { loadPlaces } from './places.ts';
import { loadRegulators } from './regulators.ts';
import { loadSectors } from './sectors.ts';
import { readUniverse } from './universe.ts';
import { joinUniverse } from './universe-companies.ts';
import { readWeights } from './weights.ts';
import { loadWords } from './words.ts';
import type { SourceFile } from './yaml.ts';

/**
 * Reads and checks all of `config/`. With problems there is no catalog: each says where it is and what to do. The version is a
 * hash of the files, so that a replay can name the catalog it used. A wrong row of the universe is left out and stands in `universe.leftOut`.
 */
export function loadCatalog(folder: string): { catalog: Catalog | null; problems: CatalogProblem[] } {
  if (!existsSync(folder))
    return {
      catalog: null,
      problems: [
        missing(
          folder,
          'the configuration folder does not exist',
          'Set CONFIG_DIR to the folder with regulators, companies and words.',
        ),
      ],
    };
  const read = new Reading(folder);
  const noted = <T extends { problems: readonly CatalogProblem[] }>(part: T): T => {
    read.problems.push(...part.problems);
    return part;
  };
  const { sectors } = noted(loadSectors(read.file('sectors.yml')));
  const own = noted(loadCompanies(read.folder('companies'), new Set(sectors.map((one) => one.id))));
  const { companies } = noted(gradeApps(own.companies, read.file('app-values.tsv')));
  const { words } = noted(loadWords(read.folder('words')));
  const { places } = loadPlaces(read.file('words/places.yml'));
  const { regulators } = noted(loadRegulators(read.folder('regulators'), places));
  const { outlets } = noted(loadOutlets(read.folder('outlets')));
  const { weights } = noted(readWeights(read.file('scoring.yml')));
  const { records, notes } = noted(readHistory(read.folder('history')));
  const { rules } = noted(readRules(read.file('rules.yml')));
  const { baseRates } = noted(readBaseRates(read.file('base-rates.yml')));
  const universe = readUniverse(read.universe(), read.optional('universe/sources.tsv'));
  const joined = joinUniverse(companies, universe.rows);
  const table = openCompanyTable(tableParts(joined.others, universe.asOf, universe.problems));
  const parts = {
    sectors: byId(sectors),
    regulators: byId(regulators),
    outlets: byId(outlets),
    companies: new Companies(joined.kept, table),
    universe: table,
  };
  if (read.problems.length === 0)
    read.problems.push(...lostReferences({ records, notes, rules }, parts, join(folder, 'history')));
  if (read.problems.length > 0 || weights === null) return { catalog: null, problems: read.problems };
  return {
    catalog: { version: read.version(), ...parts, words, weights, history: records, notes, rules, baseRates },
    problems: [],
  };
}

/** History and rules speak of companies, bodies and sectors by id: each must be there. */
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

function byId<T extends { readonly id: string }>(values: readonly T[]): ReadonlyMap<T['id'], T> {
  return new Map(values.map((value) => [value.id, value]));
}

function missing(file: string, message: string, remedy: string): CatalogProblem {
  return { file, line: null, column: null, message, remedy };
}

/** Files read so far, for the version, and what was not there. */
class Reading {
  readonly problems: CatalogProblem[] = [];
  readonly #root: string;
  readonly #hash = createHash('sha256');

  constructor(root: string) {
    this.#root = root;
  }

  file(path: string): SourceFile {
    const full = join(this.#root, path);
    if (!existsSync(full)) {
      this.problems.push(missing(full, 'the file is missing', 'Put it back; the program needs it.'));
      return { path: full, text: '' };
    }
    return this.#take(full);
  }

  optional(path: string): SourceFile {
    const full = join(this.#root, path);
    return existsSync(full) ? this.#take(full) : { path: full, text: '' };
  }

  /** The universe may be absent: then the companies of files are all there are. */
  universe(): SourceFile[] {
    return ['cn', 'hk', 'us']
      .map((market) => join(this.#root, 'universe', `${market}.tsv`))
      .filter((path) => existsSync(path))
      .map((path) => this.#take(path));
  }

  folder(name: string): SourceFile[] {
    const full = join(this.#root, name);
    if (!existsSync(full)) {
      this.problems.push(missing(full, 'the folder is missing', 'Put it back; the program needs it.'));
      return [];
    }
    return readdirSync(full)
      .filter((one) => one.endsWith('.yml'))
      .sort()
      .map((one) => this.#take(join(full, one)));
  }

  version(): string {
    return this.#hash.digest('hex').slice(0, 12);
  }

  #take(path: string): SourceFile {
    const text = readFileSync(path, 'utf8');
    this.#hash.update(text);
    return { path, text };
  }
}
