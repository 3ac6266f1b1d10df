import { globSync, readFileSync } from 'node:fs';

/**
 * A word that must not come back as part of a name, and the files in which it may stand, each with
 * its reason.
 */
interface Banned {
  readonly words: string;
  readonly say: string;
  readonly allowed?: Readonly<Record<string, string>>;
}

const STORED = 'a stored name: older versions still read it';
/** Upgrades name the tables of their time. */
const OLD_TABLES = {
  'src/base/store/upgrades.ts': STORED,
  'src/base/store/field-names-upgrade.ts': STORED,
};

/**
 * Private words of the first edition and words that say nothing, in the parts of a name
 * (`toldBecause` = told, because).
 */
const NAMES: readonly Banned[] = [
  {
    words: 'handler helper manager processor util utils',
    say: 'what it does',
    allowed: {
      'src/pipeline/decode/ocr/engines.ts': 'an option of tesseract',
      'src/pipeline/decode/pdf/load.ts': 'a class of pdf.js',
      'src/interfaces/web/security.ts': 'a type of Hono',
      'src/interfaces/web/mcp.ts': 'a function of the protocol’s SDK',
      'src/interfaces/discord/client.ts': 'a type of discord.js',
      'src/interfaces/discord/gateway-strategy.ts': 'a type of discord.js',
      'src/interfaces/discord/recipient.ts': 'who may manage a channel',
    },
  },
  {
    words: 'told',
    say: 'alerted, reported, certain',
    allowed: {
      'src/base/store/rows.ts': STORED,
      'src/interfaces/web/api/endpoints.ts': 'a field of the public API',
      'src/interfaces/web/api/shapes.ts': 'a field of the public API',
      'src/answers/export/tables.ts': 'a column of the public tables',
      'src/pipeline/flows/metrics.ts': 'a label of a public metric',
      'src/answers/replay/replay-compare.ts': 'a field of `replay --compare --json`',
      'src/pipeline/read/press/press-reader.ts': 'a threshold in the model files',
      'src/domain/words.ts': 'a threshold in the model files',
    },
  },
  {
    words: 'telling tellings retelling retold',
    say: 'report, duplicate',
    allowed: {
      'src/domain/incident.ts': STORED,
      'src/pipeline/alert/incidents.ts': STORED,
      'src/pipeline/alert/incident-rules.ts': STORED,
      'src/pipeline/flows/incidents.ts': STORED,
      'src/interfaces/cli/commands/sources.ts': STORED,
    },
  },
  {
    words: 'held',
    say: 'suppressed, known, cached',
    allowed: OLD_TABLES,
  },
  {
    words: 'kept',
    say: 'saved, cached, rest',
  },
  {
    words: 'asked',
    say: 'requested, polled, query',
  },
  {
    words: 'trouble troubles',
    say: 'incident, failure',
    allowed: {
      ...OLD_TABLES,
      'src/pipeline/flows/alert-cards.ts': STORED,
      'src/domain/alert.ts': STORED,
      'src/pipeline/alert/incidents.ts': STORED,
    },
  },
  {
    words: 'turns',
    say: 'rate-limit slots',
  },
  { words: 'wish wishes wished wisher', say: 'subscription, request, requester' },
  { words: 'shelf shelves', say: 'store' },
  { words: 'desk', say: 'context' },
  { words: 'goodbye farewell', say: 'close' },
  { words: 'visit visits visitor', say: 'request, context' },
  { words: 'whom', say: 'target' },
  { words: 'draught', say: 'parsed document' },
  { words: 'looked', say: 'lookup result' },
  { words: 'carrier carriers', say: 'watched source' },
  { words: 'climb climbed', say: 'ownership' },
  { words: 'settler pump', say: 'scheduler, worker' },
];

/** Sentences of the first edition that nobody understood. */
const PHRASES: readonly string[] = [
  'a word that cannot be said',
  'is from memory',
  'taken for quiet times',
  'takes up what happened',
  'lets raw pages',
  'passes by itself',
  'let go, every night',
  'told once there',
  'by this body that we know of',
  'who wishes what',
  'nobody said otherwise',
  'trouble of the watch',
];

