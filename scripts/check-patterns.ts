import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { parse } from 'acorn';
import { checkSync } from 'recheck';

/** A regular expression of the sources. */
interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly at: string;
}

/**
 * Characters of a pattern that is written out; one that is put together may hold a table of words.
 */
const LONGEST = 120;
/**
 * Hashes of patterns and flags that were proved, so that only new ones are: proving all takes
 * minutes. Made by this script, for one version of the prover, which its first line names.
 */
const RECORD = 'scripts/proved-patterns.txt';
const PROVER = `recheck ${(JSON.parse(readFileSync('node_modules/recheck/package.json', 'utf8')) as { version: string }).version}`;
const CHECK = { timeout: 60_000, checker: 'auto' } as const;

/** The regular expressions that a file writes out, with the lines on which they stand. */
export function patternsIn(code: string, path: string): Pattern[] {
  const found: Pattern[] = [];
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    const { type, regex, start } = node as {
      type?: string;
      start: number;
      regex?: { pattern: string; flags: string };
    };
    if (type === 'Literal' && regex !== undefined) {
      const line = code.slice(0, start).split('\n').length;
      found.push({ source: regex.pattern, flags: regex.flags, at: `${path}:${line}` });
    }
    Object.values(node).forEach(visit);
  };
  visit(parse(stripTypeScriptTypes(code), { ecmaVersion: 'latest', sourceType: 'module' }));
  return found;
}

/**
 * Why a pattern is refused: its time may grow faster than the text, or nobody could prove that it
 * does not; null where it is neither.
 */
export function refusalOf({ source, flags }: Pick<Pattern, 'source' | 'flags'>): string | null {
  const result = checkSync(source, flags, CHECK);
  if (result.status === 'safe') return null;
  if (result.status === 'unknown') return `not proved: ${result.error.kind}`;
  // A search by trial finds suspects; only its own attack on the engine that runs here convicts
  // them.
  if (
    result.checker === 'fuzz' &&
    !grows(new RegExp(source, flags.replace(/[gy]/gu, '')), result.attack)
  )
    return null;
  return `${result.complexity.summary}: ${result.attack.pattern.slice(0, 60)}`;
}

interface Attack {
  readonly pumps: readonly { readonly prefix: string; readonly pump: string }[];
  readonly suffix: string;
}

const SHORT = 2_000;
const TIMES = 4;
/** Linear growth is 4 for a text 4 times as long, the square 16. */
const SUPER_LINEAR = 9;
const NOTICEABLE_MS = 2;

/** Whether a text four times as long takes much more than four times as long. */
function grows(expression: RegExp, { pumps, suffix }: Attack): boolean {
  const cost = (size: number) => {
    const text =
      pumps
        .map(({ prefix, pump }) => prefix + pump.repeat(size / pump.length / pumps.length))
        .join('') + suffix;
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      expression.test(text);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  const long = cost(SHORT * TIMES);
  return long > NOTICEABLE_MS && long / cost(SHORT) > SUPER_LINEAR;
}

/**
 * The regular expressions that modules put together when they load; those made at a call are not
 * seen.
 */
async function composedIn(paths: readonly string[]): Promise<Pattern[]> {
  const found: Pattern[] = [];
  const Plain = globalThis.RegExp;
  let at = '';
  globalThis.RegExp = new Proxy(Plain, {
    construct(target, [source, flags]: [string | RegExp, string?]) {
      const made = new target(source, flags);
      if (at !== '' && new Error().stack?.split('\n')[2]?.includes('/src/'))
        found.push({ source: made.source, flags: made.flags, at });
      return made;
    },
  });
  for (const path of paths) {
    at = path;
    await import(join(process.cwd(), path));
  }
  globalThis.RegExp = Plain;
  return found;
}

if (import.meta.main) {
  const paths = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((one) => one.endsWith('.ts'))
    .map((one) => join('src', one));
  const codes = paths.map((path) => [path, readFileSync(path, 'utf8')] as const);
  const folder = process.argv[2] ?? 'src';
  const written = codes.flatMap(([path, code]) => patternsIn(code, path));
  const composed = await composedIn(
    codes
      .filter(([path, code]) => path.startsWith(folder) && /new RegExp\(/.test(code))
      .map(([path]) => path),
  );
  const patterns = [...written, ...composed].filter(({ at }) => at.startsWith(folder));
  const long = written.filter(({ source, at }) => source.length > LONGEST && at.startsWith(folder));
  for (const { at, source } of long)
    console.error(`${at}  ${source.length} characters, at most ${LONGEST}`);
  let refused = long.length;
  const proved = readRecord();
  const known = new Set<string>();
  for (const found of patterns) {
    const key = createHash('sha256')
      .update(`${found.flags}/${found.source}`)
      .digest('hex')
      .slice(0, 16);
    const refusal = proved.has(key) ? null : refusalOf(found);
    if (refusal === null) {
      known.add(key);
      continue;
    }
    refused += 1;
    console.error(`${found.at}  /${found.source.slice(0, 100)}/${found.flags}: ${refusal}`);
  }
  // A part of the sources leaves what is known of the others.
  const record = folder === 'src' ? known : new Set([...proved, ...known]);
  if ([...record].some((key) => !proved.has(key)) || record.size < proved.size)
    writeFileSync(RECORD, `${[PROVER, ...[...record].sort()].join('\n')}\n`);
  console.log(`patterns: ${patterns.length} checked, ${refused} refused`);
  process.exit(refused > 0 ? 1 : 0);
}

function readRecord(): ReadonlySet<string> {
  const [prover, ...keys] = existsSync(RECORD)
    ? readFileSync(RECORD, 'utf8').trim().split('\n')
    : [];
  return new Set(prover === PROVER ? keys : []);
}
