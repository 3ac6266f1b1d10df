import type { z } from 'zod';
import type { Source, SourceEntry } from '../domain/regulator.ts';
import { type Problem, problemAt, readYaml, type SourceFile, type YamlPath } from './yaml.ts';

/** A source of an authority is official unless it says otherwise, one of a newspaper is not. */
export function toSource(entry: SourceEntry, official: boolean): Source {
  return { ...entry, official: entry.official ?? official };
}

/**
 * Reads files that each describe one thing whose id is the file's name. Says which ids, names or sources stand twice.
 */
export function readEach<Schema extends z.ZodType<{ sources: SourceEntry[] }>, Ids extends z.ZodType<string>>(
  files: readonly SourceFile[],
  schema: Schema,
  idOf: Ids,
): { entries: { id: z.output<Ids>; value: z.output<Schema> }[]; problems: Problem[] } {
  const entries: { id: z.output<Ids>; value: z.output<Schema> }[] = [];
  const problems: Problem[] = [];
  const sources = new Set<string>();
  const say = (file: SourceFile, path: YamlPath, message: string, remedy: string) =>
    problems.push(problemAt(file, path, message, remedy));
  for (const file of files) {
    const id = idOf.safeParse(file.path.replace(/^.*[\\/]/, '').replace(/\.yml$/, ''));
    if (!id.success) {
      say(file, [], 'the name of the file is its id, lower-case words joined by hyphens', 'Rename the file.');
      continue;
    }
    const read = readYaml(file, schema);
    problems.push(...read.problems);
    if (read.value === null) continue;
    for (const [at, source] of read.value.sources.entries()) {
      if (sources.has(source.id)) {
        say(file, ['sources', at, 'id'], `source "${source.id}" stands twice`, 'Give it an id of its own.');
      }
      sources.add(source.id);
    }
    entries.push({ id: id.data, value: read.value });
  }
  return { entries, problems };
}