/** Words of a name: `KEPT_ROWS` = kept, rows; `toldBecause` = told, because. */
export const partsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_$]+/);

const TEXT =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\$]|\$(?!\{)|\$\{[^`{}]*\})*`/g;

/** Takes comments and texts out of TypeScript, so that names remain; lines stay where they are. */
export function namesOnly(code: string): string {
  const blank = (text: string) => text.replace(TEXT, (found) => found.replace(/[^\n]/g, ' '));
  // A template in a template: the inner one goes first.
  return blank(blank(code));
}

/** What a file says that must not come back, as sentences with the place. */
export function wordsFound(path: string, code: string): string[] {
  const names = namesOnly(code);
  const file = path.split('/').at(-1)!.replace(/\.ts$/, '').replaceAll('-', '_');
  const lower = code.toLowerCase();
  return [
    ...NAMES.flatMap((banned) => namesFound(banned, path, file, names)),
    ...PHRASES.filter((phrase) => lower.includes(phrase)).map(
      (phrase) => `${path}: “${phrase}” (see CONTRIBUTING, "Style")`,
    ),
  ];
}

/** Where a file's name or a name in its code has a banned word. */
function namesFound({ words, say, allowed }: Banned, path: string, file: string, names: string) {
  if (allowed?.[path] !== undefined) return [];
  const banned = new Set(words.split(' '));
  const isBanned = (name: string) => partsOf(name).some((part) => banned.has(part));
  const found = isBanned(file) ? [`${path}: its name; say ${say}`] : [];
  if (!new RegExp(words.replaceAll(' ', '|'), 'i').test(names)) return found;
  for (const [index, line] of names.split('\n').entries())
    for (const [name] of line.matchAll(/[A-Za-z_$][\w$]*/g))
      if (isBanned(name)) found.push(`${path}:${index + 1}: ${name}; say ${say}`);
  return found;
}

/** Lines of a file; a longer one does too much. */
export const LONGEST = 350;

/** What is wrong with the length of a file; none where it is short enough. */
export function lengthProblem(path: string, code: string): string[] {
  const lines = code.split('\n').length - 1;
  return lines <= LONGEST ? [] : [`${path}: ${lines} lines, of at most ${LONGEST}: split it`];
}

const DECLARED = /^(?:export )?(?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)/gm;

/**
 * Names of types that more than one file declares: one concept has one name, and one name stands
 * for one concept.
 */
export function declaredTwice(files: ReadonlyMap<string, string>): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const [path, code] of files)
    for (const name of new Set([...code.matchAll(DECLARED)].map((match) => match[1]!)))
      places.set(name, [...(places.get(name) ?? []), path]);
  return new Map([...places].filter(([, paths]) => paths.length > 1));
}

/** Type names that two files may declare, with the reason. */
const TWICE: Readonly<Record<string, string>> = {
  Names: 'one goes with the message catalogue',
  Words: 'one goes with the message catalogue',
};

if (import.meta.main) {
  const read = (pattern: string) =>
    new Map(
      globSync(pattern).map(
        (path) => [path.replaceAll('\\', '/'), readFileSync(path, 'utf8')] as const,
      ),
    );
  const sources = read('src/**/*.ts');
  const problems = [...sources].flatMap(([path, code]) => wordsFound(path, code));
  for (const folder of ['src', 'test', 'scripts', 'bench'])
    for (const [path, code] of read(`${folder}/**/*.{ts,mjs,cjs}`))
      if (!path.includes('fixtures')) problems.push(...lengthProblem(path, code));
  for (const [path, text] of [...read('docs/*.md'), ...read('*.md')])
    for (const phrase of PHRASES)
      if (text.toLowerCase().includes(phrase)) problems.push(`${path}: “${phrase}”`);
  const twice = [...declaredTwice(sources)];
  for (const [name, paths] of twice)
    if (TWICE[name] === undefined) problems.push(`type ${name} is declared in ${paths.join(', ')}`);
  for (const problem of problems) console.error(problem);
  console.log(
    `words: ${sources.size} files, ${twice.length} type names declared twice, ${problems.length} problems`,
  );
  process.exit(problems.length > 0 ? 1 : 0);
}
