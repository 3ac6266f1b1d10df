import { z } from 'zod';
import { RegulatorId, SourceId } from '../domain/ids.ts';
import type { Source } from '../domain/regulator.ts';
import { CalendarDate } from '../domain/time.ts';
import { positive } from './hosts.ts';
import { type Problem, problemAt, readYaml, type SourceFile, type YamlPath } from './yaml.ts';
import { flag, list, orNull, text, whole } from './yaml-values.ts';

/** A source as a YAML file states it. Lists and newspaper feeds are polled every 10 minutes, 60 outside the windows; an address is unverified until somebody saw it answer. */
export const SourceEntry = z.strictObject({
  id: SourceId,
  title: text,
  titleZh: orNull(text),
  kind: z.enum(['rss', 'html-list', 'json']),
  url: text,
  mirrors: list(text),
  official: flag.optional(),
  select: z.record(text, z.string()).default(() => ({})),
  fetchPage: flag.default(true),
  every: z
    .strictObject({ busyMinutes: positive, quietMinutes: positive })
    .default(() => ({ busyMinutes: 10, quietMinutes: 60 })),
  windows: list(z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/, 'a window is HH:MM-HH:MM')),
  expectedPer30Days: orNull(positive),
  address: z.enum(['verified', 'unverified']).default('unverified'),
  checked: orNull(z.strictObject({ on: CalendarDate, by: text })),
  layoutSeen: orNull(CalendarDate),
  instance: orNull(text),
  proxy: orNull(text),
  referer: orNull(text),
  gapMinutes: orNull(positive),
  pages: orNull(
    z
      .strictObject({
        next: text.optional(),
        template: text.regex(/\{n(-1)?\}/, 'the address of page {n}, with {n} in it').optional(),
      })
      .refine(
        (pages) => (pages.next === undefined) !== (pages.template === undefined),
        'either next or template',
      ),
  ),
  speaksFor: orNull(RegulatorId),
  rowsPerNotice: orNull(z.strictObject({ least: whole, most: whole })),
  enabled: flag.default(true),
  note: orNull(text),
});
export type SourceEntry = z.infer<typeof SourceEntry>;

/** A source of an authority is official unless it says otherwise, one of a newspaper is not. */
export function toSource(entry: SourceEntry, official: boolean): Source {
  return { ...entry, official: entry.official ?? official };
}

/** A zone that this runtime knows. */
export const zone = text.refine((name) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}, 'not an IANA time zone, for example Asia/Shanghai');

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
