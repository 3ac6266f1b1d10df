import { z } from 'zod';
import { RegulatorId, SourceId } from '../domain/ids.ts';
import type { Source } from '../domain/regulator.ts';
import { CalendarDate } from '../domain/time.ts';
import { type Problem, placeOf, readYaml, type SourceFile, type YamlPath } from './yaml.ts';
import { whole } from './yaml-values.ts';

const text = z.string().min(1);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const positive = z
  .string()
  .regex(/^\d+(?:\.\d+)?$/, 'a number above 0')
  .transform(Number)
  .pipe(z.number().positive());

/** A source as a YAML file states it; what is left out takes the default of `toSource`. */
export const SourceEntry = z.strictObject({
  id: SourceId,
  title: text,
  titleZh: text.optional(),
  kind: z.enum(['rss', 'html-list', 'json']),
  url: text,
  mirrors: z.array(text).optional(),
  official: flag.optional(),
  select: z.record(text, z.string()).optional(),
  fetchPage: flag.optional(),
  every: z.strictObject({ busyMinutes: positive, quietMinutes: positive }).optional(),
  windows: z.array(z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/, 'a window is HH:MM-HH:MM')).optional(),
  expectedPer30Days: positive.optional(),
  address: z.enum(['verified', 'unverified']).optional(),
  checked: z.strictObject({ on: CalendarDate, by: text }).optional(),
  layoutSeen: CalendarDate.optional(),
  instance: text.optional(),
  proxy: text.optional(),
  referer: text.optional(),
  gapMinutes: positive.optional(),
  pages: z
    .strictObject({
      next: text.optional(),
      template: text.regex(/\{n(-1)?\}/, 'the address of page {n}, with {n} in it').optional(),
    })
    .refine(
      (pages) => (pages.next === undefined) !== (pages.template === undefined),
      'either next or template',
    )
    .optional(),
  speaksFor: RegulatorId.optional(),
  rowsPerNotice: z.strictObject({ least: whole, most: whole }).optional(),
  enabled: flag.optional(),
  note: text.optional(),
});
export type SourceEntry = z.infer<typeof SourceEntry>;

/** Lists and newspaper feeds are polled every 10 minutes, 60 outside the windows; an address is unverified until somebody saw it answer. */
export function toSource(entry: SourceEntry, official: boolean): Source {
  return {
    id: entry.id,
    title: entry.title,
    titleZh: entry.titleZh ?? null,
    kind: entry.kind,
    url: entry.url,
    mirrors: entry.mirrors ?? [],
    official: entry.official ?? official,
    select: entry.select ?? {},
    fetchPage: entry.fetchPage ?? true,
    every: entry.every ?? { busyMinutes: 10, quietMinutes: 60 },
    windows: entry.windows ?? [],
    expectedPer30Days: entry.expectedPer30Days ?? null,
    address: entry.address ?? 'unverified',
    checked: entry.checked ?? null,
    layoutSeen: entry.layoutSeen ?? null,
    instance: entry.instance ?? null,
    proxy: entry.proxy ?? null,
    referer: entry.referer ?? null,
    gapMinutes: entry.gapMinutes ?? null,
    pages: pagesOf(entry),
    speaksFor: entry.speaksFor ?? null,
    rowsPerNotice: entry.rowsPerNotice ?? null,
    enabled: entry.enabled ?? true,
    note: entry.note ?? null,
  };
}

/** Absent stays absent, as the domain says it. */
function pagesOf({ pages }: SourceEntry): Source['pages'] {
  if (pages === undefined) return null;
  const { next, template } = pages;
  return { ...(next === undefined ? {} : { next }), ...(template === undefined ? {} : { template }) };
}

export const nameEntry = z.strictObject({ en: text, zh: text.optional() });

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
    problems.push({ file: file.path, ...placeOf(file, path), message, remedy });
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
