import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import type { Document, Node } from 'yaml';
import { z } from 'zod';

/** Tells places; loaded where something is wrong. */
const yaml = () => createRequire(import.meta.url)('yaml') as typeof import('yaml');

/** A configuration file as text; `path` is only used to say where something is wrong. */
export type SourceFile = { readonly path: string; readonly text: string };

/**
 * Something wrong in a configuration file: where (line and column count from 1), what, and what to
 * do.
 */
export type Problem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly remedy: string;
};

/** Keys and indexes from the top of a YAML file down to a node. */
export type YamlPath = readonly (string | number)[];

/**
 * Reads one YAML file strictly, or a JSON file as it is. Every scalar stays text (YAML's "failsafe"
 * schema), so that the symbol 0700, the app 99 and the country NO are what was typed; the schema
 * turns text into numbers and flags.
 */
export function readYaml<Schema extends z.ZodType>(
  file: SourceFile,
  schema: Schema,
): { value: z.output<Schema> | null; problems: Problem[] } {
  const { value, problems } = contentOf(file);
  return problems.length > 0 ? { value: null, problems } : readEntry(file, [], value, schema);
}

/**
 * Reads files that each describe one thing whose id is the file's name. A file that cannot be read
 * is only in `problems`.
 */
export function readEach<Schema extends z.ZodType, Ids extends z.ZodType<string>>(
  files: readonly SourceFile[],
  schema: Schema,
  idOf: Ids,
) {
  const entries: { id: z.output<Ids>; value: z.output<Schema>; file: SourceFile }[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const id = idOf.safeParse(basename(file.path, '.yml'));
    if (!id.success) {
      const message = 'the name of the file is its id, lower-case words joined by hyphens';
      problems.push(problemAt(file, [], message, 'Rename the file.'));
      continue;
    }
    const read = readYaml(file, schema);
    problems.push(...read.problems);
    if (read.value !== null) entries.push({ id: id.data, value: read.value, file });
  }
  return { entries, problems };
}

/** Reads one entry of a file that was read as plain values: `path` is where it stands. */
export function readEntry<Schema extends z.ZodType>(
  file: SourceFile,
  path: YamlPath,
  value: unknown,
  schema: Schema,
): { value: z.output<Schema> | null; problems: Problem[] } {
  const parsed = schema.safeParse(value, { error: knownKeys });
  if (parsed.success) return { value: parsed.data, problems: [] };
  return {
    value: null,
    problems: parsed.error.issues.flatMap((issue) => problemsOf(file, issue, path)),
  };
}

/**
 * Thousands of files are read at every start: by the quick reader, and only where it refuses one by
 * the one that tells places.
 */
function contentOf(file: SourceFile): { value: unknown; problems: Problem[] } {
  try {
    const isJson = file.path.endsWith('.json');
    return {
      value: isJson ? JSON.parse(file.text) : load(file.text, { schema: FAILSAFE_SCHEMA }),
      problems: [],
    };
  } catch {
    const document = documentOf(file);
    const problems = document.errors.map((error) => ({
      file: file.path,
      ...lineAt(file.text, error.pos[0]),
      message: `not readable as YAML: ${error.message}`,
      remedy: 'Correct the indentation, quotes or brackets at this place.',
    }));
    return { value: problems.length > 0 ? null : document.toJS(), problems };
  }
}

/** Something wrong at a path of a file. */
export function problemAt(
  file: SourceFile,
  path: YamlPath,
  message: string,
  remedy: string,
): Problem {
  return { file: file.path, ...placeOf(file, path), message, remedy };
}

/**
 * Where a path stands in a file; a path that is not there gives the place of its nearest parent.
 */
export function placeOf(file: SourceFile, path: YamlPath): { line: number; column: number } {
  const { isCollection, isMap, isScalar } = yaml();
  let node: unknown = documentOf(file).contents;
  let offset = (node as Node | null)?.range?.[0] ?? 0;
  for (const step of path) {
    // one entry where a list may stand: the index has no node of its own
    if (isMap(node) && typeof step === 'number') continue;
    const key = isMap(node) ? node.items.find((pair) => String(pair.key) === step)?.key : undefined;
    const next = isCollection(node) ? node.get(step, true) : undefined;
    const place = (isScalar(key) && key.range?.[0]) || (next as Node | undefined)?.range?.[0];
    if (place === undefined || place === null) break;
    offset = place;
    node = next;
  }
  return lineAt(file.text, offset);
}

/** Files with places, each read once: a long file may have hundreds of entries that are wrong. */
const documents = new WeakMap<SourceFile, Document>();

function documentOf(file: SourceFile): Document {
  const found =
    documents.get(file) ??
    yaml().parseDocument(file.text, { schema: 'failsafe', prettyErrors: false });
  documents.set(file, found);
  return found;
}

/** Line and column, from 1, of an offset. */
function lineAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function problemsOf(file: SourceFile, issue: z.core.$ZodIssue, from: YamlPath): Problem[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      problemAt(file, [...from, ...path, key], `unknown key "${key}"`, issue.message),
    );
  const own = issue.code === 'custom' ? issue.params?.remedy : undefined;
  if (typeof own === 'string') return [problemAt(file, [...from, ...path], issue.message, own)];
  const name = path.length === 0 ? 'the file' : `"${path.join('.')}"`;
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  const [message, remedy] = missing
    ? [`${name} is missing`, 'Add it.']
    : [`${name}: ${issue.message}`, 'Correct the value.'];
  return [problemAt(file, [...from, ...path], message, remedy)];
}

/** The keys that are known where one is not; all else says what the library says. */
const knownKeys: z.core.$ZodErrorMap = ({ code, inst }) => {
  if (code !== 'unrecognized_keys' || !(inst instanceof z.ZodObject)) return undefined;
  return `Remove it or correct its name; known here: ${Object.keys(inst.shape).join(', ')}.`;
};
