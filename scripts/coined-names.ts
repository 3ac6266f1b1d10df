import { readFileSync, writeFileSync } from 'node:fs';
import { catalogOf, settingsOf } from '../src/app/settings.ts';
import { coinedWordOf, latinStem } from '../src/knowledge/names/coined.ts';

const USAGE = 'npm run coined -- <dictionary, a word a line, such as american-english-huge>\n';
const FILE = 'config/words/coined.yml';
const WIDTH = 100;
const SHORTEST = 5;

/**
 * Writes the names of listed companies that are one word in Latin letters and in no dictionary into
 * `config/words/coined.yml`; `also` and `tails` there are kept by hand. 0 = written, 2 = no
 * dictionary.
 */
function main(): 0 | 2 {
  const [path] = process.argv.slice(2);
  if (path === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const words = new Set(readFileSync(path, 'utf8').toLowerCase().split('\n'));
  const { universe, words: config } = catalogOf(settingsOf({ env: process.env }));
  const { also, tails } = config.coined;
  const whole = new Map<string, Set<string>>();
  const first = new Map<string, Set<string>>();
  for (const { id, name, country } of universe.companies()) {
    // In India subsidiaries of foreign groups are listed under their names.
    if (name.en === null || country === 'IN') continue;
    const word = coinedWordOf(name.en, new Set(tails));
    if (word === null || !isCoined(word, words)) continue;
    const table = word === latinStem(name.en) ? whole : first;
    table.set(word, (table.get(word) ?? new Set()).add(id));
  }
  const names = [...whole.keys()];
  const heads = [...first].flatMap(([word, ids]) =>
    ids.size === 1 && !whole.has(word) ? [word] : [],
  );
  const text = readFileSync(FILE, 'utf8');
  const written = replaceList(replaceList(text, 'names', names), 'heads', heads);
  writeFileSync(FILE, written);
  process.stdout.write(
    `${names.length} names, ${heads.length} first words, ${also.length} by hand\n`,
  );
  return 0;
}

/** No word of the dictionary, nor one with an ending. */
function isCoined(name: string, words: ReadonlySet<string>): boolean {
  const lower = name.toLowerCase();
  if (name.length < SHORTEST || !/^[A-Z][A-Za-z]+$/u.test(name)) return false;
  return ['', 's', 'es', 'ed', 'er', 'ers', 'ing', 'ly'].every(
    (ending) =>
      !(lower.endsWith(ending) && words.has(lower.slice(0, lower.length - ending.length))),
  );
}

function replaceList(text: string, key: string, values: readonly string[]): string {
  const lines = [''];
  for (const value of [...values].sort((one, other) => one.localeCompare(other, 'en')))
    if (`${lines.at(-1)} ${value},`.length > WIDTH - 2) lines.push(`${value},`);
    else lines.push(`${lines.pop()} ${value},`.trim());
  const list = lines.map((line) => `  ${line}`).join('\n');
  return text.replace(new RegExp(`^${key}: \\[[^\\]]*\\]`, 'mu'), `${key}: [\n${list}\n  ]`);
}

process.exitCode = main();
