import { z } from 'zod';
import { list } from '../../domain/file-values.ts';
import { type HistoryNote, HistoryNotes, HistoryRecord } from '../../domain/history.ts';
import type { CompanyId, RegulatorId, SectorId } from '../../domain/ids.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { type Problem, problemAt, readEntry, readYaml, type SourceFile } from './yaml.ts';

/** A file of `config/history`, as people write it; each entry is read by itself. */
const HistoryFile = z.strictObject({
  records: list(z.unknown()),
  notes: list(z.unknown()),
});

/** What history and rules may speak of. */
export interface KnownIds {
  readonly companies: ReadonlySet<CompanyId>;
  readonly regulators: ReadonlySet<RegulatorId>;
  readonly sectors: ReadonlySet<SectorId>;
}

/** What is wrong with an entry, at which of its keys, and what to do. */
type Fault = { readonly key?: string; readonly message: string; readonly remedy: string };

/**
 * Reads the history files. An entry that is not sound, tells an act that is told already, or speaks
 * of a company or body that is not
 * `known`, is in `leftOut` with its first problem; `problems` has files that cannot be read at all,
 * `future` acts that lie after
 * `today`: a slip of the pen, because nobody can attest them. They weigh nothing before their day.
 */
export function readHistory(
  files: readonly SourceFile[],
  { known = null, today = null }: { known?: KnownIds | null; today?: CalendarDate | null } = {},
) {
  const records: HistoryRecord[] = [];
  const notes: HistoryNote[] = [];
  const found = { problems: [] as Problem[], leftOut: [] as Problem[], future: [] as Problem[] };
  const ids = new Set<string>();
  const acts = new Map<string, string>();
  for (const file of files) {
    const read = readYaml(file, HistoryFile);
    found.problems.push(...read.problems);
    const take = <Entry extends DatedEntry>(
      key: 'records' | 'notes',
      schema: z.ZodType<Entry>,
      named: (entry: Entry) => NamedIds,
      use: (entry: Entry) => Fault | undefined,
    ) => {
      for (const [index, written] of (read.value?.[key] ?? []).entries()) {
        const path = [key, index];
        const { value, problems } = readEntry(file, path, written, schema);
        if (value === null) {
          found.leftOut.push(
            problems.find(({ message }) => message.startsWith('unknown key')) ?? problems[0]!,
          );
          continue;
        }
        const [lost] = known === null ? [] : unknownIds(known, named(value));
        const fault =
          misplaced(file, value, ids) ??
          (lost && { ...lost, message: `${value.id}: ${lost.message}` });
        const { key: at, message, remedy } = fault ?? use(value) ?? {};
        if (message !== undefined && remedy !== undefined)
          found.leftOut.push(
            problemAt(file, at === undefined ? path : [...path, at], message, remedy),
          );
        else if (today !== null && key === 'records' && value.date > today) {
          const text = `${value.id}: ${value.date} is in the future`;
          const correct = 'Correct the date; an act is recorded when it has happened.';
          found.future.push(problemAt(file, path, text, correct));
        }
      }
    };
    take(
      'records',
      HistoryRecord,
      ({ regulator, hits }) => ({ regulator, companies: hits.map((one) => one.company) }),
      (made) => {
        const fault = sameAct(made, acts);
        if (fault === undefined) records.push(made);
        return fault;
      },
    );
    take(
      'notes',
      HistoryNotes,
      ({ companies }) => ({ companies }),
      (made) => void notes.push(...made.notes),
    );
  }
  records.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
  return { records, notes, ...found };
}

type DatedEntry = { id: string; date: string };

/** An id stands once, and an entry stands in a file of its year. */
function misplaced(
  file: SourceFile,
  { id, date }: DatedEntry,
  ids: Set<string>,
): Fault | undefined {
  if (ids.has(id))
    return { key: 'id', message: `"${id}" stands twice`, remedy: 'Give it an id of its own.' };
  ids.add(id);
  const year = /(\d{4})\.yml$/.exec(file.path)?.[1];
  if (year === undefined || date.startsWith(year)) return undefined;
  const remedy = `Move it to a file of ${date.slice(0, 4)}.`;
  return { key: 'date', message: `${date} is not in ${year}`, remedy };
}

/**
 * A record of an act that is told already: same body and day, same company, same kinds of act and
 * same apps. Acts that nobody told are added to `acts`, which holds the id of their record.
 */
function sameAct(
  { id, regulator, date, hits }: HistoryRecord,
  acts: Map<string, string>,
): Fault | undefined {
  const keys = hits.map((hit) =>
    [regulator, date, hit.company, [...hit.types].sort(), [...hit.apps].sort()].join(' '),
  );
  const known = keys.map((key) => acts.get(key)).find((other) => other !== undefined);
  if (known !== undefined)
    return {
      key: 'id',
      message: `"${id}" tells the same act as "${known}"`,
      remedy: 'Join the two.',
    };
  for (const key of keys) acts.set(key, id);
  return undefined;
}

type NamedIds = {
  readonly regulator?: RegulatorId;
  readonly companies: readonly (CompanyId | null)[];
  readonly sectors?: readonly (SectorId | null)[];
};

/** Companies, bodies and sectors that an entry speaks of and the catalog does not have. */
export function unknownIds(
  known: KnownIds,
  { regulator, companies, sectors = [] }: NamedIds,
): Fault[] {
  const lacking = <Id>(ids: readonly (Id | null | undefined)[], has: ReadonlySet<Id>) =>
    ids.filter((id): id is Id => id != null && !has.has(id));
  const add = (folder: string) => `Correct the id, or add its file to config/${folder}.`;
  const listed = `Use one of config/sectors.yml: ${[...known.sectors].join(', ')}.`;
  return [
    ...lacking([regulator], known.regulators).map((id) => {
      return { message: `there is no regulator "${id}"`, remedy: add('regulators') };
    }),
    ...lacking(companies, known.companies).map((id) => {
      return { message: `there is no company "${id}"`, remedy: add('companies') };
    }),
    ...lacking(sectors, known.sectors).map((id) => ({
      message: `unknown sector "${id}"`,
      remedy: listed,
    })),
  ];
}
