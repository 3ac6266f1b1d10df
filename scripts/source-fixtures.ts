import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { Source } from '../src/domain/regulator.ts';
import { CalendarDate } from '../src/domain/time.ts';

// The fixture of each source: its list and one page in the structure of the real thing, with
// invented texts, and where that structure was seen.

const FOLDER = 'test/fixtures/sources';

const Origin = z.strictObject({
  /** Where the structure of each part was seen, and when. */
  structure: z
    .array(
      z.strictObject({
        what: z.enum(['list', 'page']),
        from: z.string().min(4),
        path: z.string().min(4),
        seen: CalendarDate,
      }),
    )
    .min(1),
  rows: z.number().int().min(3),
  newest: z.strictObject({ title: z.string(), url: z.string(), date: z.string().nullable() }),
  page: z
    .strictObject({
      says: z.string(),
      date: CalendarDate.nullable(),
      files: z.number().int(),
    })
    .optional(),
  note: z.string().optional(),
});

/** A fixture with the names of its files. */
export type SourceFixture = ReturnType<typeof fixtureOf>;

/** The fixture of a source; a text = what is wrong with it. */
export function fixtureOf(id: string) {
  const folder = join(FOLDER, id);
  const path = join(folder, 'origin.yml');
  if (!existsSync(path)) return `${path} is missing`;
  const read = Origin.safeParse(load(readFileSync(path, 'utf8')));
  if (!read.success) return `${path}: ${z.prettifyError(read.error)}`;
  const files = readdirSync(folder);
  const file = (name: string) => {
    const found = files.find((one) => one.startsWith(`${name}.`));
    return found === undefined ? null : readFileSync(join(folder, found));
  };
  if (file('list') === null) return `${folder} holds no list`;
  return { ...read.data, file };
}

/**
 * What is wrong with the fixtures: a source that is watched without one, and a layout that is said
 * to have been seen with none to hold it.
 */
export function fixtureProblems(sources: readonly Source[]): string[] {
  const known = new Set(sources.map(({ id }) => id as string));
  const orphans = readdirSync(FOLDER).filter((name) => !known.has(name));
  return [
    ...sources.flatMap(({ id, enabled, layoutSeen }) => {
      if (!enabled && layoutSeen == null) return [];
      const fixture = fixtureOf(id);
      return typeof fixture === 'string' ? [`${id}: ${fixture}`] : [];
    }),
    ...orphans.map((name) => `${FOLDER}/${name} belongs to no source`),
  ];
}
