import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** Values to set by variable; null = empty, so that the default counts. */
export type EnvChanges = Readonly<Record<string, string | null>>;

/** The line of each variable in a file, and its value. */
export interface EnvFile {
  readonly path: string;
  readonly lines: ReadonlyMap<string, number>;
  readonly values: Readonly<Record<string, string | undefined>>;
}

/** The settings file; null where there is none or it cannot be read. */
export function readEnvFile(path: string): EnvFile | null {
  try {
    const text = readFileSync(path, 'utf8');
    const named = text.split('\n').map((line, at) => [nameOf(line), at + 1] as const);
    const lines = new Map(named.flatMap(([name, at]) => (name === null ? [] : [[name, at]])));
    return { path, lines, values: parseEnv(text) };
  } catch {
    return null;
  }
}

/**
 * Sets variables in the text of an `.env` file: the line of a variable that is there is replaced,
 * its last one where it stands twice, a new one is added at the end. Comments and all other lines
 * stay as they are.
 */
export function withValues(text: string, changes: EnvChanges): string {
  const lines = text.split('\n');
  const added: string[] = [];
  for (const [name, value] of Object.entries(changes)) {
    const at = lines.findLastIndex((line) => nameOf(line) === name);
    const line = `${name}=${value === null ? '' : quoted(value)}`;
    if (at >= 0) lines[at] = line;
    else if (value !== null) added.push(line);
  }
  if (added.length === 0) return lines.join('\n');
  while (lines.at(-1) === '') lines.pop();
  return [...lines, ...added, ''].join('\n');
}

/**
 * Writes changes into a file that only its owner can read; a crash leaves the old file. Throws
 * errors of the file system.
 */
export function saveEnv(path: string, changes: EnvChanges, template: string): void {
  const before = readIfThere(path) ?? readIfThere(template) ?? '';
  const fresh = `${path}.${process.pid}.new`;
  try {
    writeFileSync(fresh, withValues(before, changes), { mode: 0o600 });
    chmodSync(fresh, 0o600);
    renameSync(fresh, path);
  } finally {
    rmSync(fresh, { force: true });
  }
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function nameOf(line: string): string | null {
  return /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/.exec(line)?.[1] ?? null;
}

/**
 * Quotes a value so that Node reads it back: special characters need quotes that the value does not
 * contain.
 */
function quoted(value: string): string {
  if (/^[\w.,:/@+=*?&%-]*$/.test(value)) return value;
  const mark = ["'", '"', '`'].find((one) => !value.includes(one)) ?? "'";
  return `${mark}${value}${mark}`;
}
