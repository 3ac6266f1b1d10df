import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { compiledCatalog } from '../../../src/knowledge/catalog/compile.ts';

const home = mkdtempSync(join(tmpdir(), 'tocsin-compile-'));
const folder = join(home, 'config');
const caches = [join(home, 'data'), join(home, 'cache')];
const company = join(folder, 'companies', 'some-firm.yml');
const LINES = [
  'name: {en: Some Firm Inc.}',
  'country: US',
  'sector: internet',
  'listings:',
  '  - {mic: XNAS, symbol: SOME}',
];
/** Files whose times prove something: they were written a while ago. */
const LONG_AGO = new Date('2020-01-02T03:04:05Z');

/** The repository's configuration with one company, one authority and no history. */
function freshFolder(): void {
  rmSync(home, { recursive: true, force: true });
  const left = /config\W(?:companies|history|regulators|rules\.yml|app-values\.tsv|universe)/;
  cpSync('config', folder, { recursive: true, filter: (path) => !left.test(path) });
  for (const name of ['companies', 'history', 'regulators', 'universe'])
    mkdirSync(join(folder, name));
  const authority = join('regulators', 'cn-miit.yml');
  cpSync(join('config', authority), join(folder, authority));
  writeFileSync(join(folder, 'rules.yml'), '[]\n');
  writeFileSync(
    join(folder, 'app-values.tsv'),
    `${readFileSync('config/app-values.tsv', 'utf8').split('\n')[0]}\n`,
  );
  cpSync('config/universe/sources.tsv', join(folder, 'universe', 'sources.tsv'));
  writeFileSync(
    join(folder, 'universe', 'us.tsv'),
    'mic\tsymbol\tfrom\tto\tshort\tzh\ten\tcountry\tsector\tcompany\twas\tsources\nXNAS\tOTHR\t2001-02-03\t\t\t\tOther Firm Inc.\t\t\t\t\tan\n',
  );
  writeFileSync(company, `${LINES.join('\n')}\n`);
}

const compile = (where: readonly string[] = caches) => {
  const { catalog, problems, compiled } = compiledCatalog(folder, where);
  return {
    compiled,
    problems,
    catalog,
    names: [...(catalog?.companies.values() ?? [])].map((one) => one.name.en),
  };
};

describe('the compiled catalog', () => {
  beforeEach(freshFolder);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('of a folder that is gone is taken out of the cache', () => {
    const trial = join(home, 'trial');
    cpSync(folder, trial, { recursive: true });
    compiledCatalog(trial, caches);
    const both = readdirSync(caches[0]!).filter((name) => name.endsWith('.bin')).length;
    rmSync(trial, { recursive: true });
    compile();
    const left = readdirSync(caches[0]!).filter((name) => name.endsWith('.bin')).length;
    expect([both, left]).toEqual([1, 1]);
  });

  it('is made once and read from then on, with the same content', () => {
    const made = compile();
    const read = compile();
    expect([made.compiled, read.compiled]).toEqual(['made', 'read']);
    const { companies: one, universe: table, search, derived: _, ...rest } = made.catalog!;
    const { companies, universe, search: find, derived, ...others } = read.catalog!;
    expect(others).toEqual(rest);
    expect([...companies]).toEqual([...one]);
    expect([...universe.companies()]).toEqual([...table.companies()]);
    expect(find('othr', 3)).toEqual(search('othr', 3));
    expect(find('Other Firm', 3)[0]?.id).toBe('xnas-othr');
    const never = () => expect.unreachable('the table is in its file');
    expect(derived('search-names', never)).toMatchObject({ weights: expect.any(Uint8Array) });
  });

  it('is read where a file has another time and the same content', () => {
    compile();
    utimesSync(company, LONG_AGO, LONG_AGO);
    expect(compile().compiled).toBe('read');
  });

  it('is made anew when a file changes, also to the same size and time', () => {
    compile();
    writeFileSync(company, `${LINES.join('\n').replace('Some Firm', 'Same Firm')}\n`);
    utimesSync(company, LONG_AGO, LONG_AGO);
    expect(compile()).toMatchObject({ compiled: 'made', names: ['Same Firm Inc.'] });
  });

  it('keeps a table that was made of it until a file changes, and makes it each time where nothing can be written', () => {
    const table = (value: number, where = caches) =>
      compile(where).catalog!.derived('squares', () => new Map([[value, value ** 2]]));
    expect([table(2), table(3)]).toEqual([new Map([[2, 4]]), new Map([[2, 4]])]);
    writeFileSync(company, `${LINES.join('\n')}\n# changed\n`);
    expect(table(3)).toEqual(new Map([[3, 9]]));
    const file = join(home, 'a-file');
    writeFileSync(file, '');
    const nowhere = [join(file, 'no-folder')];
    expect([table(4, nowhere), table(5, nowhere)]).toEqual([
      new Map([[4, 16]]),
      new Map([[5, 25]]),
    ]);
  });

  it('names file and line of a broken entry, and serves no older catalog', () => {
    compile();
    writeFileSync(company, `${LINES.join('\n').replace('country: US', 'country: America')}\n`);
    const { catalog, problems } = compile();
    expect(catalog).toBeNull();
    expect(problems).toMatchObject([{ file: company, line: 2 }]);
  });

  it('takes no model of another language, and says once what is missing', () => {
    const model = join(folder, 'models', 'press-zh.json');
    cpSync(join(folder, 'models', 'press-en.json'), model);
    for (const name of ['rules.yml', 'app-values.tsv']) rmSync(join(folder, name));
    expect(compile().problems).toMatchObject([
      { file: join(folder, 'app-values.tsv'), message: 'the file is missing' },
      { file: join(folder, 'rules.yml'), message: 'the file is missing' },
      { file: model, message: 'it is not a model of the zh press' },
    ]);
  });

  it('says of bureaus that cannot be read nothing but that', () => {
    const bureaus = join(folder, 'words', 'bureaus.yml');
    writeFileSync(
      bureaus,
      readFileSync(bureaus, 'utf8').replace('levels: [province]', 'levels: [county]'),
    );
    expect(compile().problems).toMatchObject([{ file: bureaus, line: 5 }]);
  });

  it('goes to the next folder where the first cannot be written, and nowhere where none can', () => {
    const file = join(home, 'a-file');
    writeFileSync(file, '');
    expect(compile([join(file, 'no-folder'), caches[1]!]).compiled).toBe('made');
    expect(compile([join(file, 'no-folder'), caches[1]!]).compiled).toBe('read');
    expect(compile([join(file, 'no-folder')])).toMatchObject({
      compiled: 'not stored',
      names: ['Some Firm Inc.'],
    });
  });
});
